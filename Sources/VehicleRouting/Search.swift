/// A ruin-and-recreate search under simulated annealing, after "slack induction by string removals"
/// (Christiaens and Vanden Berghe, Transportation Science 54(2), 2020).
///
/// Each iteration takes a few strings of neighbouring riders out of their routes, puts each back where it costs least,
/// and keeps the outcome by the annealing rule. Removing and re-inserting strings covers what relocate, swap, or-opt,
/// 2-opt* and route elimination do one by one. Here besides: a vehicle type for each route, chosen anew whenever the
/// route changes; riders who ride alone, keep apart, or need an assistant; routes that start anywhere; and vehicles that
/// serve one destination after another.
struct Search {
  let model: Model
  var random: SearchRandom
  let routes: RouteTable
  /// Slot of each rider, -1 while it is out.
  let slotOf: Flat<Int32>
  /// Vehicles in use; the others wait in `free`.
  var active: [Int32] = []
  var free: [Int32]
  /// Vehicles in use by type.
  let used: Flat<Int32>
  /// Vehicle that carries on a route of yesterday, -1 for none.
  let carriesOn: Flat<Int32>
  /// Riders in no route.
  var out: [Int32] = []
  /// Micropence a day of all routes, and `Model.leftBehind` for each rider in none.
  var cost = 0
  /// Insertions until the next one is passed over.
  var blinkIn = 0
  /// Micropence by which this iteration counts each penny of day price more or less.
  var dayBias = 0
  /// How often each rider was left out, and how many vehicles may be in use: see `FewerVehicles`.
  let absences: Flat<Int32>
  var mostVehicles = Int.max
  var vehiclesInUse = 0

  // What this iteration changed, to take it back.
  var saved: RouteTable
  var savedCount: Int
  var touched: [Int32] = []
  let touchedAt: Flat<Int>
  var iteration = 0
  var savedOut: [Int32] = []
  let savedUsed: Flat<Int32>
  var savedActive = 0
  var savedInUse = 0
  /// Vehicles looked at for the rider being placed, by stamp.
  let seenAt: Flat<Int>
  var seen = 0
  /// Sorting keys of `out`, side by side with it.
  var keys: [Int] = []
  private let arena: Arena

  init(_ model: Model, seed: UInt64) {
    let arena = Arena()
    self.arena = arena
    self.model = model
    random = SearchRandom(seed: seed)
    let vehicles = model.count + 1
    routes = RouteTable(vehicles: vehicles, runs: model.runs, stride: model.stride)
    savedCount = min(vehicles, 64)
    saved = RouteTable(vehicles: savedCount, runs: model.runs, stride: model.stride)
    slotOf = arena.row(model.count, of: -1)
    free = (0..<Int32(vehicles)).reversed()
    used = arena.row(model.types.count, of: 0)
    savedUsed = arena.row(model.types.count, of: 0)
    carriesOn = arena.row(model.routesOfYesterday, of: -1)
    absences = arena.row(model.count, of: 0)
    touchedAt = arena.row(vehicles, of: -1)
    seenAt = arena.row(vehicles, of: -1)
    out = Array(0..<Int32(model.count))
    cost = model.count * Model.leftBehind
    drawBlink()
  }

  /// Remembers a vehicle before its first change of this iteration.
  mutating func touch(_ vehicle: Int) {
    guard touchedAt[vehicle] != iteration else { return }
    touchedAt[vehicle] = iteration
    if touched.count == savedCount {
      let larger = RouteTable(vehicles: 2 * savedCount, runs: model.runs, stride: model.stride)
      for index in 0..<savedCount { larger.copy(index, from: saved, index) }
      saved = larger
      savedCount *= 2
    }
    saved.copy(touched.count, from: routes, vehicle)
    touched.append(Int32(truncatingIfNeeded: vehicle))
  }

  /// Takes a rider off the books of its route, whose own columns the caller changes.
  @inline(__always)
  mutating func takeOut(_ rider: Int32) {
    slotOf[Int(rider)] = -1
    out.append(rider)
    cost += Model.leftBehind
  }

  /// Puts a changed vehicle in order: what is kept beside its riders, its times, its type, its price, and the total.
  ///
  /// False when its riders can no longer share a vehicle so; it is then to be emptied. Only where the matrix holds
  /// detours quicker than its own direct drives can a removal do that.
  mutating func settle(_ vehicle: Int) -> Bool {
    cost -= routes.cost[vehicle]
    let old = Int(routes.type[vehicle])
    if old >= 0 {
      used[old] -= 1
      vehiclesInUse -= 1
    }
    routes.type[vehicle] = -1
    routes.cost[vehicle] = 0
    dropEmptyRuns(vehicle)
    let count = Int(routes.runCount[vehicle])
    routes.isClosed[vehicle] = false
    guard count > 0 else {
      let label = Int(routes.label[vehicle])
      if label >= 0 { carriesOn[label] = -1 }
      routes.label[vehicle] = -1
      return true
    }
    let first = vehicle * model.runs
    var previous: Int32 = -1
    var most: (seats: Int32, wheelchairs: Int32, assisted: Int32) = (0, 0, 0)
    var total: (seconds: Int, metres: Int) = (0, 0)
    for slot in first..<first + count {
      if routes.isChanged[slot] {
        routes.rebuild(slot, before: previous, model)
        guard routes.spare[slot * model.stride + Int(routes.length[slot]) - 1] >= 0 else { return false }
      } else if routes.before[slot] != previous {
        routes.link(slot, before: previous, model)
      }
      previous = model.destinationPlace[Int(routes.destination[slot])]
      most.seats = max(most.seats, routes.seats[slot])
      most.wheelchairs = max(most.wheelchairs, routes.wheelchairs[slot])
      most.assisted &+= routes.assisted[slot]
      total.seconds += Int(routes.drive[slot][0])
      total.metres += Int(routes.drive[slot][1])
    }
    routes.mostSeats[vehicle] = most.seats
    routes.mostWheelchairs[vehicle] = most.wheelchairs
    routes.assistants[vehicle] = most.assisted
    routes.seconds[vehicle] = total.seconds
    routes.metres[vehicle] = total.metres
    routes.isClosed[vehicle] = model.ridesAlone[Int(routes.rider[first * model.stride])]
    guard !model.isTimed || keepTime(vehicle) else { return false }
    let (type, price) = model.cheapestType(
      seats: most.seats, wheelchairs: most.wheelchairs, hasAssistant: most.assisted > 0, seconds: total.seconds,
      metres: total.metres, lasting: lasting(vehicle), free: { used[$0] < model.types[$0].maximum })
    guard type >= 0 else { return false }
    used[type] += 1
    vehiclesInUse += 1
    routes.type[vehicle] = Int32(truncatingIfNeeded: type)
    let changes = model.changePrice == 0 ? 0 : changesOfRoute(vehicle) * model.changePrice
    routes.cost[vehicle] = price + changes
    cost += price + changes
    return true
  }

  private mutating func dropEmptyRuns(_ vehicle: Int) {
    let first = vehicle * model.runs
    var kept = 0
    for run in 0..<Int(routes.runCount[vehicle]) where routes.length[first + run] > 0 {
      if kept < run { move(first + run, to: first + kept) }
      kept += 1
    }
    routes.runCount[vehicle] = Int32(truncatingIfNeeded: kept)
  }

  /// Moves a run to another slot, with its riders.
  @inline(__always)
  mutating func move(_ slot: Int, to other: Int) {
    routes.copyRun(other, from: routes, slot)
    for position in 0..<Int(routes.length[other]) {
      slotOf[Int(routes.rider[other * model.stride + position])] = Int32(truncatingIfNeeded: other)
    }
  }

  /// One ruin, one recreate, and the decision. Returns whether the outcome was kept: `limit` is given the cost before.
  mutating func step(below limit: (Int) -> Int) -> Bool {
    begin()
    let before = cost
    drawBias()
    ruin()
    recreate()
    guard cost <= limit(before) else {
      undo()
      cost = before
      return false
    }
    closeEmptyVehicles()
    return true
  }

  mutating func begin() {
    iteration += 1
    touched.removeAll(keepingCapacity: true)
    savedOut.removeAll(keepingCapacity: true)
    savedOut.append(contentsOf: out)
    for type in 0..<used.count { savedUsed[type] = used[type] }
    savedActive = active.count
    savedInUse = vehiclesInUse
  }

  mutating func undo() {
    for rider in savedOut { slotOf[Int(rider)] = -1 }
    for vehicle in touched {
      let label = Int(routes.label[Int(vehicle)])
      if label >= 0 { carriesOn[label] = -1 }
    }
    for index in 0..<touched.count {
      let vehicle = Int(touched[index])
      routes.copy(vehicle, from: saved, index)
      let label = Int(routes.label[vehicle])
      if label >= 0 { carriesOn[label] = Int32(truncatingIfNeeded: vehicle) }
      for slot in vehicle * model.runs..<vehicle * model.runs + Int(routes.runCount[vehicle]) {
        for position in 0..<Int(routes.length[slot]) {
          slotOf[Int(routes.rider[slot * model.stride + position])] = Int32(truncatingIfNeeded: slot)
        }
      }
    }
    while active.count > savedActive { free.append(active.removeLast()) }
    out.removeAll(keepingCapacity: true)
    out.append(contentsOf: savedOut)
    for type in 0..<used.count { used[type] = savedUsed[type] }
    vehiclesInUse = savedInUse
  }

  mutating func closeEmptyVehicles() {
    var kept = 0
    for index in 0..<active.count {
      let vehicle = active[index]
      if routes.runCount[Int(vehicle)] > 0 {
        active[kept] = vehicle
        kept += 1
      } else {
        free.append(vehicle)
      }
    }
    active.removeLast(active.count - kept)
  }

  /// A vehicle not in use, put in use.
  mutating func open() -> Int {
    if let emptied = active.first(where: { routes.runCount[Int($0)] == 0 }) { return Int(emptied) }
    let vehicle = free.removeLast()
    active.append(vehicle)
    return Int(vehicle)
  }
}
