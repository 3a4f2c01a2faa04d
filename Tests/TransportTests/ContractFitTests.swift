import Planning
import Testing
import Units

@testable import Transport

/// Prices from a table of contracts.
@Suite struct ContractFitTests {
  private func contract(_ index: Int, _ vehicle: String, seats: Int, miles: Double, pence: Double) -> Contract {
    Contract(
      route: "r\(index)", setting: 0, vehicle: vehicle, seats: seats, children: 3, milesPerDay: miles,
      pricePerDay: Pence(Int(pence.rounded())), days: 190)
  }

  private func fleet(dead: Double = 0.5) throws -> Fleet {
    try Fleet(TransportWorld.assumptions(["transport.dead_mileage_share": .number(dead)]))
  }

  @Test func plantedPricesComeBack() throws {
    let rows = (1...10).map {
      contract($0, "Taxi", seats: 4, miles: Double(6 * $0), pence: 5000 + 240 * Double(6 * $0))
    }
    let fit = try #require(try ContractFit(rows, fleet: fleet()))
    let line = try #require(fit.lines.first { $0.vehicle == "car" })
    #expect(line.isOwn && line.contracts == 10)
    #expect(abs(line.day - 5000) < 5 && abs(line.mile - 240) < 0.5)
    #expect(fit.explained > 0.999 && fit.error < 0.001 && fit.heldOutError < 0.001)
    // The bus has no contract: its assumed prices are moved by the one factor.
    let bus = try #require(fit.lines.first { $0.vehicle == "bus" })
    #expect(!bus.isOwn && bus.contracts == 0)
    #expect(abs(bus.day / bus.mile - 12_000 / (160.9344 * 1.5)) < 0.01)
  }

  @Test func aRouteAtContractMilesCostsTheContractPrice() throws {
    let rows = (1...10).map { contract($0, "car", seats: 4, miles: Double(4 * $0), pence: 3000 + 300 * Double(4 * $0)) }
    let fleet = try fleet()
    let priced = fleet.priced(by: try #require(ContractFit(rows, fleet: fleet)))
    // Ten loaded miles a day: five in the morning, and half as much again empty.
    let cost = priced.alone(metres: 8047, needs: []).cost
    #expect(abs(cost - (3000 + 300 * 10)) <= 3)
  }

  @Test func aNoisyTableIsFittedBetterThanTheAssumedPricesAndSaysByHowMuch() throws {
    let rows = (1...40).map { index in
      let miles = 5 + Double(index * 7 % 60)
      let noise = 1 + 0.1 * Double(index % 5 - 2)
      return contract(index, "x", seats: index % 3 == 0 ? 12 : 4, miles: miles, pence: (6000 + 200 * miles) * noise)
    }
    let fit = try #require(try ContractFit(rows, fleet: fleet()))
    #expect(fit.error < fit.assumedError && fit.error <= fit.heldOutError && fit.heldOutError < 0.2)
  }

  @Test func tooFewContractsChangeNothing() throws {
    let rows = (1...7).map { contract($0, "car", seats: 4, miles: Double($0), pence: 9000) }
    #expect(try ContractFit(rows, fleet: fleet()) == nil)
  }
}
