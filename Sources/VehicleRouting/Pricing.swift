extension Model {
  /// Dearer than any route: what leaving one rider behind counts in the search (micropence). 30,000 of them still add up.
  static let leftBehind = 1 << 48
  /// What a vehicle counts beside its price where vehicles are counted first; far below `leftBehind`.
  static let vehicleFirst = 1 << 43

  /// The cheapest type that can run a route with this load, and its price in micropence a day; -1 and `Int.max` if none.
  ///
  /// `lasting` is from the first boarding to the last arrival. `free(type)` says whether another vehicle of the type may
  /// be used. The first of equals wins.
  @inline(__always)
  func cheapestType(
    seats: Int32, wheelchairs: Int32, hasAssistant: Bool, seconds: Int, metres: Int, lasting: Int32,
    free: (Int) -> Bool
  ) -> (type: Int, cost: Int) {
    var best = (type: -1, cost: Int.max)
    for index in 0..<types.count {
      let type = types[index]
      let taken = Int(seats) + (hasAssistant ? type.assistantSeats : 0)
      guard taken <= type.seats, Int(wheelchairs) <= type.wheelchairPlaces, Int(lasting) <= type.maxRouteSeconds,
        free(index)
      else { continue }
      let cost =
        (type.dayPricePence + (hasAssistant ? type.assistantPence : 0)) * 1_000_000
        + metres * type.micropencePerMetre + seconds * type.micropencePerSecond
      if cost < best.cost { best = (index, cost) }
    }
    if best.type >= 0, fewestVehiclesFirst { best.cost += Model.vehicleFirst }
    return best
  }
}
