import Appraisal
import Documents
import Planning

/// Whether a proposal's places will be filled, fit the premises and the money, and are for the children who wait.
struct ProposalTests {
  let context: ReportContext
  let index: Int
  let tests: Assessment.OfProposal
  let id: String

  private var proposal: Proposal { context.study.proposals[index] }
  private var draws: String { Wording.whole(Double(context.assessment?.closeDraws ?? 0)) }

  /// Places filled year by year; the sentences hold the last year's.
  @MarkupBuilder var table: Markup {
    if let closely = tests.closely, !closely.viability.years.isEmpty { viability(closely.viability).markup }
  }

  var sentences: [String] {
    [viabilitySentence, matchSentence, premisesSentence, moneySentence].compactMap(\.self)
  }

  // MARK: will it be filled

  private var viabilitySentence: String? {
    guard let viability = tests.closely?.viability else { return nil }
    guard let last = viability.years.last else {
      return "Viability: too few children would be in these places to be shown, or none are open in the years shown."
    }
    let filled =
      "Viability: in \(context.year(last.year)) \(Wording.whole(last.children)) of "
      + "\(Wording.count(last.places, "place is", "places are")) filled on average, in "
      + "\(Wording.decimal(last.yearGroups, 1)) year groups"
    guard let minimum = viability.minimum, let chance = last.chanceBelow else {
      return filled + "; no minimum is stated, so the chance of falling under it is not given."
    }
    return filled + "; the chance of falling under the stated minimum of \(Wording.decimal(minimum * 100, 0))% is "
      + "\(Wording.decimal(chance * 100, 0))% (\(draws) draws)."
  }

  private func viability(_ viability: Viability) -> Table {
    Table(
      id: "\(id)-viability", caption: "Places filled by year, this proposal alone (\(draws) draws)",
      columns: [
        .text("Year"), .number("Places"), .number("Children"), .number("Occupancy"), .number("Below the minimum in"),
        .number("Year groups"),
      ],
      rows: viability.years.map { year in
        [
          Markup(context.year(year.year)), Markup("\(year.places)"), Markup(Wording.whole(year.children)),
          Markup(Wording.decimal(year.occupancy * 100, 0) + "%"),
          Markup(year.chanceBelow.map { Wording.decimal($0 * 100, 0) + "% of draws" } ?? "no minimum stated"),
          Markup(Wording.decimal(year.yearGroups, 1)),
        ]
      })
  }

  // MARK: is it for those who wait

  private var matchSentence: String? {
    guard let closely = tests.closely else { return nil }
    guard tests.timetable.opening != nil else { return nil }
    guard let match = closely.needMatch else {
      return "Need match: too few children who want this kind of place live near enough to be counted here."
    }
    let share = match.near == 0 ? 0 : match.matched / match.near
    let enough =
      match.cover >= 1
      ? "enough to fill its \(Wording.count(match.places, "place", "places"))"
      : "fewer than its \(Wording.count(match.places, "place", "places"))"
    return "Need match: if nothing is done, \(Wording.whole(match.near)) children in \(context.year(context.lastYear)) "
      + "want this kind of place, have none and live within the travel threshold; the designation and year groups fit "
      + "\(Wording.whole(match.matched)) of them (\(Wording.decimal(share * 100, 0))%), \(enough)."
  }

  // MARK: does it fit

  private var premisesSentence: String? {
    guard let premises = tests.premises, tests.basePlaces > 0 else { return nil }
    let surplus = [
      premises.surplusNow.map { "\(Wording.whole(Double($0))) now" },
      premises.surplusForecast.map { "\(Wording.whole(Double($0))) forecast" },
    ].compactMap(\.self)
    guard !surplus.isEmpty else { return "Premises: no roll is given for the host, so its surplus is not known." }
    let start =
      "Premises: net capacity \(Wording.whole(Double(premises.netCapacity))), surplus places "
      + Wording.series(surplus)
    guard let rooms = premises.basePlaces else {
      return start + "; no group size is given, so they are not turned into rooms."
    }
    let range =
      rooms.lowerBound == rooms.upperBound ? "\(rooms.lowerBound)" : "\(rooms.lowerBound) to \(rooms.upperBound)"
    let made = rooms.upperBound == 0 ? "too few to free a classroom" : "whole classrooms for \(range) base places"
    switch premises.finding(for: tests.basePlaces) {
    case .fits: return start + ", \(made): the \(tests.basePlaces) proposed fit."
    case .short(let places):
      return start + ", \(made): \(Wording.count(places, "place", "places")) of the \(tests.basePlaces) proposed "
        + "\(places == 1 ? "needs" : "need") an extension."
    case .notKnown: return start + "."
    }
  }

  private var moneySentence: String? {
    guard let affordability = tests.affordability else { return nil }
    let envelope = "the envelope of \(Wording.pounds(affordability.envelope))"
    if affordability.isFeasible {
      return "Money: its \(Wording.pounds(affordability.cost)) with optimism bias is within \(envelope)."
    }
    let reasons = affordability.reasons.map { reason in
      switch reason {
      case .costsMore(let by):
        "its own \(Wording.pounds(affordability.cost)) with optimism bias is \(Wording.pounds(by)) above it"
      case .noSchoolIsThatCheap(let by):
        "the cheapest new special school known, \(Wording.pounds(affordability.leastPrice ?? 0)), is \(Wording.pounds(by)) above it"
      }
    }
    let what = proposal.kind == .newSpecial ? "a new special school" : "this proposal"
    return "Money: infeasible. \(envelope.capitalisedFirst) cannot build \(what): "
      + Wording.series(reasons) + "."
  }
}
