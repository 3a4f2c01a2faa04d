import Assumptions
import Units
import VehicleRouting

/// The vehicles the authority contracts, with names, and their prices for a school day of two runs.
public struct Fleet: Sendable {
  public let names: [String]
  /// Prices a morning metre include the afternoon's, which is taken as the morning driven backwards.
  public private(set) var types: [VehicleType]
  /// Empty running to the first pick-up, as a share of the drive from there to the setting.
  public let deadMileageShare: Double
  /// By wheelchair and assistant (0 to 3): the types that take one such child, in order, with their prices.
  private var single: [[Single]]

  private struct Single: Sendable {
    var type: Int
    var day: Int
    var perMetre: Int
  }

  init(_ assumptions: AssumptionSet) throws {
    let id = "transport.fleet"
    let assistant = try assumptions.number("transport.cost_pa_day")
    deadMileageShare = try assumptions.number("transport.dead_mileage_share")
    var names: [String] = []
    var types: [VehicleType] = []
    for (name, row) in try assumptions.nested(id) {
      let mile = try TransportFigures.value("price_per_mile_gbp", row, id)
      names.append(name)
      types.append(
        VehicleType(
          seats: Int(try TransportFigures.value("seats", row, id)),
          wheelchairPlaces: Int(try TransportFigures.value("wheelchair_places", row, id)),
          dayPricePence: Int((try TransportFigures.value("day_price_gbp", row, id) * 100).rounded()),
          micropencePerMetre: Int((2 * mile * 100 * 1_000_000 / Metres.perMile).rounded()),
          assistantPence: Int((assistant * 100).rounded()), assistantSeats: 1))
    }
    guard !types.isEmpty else {
      throw AssumptionError(id: id, problem: "no vehicle", remedy: "Give at least one type with its seats and prices.")
    }
    self.names = names
    self.types = types
    single = Fleet.single(types)
  }

  /// Puts a day price and micropence a morning metre in the place of each type's own.
  mutating func setPrices(_ prices: [(day: Int, perMetre: Int)]) {
    for (index, price) in prices.enumerated() {
      types[index].dayPricePence = price.day
      types[index].micropencePerMetre = price.perMetre
    }
    single = Fleet.single(types)
  }

  /// Multiplies every price, assistants included: a calibration to an outturn.
  mutating func multiplyPrices(by factor: Double) {
    for index in types.indices {
      types[index].dayPricePence = Int((Double(types[index].dayPricePence) * factor).rounded())
      types[index].micropencePerMetre = Int((Double(types[index].micropencePerMetre) * factor).rounded())
      types[index].assistantPence = Int((Double(types[index].assistantPence) * factor).rounded())
    }
    single = Fleet.single(types)
  }

  private static func single(_ types: [VehicleType]) -> [[Single]] {
    (0..<4).map { bits in
      let needs = PassengerNeeds.Flags(rawValue: UInt8(bits))
      return types.indices.compactMap { index in
        let type = types[index]
        let hasAssistant = needs.contains(.assistant)
        let isWheelchair = needs.contains(.wheelchair)
        let seats = (isWheelchair ? 0 : 1) + (hasAssistant ? type.assistantSeats : 0)
        guard seats <= type.seats, !isWheelchair || type.wheelchairPlaces > 0 else { return nil }
        return Single(
          type: index, day: type.price(seconds: 0, metres: 0, hasAssistant: hasAssistant),
          perMetre: type.micropencePerMetre)
      }
    }
  }

  /// Whether some type takes a child with these needs, alone.
  func takes(_ needs: PassengerNeeds.Flags) -> Bool { !single[Int(needs.rawValue)].isEmpty }

  /// The cheapest vehicle for one child alone, pence a day, approach included.
  ///
  /// Where no type takes the child, one has to be hired for it: the dearest of the fleet stands in, and the plan names it.
  @inline(__always)
  func alone(metres: Int, needs: PassengerNeeds.Flags) -> (type: Int, cost: Int) {
    var best = (type: -1, cost: Int.max)
    let driven = metres + deadMetres(metres)
    for each in single[Int(needs.rawValue)] {
      let cost = each.day + (driven * each.perMetre + 500_000) / 1_000_000
      if cost < best.cost { best = (each.type, cost) }
    }
    return best.type >= 0 ? best : dearest(driven, needs)
  }

  private func dearest(_ driven: Int, _ needs: PassengerNeeds.Flags) -> (type: Int, cost: Int) {
    types.indices.map { type in
      (type, types[type].price(seconds: 0, metres: driven, hasAssistant: needs.contains(.assistant)))
    }.max { $0.1 < $1.1 }!
  }

  /// The same for a decision.
  @inline(__always) func alone(_ decision: Decision) -> (type: Int, cost: Int) {
    alone(metres: Int(decision.metres), needs: decision.needs)
  }

  /// Metres run empty to a first pick-up this far from the setting.
  @inline(__always) func deadMetres(_ metres: Int) -> Int { Int(Double(metres) * deadMileageShare + 0.5) }
}
