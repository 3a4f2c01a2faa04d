/// One search with mixed loads, from a plan without to its best.
struct MixedRun {
  private(set) var best: Found
  private var state: MixedSearch
  private let model: Model
  private let iterations: Int
  private let progress: ((RoutingSolver.Progress) -> Bool)?
  private var bestCost: Int
  private var isStopped = false

  /// Share of the iterations that go into fewer vehicles, where those are counted first.
  private static let shareForFewer = 0.9

  init(
    _ model: Model, _ found: Found, seed: UInt64, iterations: Int, progress: ((RoutingSolver.Progress) -> Bool)?
  ) {
    self.model = model
    self.iterations = iterations
    self.progress = progress
    best = found
    state = MixedSearch(model, found, seed: seed)
    bestCost = state.cost
  }

  mutating func search() {
    var price = state.cost - state.out.count * Model.leftBehind
    if model.fewestVehiclesFirst { price -= state.vehiclesInUse * Model.vehicleFirst }
    let scale = Double(price) / Double(max(1, model.count - state.out.count))
    if model.fewestVehiclesFirst, best.out.isEmpty {
      let end = best.iterations + Int(Double(iterations - best.iterations) * MixedRun.shareForFewer)
      makeFewer(until: end, scale: scale)
    }
    var annealing = Annealing(scale: scale, from: 0.05, to: 0.003, iterations: iterations - best.iterations)
    while best.iterations < iterations, !isStopped {
      let draw = annealing.next(&state.random)
      if state.step(keeping: { $0 <= $1 &+ draw }), state.cost < bestCost { take() }
      count()
    }
  }

  /// Takes vehicles away one by one for as long as all find room in the rest.
  private mutating func makeFewer(until end: Int, scale: Double) {
    state.disband()
    var annealing = Annealing(scale: scale, from: 0.02, to: 0.002, iterations: end - best.iterations)
    while best.iterations < end, !isStopped {
      let draw = annealing.next(&state.random)
      if state.stepToFewer(below: draw), state.out.isEmpty {
        if state.cost < bestCost { take() }
        if state.vehiclesInUse <= state.mostVehicles { state.disband() }
      }
      count()
    }
    state.mostVehicles = .max
    state.take(best)
  }

  private mutating func take() {
    bestCost = state.cost
    best.vehicles = state.plan
    best.out = state.out
  }

  private mutating func count() {
    best.iterations += 1
    guard let progress, best.iterations % max(1, iterations / 100) == 0 else { return }
    let hidden = model.fewestVehiclesFirst ? best.vehicles.count * Model.vehicleFirst : 0
    isStopped = !progress(
      RoutingSolver.Progress(
        iteration: best.iterations, iterations: iterations,
        cost: (bestCost - best.out.count * Model.leftBehind - hidden) / 1_000_000, vehicles: best.vehicles.count,
        leftOut: best.out.count))
  }
}

extension MixedSearch {
  /// One ruin, one recreate; kept where the costs after and before allow.
  mutating func step(keeping isKept: (Int, Int) -> Bool) -> Bool {
    begin()
    let before = cost
    ruin()
    recreate()
    guard isKept(cost, before) else {
      undo()
      return false
    }
    return true
  }

  /// The same, kept too where those left out have found room more easily so far than those left out before.
  mutating func stepToFewer(below draw: Int) -> Bool {
    begin()
    let before = cost
    let hardBefore = out.reduce(0) { $0 + absences[$1] }
    ruin()
    recreate()
    let hard = out.reduce(0) { $0 + absences[$1] }
    for rider in out { absences[rider] += 1 }
    guard out.isEmpty || hard < hardBefore || cost <= before + draw else {
      undo()
      return false
    }
    return true
  }

  /// Takes the vehicle apart whose riders were left out least often so far, and lets no other take its place.
  mutating func disband() {
    begin()
    var easiest = (index: -1, sum: Int.max)
    for index in vehicles.indices where !vehicles[index].calls.isEmpty {
      guard !model.ridesAlone[Int(vehicles[index].calls[0])] else { continue }
      var sum = random.below(2)
      for call in vehicles[index].calls where call >= 0 { sum += 2 * absences[Int(call)] }
      if sum < easiest.sum { easiest = (index, sum) }
    }
    mostVehicles = vehiclesInUse - (easiest.index < 0 ? 0 : 1)
    guard easiest.index >= 0 else { return }
    remove(Set(vehicles[easiest.index].calls.filter { $0 >= 0 }), from: easiest.index)
  }

  /// Takes riders picked up one after another out of vehicles near a rider chosen at random.
  private mutating func ruin() {
    let carried = model.count - out.count
    let inUse = max(1, vehiclesInUse)
    let longest = min(RuinSize.longestString, Double(carried) / Double(inUse))
    let strings = Int(1 + random.uniform() * (4 * RuinSize.averageRemoved / (1 + longest) - 1))
    let centre = out.isEmpty || random.below(2) == 0 ? random.below(model.count) : out[random.below(out.count)]
    let near = random.below(2) == 0 ? model.anyNeighbour : model.neighbour
    var ruined = 0
    for nearby in 0..<model.neighbours where ruined < strings {
      let rider = near[centre * model.neighbours + nearby]
      let index = vehicleOf[Int(rider)]
      guard index >= 0, !isTouched(index) else { continue }
      let riders = vehicles[index].calls.filter { $0 >= 0 }
      var length = Int(1 + random.uniform() * min(Double(riders.count), longest))
      if random.uniform() < RuinSize.wholeRunChance / 4 { length = riders.count }
      let at = riders.firstIndex(of: rider)!
      let start = random.below(length)
      let from = max(0, min(at - start, riders.count - length))
      remove(Set(riders[from..<min(riders.count, from + length)]), from: index)
      ruined += 1
    }
  }

  /// Puts every rider that is out where it costs least, in a random kind of order.
  private mutating func recreate() {
    let draw = random.below(4)
    let keyed = out.map { rider in
      let ends = Int(model.destination[rider])
      let tie = random.below(1 << 20)
      let way = model.from[Int(model.place[rider]) * model.locations + Int(model.destinationPlace[ends])][0]
      let key =
        switch draw {
        case 0: -Int(way) << 20
        case 1: -Int(model.seats[rider] &+ 4 &* model.wheelchairs[rider]) << 20
        case 2 where model.isTimed: Int(model.earliest[ends]) << 20
        default: 0
        }
      return (key: key + tie, rider: rider)
    }
    out.removeAll(keepingCapacity: true)
    for (_, rider) in keyed.sorted(by: { ($0.key, $0.rider) < ($1.key, $1.rider) }) {
      let spot = bestPlace(for: rider)
      if spot.vehicle == -1 { out.append(rider) } else { insert(rider, spot) }
    }
  }
}
