import Planning
import Testing

@testable import Transport

/// Today's cost beside an outturn, and the factor that meets it.
@Suite struct OutturnCalibrationTests {
  private func calibration(_ world: TransportWorld, outturn: Double, factor: Double = 1) throws -> OutturnCalibration? {
    var assumptions = try PolicyCases.assumptions()
    for (id, value) in [("transport.outturn_pre16", outturn), ("transport.price_factor", factor)] {
      var figure = try #require(assumptions[id])
      figure.value = .number(value)
      assumptions.insert(figure)
    }
    let stage = try world.stage(assumptions)
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let today = stage.todaysRoutes(world.cohort, draws, world.placements, iterationsPerRider: 5, cache: &cache)
    return stage.calibration(stage.rolledCosts(world.cohort, draws, world.placements, today: today, through: 0))
  }

  @Test func theFactorMeetsTheOutturnAndIsFoundAgain() throws {
    let world = TransportWorld.county(children: 80)
    let first = try #require(try calibration(world, outturn: 1_000_000))
    #expect(first.outturn == 100_000_000 && first.inForce == 1)
    let factor = try #require(first.factor)
    let fitted = try #require(try calibration(world, outturn: 1_000_000, factor: factor))
    // Prices are whole pence and routes are searched anew at them, so not to the penny.
    #expect(abs(fitted.error) < 0.02)
    #expect(abs(try #require(fitted.factor) / factor - 1) < 0.03)
    #expect(fitted.inForce == factor)
  }

  @Test func withoutAnOutturnThereIsNoneAndASmallOneNoFactorMeets() throws {
    let world = TransportWorld.county(children: 80)
    #expect(try calibration(world, outturn: 0) == nil)
    #expect(try calibration(world, outturn: 1)?.factor == nil)
  }
}
