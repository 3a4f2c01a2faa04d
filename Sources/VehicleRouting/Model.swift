/// Seconds and metres of one drive, added together.
typealias Drive = SIMD2<Int32>

/// A problem laid out flat for the search: carriable riders only, columns side by side, prices in micropence.
final class Model: Sendable {
  /// Carriable riders; `original[i]` is the i-th one's index in the problem.
  let original: [Int]
  let locations: Int
  /// Drive from row to column, and its transpose, so that both "from here" and "to here" are read along a row.
  let from: [Drive]
  let to: [Drive]
  let place: [Int32]
  let destination: [Int32]
  let destinationPlace: [Int32]
  let boarding: [Int32]
  let seats: [Int32]
  let wheelchairs: [Int32]
  let assistants: [Int32]
  /// Longest time on board; short of `TravelMatrix.unreachable`, so that no feasible route holds an impossible leg.
  let limit: [Int32]
  let ridesAlone: [Bool]
  let approach: [Drive]
  /// Riders each must not share with: `conflict[conflictStart[i]..<conflictStart[i + 1]]`, both ways round.
  let conflictStart: [Int32]
  let conflict: [Int32]
  /// The nearest riders of the same destination, nearest first, self first: `neighbours` a rider.
  let neighbour: [Int32]
  let neighbours: Int
  let types: [VehicleType]
  let isFleetLimited: Bool
  /// Room for the fullest route any type allows.
  let stride: Int

  var count: Int { original.count }

  init(_ problem: RoutingProblem, carriable: [Int]) {
    let matrix = problem.matrix
    let n = carriable.count
    let ceiling = Int32(TravelMatrix.unreachable)
    var from = [Drive](repeating: .zero, count: matrix.count * matrix.count)
    var to = from
    for row in 0..<matrix.count {
      for column in 0..<matrix.count {
        let cell = row * matrix.count + column
        let drive = Drive(min(matrix.seconds[cell], ceiling), min(matrix.metres[cell], ceiling))
        from[cell] = drive
        to[column * matrix.count + row] = drive
      }
    }
    let riders = carriable.map { problem.riders[$0] }
    var conflicts = [Set<Int32>](repeating: [], count: n)
    var position = [Int](repeating: -1, count: problem.riders.count)
    for (index, rider) in carriable.enumerated() { position[rider] = index }
    for (index, rider) in riders.enumerated() {
      for other in rider.notWith where position[other] >= 0 && position[other] != index {
        conflicts[index].insert(Int32(position[other]))
        conflicts[position[other]].insert(Int32(index))
      }
    }
    var conflictStart: [Int32] = [0]
    var conflict: [Int32] = []
    for set in conflicts {
      conflict += set.sorted()
      conflictStart.append(Int32(conflict.count))
    }
    let types = problem.vehicleTypes
    let mostPlaces = types.map { $0.seats + $0.wheelchairPlaces }.max() ?? 0
    let leastPlaces = riders.map { max(1, $0.seats + $0.wheelchairPlaces) }.min() ?? 1

    original = carriable
    locations = matrix.count
    place = riders.map { Int32($0.location) }
    destination = riders.map { Int32($0.destination) }
    destinationPlace = problem.destinations.map(Int32.init)
    boarding = riders.map { Int32($0.boardingSeconds) }
    seats = riders.map { Int32($0.seats) }
    wheelchairs = riders.map { Int32($0.wheelchairPlaces) }
    assistants = riders.map { $0.needsAssistant ? 1 : 0 }
    limit = riders.map { Int32(min($0.maxOnBoardSeconds, TravelMatrix.unreachable - 1)) }
    ridesAlone = riders.map(\.ridesAlone)
    approach = riders.map { Drive(Int32($0.approachSeconds), Int32($0.approachMetres)) }
    self.conflictStart = conflictStart
    self.conflict = conflict
    self.types = types
    isFleetLimited = types.contains { $0.maximum < n }
    stride = max(1, min(n, riders.contains { $0.seats + $0.wheelchairPlaces == 0 } ? n : mostPlaces / leastPlaces))
    neighbours = min(n, 200)
    neighbour = Model.nearest(riders, from: from, locations: matrix.count, keep: neighbours)
    self.from = from
    self.to = to
  }

  /// Nearness is the drive there and back in seconds; another destination's riders come after all of one's own.
  private static func nearest(_ riders: [Rider], from: [Drive], locations: Int, keep: Int) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(riders.count * keep)
    for (index, rider) in riders.enumerated() {
      var order: [(far: Int, other: Int32)] = []
      order.reserveCapacity(riders.count)
      for (position, other) in riders.enumerated() {
        var far = Int(from[rider.location * locations + other.location][0])
        far += Int(from[other.location * locations + rider.location][0])
        if other.destination != rider.destination { far += 4 * TravelMatrix.unreachable }
        order.append((position == index ? -1 : far, Int32(position)))
      }
      order.sort { ($0.far, $0.other) < ($1.far, $1.other) }
      result.append(contentsOf: order.prefix(keep).lazy.map(\.other))
    }
    return result
  }
}
