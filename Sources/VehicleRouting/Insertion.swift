/// Where a rider may go: a vehicle (-1 for nowhere, `newVehicle` for one of its own), a run of it, a position.
struct Spot {
  var vehicle = -1
  var run = 0
  /// -1 for a run of its own, before run `run`.
  var position = 0
  /// Micropence.
  var added = Int.max

  static let newVehicle = -2
}

// What reads the search here is `mutating` all the same: the compiler would copy the whole search before each call of a
// method that is not, which took a seventh of the time.
extension Search {
  /// Above so many vehicles, only those of a rider's neighbours are tried.
  private static let fewVehicles = 48

  /// The cheapest feasible place for a rider that is out.
  ///
  /// Every run to its destination is tried at every position, save those passed over by a blink; and, where vehicles run
  /// to bells, a run of its own before, between and after the runs of every vehicle.
  mutating func bestPlace(for rider: Int) -> Spot {
    var best = vehiclesInUse < mostVehicles ? alone(rider) : Spot()
    guard !model.ridesAlone[rider] else { return best }
    if model.isTimed || active.count <= Search.fewVehicles {
      for index in 0..<active.count { tryVehicle(Int(active[index]), rider, &best) }
    } else {
      seen += 1
      let row = rider * model.neighbours
      for index in 0..<model.neighbours {
        let slot = Int(slotOf[Int(model.neighbour[row + index])])
        // One run a vehicle here: a slot is a vehicle.
        guard slot >= 0, seenAt[slot] != seen else { continue }
        seenAt[slot] = seen
        tryVehicle(slot, rider, &best)
      }
    }
    return best
  }

  /// What a vehicle of its own would cost, if the fleet has one left.
  private mutating func alone(_ rider: Int) -> Spot {
    let end = Int(model.destinationPlace[Int(model.destination[rider])])
    let drive = model.from[Int(model.place[rider]) * model.locations + end]
    let total = drive &+ model.approach[rider]
    let (type, cost) = model.cheapestType(
      seats: model.seats[rider], wheelchairs: model.wheelchairs[rider], hasAssistant: model.assistants[rider] > 0,
      seconds: Int(total[0]), metres: Int(total[1]), lasting: drive[0] &+ model.boarding[rider],
      free: { !model.isFleetLimited || Int(used[$0]) < model.types[$0].maximum })
    guard type >= 0 else { return Spot() }
    return Spot(
      vehicle: Spot.newVehicle, run: 0, position: -1,
      added: cost + changePrice(rider, on: freeLabel(rider)) + bias(type, instead: -1))
  }

  /// What this iteration counts a change of vehicle above (below 0: under) the difference of day prices, micropence.
  ///
  /// A larger vehicle pays off only with several riders more, so that at its price nobody would be the first; an
  /// iteration that counts day prices at other than their worth proposes such plans, and the true cost decides.
  @inline(__always)
  private func bias(_ type: Int, instead current: Int) -> Int {
    guard dayBias != 0, type != current else { return 0 }
    let day = model.types[type].dayPricePence - (current < 0 ? 0 : model.types[current].dayPricePence)
    return day * dayBias
  }

  /// The position to pass over among the next ones looked at, -1 for none; at most one of a route.
  @inline(__always)
  private mutating func blink(_ positions: Int) -> Int {
    blinkIn -= positions
    guard blinkIn < 0 else { return -1 }
    defer { drawBlink() }
    return blinkIn + positions
  }

  @inline(__always)
  private mutating func tryVehicle(_ vehicle: Int, _ rider: Int, _ best: inout Spot) {
    let count = Int(routes.runCount[vehicle])
    guard count > 0, !routes.isClosed[vehicle] else { return }
    let ends = model.destination[rider]
    let first = vehicle * model.runs
    guard model.isTimed || routes.destination[first] == ends else { return }
    // The rules that do not depend on the position.
    if model.isTimed, model.group[Int(routes.destination[first])] != model.group[Int(ends)] { return }
    for index in Int(model.conflictStart[rider])..<Int(model.conflictStart[rider + 1]) {
      let slot = Int(slotOf[Int(model.conflict[index])])
      if slot >= first, slot < first + count { return }
    }
    let change = changePrice(rider, on: routes.label[vehicle])
    for run in 0..<count {
      let slot = first + run
      guard routes.destination[slot] == ends, Int(routes.length[slot]) < model.stride else { continue }
      let passedOver = blink(Int(routes.length[slot]) + 1)
      tryPositions(vehicle, run, rider, change, passingOver: passedOver, &best)
    }
    if model.isTimed, count < model.runs { tryNewRuns(vehicle, rider, change, &best) }
  }

  @inline(__always)
  private func isFree(_ type: Int, _ current: Int) -> Bool {
    !model.isFleetLimited || type == current || Int(used[type]) < model.types[type].maximum
  }

  /// A vehicle's type takes this load too, at the price it has.
  @inline(__always)
  private func stillFits(
    _ vehicle: Int, _ type: Int, _ seats: Int32, _ wheelchairs: Int32, _ hasAssistant: Bool
  ) -> Bool {
    guard !hasAssistant || routes.assistants[vehicle] > 0 else { return false }
    let taken = Int(seats) + (hasAssistant ? model.types[type].assistantSeats : 0)
    return taken <= model.types[type].seats && Int(wheelchairs) <= model.types[type].wheelchairPlaces
  }

  /// Positions are compared at the prices of the type that would then run the route; the best is priced exactly.
  private mutating func tryPositions(
    _ vehicle: Int, _ run: Int, _ rider: Int, _ change: Int, passingOver: Int, _ best: inout Spot
  ) {
    let slot = vehicle * model.runs + run
    let seats = max(routes.mostSeats[vehicle], routes.seats[slot] &+ model.seats[rider])
    let wheelchairs = max(routes.mostWheelchairs[vehicle], routes.wheelchairs[slot] &+ model.wheelchairs[rider])
    let hasAssistant = routes.assistants[vehicle] &+ model.assistants[rider] > 0
    let current = Int(routes.type[vehicle])
    let seconds = routes.seconds[vehicle]
    let metres = routes.metres[vehicle]
    let cost = routes.cost[vehicle] - change
    let guess =
      model.isUniform && stillFits(vehicle, current, seats, wheelchairs, hasAssistant)
      ? (type: current, cost: cost)
      : model.cheapestType(
        seats: seats, wheelchairs: wheelchairs, hasAssistant: hasAssistant, seconds: seconds, metres: metres,
        lasting: 0, free: { isFree($0, current) })
    guard guess.type >= 0 else { return }
    let bias = bias(guess.type, instead: current)
    // A larger vehicle that costs more than the best place known is not worth a walk along the run.
    guard guess.type == current || guess.cost - cost + bias < best.added else { return }
    let perSecond = model.types[guess.type].micropencePerSecond
    let perMetre = model.types[guess.type].micropencePerMetre

    let size = Int(routes.length[slot])
    let base = slot * model.stride
    let legBase = slot * (model.stride + 1)
    let row = Int(model.place[rider]) * model.locations
    let boarding = model.boarding[rider]
    let limit = model.limit[rider] &- boarding
    let slack = model.isTimed ? routes.slack[slot] &- boarding : Int32.max
    let end = Int(model.destinationPlace[Int(model.destination[rider])])
    var least = Int.max
    var position = -1
    var changed = Drive.zero
    // Time on board behind the position tried, least spare before it, and the drive from the place before it.
    var room = Int32.max
    let before = routes.before[slot]
    var inward = before < 0 ? model.approach[rider] : model.to[row + Int(before)]
    for trial in 0...size {
      let isLast = trial == size
      let here = isLast ? end : Int(routes.place[base + trial])
      let onward = model.from[row + here]
      let difference = inward &+ onward &- routes.leg[legBase + trial]
      let aboard = onward[0] &+ (isLast ? 0 : routes.onBoard[base + trial])
      let added = Int(difference[0]) &* perSecond &+ Int(difference[1]) &* perMetre
      if added < least, aboard <= limit, difference[0] <= slack, difference[0] &+ boarding <= room,
        trial != passingOver
      {
        least = added
        position = trial
        changed = difference
      }
      guard !isLast else { break }
      room = routes.spare[base + trial]
      inward = model.to[row + here]
    }
    guard position >= 0, guess.cost + least - cost + bias < best.added else { return }
    if model.isUniform {
      best = Spot(vehicle: vehicle, run: run, position: position, added: guess.cost + least - cost + bias)
      return
    }
    let exact = model.cheapestType(
      seats: seats, wheelchairs: wheelchairs, hasAssistant: hasAssistant, seconds: seconds + Int(changed[0]),
      metres: metres + Int(changed[1]), lasting: lasting(vehicle, run, rider, position, changed[0]),
      free: { isFree($0, current) })
    guard exact.type >= 0 else { return }
    let total = exact.cost - cost + self.bias(exact.type, instead: current)
    if total < best.added { best = Spot(vehicle: vehicle, run: run, position: position, added: total) }
  }

  /// How long the route would last with a rider at a position of a run; 0 where no type asks.
  @inline(__always)
  private mutating func lasting(_ vehicle: Int, _ run: Int, _ rider: Int, _ position: Int, _ difference: Int32) -> Int32
  {
    guard model.hasRouteLimits else { return 0 }
    let slot = vehicle * model.runs + run
    var lasts = routes.onBoard[slot * model.stride] &+ model.boarding[rider] &+ difference
    var inward = routes.leg[slot * (model.stride + 1)][0]
    if position == 0 {
      // The way in is not part of the run, and the way on begins it.
      let row = Int(model.place[rider]) * model.locations
      let onward = model.from[row + Int(routes.place[slot * model.stride])][0]
      lasts = routes.onBoard[slot * model.stride] &+ model.boarding[rider] &+ onward
      inward = run == 0 ? 0 : model.to[row + Int(routes.before[slot])][0]
    }
    guard routes.runCount[vehicle] > 1 else { return lasts }
    let changed = ChangedRun(
      run: run, isNew: false, destination: Int(routes.destination[slot]), lasts: lasts, inward: inward, onward: -1)
    return lasting(vehicle, changed)
  }

  /// A run for this rider alone before, between or after the runs of a vehicle.
  private mutating func tryNewRuns(_ vehicle: Int, _ rider: Int, _ change: Int, _ best: inout Spot) {
    let seats = max(routes.mostSeats[vehicle], model.seats[rider])
    let wheelchairs = max(routes.mostWheelchairs[vehicle], model.wheelchairs[rider])
    let hasAssistant = routes.assistants[vehicle] &+ model.assistants[rider] > 0
    let current = Int(routes.type[vehicle])
    let first = vehicle * model.runs
    let count = Int(routes.runCount[vehicle])
    let ends = Int(model.destination[rider])
    let end = Int(model.destinationPlace[ends])
    let row = Int(model.place[rider]) * model.locations
    let direct = model.from[row + end]
    let lasts = direct[0] &+ model.boarding[rider]
    guard lasts <= model.limit[rider] else { return }
    let earliest = model.earliest[ends]
    let latest = model.latest[ends]
    let dwell = model.dwell[ends]
    for run in 0...count {
      let slot = first + run
      var arrival = earliest
      var inward = model.approach[rider]
      var leg = Drive.zero
      if run > 0 {
        let previous = Int(routes.destination[slot - 1])
        let ready = routes.arrival[slot - 1] &+ model.dwell[previous] &+ lasts
        guard ready <= latest else { break }
        inward = model.to[row + Int(model.destinationPlace[previous])]
        arrival = max(earliest, ready &+ inward[0])
        guard arrival <= latest else { continue }
      }
      var onward = Drive.zero
      if run < count {
        let next = Int(routes.place[slot * model.stride])
        let soonest = arrival &+ dwell &+ routes.onBoard[slot * model.stride]
        guard soonest <= routes.latest[slot] else { continue }
        onward = model.from[end * model.locations + next]
        guard soonest &+ onward[0] <= routes.latest[slot] else { continue }
        leg = routes.leg[slot * (model.stride + 1)]
      }
      let difference = inward &+ direct &+ onward &- leg
      let changed = ChangedRun(
        run: run, isNew: true, destination: ends, lasts: lasts, inward: inward[0], onward: onward[0])
      let span = model.hasRouteLimits ? lasting(vehicle, changed) : 0
      let exact = model.cheapestType(
        seats: seats, wheelchairs: wheelchairs, hasAssistant: hasAssistant,
        seconds: routes.seconds[vehicle] + Int(difference[0]), metres: routes.metres[vehicle] + Int(difference[1]),
        lasting: span, free: { isFree($0, current) })
      guard exact.type >= 0 else { continue }
      let added = exact.cost - routes.cost[vehicle] + change + bias(exact.type, instead: current)
      if added < best.added { best = Spot(vehicle: vehicle, run: run, position: -1, added: added) }
    }
  }
}
