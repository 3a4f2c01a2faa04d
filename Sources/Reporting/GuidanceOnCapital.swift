import Appraisal
import Documents
import Planning
import Units

/// What this run answers to each phrase on capital and location (CAP1-12, DOMAIN 1.2).
extension GuidanceTable {
  var capital: [Row] {
    [
      Row("CAP1", "Capital for new places", capitalFor { $0 != .adaptation }),
      Row("CAP1", "Capital for adaptations", capitalFor { $0 == .adaptation }),
      Row("CAP2", "Where bases and specialist college places exist", existingBases),
      Row("CAP2", "Where more capacity is needed", unmetNeed),
      Row("CAP2", "How that varies across planning areas", unmetByArea),
      Row(
        "CAP3", "Nearness to where children live",
        options([
          (.within30MinutesCount, "children within 30 minutes of their placement"), (.distanceMean, "mean distance"),
        ])),
      Row(
        "CAP3", "What location and type imply for transport", options([(.transportCost, "the yearly transport cost")])),
      Row("CAP3", "Large further education colleges, where nearness may not be possible", colleges),
      Row("CAP4", "Transport impact of every capital decision", everyDecision),
      Row(
        "CAP4", "Less long-distance travel", options([(.excessiveTravelShare, "the share with excessive travel")])),
      Row(
        "CAP4", "More access to local, inclusive settings",
        options([(.localMaintainedShare, "the share in local provision")])),
      Row(
        "CAP5", "a. Inclusion at the core across all phases",
        outcomes(\.inclusion, measure: (.localMaintainedShare, "the share in local provision"))),
      Row("CAP5", "b. A base for every child who needs one", access),
      Row(
        "CAP5", "c. Fewer children travel a long way",
        outcomes(\.travel, measure: (.excessiveTravelShare, "the share with excessive travel"))),
      Row(
        "CAP5", "d. A more suitable mainstream estate",
        outcomes(\.estate, measure: nil)
          + " The condition of buildings is not in the inputs, so none scores above partly met."),
      Row("CAP6", "Settings identified for new bases", bodies),
      Row("CAP6", "Engagement with settings and trusts", engagement),
      Row("CAP6", "Target cohort of needs", baseTypes),
      Row("CAP7", "The need that special or specialist post-16 places meet", specialNeeds),
      Row("CAP7", "Why it cannot be met through other provision", whyNotMainstream),
      freeSchools,
      Row("CAP9", "Places across ages 0 to 25", ages),
      Row("CAP9", "High needs capital from 2026-27 to 2029-30", profile),
      Row("CAP10", "Less long travel to special schools", specialJourneys),
      Row("CAP10", "Lower cost of arranged transport", options([(.transportCost, "the yearly transport cost")])),
      Row("CAP10", "Special places for the most complex needs", specialPlaces),
      Row("CAP11", "Transport cost of all sufficiency actions", everyDecision),
      Row(
        "CAP11", "Fewer high-cost placements",
        options([
          (.independentCount, "independent placements"), (.independentCost, "their yearly cost"),
        ])),
      Row("CAP11", "Costed delivery in the first year", firstYear),
      Row(
        "CAP11", "Quarterly financial monitoring",
        notCovered: "Money spent is not in the inputs; success measures by quarter stand in the report of returns."),
      Row(
        "CAP11", "Dashboards, key indicators and predictive analytics",
        "Success measures with baseline and targets by quarter stand in the report of returns; placeplan serve shows the run."
      ),
      Row("CAP12", "A three-year forecast of numbers", threeYears([(.ehcp, "plans")])),
      Row(
        "CAP12", "Aligned with financial forecasts",
        threeYears([(.placementCost, "placement cost"), (.transportCost, "transport cost")])),
    ]
  }

  private func capitalFor(_ kinds: (ProposalKind) -> Bool) -> String {
    let found = study.proposals.indices.filter { kinds(study.proposals[$0].kind) }
    if found.isEmpty { return "\u{00a3}0: no proposal of the study is of this kind." }
    return
      "\(Wording.value(.capital, context.capital(of: found))) with optimism bias for \(Wording.count(found.count, "proposal", "proposals"))."
  }

  private var existingBases: String {
    func words(_ one: String, _ many: String, _ kinds: (ProvisionKind) -> Bool) -> String {
      let found = study.provisions.filter { $0.proposal == nil && kinds($0.kind) }
      let places = found.reduce(0) { $0 + ($1.places?.first ?? 0) }
      return "\(Wording.count(found.count, one, many)) with \(Wording.count(places, "place", "places"))"
    }
    let bases = words("inclusion base", "inclusion bases", \.isBase)
    let colleges = words("college or specialist post-16 provision", "college or specialist post-16 provisions") {
      $0 == .fe || $0 == .specialistPost16
    }
    return "\(bases) and \(colleges); the map shows where."
  }

  private var unmetNeed: String {
    sentence([movement(.unmetBaseDemand, "children who need a base and are in none", isPlural: true)])
  }

  private var unmetByArea: String {
    let areas = study.areas.compactMap { area -> String? in
      context.results.doNothing?[.unmetBaseDemand, year: context.lastYear, slice: Slice(.area, area.id)]?.value.map {
        "\(area.name) \(Wording.whole($0.mean))"
      }
    }
    if areas.isEmpty { return "By area the numbers rest on too few children to print; the authority's stands above." }
    return "Children who need a base and are in none in \(context.year(context.lastYear)), nothing done: "
      + areas.joined(separator: ", ") + "."
  }

  private var colleges: String {
    let slice = Slice(.kind, ProvisionKind.fe.code)
    guard let distance = context.results.doNothing?[.distanceMean, year: context.lastYear, slice: slice]?.value else {
      return "Students at colleges are too few, or none, for their travel to be shown apart."
    }
    return
      "Reported, not left out: if nothing is done, students at colleges live \(Wording.inLine(Wording.summary(.distanceMean, distance))) from them in \(context.year(context.lastYear))."
  }

  private var everyDecision: String {
    let assessed = study.proposals.indices.count {
      context.results.alone($0)?[.transportCost, year: context.lastYear]?.change != nil
    }
    return
      "The change in transport cost is given for \(assessed) of \(study.proposals.count) proposals and for every option. "
      + options([(.transportCost, "the yearly transport cost")])
  }

  /// How each option scores, then the figure behind it.
  private func outcomes(_ score: KeyPath<CapitalOutcomes, CapitalOutcomes.Score>, measure: (Metric, String)?) -> String
  {
    let scores = context.results.options.enumerated().compactMap { index, option in
      context.assessment?.worlds[option.id].map { "\(context.letter(index)) \($0.outcomes[keyPath: score].words)" }
    }
    let words = scores.isEmpty ? "" : "Score by rule: \(scores.joined(separator: ", ")). "
    return (words + (measure.map { options([$0]) } ?? "")).trimmedEnd
  }

  private var access: String {
    let values = context.results.options.enumerated().compactMap { index, option in
      option[.unmetBaseDemand, year: context.lastYear]?.value.map {
        "\(context.letter(index)) \($0.p95 == 0 ? "yes" : "no, \(Wording.whole($0.mean)) without")"
      }
    }
    return values.isEmpty ? unmetNeed : "In \(context.year(context.lastYear)): \(values.joined(separator: ", "))."
  }

  private var engagement: String {
    let parts = study.proposals.enumerated().map { "\($0 + 1): \($1.engagement ?? "not stated")" }
    return parts.isEmpty ? "The study holds no proposal." : parts.joined(separator: "; ") + "."
  }

  private var specialNeeds: String {
    let found = study.proposals.indices.filter { Ladder.isRequired(study.proposals[$0], study) }
    guard !found.isEmpty else { return "No proposal makes special or specialist post-16 places." }
    let parts = found.map { index in
      let special = provisions(index).filter { $0.kind == .special || $0.kind == .specialistPost16 }
      let needs = special.reduce(into: NeedSet([])) { $0.formUnion($1.needs) }
      return
        "\(index + 1): \(special.reduce(0) { $0 + $1.fullPlaces }) places for \(needs == .all ? "all needs" : Wording.needs(needs))"
    }
    return "Proposal \(parts.joined(separator: "; "))."
  }

  private var freeSchools: Row {
    let funded = study.proposals.enumerated().filter {
      $0.element.funding?.lowercased().contains("free school") ?? false
    }
    let asked = "Funding in place of a planned free school"
    if funded.isEmpty {
      return Row("CAP8", asked, notCovered: "No proposal of the study names free-school replacement funding.")
    }
    return Row(
      "CAP8", asked,
      "Proposals so funded: \(Wording.series(funded.map { "\($0.offset + 1) \($0.element.name)" })).")
  }

  private var ages: String {
    let phases = Phase.allCases.filter { phase in
      study.proposals.indices.flatMap(provisions).contains { $0.ncYears.contains { Phase(ncYear: $0) == phase } }
    }.map { $0.title.lowercased() }
    return phases.isEmpty ? "The study holds no places." : "Places for \(Wording.series(phases))."
  }

  /// Capital by financial year with optimism bias.
  private var profile: String {
    let years = Set(study.proposals.flatMap(\.capital.keys)).sorted()
    if years.isEmpty { return "No capital is stated." }
    return "With optimism bias: "
      + years.map { year in "\(year.description) \(Wording.value(.capital, spent(in: year)))" }.joined(separator: ", ")
      + "."
  }

  private func spent(in year: FinancialYear) -> Double {
    study.proposals.reduce(0) { sum, proposal in
      sum + Double(proposal.capital[year]?.scaled(by: 1 + proposal.optimismBiasPercent / 100).count ?? 0)
    }
  }

  private var specialJourneys: String {
    let slice = Slice(.kind, ProvisionKind.special.code)
    guard let nothing = context.results.doNothing?[.timeMean, year: context.lastYear, slice: slice]?.value else {
      return options([(.excessiveTravelShare, "the share with excessive travel")])
    }
    let changes = context.results.options.enumerated().compactMap { index, option in
      option[.timeMean, year: context.lastYear, slice: slice]?.change.map {
        "\(context.letter(index)) \(Wording.inLine(Wording.change(.timeMean, $0)))"
      }
    }
    let start =
      "Mean one-way journey to a state special school in \(context.year(context.lastYear)): "
      + Wording.value(.timeMean, nothing.mean)
    return changes.isEmpty ? start + "." : start + "; change \(changes.joined(separator: ", "))."
  }

  private var firstYear: String {
    guard let first = Set(study.proposals.flatMap(\.capital.keys)).min() else { return "No capital is stated." }
    let count = study.proposals.count { $0.capital[first] != nil }
    return
      "\(first.description): \(Wording.value(.capital, spent(in: first))) with optimism bias for \(Wording.count(count, "proposal", "proposals"))."
  }

  private func threeYears(_ measures: [(Metric, String)]) -> String {
    let year = min(3, context.lastYear)
    let parts = measures.compactMap { metric, name in
      context.results.doNothing?[metric, year: year]?.value.map { value in
        "\(name) \(Wording.inLine(Wording.summary(metric, value)))"
      }
    }
    return "If nothing is done, in \(context.year(year)): \(Wording.series(parts))."
  }
}

extension String {
  fileprivate var trimmedEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}
