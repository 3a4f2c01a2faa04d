extension RoutingProblem {
  /// A route of these riders (at least one) in this order, measured and priced; no rule is checked.
  public func route(_ riders: [Int], vehicleType: Int) -> Route {
    let first = self.riders[riders[0]]
    var seconds = first.approachSeconds
    var metres = first.approachMetres
    let end = destinations[first.destination]
    for (index, rider) in riders.enumerated() {
      let next = index + 1 < riders.count ? self.riders[riders[index + 1]].location : end
      let cell = self.riders[rider].location * matrix.count + next
      seconds += Int(matrix.seconds[cell])
      metres += Int(matrix.metres[cell])
    }
    let hasAssistant = riders.contains { self.riders[$0].needsAssistant }
    return Route(
      vehicleType: vehicleType, destination: first.destination, riders: riders, seconds: seconds, metres: metres,
      approachMetres: first.approachMetres, hasAssistant: hasAssistant,
      cost: vehicleTypes[vehicleType].price(seconds: seconds, metres: metres, hasAssistant: hasAssistant))
  }
}
