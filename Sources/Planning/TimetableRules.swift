import Assumptions
import Units

/// The dates and lead times a timetable is judged by.
public struct TimetableRules: Sendable {
  /// Month and day in the year of the September.
  struct Day: Sendable, Equatable {
    var month: Int
    var day: Int
  }
  var namingSchool: Day
  var namingPost16: Day
  /// In the year before the September's; `nil` where no study gives it.
  var placeChange: Day?
  /// Months from consent to opening, with the Green Book's duration bias; by works.
  var leadMonths: [BuildingWorks: Int]

  static let namingID = "ehcp.phase_transfer_deadline"
  static let placeChangeID = "timetable.place_change_return"
  static let leadID: [BuildingWorks: String] = [
    .refurbishment: "base.lead_time_months.refurb", .enlargement: "base.lead_time_months.extension",
    .newSchool: "special.lead_time_months.new",
  ]

  /// - Throws: `AssumptionError` where the naming dates are missing; what else is not given is left out.
  public init(_ assumptions: AssumptionSet) throws {
    let naming = try assumptions.nested(Self.namingID)
    func day(_ row: [(key: String, value: Double)]?, _ id: String) throws -> Day {
      let month = row?.first { $0.key == "month" }.map { Int($0.value) }
      let day = row?.first { $0.key == "day" }.map { Int($0.value) }
      guard let month, let day, CivilDate(year: 2025, month: month, day: day) != nil else {
        throw AssumptionError(id: id, problem: "no day of the year", remedy: "Give month and day.")
      }
      return Day(month: month, day: day)
    }
    namingSchool = try day(naming.first { $0.key == "other" }?.row, Self.namingID)
    namingPost16 = try day(naming.first { $0.key == "post16" }?.row, Self.namingID)
    placeChange = try assumptions.givenTable(Self.placeChangeID).map { try day($0, Self.placeChangeID) }
    leadMonths = [:]
    for (works, id) in Self.leadID {
      guard let months = assumptions.given(id) else { continue }
      // A school of its own is a non-standard building; the upper value stands until risks are managed (DOMAIN 6.2).
      let row = works == .newSchool ? "non_standard_building" : "standard_building"
      let bias = assumptions.given("appraisal.optimism_bias_duration", row, "upper") ?? 0
      leadMonths[works] = Int((months * (1 + bias)).rounded(.up))
    }
  }

  /// The last safe date of a step for places on 1 September of a year; `nil` where no figure says.
  func latest(
    _ step: Timetable.Step, september year: Int, _ ncYears: ClosedRange<Int>, _ works: BuildingWorks?
  ) -> CivilDate? {
    switch step {
    case .naming, .statutory:
      let day = ncYears.lowerBound >= 12 ? namingPost16 : namingSchool
      return CivilDate(year: year, month: day.month, day: day.day)
    case .placeChange: return placeChange.flatMap { CivilDate(year: year - 1, month: $0.month, day: $0.day) }
    case .consent:
      guard let works, let lead = leadMonths[works] else { return nil }
      // Whole months back from September, so always the first of a month.
      let month = year * 12 + 8 - lead
      return CivilDate(year: month / 12, month: month % 12 + 1, day: 1)
    }
  }

  /// The first September that no dated step is late for, as a calendar year; `nil` where no step has a date.
  public func firstSafe(
    _ decisions: Proposal.Decisions, _ ncYears: ClosedRange<Int>, _ works: BuildingWorks?
  ) -> Int? {
    decisions.dated.compactMap { step, text -> Int? in
      guard let date = CivilDate(text) else { return nil }
      // Every rule moves by a year with its September, so the first safe one is found within a lead time of the date.
      // Where no figure says when a step is due, it is by the September itself.
      return (date.year...date.year + 10).first { year in
        let last = latest(step, september: year, ncYears, works) ?? CivilDate(year: year, month: 9, day: 1)!
        return date <= last
      } ?? date.year + 10
    }.max()
  }
}
