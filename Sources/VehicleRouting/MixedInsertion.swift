/// Where a rider may go: a vehicle (-1 for nowhere, `newVehicle` for one of its own), before which of its calls it boards,
/// and before which it is let out; at `isNewCall` by a call of its own, else by that call.
struct MixedSpot {
  var vehicle = -1
  var board = 0
  var leave = 0
  var isNewCall = false
  /// Micropence.
  var added = Int.max

  static let newVehicle = -2
}

extension MixedSearch {
  /// The cheapest feasible place for a rider that is out.
  mutating func bestPlace(for rider: Int) -> MixedSpot {
    var best = MixedSpot()
    if vehiclesInUse < mostVehicles {
      trial = [Int32(truncatingIfNeeded: rider), ~model.destination[rider]]
      if let price = price(trial, label: -1) {
        best = MixedSpot(vehicle: MixedSpot.newVehicle, added: price.cost)
      }
    }
    guard !model.ridesAlone[rider] else { return best }
    seen += 1
    // Nearest first, so that a good place is soon known and most others need no exact price.
    for nearby in 0..<model.neighbours {
      let index = vehicleOf[Int(model.anyNeighbour[rider * model.neighbours + nearby])]
      if index >= 0 { tryOnce(index, rider, &best) }
    }
    if vehicles.count <= MixedSearch.fewVehicles {
      for index in vehicles.indices where !vehicles[index].calls.isEmpty { tryOnce(index, rider, &best) }
    }
    return best
  }

  /// Above so many vehicles, only those of a rider's neighbours are tried.
  private static let fewVehicles = 48

  private mutating func tryOnce(_ index: Int, _ rider: Int, _ best: inout MixedSpot) {
    while seenAt.count < vehicles.count { seenAt.append(0) }
    guard seenAt[index] != seen else { return }
    seenAt[index] = seen
    // Passing one over now and then, so that the same ruin is not always mended the same way.
    if random.below(100) > 0, mayJoin(rider, index) { tryVehicle(index, rider, &best) }
  }

  private func mayJoin(_ rider: Int, _ index: Int) -> Bool {
    let first = Int(vehicles[index].calls[0])
    guard !model.ridesAlone[first] else { return false }
    if model.isTimed, model.group[Int(model.destination[first])] != model.group[Int(model.destination[rider])] {
      return false
    }
    for place in Int(model.conflictStart[rider])..<Int(model.conflictStart[rider + 1])
    where vehicleOf[Int(model.conflict[place])] == index { return false }
    return true
  }

  /// Tries every place to board and to be let out that its drives, the ride's length and the bells do not forbid.
  private mutating func tryVehicle(_ index: Int, _ rider: Int, _ best: inout MixedSpot) {
    let calls = vehicles[index].calls
    let count = calls.count
    let ends = model.destination[rider]
    let home = Int(model.place[rider])
    let end = Int(model.destinationPlace[Int(ends)])
    let locations = model.locations
    let boarding = model.boarding[rider]
    let limit = model.limit[rider]
    let direct = model.from[home * locations + end]
    let dwell = model.isTimed ? model.dwell[Int(ends)] : 0
    let room = model.mostSeats &- model.seats[rider]
    for board in 0..<count {
      guard board == 0 || vehicles[index].seats[board - 1] <= room else { continue }
      let spare = vehicles[index].spare[board]
      // Before the first call the ways driven are the rider's approach in the place of the other's.
      let here = clock.place(calls[board])
      let onward = model.from[home * locations + here]
      var inward = model.approach[rider]
      var leg = model.approach[Int(calls[0])]
      var ready = Int32.min / 2
      if board > 0 {
        let previous = clock.place(calls[board - 1])
        inward = model.from[previous * locations + home]
        leg = model.from[previous * locations + here]
        if model.isTimed {
          ready = vehicles[index].soonest[board - 1] &+ clock.standing(calls[board - 1]) &+ inward[0]
        }
      }
      // Boarding and off again before the next call.
      let fromEnd = model.from[end * locations + here]
      if model.isTimed || board > 0,
        board == 0 || inward[0] &+ boarding &+ direct[0] &+ dwell &+ fromEnd[0] &- leg[0] <= spare
      {
        tryCalls(index, rider, board, board, true, inward &+ direct &+ fromEnd &- leg, &best)
      }
      if model.isTimed, ready &+ boarding &+ onward[0] > vehicles[index].latest[board] { continue }
      let added = inward &+ onward &- leg
      if board > 0, added[0] &+ boarding > spare { continue }
      // The way to the drop-off comes on top.
      guard least(added) < best.added else { continue }
      for leave in board..<count {
        let ridden = boarding &+ onward[0] &+ vehicles[index].reach[leave] &- vehicles[index].reach[board]
        if ridden > limit { break }
        if calls[leave] == ~ends {
          tryCalls(index, rider, board, leave, false, added, &best)
          // Whoever is let out later passed this call, which lets everyone out.
          break
        }
        guard vehicles[index].seats[leave] <= room else { break }
        let place = clock.place(calls[leave])
        let standing = clock.standing(calls[leave])
        let toEnd = model.from[place * locations + end]
        guard ridden &+ standing &+ toEnd[0] <= limit else { continue }
        if model.isTimed {
          let arrival = vehicles[index].soonest[leave] &+ standing &+ toEnd[0]
          if arrival > model.latest[Int(ends)] { continue }
        }
        var detour = toEnd
        if leave + 1 < count {
          let following = clock.place(calls[leave + 1])
          detour = toEnd &+ model.from[end * locations + following] &- model.from[place * locations + following]
          if detour[0] &+ dwell > vehicles[index].spare[leave + 1] { continue }
        }
        tryCalls(index, rider, board, leave + 1, true, added &+ detour, &best)
      }
    }
    // A ride of its own after all others.
    if model.isTimed {
      let last = clock.place(calls[count - 1])
      tryCalls(index, rider, count, count, true, model.from[last * locations + home] &+ direct, &best)
    }
  }

  /// What a drive costs at least, micropence.
  @inline(__always) private func least(_ drive: Drive) -> Int {
    Int(drive[0]) * model.leastPerSecond + Int(drive[1]) * model.leastPerMetre
  }

  /// Judges one place exactly, unless its drives alone cost more than the best place known.
  private mutating func tryCalls(
    _ index: Int, _ rider: Int, _ board: Int, _ leave: Int, _ isNewCall: Bool, _ drive: Drive, _ best: inout MixedSpot
  ) {
    guard least(drive) < best.added else { return }
    write(vehicles[index].calls, rider, board, leave, isNewCall)
    guard let price = price(trial, label: vehicles[index].label, instead: vehicles[index].type) else { return }
    let added = price.cost - vehicles[index].cost
    if added < best.added {
      best = MixedSpot(vehicle: index, board: board, leave: leave, isNewCall: isNewCall, added: added)
    }
  }

  private mutating func write(_ calls: [Int32], _ rider: Int, _ board: Int, _ leave: Int, _ isNewCall: Bool) {
    trial.removeAll(keepingCapacity: true)
    trial.append(contentsOf: calls[..<board])
    trial.append(Int32(truncatingIfNeeded: rider))
    guard isNewCall else {
      trial.append(contentsOf: calls[board...])
      return
    }
    trial.append(contentsOf: calls[board..<leave])
    trial.append(~model.destination[rider])
    // The next call of this destination may let nobody out any more.
    let next = calls[leave...].firstIndex(of: ~model.destination[rider])
    for position in leave..<calls.count
    where position != next || hasRider(between: leave, of: calls, for: calls[position]) {
      trial.append(calls[position])
    }
  }

  /// Somebody boards for a destination between a place in the calls and the destination's next call.
  private func hasRider(between leave: Int, of calls: [Int32], for drop: Int32) -> Bool {
    for call in calls[leave...] {
      if call == drop { return false }
      if call >= 0, model.destination[Int(call)] == ~drop { return true }
    }
    return false
  }

  /// Puts a rider where `bestPlace` said.
  mutating func insert(_ rider: Int, _ spot: MixedSpot) {
    var index = spot.vehicle
    if index == MixedSpot.newVehicle {
      index = vehicles.firstIndex { $0.calls.isEmpty } ?? vehicles.count
      if index == vehicles.count { vehicles.append(Vehicle()) }
      touch(index)
      vehicles[index].calls = [Int32(truncatingIfNeeded: rider), ~model.destination[rider]]
    } else {
      touch(index)
      write(vehicles[index].calls, rider, spot.board, spot.leave, spot.isNewCall)
      vehicles[index].calls = trial
    }
    vehicleOf[rider] = index
    cost -= Model.leftBehind
    let isSound = settle(index)
    assert(isSound, "a place is offered only where the rider fits")
    if !isSound { remove(Set(vehicles[index].calls.filter { $0 >= 0 }), from: index) }
  }
}
