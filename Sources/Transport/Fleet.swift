import Assumptions
import Units
import VehicleRouting

/// The vehicles the authority contracts, with names, and their prices for a school day of two runs.
public struct Fleet: Sendable {
  public let names: [String]
  /// Prices a morning metre include the afternoon's, which is taken as the morning driven backwards.
  public let types: [VehicleType]
  /// Empty running to the first pick-up, as a share of the drive from there to the setting.
  public let deadMileageShare: Double
  /// By wheelchair and assistant (0 to 3): the types that take one such child, in order, with their prices.
  private let single: [[Single]]

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
          micropencePerMetre: Int((2 * mile * 100 * 1_000_000 / 1609.344).rounded()),
          assistantPence: Int((assistant * 100).rounded()), assistantSeats: 1))
    }
    self.names = names
    self.types = types
    single = (0..<4).map { bits in
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
    guard types.contains(where: { $0.seats >= 2 && $0.wheelchairPlaces >= 1 }) else {
      throw AssumptionError(
        id: id, problem: "no vehicle takes a wheelchair, an assistant and one more seat",
        remedy: "Give one type with at least 2 seats and 1 wheelchair place.")
    }
  }

  /// The cheapest vehicle for one child alone, pence a day, approach included.
  @inline(__always)
  func alone(metres: Int, needs: PassengerNeeds.Flags) -> (type: Int, cost: Int) {
    var best = (type: -1, cost: Int.max)
    let driven = metres + deadMetres(metres)
    for each in single[Int(needs.rawValue)] {
      let cost = each.day + (driven * each.perMetre + 500_000) / 1_000_000
      if cost < best.cost { best = (each.type, cost) }
    }
    return best
  }

  /// The same for a decision.
  @inline(__always) func alone(_ decision: Decision) -> (type: Int, cost: Int) {
    alone(metres: Int(decision.metres), needs: decision.needs)
  }

  /// Metres run empty to a first pick-up this far from the setting.
  @inline(__always) func deadMetres(_ metres: Int) -> Int { Int(Double(metres) * deadMileageShare + 0.5) }
}
