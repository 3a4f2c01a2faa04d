import Assumptions
import Foundation
import Planning
import Randomness
import Testing

@testable import Placement

@Suite("Courses of kinds and steering")
struct SteeringTests {
  private static let row: [(key: String, row: [(key: String, value: Double)])] = [
    ("2022", terms(drift: 0.1)), ("2024", terms(drift: 0.02)), ("2026", terms(drift: 9)),
  ]
  private static func terms(drift: Double, level: Double = 0) -> [(key: String, value: Double)] {
    [
      ("share", 0.05), ("drift", drift), ("trend", 0.5), ("level", level), ("spread", 0.1), ("turnover", 1),
      ("degrees", 5),
    ]
  }
  private func course(
    _ row: [(key: String, row: [(key: String, value: Double)])], january: Int = 2025, trend: Double = 0
  ) throws -> KindCourse? {
    let set = try sharedAssumptions([("placement.course_inmss", .nested(row))])
    return try KindCourse(
      set, kind: SteeredKind.all[0], january: january, held: 99, plans: 1000, trend: trend, horizon: 4)
  }

  @Test func theLatestFitUpToTheBaseYearIsReadAndNoneThatIsLater() throws {
    let latest = try #require(try course(Self.row))
    #expect(abs(latest.mean[1] - latest.mean[0] - 0.02) < 1e-12)
    let earlier = try #require(try course(Self.row, january: 2023))
    #expect(abs(earlier.mean[1] - earlier.mean[0] - 0.1) < 1e-12)
    #expect(try course(Self.row, january: 2021) == nil)
  }

  @Test func aTrendGoesOnByItsCoefficientAndADistanceToEnglandShrinksByItsOwn() throws {
    let trending = try #require(try course([("2025", Self.terms(drift: 0))], trend: 0.2))
    #expect(abs(trending.mean[1] - trending.mean[0] - 0.1) < 1e-12)
    #expect(abs(trending.mean[2] - trending.mean[1] - 0.05) < 1e-12)
    let returning = try #require(try course([("2025", Self.terms(drift: 0, level: -0.5))]))
    // 100 of 1,000 against 5%: log 2 above, half of it a year on.
    #expect(abs(returning.mean[1] - returning.mean[0] + 0.5 * 0.693147) < 1e-5)
    #expect(abs(returning.expected(0, of: 1000) - 99) < 1e-9)
  }

  @Test func drawsStandAroundTheCourseWithItsSpread() throws {
    let course = try #require(try course([("2025", Self.terms(drift: 0))]))
    var sums = [0.0, 0, 0, 0, 0]
    for draw in 0..<4000 {
      var random = NamedRandom(seed: 1, stream: RandomStream("test.course"), draw: draw)
      for (year, factor) in course.factors(&random).enumerated() { sums[year] += factor / 4000 }
    }
    #expect(abs(sums[0] - 1) < 1e-9, "the base January is known")
    for sum in sums { #expect(abs(sum - 1) < 0.03, "\(sums)") }
  }

  /// Breakdowns are scaled until INMSS hold their share; without it they fall, because the hazard is small here.
  @Test func doingNothingFollowsTheCourse() throws {
    let world = manyChildren()
    let flat =
      withoutChance + [
        ("placement.breakdown_by_nc_year", .table((1...11).map { ("\($0)", 0.001) })),
        ("placement.diverted_share", .number(0)),
        ("placement.course_inmss", .nested([("2025", Self.terms(drift: 0.1))])),
      ]
    let pilots = (1...3).map { world.cohort(draw: -$0) }
    var stage = try world.stage(flat)
    func inmss(_ cohort: Cohort) throws -> [Int] {
      let placements = try stage.place(cohort, world.supply())
      return (0...3).map { year in
        (0..<cohort.count).count {
          placements.provision($0, year: year) >= 0
            && world.study.provisions[placements.provision($0, year: year)].kind.isINMSS
        }
      }
    }
    let before = try pilots.map(inmss)
    try stage.steer(by: pilots, supply: world.supply())
    let after = try pilots.map(inmss)
    for year in 1...3 {
      let expected = 40 * exp(0.1 * Double(year))
      let mean = Double(after.reduce(0) { $0 + $1[year] }) / 3
      #expect(abs(mean - expected) < 4, "year \(year): \(mean) for \(expected), \(before) before")
      #expect(before.allSatisfy { Double($0[year]) < expected - 3 })
    }
    // Steering is part of the stage and not of a supply: an empty option is doing nothing, bit for bit.
    let cohort = world.cohort(draw: 0)
    let nothing = try stage.place(cohort, world.supply())
    let empty = try stage.place(cohort, Supply(world.study, proposals: []))
    #expect(nothing.isEqual(to: empty))
  }

  /// 400 children of Years 1 to 7, a tenth of them in independent schools.
  private func manyChildren() -> TestWorld {
    var world = TestWorld()
    let home = world.home(at: 1)
    let school = world.provision(.mainstream, at: 0, places: nil)
    for index in 0..<400 {
      let provision = index % 10 == 0 ? world.destination(.independentSpecial) : school
      world.child(.semh, band: index % 10 == 0 ? 4 : 1, ncYear: 1 + index % 7, home: home, in: provision)
    }
    return world
  }
}
