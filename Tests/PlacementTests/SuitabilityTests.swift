import Assumptions
import Planning
import Testing

@testable import Placement

@Suite("Suitability and unmet base demand")
struct SuitabilityTests {
  @Test func theLeastIntensiveKindFollowsTheBand() throws {
    let suitability = try PlacementParameters(sharedAssumptions()).suitability
    func kind(_ band: Int, _ need: Need = .asd, _ ncYear: Int = 5) -> ProvisionKind? {
      suitability.leastIntensiveSuitableKind(need: need, band: band, ncYear: ncYear)
    }
    #expect(kind(1) == .mainstream)
    #expect(kind(2) == .supportBase)
    #expect(kind(3) == .satellite)
    #expect(kind(4) == .special)
    #expect(kind(1, .asd, -2) == .mainstream, "a nursery class")
    #expect(kind(2, .pmld) == nil, "bases do not serve PMLD, and every other kind has a penalty at band 2")
  }

  @Test func aBaseIsNeededAtBandTwoAndSchoolAge() throws {
    let parameters = try PlacementParameters(sharedAssumptions())
    #expect(parameters.needsBase(need: .semh, band: 2, ncYear: 0))
    #expect(parameters.needsBase(need: .semh, band: 2, ncYear: 11))
    #expect(!parameters.needsBase(need: .semh, band: 2, ncYear: 12))
    #expect(!parameters.needsBase(need: .semh, band: 2, ncYear: -1))
    #expect(!parameters.needsBase(need: .semh, band: 1, ncYear: 5))
    #expect(!parameters.needsBase(need: .semh, band: 3, ncYear: 5))
    #expect(!parameters.needsBase(need: .pmld, band: 2, ncYear: 5))
  }

  @Test func aMissingFigureIsNamed() throws {
    var set = try sharedAssumptions()
    set = AssumptionSet(set.all.filter { $0.id != "placement.waiting_share" })
    #expect(throws: AssumptionError.self) { try PlacementParameters(set) }
    let wrong = try sharedAssumptions([("placement.directed_kinds", .table([("castle", 1)]))])
    let error = #expect(throws: AssumptionError.self) { try PlacementParameters(wrong) }
    #expect(error?.description.contains("castle is not a provision kind") == true)
  }

  /// The share of each kind nobody competes for is the age's own times the need's ratio.
  @Test func otherKindsFollowTheirShares() throws {
    let shares = try PlacementParameters(sharedAssumptions()).otherKinds
    let draws = (0..<10_000).map { (Double($0) + 0.5) / 10_000 }
    var flows = Array(repeating: 1.0, count: SteeredKind.all.count)
    func share(_ kind: ProvisionKind, _ need: Need, _ ncYear: Int) -> Double {
      let found = draws.filter { shares.kind(need: need, ncYear: ncYear, uniform: $0, flows: flows) == kind }
      return Double(found.count) / 10_000
    }
    #expect(abs(share(.ap, .semh, 10) - 0.0198 * 3.04) < 0.0002)
    #expect(abs(share(.elsewhere, .asd, 13) - 0.1206 * 0.92) < 0.0002)
    #expect(abs(share(.elsewhere, .asd, 19) - 0.2265 * 0.92) < 0.0002, "from Year 15 one figure")
    #expect(share(.ap, .asd, -3) == 0)
    flows[SteeredKind.index[Int(ProvisionKind.ap.rawValue)]] = 2
    #expect(abs(share(.ap, .semh, 10) - 2 * 0.0198 * 3.04) < 0.0002, "and the multiplier of the year")
  }
}
