/// Seconds and metres of one drive, added together.
typealias Drive = SIMD2<Int32>

/// A problem laid out flat for the search: carriable riders only, columns side by side, prices in micropence.
final class Model {
  /// Carriable riders; `original[i]` is the i-th one's index in the problem.
  let original: [Int]
  let count: Int
  let locations: Int
  /// Drive from row to column, and its transpose, so that both "from here" and "to here" are read along a row.
  let from: Flat<Drive>
  let to: Flat<Drive>
  let place: Flat<Int32>
  let destination: Flat<Int32>
  let destinationPlace: Flat<Int32>
  let boarding: Flat<Int32>
  let seats: Flat<Int32>
  let wheelchairs: Flat<Int32>
  let assistants: Flat<Int32>
  /// Longest time on board, no vehicle's own limit above it; short of `TravelMatrix.unreachable`, so that no feasible
  /// route holds an impossible leg.
  let limit: Flat<Int32>
  let ridesAlone: Flat<Bool>
  let approach: Flat<Drive>
  /// Route of yesterday, -1 for none.
  let yesterday: Flat<Int32>
  let routesOfYesterday: Int
  /// Micropence that a change of route counts.
  let changePrice: Int
  /// Riders each must not share with: `conflict[conflictStart[i]..<conflictStart[i + 1]]`, both ways round.
  let conflictStart: Flat<Int32>
  let conflict: Flat<Int32>
  /// The nearest riders of the same destination, nearest first, self first: `neighbours` a rider.
  let neighbour: Flat<Int32>
  /// The same of any destination.
  let anyNeighbour: Flat<Int32>
  let neighbours: Int
  let types: Flat<VehicleType>
  let isFleetLimited: Bool
  /// Of any type.
  let mostSeats: Int32
  let hasRouteLimits: Bool
  /// Micropence, of the types' prices.
  let leastPerSecond: Int
  let leastPerMetre: Int
  let fewestVehiclesFirst: Bool
  let mixesLoads: Bool
  /// Types differ in places and day price only, and no run of a vehicle stretches another.
  let isUniform: Bool

  /// Vehicles run to bells, one destination after another.
  let isTimed: Bool
  /// By destination.
  let earliest: Flat<Int32>
  let latest: Flat<Int32>
  let dwell: Flat<Int32>
  let group: Flat<Int32>

  /// Room for the fullest run any type allows, and for the most runs of a vehicle.
  let stride: Int
  let runs: Int

  private let arena: Arena

  /// More runs than any morning holds.
  private static let mostRuns = 12

  init(_ problem: RoutingProblem, carriable: [Int]) {
    let arena = Arena()
    self.arena = arena
    let matrix = problem.matrix
    let n = carriable.count
    let ceiling = Int32(TravelMatrix.unreachable)
    let size = matrix.count
    let from = arena.row(size * size, of: Drive.zero)
    let to = arena.row(size * size, of: Drive.zero)
    for row in 0..<size {
      for column in 0..<size {
        let cell = row * size + column
        let drive = Drive(min(matrix.seconds[cell], ceiling), min(matrix.metres[cell], ceiling))
        from[cell] = drive
        to[column * size + row] = drive
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
    var starts: [Int32] = [0]
    var others: [Int32] = []
    for set in conflicts {
      others += set.sorted()
      starts.append(Int32(others.count))
    }
    let vehicleTypes = problem.vehicleTypes
    let longest = vehicleTypes.map(\.maxRouteSeconds).max() ?? 0

    self.from = from
    self.to = to
    original = carriable
    count = n
    locations = size
    place = arena.row(riders.map { Int32($0.location) })
    destination = arena.row(riders.map { Int32($0.destination) })
    destinationPlace = arena.row(problem.destinations.map(Int32.init))
    boarding = arena.row(riders.map { Int32($0.boardingSeconds) })
    seats = arena.row(riders.map { Int32($0.seats) })
    wheelchairs = arena.row(riders.map { Int32($0.wheelchairPlaces) })
    assistants = arena.row(riders.map { $0.needsAssistant ? 1 : 0 })
    limit = arena.row(riders.map { Int32(min($0.maxOnBoardSeconds, longest, TravelMatrix.unreachable - 1)) })
    ridesAlone = arena.row(riders.map(\.ridesAlone))
    approach = arena.row(
      riders.map { rider in
        Drive(Int32(min(rider.approachSeconds, Int(ceiling))), Int32(min(rider.approachMetres, Int(ceiling))))
      })
    yesterday = arena.row(riders.map { Int32($0.yesterday ?? -1) })
    routesOfYesterday = (riders.compactMap(\.yesterday).max() ?? -1) + 1
    changePrice = problem.changePence * 1_000_000
    conflictStart = arena.row(starts)
    conflict = arena.row(others)
    types = arena.row(vehicleTypes)
    mostSeats = Int32(clamping: vehicleTypes.map(\.seats).max() ?? 0)
    isFleetLimited = vehicleTypes.contains { $0.maximum < n }
    leastPerSecond = vehicleTypes.map(\.micropencePerSecond).min() ?? 0
    leastPerMetre = vehicleTypes.map(\.micropencePerMetre).min() ?? 0
    hasRouteLimits = vehicleTypes.contains { $0.maxRouteSeconds < TravelMatrix.unreachable }
    fewestVehiclesFirst = problem.fewestVehiclesFirst
    mixesLoads = problem.mixesLoads && problem.destinations.count > 1
    isUniform =
      vehicleTypes.allSatisfy { type in
        type.micropencePerSecond == vehicleTypes[0].micropencePerSecond
          && type.micropencePerMetre == vehicleTypes[0].micropencePerMetre
          && type.maxRouteSeconds == vehicleTypes[0].maxRouteSeconds
      } && (problem.bells.isEmpty || longest >= TravelMatrix.unreachable) && problem.changePence == 0

    isTimed = !problem.bells.isEmpty
    let bells = problem.bells
    earliest = arena.row(bells.map { Int32($0?.earliestSeconds ?? 0) })
    latest = arena.row(bells.map { Int32($0?.latestSeconds ?? 0) })
    dwell = arena.row(bells.map { Int32($0?.dwellSeconds ?? 0) })
    group = arena.row(bells.map { Int32($0?.group ?? 0) })

    stride = Model.fullest(riders, vehicleTypes)
    runs = isTimed ? min(Model.mostRuns, max(1, n)) : 1
    neighbours = min(n, 200)
    let near = Model.nearest(riders, from: from, locations: size, keep: neighbours, ownFirst: true)
    neighbour = arena.row(near)
    anyNeighbour =
      isTimed || mixesLoads
      ? arena.row(Model.nearest(riders, from: from, locations: size, keep: neighbours, ownFirst: false)) : neighbour
  }

  /// Riders of the fullest run: the smallest ones first, until the largest vehicle is full.
  private static func fullest(_ riders: [Rider], _ types: [VehicleType]) -> Int {
    var room = types.map { $0.seats + $0.wheelchairPlaces }.max() ?? 0
    var fit = 0
    for places in riders.map({ $0.seats + $0.wheelchairPlaces }).sorted() {
      room -= places
      if room < 0 { break }
      fit += 1
    }
    return max(1, fit)
  }

  /// Nearness is the drive there and back in seconds; with `ownFirst` another destination's riders come after all of
  /// one's own.
  private static func nearest(
    _ riders: [Rider], from: Flat<Drive>, locations: Int, keep: Int, ownFirst: Bool
  ) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(riders.count * keep)
    var order: [UInt64] = []
    for (index, rider) in riders.enumerated() {
      order.removeAll(keepingCapacity: true)
      for (position, other) in riders.enumerated() {
        var far = Int(from[rider.location * locations + other.location][0])
        far += Int(from[other.location * locations + rider.location][0]) + 1
        if ownFirst, other.destination != rider.destination { far += 4 * TravelMatrix.unreachable }
        order.append(UInt64(position == index ? 0 : far) << 32 | UInt64(position))
      }
      order.sort()
      result.append(contentsOf: order.prefix(keep).lazy.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) })
    }
    return result
  }
}
