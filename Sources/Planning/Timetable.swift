import Units

/// When a proposal must be decided for its places to be built, funded and nameable in a September.
///
/// Naming: a plan is amended by 15 February before a phase transfer, and by 31 March for a move to post-16 (SEND
/// Regulations 2014 reg. 18). A place that is not decided cannot be named, so the statutory or significant-change
/// decision is due by then too. The place-change return and the building lead time are figures of the study.
public struct Timetable: Sendable, Equatable {
  /// The decisions of a proposal, in the order they bind.
  public enum Step: String, Sendable, CaseIterable {
    case consent, placeChange = "place_change", statutory, naming
  }
  /// What a dated decision is against the last safe date.
  public enum Finding: Sendable, Equatable {
    case inTime
    /// Days after the last safe date.
    case late(days: Int)
    case notNeeded, notDated
    /// No figure says when it is due.
    case noRule
  }
  public struct Row: Sendable, Equatable {
    public var step: Step
    /// As the proposal gives it: an ISO date, `not needed`, or nothing.
    public var dated: String?
    /// `nil` where no figure says.
    public var latest: CivilDate?
    public var finding: Finding
  }
  /// The last safe date of each step for one September; steps without a rule are left out.
  public struct September: Sendable, Equatable {
    public var year: Int
    public var latest: [Step: CivilDate]
  }

  /// Against the September that is planned; empty where none is.
  public var rows: [Row]
  /// The calendar year of the first September with places as planned.
  public var planned: Int?
  /// The calendar year of the first September from which the run counts places.
  public var opening: Int?
  /// The first September for which no dated step is late; `nil` where the decision or the naming has no date.
  public var firstSafe: Int?
  public var septembers: [September]

  /// - Parameters:
  ///   - planned: The calendar year of the first September with places as the proposal has them.
  ///   - opening: The same as the run counts them.
  ///   - septembers: Calendar years to state last safe dates for.
  public init(
    _ decisions: Proposal.Decisions, planned: Int?, opening: Int?, septembers: ClosedRange<Int>,
    rules: TimetableRules, serves ncYears: ClosedRange<Int>, works: BuildingWorks?
  ) {
    self.planned = planned
    self.opening = opening
    func latest(_ step: Step, _ year: Int) -> CivilDate? { rules.latest(step, september: year, ncYears, works) }
    let dated = decisions.dated
    rows = Step.allCases.compactMap { step in
      guard let planned else { return nil }
      let text = dated[step]
      let last = latest(step, planned)
      let finding: Finding
      switch (text, last) {
      case (nil, _): finding = .notDated
      case (Proposal.Decisions.notNeeded, _): finding = .notNeeded
      case (_, nil): finding = .noRule
      case (let text?, let last?):
        let late = (CivilDate(text)?.number ?? last.number) - last.number
        finding = late > 0 ? .late(days: late) : .inTime
      }
      return Row(step: step, dated: text, latest: last, finding: finding)
    }
    firstSafe =
      decisions.missing.isEmpty
      ? max(rules.firstSafe(decisions, ncYears, works) ?? septembers.lowerBound, septembers.lowerBound) : nil
    self.septembers = septembers.map { year in
      September(
        year: year,
        latest: Dictionary(
          uniqueKeysWithValues: Step.allCases.compactMap { step in latest(step, year).map { (step, $0) } }))
    }
  }
}

extension Proposal.Decisions {
  /// What stands in a decision's place when the law asks for none.
  public static let notNeeded = "not needed"

  /// What is given of each step: an ISO date or `not needed`.
  var dated: [Timetable.Step: String] {
    [.consent: consent, .placeChange: placeChange, .statutory: statutory, .naming: naming].compactMapValues { $0 }
  }

  /// The steps that must be dated or not needed, and are neither; consent and the return bind only where dated.
  public var missing: [Timetable.Step] { [.statutory, .naming].filter { dated[$0] == nil } }
}

/// How much building a proposal needs, which decides its lead time.
public enum BuildingWorks: String, Sendable, CaseIterable {
  case refurbishment, enlargement = "extension", newSchool = "new_school"

  /// A new special school is built; a satellite or a larger special school is extended; other places are made within
  /// surplus premises where the proposal states enough of them, and else by an extension. `nil`: no places are made.
  public init?(_ proposal: Proposal, places: Int) {
    switch proposal.kind {
    case .newSpecial: self = .newSchool
    case .satellite, .specialExpansion: self = .enlargement
    case .close, .adaptation, .redesignate: return nil
    default: self = (proposal.surplusPlaces ?? 0) >= places && places > 0 ? .refurbishment : .enlargement
    }
  }
}
