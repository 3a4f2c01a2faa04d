import Appraisal
import Documents
import Planning

/// What this run answers to each phrase on sufficiency and place planning (SPP1-8, DOMAIN 1.1).
extension GuidanceTable {
  var sufficiency: [Row] {
    [
      Row("SPP1", "Local sufficiency pressures", pressures),
      Row("SPP1", "How planned places answer the trend in demand", plannedPlaces),
      Row("SPP1", "What drives plans", drivers),
      Row("SPP1", "Need met by capacity in mainstream", mainstreamCapacity),
      Row("SPP2", "Less reliance on special schools", options([(.placed(.special), "state special placements")])),
      Row("SPP2", "Less reliance on out-of-area placements", options([(.outOfAreaCount, "out-of-area placements")])),
      Row("SPP2", "Less reliance on independent provision", options([(.independentCount, "independent placements")])),
      Row("SPP3", "Sites found together with trusts", bodies),
      Row(
        "SPP3", "How collaboration could be strengthened",
        notCovered: "An agreement between bodies is no figure; the author's text says how they will plan together."),
      Row("SPP4", "Bases that fit local need", needMatch),
      Row("SPP4", "A clear type of provision", baseTypes),
      Row("SPP4", "High quality standards", notCovered: "The quality of provision is not in the inputs."),
      Row("SPP5", "Existing premises taken into account", premises),
      Row("SPP5", "Opportunities of falling rolls", fallingRolls),
      Row("SPP6", "Specialist places through inclusion bases in mainstream", mainstreamPlaces),
      Row("SPP6", "A more suitable physical environment", adaptations),
      Row("SPP6", "Why need for special places cannot be met in mainstream", whyNotMainstream),
      Row(
        "SPP6", "Less pressure in future",
        options([(.unmetBaseDemand, "children without a base"), (.placementCost, "the yearly placement cost")])),
      Row("SPP7", "Rurality and local variation", rurality),
      Row("SPP7", "Provision that stays viable", viability),
      Row("SPP8", "A travel impact assessment of each proposal", assessments),
      Row("SPP8", "Changes to travel distances", proposals(.distanceMean, "mean distance")),
      Row("SPP8", "Changes to journey times", proposals(.timeMean, "mean journey time")),
      Row("SPP8", "Reliance on out-of-area placements", proposals(.outOfAreaCount, "out-of-area placements")),
      Row("SPP8", "Explicit travel mitigations", mitigations),
    ]
  }

  private var pressures: String {
    sentence([
      movement(.ehcp, "plans", isPlural: true),
      movement(.unmetBaseDemand, "children who need a base and are in none", isPlural: true),
    ])
  }

  private var plannedPlaces: String {
    let places = context.fullPlaces(of: Array(study.proposals.indices))
    return "The proposals add \(Wording.count(places, "place", "places")) in all. "
      + options([(.unmetBaseDemand, "children who need a base and are in none")])
  }

  /// The three needs that grow most if nothing is done.
  private var drivers: String {
    let grown = Need.allCases.compactMap { need -> (name: String, growth: Double)? in
      guard let from = context.results.doNothing?[.need(need), year: 0]?.value,
        let to = context.results.doNothing?[.need(need), year: context.lastYear]?.value
      else { return nil }
      return (need.title, to.mean - from.mean)
    }.filter { $0.growth > 0 }.sorted { $0.growth > $1.growth }
    let needs = grown.prefix(3).map { "\($0.name) +\(Wording.whole($0.growth))" }
    let most =
      needs.isEmpty
      ? "No need grows if nothing is done."
      : "Needs that grow most by \(context.year(context.lastYear)): \(Wording.series(needs))."
    return most + " placeplan project divides the growth among population, new plans, retention and mix."
  }

  private var mainstreamCapacity: String {
    sentence([movement(.localMaintainedShare, "the share in local provision", isPlural: false)])
      + " " + options([(.localMaintainedShare, "the share in local provision")])
  }

  var bodies: String {
    let parts = study.proposals.enumerated().map { index, proposal in
      let setting = study.settings[proposal.setting]
      return "\(index + 1) \(setting.name) (\(setting.responsibleBody ?? "responsible body not stated"))"
    }
    return parts.isEmpty ? "The study holds no proposal." : parts.joined(separator: "; ") + "."
  }

  /// Of proposals whose cohort was looked at: how many have enough children near who want the kind of place.
  private var needMatch: String {
    let found = study.proposals.indices.compactMap { context.assessment?.proposals[$0].closely?.needMatch }
    guard !found.isEmpty else { return baseTypes }
    let enough = found.count { $0.cover >= 1 }
    return """
      Need match is shown for \(found.count) of \(study.proposals.count) proposals; for \(enough) of them children near \
      enough, of the needs and year groups designated, would fill the places.
      """
  }

  var baseTypes: String {
    let bases = study.proposals.indices.filter { provisions($0).contains(where: \.kind.isBase) }
    let places = bases.reduce(0) { sum, index in
      sum + provisions(index).filter(\.kind.isBase).reduce(0) { $0 + $1.fullPlaces }
    }
    let needs = bases.flatMap { provisions($0).filter(\.kind.isBase) }.reduce(into: NeedSet([])) {
      $0.formUnion($1.needs)
    }
    let served = needs == .all ? "all needs" : Wording.needs(needs)
    return """
      \(Wording.count(bases.count, "proposal holds", "proposals hold")) inclusion bases with \
      \(Wording.count(places, "place", "places")) for \(served); each states support or specialist, year groups, need and size.
      """
  }

  private var premises: String {
    let area = study.proposals.count { $0.areaSquareMetres != nil }
    let judged = study.proposals.indices.compactMap { index -> Premises.Finding? in
      guard let tests = context.assessment?.proposals[index] else { return nil }
      return tests.premises?.finding(for: tests.basePlaces)
    }
    let fit = judged.count { if case .fits = $0 { true } else { false } }
    let short = judged.count { if case .short = $0 { true } else { false } }
    return """
      A floor area is stated for \(area) of \(study.proposals.count) proposals. By surplus places turned into rooms \(fit) fit \
      the host as it stands, \(short) would need an extension, and \(study.proposals.count - fit - short) cannot be judged.
      """
  }

  private var fallingRolls: String {
    let stated = study.proposals.compactMap(\.surplusPlaces)
    return """
      Surplus places at the host are stated for \(stated.count) of \(study.proposals.count) proposals, \
      \(Wording.whole(Double(stated.reduce(0, +)))) in all.
      """
  }

  private func places(_ kinds: (ProvisionKind) -> Bool) -> Int {
    study.proposals.indices.flatMap(provisions).filter { kinds($0.kind) }.reduce(0) { $0 + $1.fullPlaces }
  }

  private var mainstreamPlaces: String {
    "\(Wording.count(places(\.isOnMainstreamSite), "place", "places")) on mainstream, college or nursery sites."
  }

  var specialPlaces: String {
    let count = places { $0 == .special || $0 == .specialistPost16 }
    return "\(Wording.count(count, "place", "places")) in special schools or specialist post-16 institutions."
  }

  private var adaptations: String {
    let found = study.proposals.filter { $0.kind == .adaptation }
    return """
      \(Wording.count(found.count, "proposal adapts", "proposals adapt")) existing premises without new places. The condition of \
      buildings is not in the inputs.
      """
  }

  /// The ladder of each proposal for which the guidance asks it.
  var whyNotMainstream: String {
    let asked = study.proposals.indices.filter { Ladder.isRequired(study.proposals[$0], study) }
    guard !asked.isEmpty else { return "No proposal makes special or specialist post-16 places." }
    let answers = asked.map { index -> String in
      guard let ladder = context.assessment?.proposals[index].closely?.ladder, !ladder.steps.isEmpty else {
        return
          "\(index + 1): the ladder of kinds of place is not shown, because too few children would fill the places or none was looked at"
      }
      return "\(index + 1): \(LadderTable(context: context, ladder: ladder, id: "").sentence(ladder))"
    }
    return specialPlaces + " Proposal "
      + answers.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.joined(
        separator: "; ") + "."
  }

  private var rurality: String {
    let parts = [RuralUrban.rural, .urban].compactMap { kind -> String? in
      guard
        let row = context.results.doNothing?[
          .timeMean, year: context.lastYear, slice: Slice(.ruralUrban, kind.rawValue)], let value = row.value
      else { return nil }
      let changes = context.results.options.enumerated().compactMap { index, option in
        option[.timeMean, year: context.lastYear, slice: Slice(.ruralUrban, kind.rawValue)]?.change.map {
          "\(context.letter(index)) \(Wording.change(.timeMean, $0).mean)"
        }
      }
      let under = changes.isEmpty ? "" : " (\(changes.joined(separator: ", ")))"
      return "\(kind.rawValue) areas \(Wording.value(.timeMean, value.mean))\(under)"
    }
    if parts.isEmpty { return "No area of the study is classed as rural or urban, so the split cannot be given." }
    return "Mean one-way journey if nothing is done, and its change by option: \(Wording.series(parts))."
  }

  /// Mean occupancy of each proposal's places in the last year.
  private var viability: String {
    let found = study.proposals.indices.compactMap { index -> String? in
      guard let last = context.assessment?.proposals[index].closely?.viability.years.last else { return nil }
      return "\(index + 1) \(Wording.decimal(last.occupancy * 100, 0))%"
    }
    if found.isEmpty { return "Places filled by year stand with each proposal where enough children would be in them." }
    return "Places filled on average in the last year shown, by proposal: \(found.joined(separator: ", "))."
  }

  private var assessments: String {
    let assessed = study.proposals.indices.count { context.results.alone($0) != nil }
    return "\(assessed) of \(study.proposals.count) proposals are assessed in the report of travel impact."
  }

  private var mitigations: String {
    let mitigated = study.proposals.count { !$0.mitigations.isEmpty }
    return """
      Stated for \(mitigated) of \(study.proposals.count) proposals; what each mitigation proposed by rule would spare stands with \
      the proposal.
      """
  }

  /// How many proposals, each alone, raise and lower a measure beyond doubt at the last year.
  private func proposals(_ metric: Metric, _ subject: String) -> String {
    let findings = study.proposals.indices.compactMap {
      context.results.alone($0)?[metric, year: context.lastYear]?.change.map { Finding($0, metric: metric) }
    }
    let up = findings.count { $0 == .up }
    let down = findings.count { $0 == .down }
    return """
      \(subject.capitalisedFirst) in \(context.year(context.lastYear)): falls with \(down), rises with \(up), not to be told from \
      doing nothing with \(findings.count - up - down); each change stands with its proposal.
      """
  }
}
