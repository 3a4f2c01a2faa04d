// Fewer vehicles: one is taken apart, and its riders must find room in the others.
extension Search {
  /// Takes the vehicle apart whose riders were left out least often so far, and lets no other take its place. Whoever
  /// rides alone keeps its vehicle.
  ///
  /// Whoever is hard to place gathers absences (Christiaens and Vanden Berghe 2020, section 4.4); a vehicle of easy
  /// riders goes first.
  mutating func disband() {
    begin()
    var easiest = -1
    var least = Int.max
    for vehicle in active where !routes.isClosed[Int(vehicle)] {
      var sum = random.below(2)
      forEachRider(Int(vehicle)) { sum += 2 * Int(absences[$0]) }
      if sum < least {
        least = sum
        easiest = Int(vehicle)
      }
    }
    mostVehicles = vehiclesInUse - (easiest < 0 ? 0 : 1)
    guard easiest >= 0 else { return }
    touch(easiest)
    empty(easiest)
    closeEmptyVehicles()
  }

  /// One ruin, one recreate; kept too where those left out are easier to place than before.
  mutating func stepToFewer(below limit: (Int) -> Int) -> Bool {
    begin()
    let before = cost
    ruin()
    recreate()
    var hardness = 0
    for rider in out { hardness += Int(absences[Int(rider)]) }
    for rider in savedOut { hardness -= Int(absences[Int(rider)]) }
    for rider in out { absences[Int(rider)] += 1 }
    guard out.isEmpty || hardness < 0 || cost <= limit(before) else {
      undo()
      cost = before
      return false
    }
    closeEmptyVehicles()
    return true
  }

  @inline(__always)
  private func forEachRider(_ vehicle: Int, _ body: (Int) -> Void) {
    for slot in vehicle * model.runs..<vehicle * model.runs + Int(routes.runCount[vehicle]) {
      for position in 0..<Int(routes.length[slot]) { body(Int(routes.rider[slot * model.stride + position])) }
    }
  }
}
