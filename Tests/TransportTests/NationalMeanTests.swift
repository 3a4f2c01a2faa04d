import Foundation
import Planning
import Randomness
import Testing

@testable import Transport

/// The level of the suggested prices: in an average English council they cost what the NAO published for 2023-24.
///
/// Takes minutes in debug: `PLACEPLAN_NATIONAL_MEAN=1 swift test -c release -Xswiftc -enable-testing --filter NationalMean`.
@Suite(
  "The national mean cost of a child carried",
  .enabled(
    if: ProcessInfo.processInfo.environment["PLACEPLAN_NATIONAL_MEAN"] != nil, "PLACEPLAN_NATIONAL_MEAN is not set"))
struct NationalMeanTests {
  /// One kind of placement in an average council: England's plans of January 2025 (F01) over 152, at this many settings.
  private struct Group {
    var kind: ProvisionKind
    var plans: Int
    var settings: Int
    /// Mean miles by road, one way, to Year 5 and from Year 6: journeys exponential, as `transport.sen_mobility_chance` has it.
    var miles: (Double, Double)
    var ncYears: ClosedRange<Int>
    var band: Int
    /// Share of needs in hundredths: ASD, SLCN, SEMH, MLD, SLD, PD, PMLD; the rest SPLD (F01, DOMAIN 5.5 by Bayes).
    var needs: [Int]
  }

  private static let groups = [
    Group(
      kind: .mainstream, plans: 1622, settings: 138, miles: (1.5, 1.8), ncYears: 0...13, band: 1,
      needs: [28, 29, 20, 10, 1, 4, 0]),
    Group(
      kind: .specialistBase, plans: 161, settings: 15, miles: (2.5, 3.5), ncYears: 0...11, band: 2,
      needs: [40, 30, 9, 7, 2, 3, 0]),
    Group(
      kind: .special, plans: 1052, settings: 7, miles: (4.5, 5.5), ncYears: 0...14, band: 3,
      needs: [36, 18, 12, 11, 9, 4, 4]),
    Group(
      kind: .nmss, plans: 29, settings: 6, miles: (12, 15), ncYears: 3...14, band: 4, needs: [36, 17, 14, 7, 6, 9, 5]),
    Group(
      kind: .independentSpecial, plans: 195, settings: 30, miles: (12, 15), ncYears: 3...14, band: 4,
      needs: [38, 11, 37, 6, 2, 1, 0]),
    Group(
      kind: .independentMainstream, plans: 47, settings: 20, miles: (1.5, 1.8), ncYears: 0...13, band: 1,
      needs: [32, 20, 20, 8, 1, 4, 0]),
    Group(
      kind: .ap, plans: 32, settings: 2, miles: (4.5, 5.5), ncYears: 5...11, band: 2, needs: [20, 8, 63, 4, 0, 1, 0]),
    Group(
      kind: .fe, plans: 516, settings: 3, miles: (7, 7), ncYears: 12...19, band: 1, needs: [29, 13, 25, 16, 4, 4, 1]),
    Group(
      kind: .specialistPost16, plans: 64, settings: 8, miles: (12, 12), ncYears: 12...20, band: 3,
      needs: [35, 10, 14, 13, 11, 6, 3]),
  ]

  @Test func theSuggestedPricesGiveIt() throws {
    let spots = Self.groups.flatMap { group in (0..<group.settings).map { (group.kind, $0) } }
    var world = TransportWorld(settings: spots.indices.map { (Double($0) * 500_000, 0) })
    for (index, spot) in spots.enumerated() { world.study.provisions[index].kind = spot.0 }
    var random = NamedRandom(seed: 8116, stream: RandomStream("test.national"), draw: 0)
    let needs: [Need] = [.asd, .slcn, .semh, .mld, .sld, .pd, .pmld]
    var first = 0
    for group in Self.groups {
      for child in 0..<group.plans {
        let ncYear = group.ncYears.lowerBound + child % group.ncYears.count
        let metres = -log(random.uniform()) * (ncYear <= 5 ? group.miles.0 : group.miles.1) * 1609.344
        let angle = random.uniform() * 2 * Double.pi
        let provision = first + Int(random.uniform() * Double(group.settings))
        var left = Int(random.uniform() * 100)
        let need =
          zip(needs, group.needs).first { pair in
            left -= pair.1
            return left < 0
          }?.0 ?? .spld
        world.add(
          Double(provision) * 500_000 + metres * cos(angle), metres * sin(angle), provision: provision, ncYear: ncYear,
          need: need, band: group.band)
      }
      first += group.settings
    }
    let stage = try world.stage(PolicyCases.assumptions())
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let journeys = stage.routed(
      world.cohort, draws, world.placements, year: 0, iterationsPerRider: 50, cache: &cache, jobs: 2)
    let carried = journeys.mode.indices.filter { journeys.mode[$0] != .none && journeys.mode[$0] != .walk }
    let mean = Double(journeys.totalCost) / 100 / Double(carried.count)
    let inVehicles = journeys.mode.count(where: \.isVehicle)
    print(
      "An average council: \(carried.count) children supported of \(world.cohort.count) plans, \(inVehicles) in \(Int(journeys.vehicles.reduce(0, +))) vehicles; mean £\(Int(mean)) a child; prices x \(8116 / mean) give £8,116"
    )
    for kind in Self.groups.map(\.kind) {
      let of = carried.filter { world.study.provisions[world.placements.provision($0, year: 0)].kind == kind }
      guard !of.isEmpty else { continue }
      print("\(kind.code): \(of.count) children, mean £\(of.reduce(0) { $0 + journeys.cost[$1] } / of.count / 100)")
    }
    #expect(abs(mean / 8116 - 1) < 0.03)
  }
}
