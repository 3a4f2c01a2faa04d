extension Model {
  /// Dearer than any route: what leaving one rider behind counts in the search (micropence).
  static let leftBehind = 1 << 50

  /// The cheapest type that can run a route with this load, and its price in micropence a day; -1 and `Int.max` if none.
  ///
  /// `free(type)` says whether another vehicle of the type may be used. The first of equals wins.
  @inline(__always)
  func cheapestType(
    seats: Int32, wheelchairs: Int32, hasAssistant: Bool, seconds: Int, metres: Int, onBoard: Int32,
    free: (Int) -> Bool
  ) -> (type: Int, cost: Int) {
    var best = (type: -1, cost: Int.max)
    for index in 0..<types.count {
      let type = types[index]
      let taken = Int(seats) + (hasAssistant ? type.assistantSeats : 0)
      guard taken <= type.seats, Int(wheelchairs) <= type.wheelchairPlaces, Int(onBoard) <= type.maxRouteSeconds,
        free(index)
      else { continue }
      let cost =
        (type.dayPricePence + (hasAssistant ? type.assistantPence : 0)) * 1_000_000
        + metres * type.micropencePerMetre + seconds * type.micropencePerSecond
      if cost < best.cost { best = (index, cost) }
    }
    return best
  }
}
