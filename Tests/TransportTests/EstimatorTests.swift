import Planning
import Testing

@testable import Transport

/// The estimator against the routing it stands in for.
@Suite struct EstimatorTests {
  /// Six routed days of one county, and the estimator fitted to them.
  private struct Fitted {
    var world: TransportWorld
    var stage: TransportStage
    var estimator: Estimator
    var days: [Journeys] = []
  }

  /// Made once for all tests: it is the dear part.
  private static let fitted = Result { try fit() }

  private static func fit() throws -> Fitted {
    let world = TransportWorld.county(children: 240)
    let stage = try world.stage(PolicyCases.assumptions())
    let draws = stage.draws(world.cohort)
    var observations: [RunObservation] = []
    var days: [Journeys] = []
    var cache = RouteCache()
    for day in 0..<6 {
      let placements = some(of: world, day)
      days.append(
        stage.routed(world.cohort, draws, placements, year: 0, iterationsPerRider: 10, cache: &cache))
      observations += stage.observations(
        world.cohort, draws, placements, year: 0, day: day, iterationsPerRider: 10, cache: &cache)
    }
    return Fitted(world: world, stage: stage, estimator: stage.estimator(observations), days: days)
  }

  /// A day's placements: the children whose row leaves a remainder are away.
  private static func some(of world: TransportWorld, _ day: Int) -> Placements {
    var placements = world.placements
    for child in 0..<world.cohort.count where (child + day) % 6 < day / 2 {
      placements.provision[child] = -1
    }
    return placements
  }

  @Test func aDayItWasNotFittedToComesWithinFivePercent() throws {
    let fitted = try Self.fitted.get()
    #expect(fitted.estimator.errors.observations == 24)
    #expect(fitted.estimator.errors.dayHeldOut < 0.05)
    #expect(fitted.estimator.errors.heldOut < 0.12)
    #expect(fitted.estimator.errors.heldOut >= fitted.estimator.errors.inSample)
  }

  @Test func theEstimateAddsUpAndSharesEverythingButRoutesWithRouting() throws {
    let fitted = try Self.fitted.get()
    let world = fitted.world
    let routed = fitted.days[0]
    let placements = Self.some(of: world, 0)
    var estimated = Journeys(children: world.cohort.count, settings: 4, isRouted: true)
    let draws = fitted.stage.draws(world.cohort)
    fitted.stage.estimated(
      world.cohort, draws, placements, year: 0, estimator: fitted.estimator, into: &estimated)
    #expect(!estimated.isRouted)
    #expect(estimated.mode == routed.mode && estimated.isEligible == routed.isEligible)
    let unlocated = (0..<world.cohort.count).filter { placements.provision($0, year: 0) >= 4 }
    let elsewhere = unlocated.reduce(0) { $0 + estimated.cost[$1] }
    let atSettings: Int = estimated.settingCost.reduce(0, +)
    #expect(atSettings + elsewhere == estimated.totalCost)
    for child in 0..<world.cohort.count where routed.mode[child] != .shared {
      #expect(estimated.cost[child] == routed.cost[child])
    }
    let cost = Double(estimated.totalCost) / Double(routed.totalCost)
    let vehicles = estimated.vehicles.reduce(0, +) / routed.vehicles.reduce(0, +)
    let metres = estimated.vehicleMetres.reduce(0, +) / routed.vehicleMetres.reduce(0, +)
    #expect(abs(cost - 1) < 0.05)
    #expect(abs(vehicles - 1) < 0.1)
    #expect(abs(metres - 1) < 0.1)
    // A second filling of the same value leaves nothing of the first behind.
    let once = estimated.cost
    fitted.stage.estimated(
      world.cohort, draws, placements, year: 0, estimator: fitted.estimator, into: &estimated)
    #expect(estimated.cost == once)
  }

  @Test func aRunOfOneChildIsPricedExactly() throws {
    let fitted = try Self.fitted.get()
    let world = fitted.world
    var placements = world.placements
    let lone = (0..<world.cohort.count).first {
      fitted.days[0].mode[$0] == .shared && placements.provision($0, year: 0) < 4
    }!
    for child in 0..<world.cohort.count where child != lone { placements.provision[child] = -1 }
    var cache = RouteCache()
    let draws = fitted.stage.draws(world.cohort)
    let routed = fitted.stage.routed(world.cohort, draws, placements, year: 0, cache: &cache)
    var estimated = Journeys(children: world.cohort.count, settings: 4, isRouted: false)
    fitted.stage.estimated(
      world.cohort, draws, placements, year: 0, estimator: fitted.estimator, into: &estimated)
    #expect(estimated.totalCost == routed.totalCost)
  }

  @Test func withoutRoutedDaysEveryChildIsPricedAlone() throws {
    let world = TransportWorld.county(children: 40)
    let stage = try world.stage()
    let draws = stage.draws(world.cohort)
    var journeys = Journeys(children: 40, settings: 4, isRouted: false)
    stage.estimated(world.cohort, draws, world.placements, year: 0, estimator: stage.estimator([]), into: &journeys)
    #expect(journeys.totalCost > stage.routed(world).totalCost)
  }
}

@Suite struct LeastSquaresTests {
  @Test func itRecoversALineAndIgnoresAnIdleColumn() {
    var fit = LeastSquares(columns: 3)
    for x in 1...20 { fit.add([Double(x), 1, 0], 3 * Double(x) + 5, weight: 1) }
    let found = fit.coefficients()
    #expect(abs(found[0] - 3) < 1e-3 && abs(found[1] - 5) < 1e-2 && found[2] == 0)
  }
}

@Suite struct ApportionmentTests {
  @Test func thePartsAddUpWhateverTheWeights() {
    for total in [0, 1, 99, 100, 1_000_003] {
      for weights in [[1, 1, 1], [5, 0, 2, 9], [1], [7, 7, 7, 7, 7, 7, 1]] {
        var shares = Apportionment(total: total, weight: weights.reduce(0, +))
        let parts = weights.map { shares.next($0) }
        #expect(parts.reduce(0, +) == total)
        for (part, weight) in zip(parts, weights) {
          let exact = Double(total * weight) / Double(weights.reduce(0, +))
          #expect(abs(Double(part) - exact) < 1)
        }
      }
    }
  }
}
