extension RoutingProblem {
  /// Why nobody could carry this rider even alone and with every vehicle free; `nil` when somebody can.
  ///
  /// Asked once for each rider, so that the search only ever sees riders it can serve.
  public func reasonNotCarriable(_ index: Int) -> NotCarried? {
    let rider = riders[index]
    let fitting = vehicleTypes.filter { type in
      type.maximum > 0 && rider.wheelchairPlaces <= type.wheelchairPlaces
        && rider.seats + (rider.needsAssistant ? type.assistantSeats : 0) <= type.seats
    }
    guard !fitting.isEmpty else { return .noVehicleFits }
    guard bells.isEmpty || bells[rider.destination] != nil else { return .noBellTime }
    let drive = Int(matrix.seconds[rider.location * matrix.count + destinations[rider.destination]])
    guard drive < TravelMatrix.unreachable else { return .unreachable }
    let onBoard = rider.boardingSeconds + drive
    let limit = min(rider.maxOnBoardSeconds, fitting.map(\.maxRouteSeconds).max()!)
    return onBoard <= limit ? nil : .limitShorterThanDirect(excessSeconds: onBoard - limit)
  }
}

extension TravelMatrix {
  /// Cells from here up mean that there is no way: about 12 days, beyond any route and safe to add up.
  public static let unreachable = 1_048_576
}
