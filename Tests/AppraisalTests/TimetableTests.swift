import Planning
import Testing
import Units

@testable import Appraisal

private struct TimetableCase: Decodable {
  struct Given: Decodable {
    var ncYears: [Int]
    var works: String
    var opening: Int
    var consent: String?
    var placeChange: String?
    var statutory: String?
    var naming: String?

    private enum CodingKeys: String, CodingKey {
      case works, opening, consent, statutory, naming
      case ncYears = "nc_years"
      case placeChange = "place_change"
    }
  }
  var id: String
  var says: String
  var given: Given
  var latest: [String: String]
  var late: [String: Int]
  var firstSafe: String

  private enum CodingKeys: String, CodingKey {
    case id, says, given, latest, late
    case firstSafe = "first_safe"
  }
}

@Test func everyTimetableCaseIsFoundAsItSays() throws {
  let rules = try TimetableRules(PolicyCases.assumptions())
  let cases = try PolicyCases.read("appraisal-timetable.yaml", as: TimetableCase.self)
  #expect(cases.count >= 6)
  for each in cases {
    let given = each.given
    let table = Timetable(
      Proposal.Decisions(
        consent: given.consent, statutory: given.statutory, placeChange: given.placeChange, naming: given.naming),
      planned: given.opening, opening: nil, septembers: 2024...2034, rules: rules,
      serves: given.ncYears[0]...given.ncYears[1],
      works: BuildingWorks(rawValue: given.works))
    for (step, date) in each.latest {
      let row = table.rows.first { $0.step.rawValue == step }
      #expect(row?.latest?.description == date, "\(each.id): \(step)")
    }
    let late = table.rows.reduce(into: [String: Int]()) { found, row in
      if case .late(let days) = row.finding { found[row.step.rawValue] = days }
    }
    #expect(late == each.late, "\(each.id): \(each.says)")
    #expect(table.firstSafe.map(String.init) ?? "none" == each.firstSafe, "\(each.id): \(each.says)")
  }
}

@Test func theLastSafeDatesOfEachSeptemberMoveByAYear() throws {
  let rules = try TimetableRules(PolicyCases.assumptions())
  let table = Timetable(
    Proposal.Decisions(statutory: "2026-01-10", naming: "2026-01-10"), planned: 2026, opening: 2026,
    septembers: 2026...2029, rules: rules, serves: 0...6, works: .refurbishment)
  #expect(table.septembers.map { $0.latest[.naming]?.description } == (2026...2029).map { "\($0)-02-15" })
  #expect(table.septembers.map { $0.latest[.placeChange]?.description } == (2025...2028).map { "\($0)-11-15" })
  #expect(table.firstSafe == 2026)
}

@Test func whatNoFigureGivesIsNotJudged() throws {
  var assumptions = try PolicyCases.assumptions()
  for id in ["timetable.place_change_return", "base.lead_time_months.refurb"] {
    var figure = try #require(assumptions[id])
    figure.status = .known
    assumptions.insert(figure)
  }
  let table = Timetable(
    Proposal.Decisions(consent: "2027-08-30", statutory: "2027-01-10", placeChange: "2027-08-30", naming: "2027-01-10"),
    planned: 2027, opening: 2027, septembers: 2027...2027, rules: try TimetableRules(assumptions), serves: 0...6,
    works: .refurbishment
  )
  #expect(table.rows.map(\.finding) == [.noRule, .noRule, .inTime, .inTime])
  #expect(table.firstSafe == 2027)
}

@Test func surplusPremisesNeedNoExtension() {
  func proposal(_ kind: ProposalKind, surplus: Int?) -> Proposal {
    Proposal(id: "p", name: "P", kind: kind, setting: 0, provisions: [], surplusPlaces: surplus)
  }
  #expect(BuildingWorks(proposal(.newBase, surplus: 40), places: 20) == .refurbishment)
  #expect(BuildingWorks(proposal(.newBase, surplus: 10), places: 20) == .enlargement)
  #expect(BuildingWorks(proposal(.satellite, surplus: 90), places: 20) == .enlargement)
  #expect(BuildingWorks(proposal(.newSpecial, surplus: 90), places: 20) == .newSchool)
  #expect(BuildingWorks(proposal(.close, surplus: 90), places: 20) == nil)
}
