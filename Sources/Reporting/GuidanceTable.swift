import Appraisal
import Documents
import Planning

/// Every expectation of the guidance on sufficiency (SPP1-8) and on capital and location (CAP1-12), with the figure of this
/// run that answers it, or that it is not covered and why (DOMAIN 1.1 and 1.2).
struct GuidanceTable {
  let context: ReportContext

  /// What an expectation asks, in short, and the answer.
  struct Row {
    let code: String
    let asked: String
    let answer: String
    /// False where the run holds no figure for it; the answer is then the reason.
    var isCovered = true
  }

  var markup: Markup {
    Table(
      id: "guidance-table",
      caption: "Expectations of the Local SEND Reform Plan guidance and the figures that answer them",
      columns: [.text("Code"), .text("What is asked, in short"), .text("Covered"), .text("Answer of this run")],
      rows: rows.map { [Markup($0.code), Markup($0.asked), $0.isCovered ? "yes" : "not covered", Markup($0.answer)] }
    ).markup
  }

  var rows: [Row] { sufficiency + capital }

  // MARK: sufficiency and place planning

  private var sufficiency: [Row] {
    [
      Row(code: "SPP1", asked: "Local pressures and how planned places answer demand", answer: pressures),
      Row(code: "SPP2", asked: "Less reliance on special, out-of-area and independent places", answer: reliance),
      Row(code: "SPP3", asked: "Sites found and planned together with trusts", answer: bodies),
      Row(code: "SPP4", asked: "Bases that fit local need, with a clear type of provision", answer: baseTypes),
      Row(code: "SPP5", asked: "Existing premises and falling rolls", answer: premises),
      Row(
        code: "SPP6", asked: "Specialist places through mainstream, and reasons for special ones", answer: specialist),
      Row(code: "SPP7", asked: "Rurality and local variation", answer: rurality),
      Row(code: "SPP8", asked: "Travel impact assessment with mitigations", answer: assessments),
    ]
  }

  private var pressures: String {
    let plans = movement(.ehcp, "plans", isPlural: true)
    let unmet = movement(.unmetBaseDemand, "children who need a base and are in none", isPlural: true)
    let places = context.fullPlaces(of: Array(study.proposals.indices))
    return sentence([plans, unmet]) + " The proposals add \(Wording.count(places, "place", "places")) in all."
  }

  private var reliance: String {
    options([
      (.placed(.special), "state special placements"), (.outOfAreaCount, "out-of-area placements"),
      (.independentCount, "independent placements"),
    ])
  }

  private var bodies: String {
    let parts = study.proposals.enumerated().map { index, proposal in
      let body = study.settings[proposal.setting].responsibleBody ?? "responsible body not stated"
      return "\(index + 1): \(body), \(proposal.engagement ?? "engagement not stated")"
    }
    return parts.isEmpty ? "The study holds no proposal." : "Proposal " + parts.joined(separator: "; ") + "."
  }

  private var baseTypes: String {
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
      \(Wording.count(places, "place", "places")) for \(served); each is assessed for phase, need and size.
      """
  }

  private var premises: String {
    let stated = study.proposals.filter { $0.surplusPlaces != nil }
    let surplus = stated.reduce(0) { $0 + ($1.surplusPlaces ?? 0) }
    let area = study.proposals.filter { $0.areaSquareMetres != nil }.count
    return """
      Surplus places at the host are stated for \(stated.count) of \(study.proposals.count) proposals, \
      \(Wording.whole(Double(surplus))) in all; a floor area for \(area).
      """
  }

  private var specialist: String {
    let all = study.proposals.indices.flatMap(provisions)
    func places(_ kinds: (ProvisionKind) -> Bool) -> Int {
      all.filter { kinds($0.kind) }.reduce(0) { $0 + $1.fullPlaces }
    }
    let mainstream = places(\.isOnMainstreamSite)
    let special = places { $0 == .special || $0 == .specialistPost16 }
    return """
      \(Wording.count(mainstream, "place", "places")) on mainstream, college or nursery sites and \
      \(Wording.whole(Double(special))) in special schools or specialist post-16 institutions; the reason for each of \
      the latter stands with its proposal.
      """
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

  private var assessments: String {
    let assessed = study.proposals.indices.count { context.results.alone($0) != nil }
    let mitigated = study.proposals.count { !$0.mitigations.isEmpty }
    return """
      This report: \(assessed) of \(study.proposals.count) proposals assessed for distance, time and out-of-area \
      placements; mitigations are stated for \(mitigated).
      """
  }

  // MARK: capital and location

  private var capital: [Row] {
    [
      Row(code: "CAP1", asked: "Capital for places and for adaptations", answer: capitalLines),
      Row(code: "CAP2", asked: "Where bases are and where more are needed, by area", answer: gaps),
      Row(code: "CAP3", asked: "Nearness to home in decisions on place and type", answer: proximity),
      Row(code: "CAP4", asked: "Transport impact of every capital decision", answer: transport),
      Row(code: "CAP5", asked: "The four capital outcomes", answer: outcomes),
      Row(code: "CAP6", asked: "Settings, engagement and cohort of new bases", answer: baseTypes + " " + bodies),
      Row(code: "CAP7", asked: "Reasons for special or specialist post-16 places", answer: specialist),
      freeSchools,
      Row(code: "CAP9", asked: "Places across ages 0 to 25, capital to 2029-30", answer: span),
      Row(code: "CAP10", asked: "Less long travel and lower transport cost", answer: longTravel),
      Row(code: "CAP11", asked: "Transport cost of all actions, by quarter", answer: quarters),
      Row(code: "CAP12", asked: "Three-year forecast tied to money", answer: threeYears),
    ]
  }

  private var capitalLines: String {
    let adaptations = study.proposals.indices.filter { study.proposals[$0].kind == .adaptation }
    let places = study.proposals.indices.filter { study.proposals[$0].kind != .adaptation }
    return """
      \(Wording.value(.capital, context.capital(of: places))) for places and \
      \(Wording.value(.capital, context.capital(of: adaptations))) for adaptations, with optimism bias.
      """
  }

  private var gaps: String {
    let bases = study.provisions.filter { $0.proposal == nil && $0.kind.isBase }
    let places = bases.reduce(0) { $0 + ($1.places?.first ?? 0) }
    let areas = study.areas.compactMap { area -> String? in
      let row = context.results.doNothing?[
        .unmetBaseDemand, year: context.lastYear, slice: Slice(.area, area.id)]
      return row?.value.map { "\(area.name) \(Wording.whole($0.mean))" }
    }
    let unmet =
      areas.isEmpty
      ? "By area the numbers without one rest on too few children to print"
      : "Children who need one and are in none in \(context.year(context.lastYear)), nothing done: "
        + areas.joined(separator: ", ")
    return
      "\(Wording.count(bases.count, "base", "bases")) with \(Wording.count(places, "place", "places")) exist. \(unmet)."
  }

  private var proximity: String {
    options([
      (.within30MinutesCount, "children within 30 minutes of their placement"), (.distanceMean, "mean distance"),
    ])
  }

  private var transport: String { options([(.transportCost, "the yearly transport cost")]) }

  private var outcomes: String {
    options([
      (.localMaintainedShare, "the share in local provision (a)"), (.unmetBaseDemand, "children without a base (b)"),
      (.excessiveTravelShare, "the share with excessive travel (c)"),
    ]) + " Outcome d, the estate, is given with each proposal."
  }

  private var freeSchools: Row {
    let funded = study.proposals.enumerated().filter {
      $0.element.funding?.lowercased().contains("free school") ?? false
    }
    let asked = "Funding in place of a planned free school"
    if funded.isEmpty {
      return Row(
        code: "CAP8", asked: asked, answer: "No proposal of the study names free-school replacement funding.",
        isCovered: false)
    }
    return Row(
      code: "CAP8", asked: asked,
      answer: "Proposals so funded: \(Wording.series(funded.map { "\($0.offset + 1) \($0.element.name)" })).")
  }

  private var span: String {
    let years = study.proposals.flatMap { $0.capital.keys }.sorted()
    let phases = Phase.allCases.filter { phase in
      study.proposals.indices.flatMap(provisions).contains { $0.ncYears.contains { Phase(ncYear: $0) == phase } }
    }.map { $0.title.lowercased() }
    let profile =
      years.first.flatMap { first in years.last.map { " Capital falls in \(first.description) to \($0.description)." } }
      ?? ""
    return phases.isEmpty ? "The study holds no places." : "Places for \(Wording.series(phases)).\(profile)"
  }

  private var longTravel: String {
    options([(.excessiveTravelShare, "the share with excessive travel"), (.transportCost, "the yearly transport cost")])
  }

  private var quarters: String {
    "The transport cost of every proposal stands in its assessment; quarters stand in the report of success measures."
  }

  private var threeYears: String {
    let year = min(3, context.lastYear)
    let parts = [(Metric.ehcp, "plans"), (.placementCost, "placement cost"), (.transportCost, "transport cost")]
      .compactMap {
        metric, name in
        context.results.doNothing?[metric, year: year]?.value.map { value in
          "\(name) \(Wording.inLine(Wording.summary(metric, value)))"
        }
      }
    return "If nothing is done, in \(context.year(year)): \(Wording.series(parts))."
  }

  // MARK: words

  private var study: Study { context.study }

  private func provisions(_ proposal: Int) -> [Provision] {
    study.proposals[proposal].provisions.map { study.provisions[$0] }
  }

  private func movement(_ metric: Metric, _ subject: String, isPlural: Bool) -> String? {
    guard let from = context.results.doNothing?[metric, year: 0]?.value,
      let to = context.results.doNothing?[metric, year: context.lastYear]?.value
    else { return nil }
    return Finding.movement(subject, metric, from: from, to: to, isPlural: isPlural)
  }

  private func sentence(_ clauses: [String?]) -> String {
    let found = clauses.compactMap(\.self)
    return found.isEmpty ? "" : "If nothing is done, \(Wording.series(found)) by \(context.year(context.lastYear))."
  }

  /// The change of each measure in each option at the last year: `independent placements: A -12 (-20 to -4), B no change`.
  private func options(_ measures: [(Metric, String)]) -> String {
    let lines = measures.map { metric, subject in
      let changes = context.results.options.enumerated().compactMap { index, option in
        option[metric, year: context.lastYear]?.change.map { change in
          "\(context.letter(index)) \(Wording.inLine(Wording.change(metric, change)))"
        }
      }
      return "\(subject): \(changes.isEmpty ? "no option in this run" : changes.joined(separator: ", "))"
    }
    return "Change in \(context.year(context.lastYear)). " + lines.joined(separator: "; ").capitalisedFirst + "."
  }
}
