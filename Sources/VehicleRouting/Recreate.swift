#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Search {
  /// One insertion in this many is passed over, so that the same ruin is not always mended the same way.
  static let blinkChance = 0.01

  /// Draws how many insertions are looked at before one is passed over (geometric).
  mutating func drawBlink() {
    blinkIn = 1 + Int(log(random.uniform()) / log(1 - Search.blinkChance))
  }

  /// In half of the iterations day prices count between nothing and twice.
  mutating func drawBias() {
    dayBias = random.below(2) == 0 ? 0 : random.below(2_000_000) - 1_000_000
  }

  /// Puts every rider that is out where it costs least, in a random kind of order; those nobody can take stay out.
  mutating func recreate() {
    orderOut()
    var left = 0
    // An insertion that fails puts riders back at the end of `out`; they wait for the next iteration.
    let tried = out.count
    for index in 0..<tried {
      let rider = Int(out[index])
      let spot = bestPlace(for: rider)
      guard spot.vehicle != -1 else {
        out[left] = Int32(truncatingIfNeeded: rider)
        left += 1
        continue
      }
      insert(rider, spot)
    }
    out.removeSubrange(left..<tried)
  }

  /// Random, most places first, farthest first or nearest first, in the published proportions 4 : 4 : 2 : 1; where
  /// vehicles run to bells, also by bell, early or late first, twice each.
  private mutating func orderOut() {
    let draw = random.below(model.isTimed ? 15 : 11)
    keys.removeAll(keepingCapacity: true)
    for rider in out {
      let who = Int(rider)
      let ends = Int(model.destination[who])
      let drive = model.from[Int(model.place[who]) * model.locations + Int(model.destinationPlace[ends])]
      let tie = random.below(1 << 20)
      switch draw {
      case 0..<4: keys.append(tie)
      case 4..<8: keys.append(-Int(model.seats[who] + 4 * model.wheelchairs[who]) << 20 + tie)
      case 8..<10: keys.append(-Int(drive[0]) << 20 + tie)
      case 10: keys.append(Int(drive[0]) << 20 + tie)
      case 11..<13: keys.append(Int(model.earliest[ends]) << 20 + tie)
      default: keys.append(-Int(model.latest[ends]) << 20 + tie)
      }
    }
    guard out.count < 200 else {
      let order = keys.indices.sorted { (keys[$0], out[$0]) < (keys[$1], out[$1]) }
      out = order.map { out[$0] }
      return
    }
    // Insertion sort: the list is short, and nothing is allocated.
    var index = 1
    while index < out.count {
      let key = keys[index]
      let rider = out[index]
      var hole = index
      while hole > 0, keys[hole - 1] > key {
        keys[hole] = keys[hole - 1]
        out[hole] = out[hole - 1]
        hole -= 1
      }
      keys[hole] = key
      out[hole] = rider
      index += 1
    }
  }

  private mutating func insert(_ rider: Int, _ spot: Spot) {
    var vehicle = spot.vehicle
    if vehicle == Spot.newVehicle {
      vehicle = open()
      touch(vehicle)
      let label = freeLabel(rider)
      routes.label[vehicle] = label
      if label >= 0 { carriesOn[Int(label)] = Int32(truncatingIfNeeded: vehicle) }
    } else {
      touch(vehicle)
    }
    let first = vehicle * model.runs
    let slot = first + spot.run
    var at = 0
    if spot.position < 0 {
      var run = first + Int(routes.runCount[vehicle])
      while run > slot {
        move(run - 1, to: run)
        run -= 1
      }
      routes.runCount[vehicle] += 1
    } else {
      at = Int(routes.length[slot])
    }
    let base = slot * model.stride
    routes.length[slot] = Int32(truncatingIfNeeded: at + 1)
    while at > spot.position, at > 0 {
      routes.rider[base + at] = routes.rider[base + at - 1]
      at -= 1
    }
    routes.rider[base + max(0, spot.position)] = Int32(truncatingIfNeeded: rider)
    routes.isChanged[slot] = true
    slotOf[rider] = Int32(truncatingIfNeeded: slot)
    cost -= Model.leftBehind
    let isFeasible = settle(vehicle)
    assert(isFeasible, "a place is offered only where the rider fits")
    if !isFeasible { empty(vehicle) }
  }
}
