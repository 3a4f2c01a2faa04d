import Appraisal
import Foundation
import Planning

/// The answer in sentences for a board.
extension PortfolioAnswer {
  var sentences: [String] {
    let found = [opening] + plan.openings.map(sentence) + [benefit, fullRun, nextStep]
    return found + beyondReach + [hostsSentence, errorSentence]
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

  private var measureName: String {
    switch ask.measure {
    case .cost: "whole-life cost"
    case .independent: "independent placements"
    case .minutes: "children's minutes on the way"
    }
  }

  private func measured(_ amount: Double) -> String {
    switch ask.measure {
    case .cost: Self.pounds(amount)
    case .independent: "\(Self.number(amount)) child-years"
    case .minutes: "\(Self.number(amount)) child-minutes a day"
    }
  }

  private var benefit: String {
    "Simulated in \(finder.draws) draws against doing nothing: cost \(change(.cost)), independent placements "
      + "\(change(.independent)) child-years, journeys \(change(.minutes)) child-minutes a day one way, over "
      + "\(study.horizon) years; in the worst tenth of draws \(worst(.cost)), \(worst(.independent)) and "
      + "\(worst(.minutes)). The search itself said \(Self.signedPounds(plan.change.cost)), "
      + "\(Self.signed(plan.change.independent)) and \(Self.signed(plan.change.minutes))."
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
    let known = Set(plan.openings.map(\.proposal))
    let added = nextMillion.openings.filter { !known.contains($0.proposal) }.map { study.proposals[$0.proposal].name }
    guard gain > 0, !added.isEmpty else { return "Another £1m would add nothing to it." }
    return "Another £1m would gain \(measured(gain)), by \(added.joined(separator: " and "))."
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
    return "\(Self.count(hosts.hosts.count, "mainstream school has", "mainstream schools have")) a free classroom, in "
      + "\(Self.count(areas, "planning area", "planning areas")); \(short) have too few surplus places for one, "
      + "\(refused.count { $0 == .hasBase }) have a base already, and of \(refused.count { $0 == .notKnown }) the capacity "
      + "or roll is not known. No school has been asked. \(coverage)"
  }

  private var coverage: String {
    let (found, missing) = hosts.coverage(of: study.proposals.prefix(ownProposals), in: study)
    let areas = Self.count(found.count + missing.count, "planning area", "planning areas")
    let reasons = missing.map { area, refusal in
      let reason =
        switch refusal {
        case .hasBase: "its school with room has a base"
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
    guard let worst = finder.errors.max(by: { Self.error($0) < Self.error($1) }) else {
      return "The study has no option of several proposals on which the search could be tried."
    }
    return "The search takes each proposal as it is alone. On the study's own options its cost is off by at most "
      + "\(Self.pounds(Self.error(worst))) (\(worst.option): \(Self.signedPounds(worst.model.cost)) against "
      + "\(Self.signedPounds(worst.simulated.cost)) simulated)."
  }

  static func error(_ error: PortfolioFinder.ModelError) -> Double { abs(error.model.cost - error.simulated.cost) }

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
