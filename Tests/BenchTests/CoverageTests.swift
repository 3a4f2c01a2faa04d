import Foundation
import Inputs
import TestSupport
import Testing

@testable import placeplan_bench

/// Made worlds whose future is known, and the interval of the change in each.
@Suite("Coverage of intervals")
struct CoverageTests {
  private static let worlds = ProcessInfo.processInfo.environment["PLACEPLAN_COVERAGE"].flatMap { Int($0) }
  private func ground() throws -> LoadedStudy {
    try loadStudy(at: projectFolder().appending(path: "GeoData/telford"), models: sharedModels())
  }

  @Test func aWorldIsTheSameEachTimeAndItsPastEndsInItsCaseload() throws {
    let rates = try MadeWorld.Rates(try ground().assumptions)
    let pupils = [MadeWorld.Rates.ncYears.map { _ in 100.0 }]
    let world = MadeWorld(3, plans: 300, horizon: 4, rates: rates, pupils: pupils)
    let again = MadeWorld(3, plans: 300, horizon: 4, rates: rates, pupils: pupils)
    #expect(world.inBase == again.inBase && world.inBase > 0)
    #expect(world.caseload.count == again.caseload.count)
    #expect(world.past.count == 4 && world.past.last?.stock == world.caseload.count)
    #expect(world.caseload.allSatisfy { !$0.isInBase && MadeWorld.Rates.ncYears.contains($0.ncYear) })
  }

  /// Two small worlds: the change has the right sign and size. 200 and more with `PLACEPLAN_COVERAGE`, of full size: their
  /// intervals must hold the truth as often as they say.
  @Test func theIntervalHoldsTheTruthAsOftenAsItSays() async throws {
    let count = Self.worlds ?? 2
    let coverage = try Coverage(try ground(), plans: Self.worlds == nil ? 400 : 4000, jobs: 2)
    var covered = 0
    for number in 0..<count {
      let found = try await coverage.appraise(number, draws: Self.worlds == nil ? 20 : 100, jobs: 2)
      #expect(found.truth < 0 && found.change.p95 < 0)
      #expect((2 * found.change.p05...found.change.p95 / 2).contains(found.truth))
      if found.isCovered { covered += 1 }
    }
    if Self.worlds != nil { #expect(Coverage.wanted.contains(Double(covered) / Double(count))) }
  }
}
