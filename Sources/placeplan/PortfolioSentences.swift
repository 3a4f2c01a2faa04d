import Appraisal
import Foundation
import Planning

/// The answer in sentences for a board.
extension PortfolioAnswer {
  var sentences: [String] {
    let found = [opening] + plan.openings.map(sentence) + [benefit, fullRun, nextStep] + changesOfAnswer
    return found + [servedSentence] + beyondReach + [hostsSentence, errorSentence]
  }

  private var opening: String {
    let envelope = Self.pounds(Double(ask.budget) / 100)
    let broken = plan.broken(ask).map(\.rawValue)
    guard broken.isEmpty else {
      return "Within \(envelope) no portfolio was found that keeps the bound on "
        + "\(broken.joined(separator: " and ")); this is the nearest."
    }
    guard !plan.openings.isEmpty else {
      return "Within \(envelope) no portfolio makes \(measureName) less than doing nothing."
    }
    let capital = Self.pounds(plan.capital)
    return "Of \(envelope), \(capital) builds \(Self.count(plan.openings.count, "proposal", "proposals")) that make "
      + "\(measureName) least; by the search's figures no other choice is better by more than "
      + "\(measured(plan.couldBeBetterBy))."
  }

  private func sentence(_ opening: PortfolioPlan.Opening) -> String {
    let proposal = study.proposals[opening.proposal]
    let places = study.places(of: opening.proposal).max() ?? 0
    let put = opening.delay > 0 ? ", put off by \(Self.count(opening.delay, "year", "years"))" : ""
    let why = opening.worseWithout.map { "; without it \(measured($0)) worse" } ?? ""
    return "- \(proposal.name): \(places) places from September \(study.year(opening.year).start)\(put), "
      + "\(Self.pounds(opening.capital))\(why)."
  }

  private var measureName: String { name(of: ask.measure) }

  private func name(of measure: PortfolioMeasure) -> String {
    switch measure {
    case .cost: "whole-life cost"
    case .independent: "independent placements"
    case .minutes: "children's minutes on the way"
    }
  }

  private func measured(_ amount: Double) -> String { measured(amount, ask.measure) }

  private func measured(_ amount: Double, _ measure: PortfolioMeasure) -> String {
    switch measure {
    case .cost: Self.pounds(amount)
    case .independent: "\(Self.number(amount)) child-years"
    case .minutes: "\(Self.number(amount)) child-minutes a day"
    }
  }

  private var benefit: String {
    "Simulated in \(outcome.changes.count) draws against doing nothing: cost \(change(.cost)), independent placements "
      + "\(change(.independent)) child-years, journeys \(change(.minutes)) child-minutes a day one way, over "
      + "\(study.horizon) years; in the worst tenth of draws \(worst(.cost)), \(worst(.independent)) and "
      + "\(worst(.minutes)). The search itself said \(Self.signedPounds(plan.change.cost)), "
      + "\(Self.signed(plan.change.independent)) and \(Self.signed(plan.change.minutes))\(agreement)."
  }

  /// Whether the whole's simulation is where the search's stated errors say.
  private var agreement: String {
    let off = PortfolioMeasure.allCases.filter { abs(plan.change[$0] - outcome.mean($0)) > statedError($0) }
    return off.isEmpty
      ? ", within its stated error"
      : ", off by more than its stated error in \(off.map(\.rawValue).joined(separator: " and "))"
  }

  private func change(_ measure: PortfolioMeasure) -> String {
    measure == .cost ? Self.signedPounds(outcome.mean(measure)) : Self.signed(outcome.mean(measure))
  }
  private func worst(_ measure: PortfolioMeasure) -> String {
    measure == .cost ? Self.signedPounds(outcome.worstTenth(measure)) : Self.signed(outcome.worstTenth(measure))
  }

  private var fullRun: String {
    let world = appraised.worlds[1]
    let last = study.horizon
    func change(_ metric: Metric) -> Change? { world[metric, year: last]?.change }
    func money(_ metric: Metric) -> String { change(metric).map { Self.signedPounds($0.mean / 100) } ?? "not known" }
    let rate = change(.independentRateB).map {
      "\(Self.points($0.mean)) (90% \(Self.points($0.p05)) to \(Self.points($0.p95)))"
    }
    return "The full run of \(study.draws) draws: high needs block \(money(.npvHighNeeds)), general-fund transport "
      + "\(money(.npvGeneralFund)), capital \(money(.npvCapital)) in present value, three budgets that are not netted; "
      + "independent rate in \(study.year(last)) \(rate ?? "not known")."
  }

  private var nextStep: String {
    let gain = plan.change[ask.measure] - nextMillion.change[ask.measure]
    let (added, dropped) = difference(nextMillion)
    guard gain > plan.couldBeBetterBy, !added.isEmpty || !dropped.isEmpty else {
      return "Another £1m would add nothing to it."
    }
    let without = dropped.isEmpty ? "" : ", in the place of \(Self.list(dropped))"
    return "Another £1m would gain \(measured(gain)), by \(Self.list(added))\(without)."
  }

  /// What a portfolio has that this one lacks, and the other way round: each with its places and September.
  private func difference(_ other: PortfolioPlan) -> (added: [String], dropped: [String]) {
    func words(_ openings: [PortfolioPlan.Opening], without others: [PortfolioPlan.Opening]) -> [String] {
      openings.filter { one in !others.contains { $0.proposal == one.proposal && $0.year == one.year } }.map {
        opening in
        "\(study.proposals[opening.proposal].name) (\(study.places(of: opening.proposal).max() ?? 0) places, "
          + "\(study.year(opening.year).start))"
      }
    }
    return (
      words(other.openings, without: plan.openings), words(plan.openings, without: other.openings)
    )
  }

  /// What would change the answer: the closest call, and another measure.
  private var changesOfAnswer: [String] {
    var sentences: [String] = []
    let calls = plan.openings.compactMap { opening in opening.worseWithout.map { (opening, $0) } }
    if let (opening, worse) = calls.min(by: { $0.1 < $1.1 }) {
      let name = study.proposals[opening.proposal].name
      sentences.append(
        ask.measure == .cost
          ? "The closest call is \(name): it would drop out if it cost \(Self.pounds(worse)) more in present value."
          : "The closest call is \(name): without it \(measureName) would be \(measured(worse)) worse.")
    }
    for (measure, other) in byOtherMeasures {
      let (added, dropped) = difference(other)
      guard !added.isEmpty || !dropped.isEmpty else {
        sentences.append("The same portfolio makes \(name(of: measure)) least.")
        continue
      }
      let worse = other.change[ask.measure] - plan.change[ask.measure]
      let better = plan.change[measure] - other.change[measure]
      let build = other.openings.isEmpty ? "nothing" : added.isEmpty ? "nothing else" : Self.list(added)
      let without = dropped.isEmpty || other.openings.isEmpty ? "" : " and not \(Self.list(dropped))"
      sentences.append(
        "To make \(name(of: measure)) least, by the search, build \(build)\(without): \(measured(better, measure)) better in that and "
          + "\(measured(worse)) worse in \(measureName).")
    }
    return sentences
  }

  /// Portfolios that serve different children are not ranked against each other.
  private var servedSentence: String {
    let compared =
      [("this one", plan), ("with £1m more", nextMillion)]
      + byOtherMeasures.map { ("for least \(name(of: $0.measure))", $0.plan) }
    let served = compared.map { self.served($0.1) }
    guard Set(served).count > 1 else { return "All of these portfolios serve the same needs and year groups." }
    let each = zip(compared, served).map { "\($0.0): \($1)" }.joined(separator: "; ")
    return "These portfolios serve different children, so their order is no ranking of them: \(each)."
  }

  private func served(_ plan: PortfolioPlan) -> String {
    let provisions = plan.openings.flatMap { study.proposals[$0.proposal].provisions }.map { study.provisions[$0] }
    guard let low = provisions.map(\.ncYears.lowerBound).min(), let high = provisions.map(\.ncYears.upperBound).max()
    else { return "nobody" }
    let needs = provisions.reduce(into: NeedSet([])) { $0.formUnion($1.needs) }
    let codes = needs == .all ? "all needs" : Need.allCases.filter(needs.contains).map(\.code).joined(separator: ", ")
    return "\(codes), NC years \(low) to \(high)"
  }

  var beyondReach: [String] {
    finder.beyondReach(ask).map { index, affordability in
      let proposal = study.proposals[index]
      let isSchool = proposal.kind == .newSpecial
      let reasons = affordability.reasons.map { reason in
        switch reason {
        case .costsMore(let by): "its own \(Self.pounds(affordability.cost / 100)) is \(Self.pounds(by / 100)) above it"
        case .noSchoolIsThatCheap(let by):
          "the cheapest new special school known is \(Self.pounds(by / 100)) above it"
        }
      }
      let published = isSchool ? finder.schoolPlaces(ask) : nil
      let places = published.map { " At the published £\(Int($0.price)) a place it buys \($0.places) places." } ?? ""
      return "\(Self.pounds(affordability.envelope / 100)) cannot build \(isSchool ? "a new special school, " : "")"
        + "\(proposal.name): \(reasons.joined(separator: ", and ")).\(places)"
    }
  }

  private var hostsSentence: String {
    let areas = Set(hosts.hosts.map(\.area)).count
    let refused = hosts.refused.values
    let short = refused.count { if case .noClassroom = $0 { true } else { false } }
    let selective = refused.count { $0 == .selective }
    let grammar = selective > 0 ? ", \(selective) admit by ability" : ""
    return "\(Self.count(hosts.hosts.count, "mainstream school has", "mainstream schools have")) a free classroom, in "
      + "\(Self.count(areas, "planning area", "planning areas")); \(short) have too few surplus places for one, "
      + "\(refused.count { $0 == .hasBase }) have a base already\(grammar), and of \(refused.count { $0 == .notKnown }) the capacity "
      + "or roll is not known. No school has been asked. \(coverage)"
  }

  private var coverage: String {
    let (found, missing) = hosts.coverage(of: study.proposals.prefix(ownProposals), in: study)
    let areas = Self.count(found.count + missing.count, "planning area", "planning areas")
    let reasons = missing.map { area, refusal in
      let reason =
        switch refusal {
        case .hasBase: "its school with room has a base"
        case .selective: "its school with room admits by ability"
        case .noClassroom(let surplus): "at most \(surplus) surplus places at a school"
        case .notKnown: "capacity or roll not known"
        case nil: "no mainstream school"
        }
      return "\(study.areas[area].name) (\(reason))"
    }
    return "Of the \(areas) of the study's own bases \(found.count) have such a school"
      + (reasons.isEmpty ? "." : "; not \(reasons.joined(separator: ", ")).")
  }

  private var errorSentence: String {
    func most(_ measure: PortfolioMeasure) -> String { measured(statedError(measure), measure) }
    return
      "The search takes each proposal as it is alone, and lets those that would take the same children share them. On "
      + "\(Self.count(tests.count, "portfolio", "portfolios")) simulated whole (the study's options within the budget, this one and "
      + "those of the frontier) its cost is off by at most \(most(.cost)), its independent placements by \(most(.independent)) and its "
      + "journeys by \(most(.minutes)), what \(finder.draws) draws leave open counted in"
      + (finder.unseenDraws(of: study.draws).lowerBound > 0 ? "; they are not the draws that chose them." : ".")
  }

  /// `a, b and 4 more`.
  private static func list(_ names: [String]) -> String {
    guard names.count > 3 else {
      return names.count < 2
        ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    }
    return names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
  }

  static func pounds(_ amount: Double) -> String {
    abs(amount) >= 999_500 ? String(format: "£%.1fm", amount / 1e6) : String(format: "£%.0fk", amount / 1000)
  }
  static func signedPounds(_ amount: Double) -> String { (amount < 0 ? "-" : "+") + pounds(abs(amount)) }
  static func number(_ amount: Double) -> String { String(format: abs(amount) < 10 ? "%.1f" : "%.0f", amount) }
  static func signed(_ amount: Double) -> String { (amount < 0 ? "-" : "+") + number(abs(amount)) }
  private static func points(_ share: Double) -> String { String(format: "%+.2f points", share * 100) }
  private static func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }
}
