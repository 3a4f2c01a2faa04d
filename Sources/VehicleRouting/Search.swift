/// A ruin-and-recreate search under simulated annealing, after "slack induction by string removals"
/// (Christiaens and Vanden Berghe, Transportation Science 54(2), 2020).
///
/// Each iteration takes a few strings of neighbouring riders out of their routes, puts each back where it costs least,
/// and keeps the outcome by the annealing rule. Removing and re-inserting strings covers what relocate, swap, or-opt,
/// 2-opt* and route elimination do one by one. Here besides: a vehicle type for each route, chosen anew whenever the
/// route changes; riders who ride alone, keep apart, or need an assistant; and routes that start anywhere.
struct Search {
  let model: Model
  var random: SearchRandom
  var routes: RouteTable
  /// Slot of each rider, -1 while it is out.
  var slotOf: [Int32]
  /// Slots in use; the other slots wait in `free`.
  var active: [Int32] = []
  var free: [Int32]
  /// Vehicles in use by type.
  var used: [Int]
  /// Riders in no route.
  var out: [Int32] = []
  /// Micropence a day of all routes, and `Model.leftBehind` for each rider in none.
  var cost = 0
  /// Insertions until the next one is passed over.
  var blinkIn = 0

  // What this iteration changed, to take it back.
  var saved: RouteTable
  var touched: [Int32] = []
  var touchedAt: [Int]
  var iteration = 0
  var savedOut: [Int32] = []
  var savedUsed: [Int]
  var savedActive = 0
  /// Sorting keys of `out`, side by side with it.
  var keys: [Int] = []

  init(_ model: Model, seed: UInt64) {
    self.model = model
    random = SearchRandom(seed: seed)
    let slots = model.count + 1
    routes = RouteTable(slots: slots, stride: model.stride)
    saved = RouteTable(slots: min(slots, 256), stride: model.stride)
    slotOf = Array(repeating: -1, count: model.count)
    free = (0..<Int32(slots)).reversed()
    used = Array(repeating: 0, count: model.types.count)
    savedUsed = used
    touchedAt = Array(repeating: -1, count: slots)
    out = Array(0..<Int32(model.count))
    cost = model.count * Model.leftBehind
    drawBlink()
  }

  /// Remembers a slot before its first change of this iteration.
  mutating func touch(_ slot: Int) {
    guard touchedAt[slot] != iteration else { return }
    touchedAt[slot] = iteration
    if touched.count == saved.length.count { saved.grow() }
    saved.copy(touched.count, from: routes, slot)
    touched.append(Int32(slot))
  }

  /// Puts a changed slot in order: what is kept beside its riders, its type, its price, and the total.
  ///
  /// False when its riders can no longer share a vehicle; the slot is then to be emptied. Only where the matrix holds
  /// detours quicker than its own direct drives can a removal do that.
  mutating func settle(_ slot: Int) -> Bool {
    routes.rebuild(slot, model)
    cost -= routes.cost[slot]
    let old = Int(routes.type[slot])
    if old >= 0 { used[old] -= 1 }
    routes.type[slot] = -1
    routes.cost[slot] = 0
    let size = Int(routes.length[slot])
    guard size > 0 else { return true }
    guard routes.spare[slot * model.stride + size - 1] >= 0 else { return false }
    let (type, price) = model.cheapestType(
      seats: routes.seats[slot], wheelchairs: routes.wheelchairs[slot], hasAssistant: routes.assistants[slot] > 0,
      seconds: routes.seconds[slot], metres: routes.metres[slot], onBoard: routes.onBoard[slot * model.stride],
      free: { used[$0] < model.types[$0].maximum })
    guard type >= 0 else { return false }
    used[type] += 1
    routes.type[slot] = Int32(type)
    routes.cost[slot] = price
    cost += price
    return true
  }

  /// One ruin, one recreate, and the decision: kept if the cost stays below `limit`. Returns whether it was kept.
  mutating func step(below limit: (Int) -> Int) -> Bool {
    iteration += 1
    touched.removeAll(keepingCapacity: true)
    savedOut.removeAll(keepingCapacity: true)
    savedOut.append(contentsOf: out)
    for type in 0..<used.count { savedUsed[type] = used[type] }
    savedActive = active.count
    let before = cost
    ruin()
    recreate()
    guard cost <= limit(before) else {
      undo()
      cost = before
      return false
    }
    closeEmptySlots()
    return true
  }

  private mutating func undo() {
    for rider in savedOut { slotOf[Int(rider)] = -1 }
    for index in 0..<touched.count {
      let slot = Int(touched[index])
      routes.copy(slot, from: saved, index)
      for position in 0..<Int(routes.length[slot]) {
        slotOf[Int(routes.rider[slot * model.stride + position])] = Int32(slot)
      }
    }
    while active.count > savedActive { free.append(active.removeLast()) }
    out.removeAll(keepingCapacity: true)
    out.append(contentsOf: savedOut)
    for type in 0..<used.count { used[type] = savedUsed[type] }
  }

  private mutating func closeEmptySlots() {
    var kept = 0
    for index in 0..<active.count {
      let slot = active[index]
      if routes.length[Int(slot)] > 0 {
        active[kept] = slot
        kept += 1
      } else {
        free.append(slot)
      }
    }
    active.removeLast(active.count - kept)
  }
}
