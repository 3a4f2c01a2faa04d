extension Search {
  /// Stands for "a vehicle of its own" where a slot is asked for.
  static let newRoute = -2

  /// The cheapest feasible place for a rider that is out: slot and position, slot -1 if there is none.
  ///
  /// Every route of its destination is tried at every position, save those passed over by a blink.
  mutating func bestPlace(for rider: Int) -> (slot: Int, position: Int) {
    var best = priceAlone(rider)
    var slot = best == .max ? -1 : Search.newRoute
    var position = 0
    guard !model.ridesAlone[rider] else { return (slot, position) }
    for index in 0..<active.count {
      let candidate = Int(active[index])
      guard mayJoin(rider, candidate) else { continue }
      // Apart from the call below: inside it, the whole search would be copied before it is changed.
      let passedOver = blink(Int(routes.length[candidate]) + 1)
      let found = bestPosition(for: rider, in: candidate, passingOver: passedOver)
      if found.added < best {
        best = found.added
        slot = candidate
        position = Int(found.position)
      }
    }
    return (slot, position)
  }

  /// What a vehicle of its own would cost, micropence; `Int.max` where the fleet has none left.
  private func priceAlone(_ rider: Int) -> Int {
    let end = Int(model.destinationPlace[Int(model.destination[rider])])
    let drive = model.from[Int(model.place[rider]) * model.locations + end]
    let total = drive &+ model.approach[rider]
    return model.cheapestType(
      seats: model.seats[rider], wheelchairs: model.wheelchairs[rider], hasAssistant: model.assistants[rider] > 0,
      seconds: Int(total[0]), metres: Int(total[1]), onBoard: drive[0] + model.boarding[rider],
      free: { !model.isFleetLimited || used[$0] < model.types[$0].maximum }
    ).cost
  }

  /// The position to pass over among the next ones looked at, -1 for none; at most one of a route.
  @inline(__always)
  private mutating func blink(_ positions: Int) -> Int {
    blinkIn -= positions
    guard blinkIn < 0 else { return -1 }
    defer { drawBlink() }
    return blinkIn + positions
  }

  /// The rules that do not depend on the position.
  @inline(__always)
  private func mayJoin(_ rider: Int, _ slot: Int) -> Bool {
    let size = routes.length[slot]
    guard size > 0, Int(size) < model.stride, !routes.isClosed[slot],
      routes.destination[slot] == model.destination[rider]
    else { return false }
    for index in Int(model.conflictStart[rider])..<Int(model.conflictStart[rider + 1])
    where Int(slotOf[Int(model.conflict[index])]) == slot {
      return false
    }
    return true
  }

  /// The cheapest feasible position in a route and what it adds.
  ///
  /// Positions are compared at the mile price of the type that would then run the route; the best is priced exactly.
  /// Remembering answers by version of the route was tried: a third fewer instructions, less than a tenth of the time.
  private func bestPosition(for rider: Int, in slot: Int, passingOver: Int) -> Insertion {
    let nothing = Insertion(added: .max, position: 0)
    let newSeats = routes.seats[slot] + model.seats[rider]
    let newWheelchairs = routes.wheelchairs[slot] + model.wheelchairs[rider]
    let hasAssistant = routes.assistants[slot] + model.assistants[rider] > 0
    let current = Int(routes.type[slot])
    let seconds = routes.seconds[slot]
    let metres = routes.metres[slot]
    let guess = model.cheapestType(
      seats: newSeats, wheelchairs: newWheelchairs, hasAssistant: hasAssistant, seconds: seconds, metres: metres,
      onBoard: 0, free: { !model.isFleetLimited || $0 == current || used[$0] < model.types[$0].maximum })
    guard guess.type >= 0 else { return nothing }
    let perSecond = model.types[guess.type].micropencePerSecond
    let perMetre = model.types[guess.type].micropencePerMetre

    let size = Int(routes.length[slot])
    let base = slot * model.stride
    let legBase = slot * (model.stride + 1)
    let row = Int(model.place[rider]) * model.locations
    let boarding = model.boarding[rider]
    let limit = model.limit[rider]
    var least = Int.max
    var position = -1
    var change = Drive.zero
    for trial in 0...size where trial != passingOver {
      let isLast = trial == size
      let next = isLast ? Int(model.destinationPlace[Int(model.destination[rider])]) : Int(routes.place[base + trial])
      let onward = model.from[row + next]
      let aboard = boarding &+ onward[0] &+ (isLast ? 0 : routes.onBoard[base + trial])
      guard aboard <= limit else { continue }
      let inward = trial == 0 ? model.approach[rider] : model.to[row + Int(routes.place[base + trial - 1])]
      let difference = inward &+ onward &- routes.leg[legBase + trial]
      if trial > 0, difference[0] &+ boarding > routes.spare[base + trial - 1] { continue }
      let added = Int(difference[0]) * perSecond + Int(difference[1]) * perMetre
      if added < least {
        least = added
        position = trial
        change = difference
      }
    }
    guard position >= 0 else { return nothing }
    let aboard =
      position == 0
      ? boarding + model.from[row + Int(routes.place[base])][0] + routes.onBoard[base]
      : routes.onBoard[base] + change[0] + boarding
    let exact = model.cheapestType(
      seats: newSeats, wheelchairs: newWheelchairs, hasAssistant: hasAssistant, seconds: seconds + Int(change[0]),
      metres: metres + Int(change[1]), onBoard: aboard,
      free: { !model.isFleetLimited || $0 == current || used[$0] < model.types[$0].maximum })
    return exact.type < 0 ? nothing : Insertion(added: exact.cost - routes.cost[slot], position: Int32(position))
  }
}

/// A position in a route and what going there adds, micropence; `Int.max` if no position is feasible.
struct Insertion {
  var added: Int
  var position: Int32
}
