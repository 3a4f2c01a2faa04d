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

  /// Puts every rider that is out where it costs least, in a random kind of order; those nobody can take stay out.
  mutating func recreate() {
    orderOut()
    var left = 0
    for index in 0..<out.count {
      let rider = Int(out[index])
      let place = bestPlace(for: rider)
      guard place.slot != -1 else {
        out[left] = Int32(rider)
        left += 1
        continue
      }
      insert(rider, place.slot, at: place.position)
    }
    out.removeLast(out.count - left)
  }

  /// Random, most places first, farthest first or nearest first, in the published proportions 4 : 4 : 2 : 1.
  private mutating func orderOut() {
    let draw = random.below(11)
    keys.removeAll(keepingCapacity: true)
    for rider in out {
      let who = Int(rider)
      let drive = model.from[
        Int(model.place[who]) * model.locations + Int(model.destinationPlace[Int(model.destination[who])])]
      let tie = random.below(1 << 20)
      switch draw {
      case 0..<4: keys.append(tie)
      case 4..<8: keys.append(-Int(model.seats[who] + 4 * model.wheelchairs[who]) << 20 + tie)
      case 8..<10: keys.append(-Int(drive[0]) << 20 + tie)
      default: keys.append(Int(drive[0]) << 20 + tie)
      }
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

  private mutating func insert(_ rider: Int, _ chosen: Int, at position: Int) {
    var slot = chosen
    if slot == Search.newRoute {
      slot = active.first { routes.length[Int($0)] == 0 }.map(Int.init) ?? -1
      if slot < 0 {
        slot = Int(free.removeLast())
        active.append(Int32(slot))
      }
    }
    touch(slot)
    let base = slot * model.stride
    var at = Int(routes.length[slot])
    while at > position {
      routes.rider[base + at] = routes.rider[base + at - 1]
      at -= 1
    }
    routes.rider[base + position] = Int32(rider)
    routes.length[slot] += 1
    slotOf[rider] = Int32(slot)
    cost -= Model.leftBehind
    let isFeasible = settle(slot)
    assert(isFeasible, "a place is offered only where the rider fits")
  }
}
