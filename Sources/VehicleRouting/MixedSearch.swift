/// Ruin and recreate for vehicles with riders of several destinations on board together.
///
/// The search for single loads keeps beside each run what a trial insertion asks; where loads mix, a rider put on stretches
/// others' rides to other places, so that a trial here walks the vehicle's calls. It is some twenty times slower, and begins
/// with the plan of the other.
struct MixedSearch {
  struct Vehicle {
    var calls: [Int32] = []
    var type = -1
    var label: Int32 = -1
    /// Micropence a day, changes of route counted in.
    var cost = 0
    /// By call: time from the first, nobody waiting; and where there are bells, bounds of when it may begin.
    var reach: [Int32] = []
    var soonest: [Int32] = []
    var latest: [Int32] = []
    /// Seats taken behind each call, and what may be added before it at most without a ride growing too long.
    var seats: [Int32] = []
    var spare: [Int32] = []
  }

  let model: Model
  let clock: Itinerary
  var random: SearchRandom
  var vehicles: [Vehicle]
  /// Vehicle of each rider, -1 while it is out.
  var vehicleOf: [Int]
  var out: [Int]
  var used: [Int]
  /// Micropence a day of all vehicles, and `Model.leftBehind` for each rider in none.
  var cost = 0
  var mostVehicles = Int.max
  var absences: [Int]

  // What this iteration changed, to take it back.
  private var saved: [(index: Int, vehicle: Vehicle)] = []
  private var savedOut: [Int] = []
  private var isSaved: [Bool] = []
  private var before = 0
  /// The sequence being tried.
  var trial: [Int32] = []
  /// Vehicles looked at for the rider being placed, by stamp.
  var seenAt: [Int] = []
  var seen = 0

  init(_ model: Model, _ found: Found, seed: UInt64) {
    self.model = model
    clock = Itinerary(model)
    random = SearchRandom(seed: seed ^ 0x6D69_7865_64)
    vehicles = []
    vehicleOf = Array(repeating: -1, count: model.count)
    out = found.out
    used = Array(repeating: 0, count: model.types.count)
    absences = Array(repeating: 0, count: model.count)
    take(found)
  }

  /// Goes to a plan.
  mutating func take(_ found: Found) {
    vehicleOf = Array(repeating: -1, count: model.count)
    used = Array(repeating: 0, count: model.types.count)
    out = found.out
    cost = out.count * Model.leftBehind
    vehicles = found.vehicles.map { Vehicle(calls: $0.calls, label: $0.label) }
    for index in vehicles.indices {
      for call in vehicles[index].calls where call >= 0 { vehicleOf[Int(call)] = index }
      // In its own type: where the fleet is short, the cheapest may be another's.
      let isSound = settle(index, only: found.vehicles[index].type)
      assert(isSound, "a plan keeps every rule")
    }
    begin()
  }

  var plan: [Found.Vehicle] {
    vehicles.filter { !$0.calls.isEmpty }.map { Found.Vehicle(calls: $0.calls, type: $0.type, label: $0.label) }
  }

  var vehiclesInUse: Int { used.reduce(0, +) }

  mutating func begin() {
    saved.removeAll(keepingCapacity: true)
    savedOut = out
    isSaved = Array(repeating: false, count: vehicles.count)
    before = cost
  }

  mutating func undo() {
    for rider in savedOut { vehicleOf[rider] = -1 }
    for (index, vehicle) in saved {
      if vehicles[index].type >= 0 { used[vehicles[index].type] -= 1 }
      if vehicle.type >= 0 { used[vehicle.type] += 1 }
      vehicles[index] = vehicle
      for call in vehicle.calls where call >= 0 { vehicleOf[Int(call)] = index }
    }
    out = savedOut
    cost = before
  }

  /// Remembers a vehicle before its first change of this iteration.
  mutating func touch(_ index: Int) {
    while isSaved.count < vehicles.count { isSaved.append(false) }
    guard !isSaved[index] else { return }
    isSaved[index] = true
    saved.append((index, vehicles[index]))
  }

  func isTouched(_ index: Int) -> Bool { index < isSaved.count && isSaved[index] }

  /// Takes riders out of a vehicle, and the drop-offs that then let out nobody.
  mutating func remove(_ riders: Set<Int32>, from index: Int) {
    touch(index)
    for rider in riders {
      vehicleOf[Int(rider)] = -1
      out.append(Int(rider))
      cost += Model.leftBehind
    }
    var inside = [Int](repeating: 0, count: model.destinationPlace.count)
    vehicles[index].calls.removeAll { call in
      guard call < 0 else {
        if riders.contains(call) { return true }
        inside[Int(model.destination[Int(call)])] += 1
        return false
      }
      defer { inside[Int(~call)] = 0 }
      return inside[Int(~call)] == 0
    }
    if !settle(index) { remove(Set(vehicles[index].calls.filter { $0 >= 0 }), from: index) }
  }

  /// Prices a changed vehicle and works out its times; false where its riders can no longer share it so.
  mutating func settle(_ index: Int, only type: Int = -1) -> Bool {
    cost -= vehicles[index].cost
    if vehicles[index].type >= 0 { used[vehicles[index].type] -= 1 }
    (vehicles[index].cost, vehicles[index].type) = (0, -1)
    guard !vehicles[index].calls.isEmpty else {
      vehicles[index].label = -1
      return true
    }
    guard let price = price(vehicles[index].calls, label: vehicles[index].label, only: type) else { return false }
    vehicles[index].cost = price.cost
    vehicles[index].type = price.type
    used[price.type] += 1
    cost += price.cost
    keepTimes(index)
    return true
  }

  /// The cheapest type for these calls and its price in micropence; `nil` where they break a rule of time or places. The
  /// vehicle's own type is free besides; or one type only is asked for.
  func price(
    _ calls: borrowing [Int32], label: Int32, instead current: Int = -1, only: Int = -1
  ) -> (type: Int, cost: Int)? {
    var seats: (now: Int32, most: Int32) = (0, 0)
    var wheelchairs: (now: Int32, most: Int32) = (0, 0)
    var hasAssistant = false
    var changes = 0
    var inside = 0
    var drive = model.approach[Int(calls[0])]
    for index in 0..<calls.count {
      let call = calls[index]
      if index > 0 {
        drive &+= model.from[clock.place(calls[index - 1]) * model.locations + clock.place(call)]
      }
      guard call < 0 else {
        inside += 1
        seats.now &+= model.seats[Int(call)]
        wheelchairs.now &+= model.wheelchairs[Int(call)]
        seats.most = max(seats.most, seats.now)
        wheelchairs.most = max(wheelchairs.most, wheelchairs.now)
        if model.assistants[Int(call)] > 0 { hasAssistant = true }
        let yesterday = model.yesterday[Int(call)]
        if yesterday >= 0, yesterday != label { changes += 1 }
        continue
      }
      // Everybody for here gets off: those picked up since the last call here.
      var earlier = index - 1
      while earlier >= 0, calls[earlier] != call {
        if calls[earlier] >= 0, model.destination[Int(calls[earlier])] == ~call {
          seats.now &-= model.seats[Int(calls[earlier])]
          wheelchairs.now &-= model.wheelchairs[Int(calls[earlier])]
          inside -= 1
        }
        earlier -= 1
      }
      // Without bells a vehicle makes one run.
      if inside == 0, !model.isTimed, index + 1 < calls.count { return nil }
    }
    guard let lasting = clock.lasting(calls) else { return nil }
    let best = model.cheapestType(
      seats: seats.most, wheelchairs: wheelchairs.most, hasAssistant: hasAssistant, seconds: Int(drive[0]),
      metres: Int(drive[1]), lasting: lasting,
      free: { only < 0 ? $0 == current || used[$0] < model.types[$0].maximum : $0 == only })
    return best.type < 0 ? nil : (best.type, best.cost + changes * model.changePrice)
  }

  private mutating func keepTimes(_ index: Int) {
    let count = vehicles[index].calls.count
    _ = clock.lasting(vehicles[index].calls)
    vehicles[index].reach = (0..<count).map { clock.reach[$0] }
    keepRides(index)
    guard model.isTimed else { return }
    vehicles[index].soonest = (0..<count).map { clock.soonest[$0] }
    var latest = [Int32](repeating: .max / 2, count: count)
    for position in (0..<count).reversed() {
      let call = vehicles[index].calls[position]
      if position + 1 < count { latest[position] = latest[position + 1] &- clock.gap[position + 1] }
      if call < 0 { latest[position] = min(latest[position], model.latest[Int(~call)]) }
    }
    vehicles[index].latest = latest
  }

  private mutating func keepRides(_ index: Int) {
    let calls = vehicles[index].calls
    let reach = vehicles[index].reach
    var seats = [Int32](repeating: 0, count: calls.count)
    var spare = [Int32](repeating: .max, count: calls.count + 1)
    for board in calls.indices where calls[board] >= 0 {
      let rider = Int(calls[board])
      var leave = board
      while calls[leave] != ~model.destination[rider] {
        seats[leave] += model.seats[rider]
        leave += 1
      }
      let left = model.limit[rider] &- (reach[leave] &- reach[board])
      for position in board + 1...leave { spare[position] = min(spare[position], left) }
    }
    vehicles[index].seats = seats
    vehicles[index].spare = spare
  }
}
