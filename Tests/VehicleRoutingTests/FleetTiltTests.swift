import Testing

@testable import VehicleRouting

@Suite struct FleetTiltTests {
  /// A search long enough to begin several times leaves the types at their own prices, ended early or not, and its plan costs
  /// what the problem says.
  @Test(arguments: [nil, 3, 40]) func typesHaveTheirOwnPricesAfterASearch(_ stop: Int?) throws {
    let problem = RoutingWorld.random(4, riders: 14, isFleetLimited: false)
    let model = try #require(RoutingSolver.carriable(problem))
    let prices = (0..<model.types.count).map { model.types[$0].dayPricePence }
    var told = 0
    let plan = RoutingSolver.finish(problem, model, seed: 3, iterations: 20_000, yesterday: []) { _ in
      told += 1
      return told != stop
    }
    #expect((0..<model.types.count).map { model.types[$0].dayPricePence } == prices)
    #expect(Recount(plan, of: problem).breaches == [])
    #expect(plan.iterations == (stop == nil ? 20_000 : 200 * stop!))
  }

  @Test func aTiltIsTakenBackAndTheNextOnesGoNearTheBest() throws {
    let model = try #require(RoutingSolver.carriable(RoutingWorld.random(4, riders: 14, isFleetLimited: false)))
    let prices = (0..<model.types.count).map { Double(model.types[$0].dayPricePence) }
    var random = SearchRandom(seed: 1)
    var tilt = FleetTilt(model)
    func tilted() -> [Double] { (0..<model.types.count).map { Double(model.types[$0].dayPricePence) / prices[$0] } }
    tilt.tilt(model, part: 1, &random)
    let good = tilted()
    #expect(good.contains { abs($0 - 1) > 0.001 } && good.allSatisfy { abs($0 - 1) < 0.151 })
    tilt.note(100)
    tilt.tilt(model, part: 3, &random)
    tilt.note(200)
    tilt.tilt(model, part: 8, &random)
    #expect(zip(tilted(), good).allSatisfy { abs($0 - $1) < 0.041 })
    tilt.level(model)
    #expect(tilted().allSatisfy { $0 == 1 })
  }
}
