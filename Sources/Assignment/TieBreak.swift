/// The first of all least-cost assignments: the one a search from any start comes back to.
///
/// Many assignments may cost the least. Of those this keeps the one whose first unit has the earliest choice in row order
/// it can have in any of them, then the second unit the earliest that leaves the first where it is, and so on, the overflow
/// last. The prices of a solution say which choices a least assignment may use at all and which sinks it must fill; units
/// with one such choice are settled, and few have more. Cost: one pass over the choices, and for each unit with several a
/// search among the others.
///
/// For units with a supply of one.
public struct TieBreak: Sendable {
  /// Per unit the choice it has, as an index into the instance's entries; -1 in the overflow.
  public private(set) var choice: [Int32] = []

  private struct Option: Sendable {
    var node: Int32
    var entry: Int32
  }
  /// Units with several choices, in order; where each is, and where its options begin in `options`.
  private var units: [Int32] = []
  private var node: [Int32] = []
  private var optionStart: [Int32] = []
  private var options: [Option] = []
  private var load: [Int32] = []
  /// Per node, the first of those units that is there; then the next at the same node.
  private var first: [Int32] = []
  private var next: [Int32] = []
  /// The unit that leaves a node for this one in the search now made, and the node it leaves; -1 for where it began.
  private var mover: [Int32] = []
  private var origin: [Int32] = []
  private var isReached: [Bool] = []
  private var queue: [Int32] = []

  public init() {}

  /// Settles every unit of a solved instance.
  public mutating func settle(_ instance: AssignmentInstance, _ solution: AssignmentSolution) {
    begin(instance, solution)
    guard !units.isEmpty else { return }
    mover.refill(instance.sinks + 1, with: -1)
    origin.refill(instance.sinks + 1, with: -1)
    isReached.refill(instance.sinks + 1, with: false)
    link(instance.sinks)
    for unit in units.indices {
      for option in optionStart[unit]..<optionStart[unit + 1] {
        let target = options[Int(option)].node
        if target == node[unit] || improve(unit, to: Int(target), instance, solution) { break }
      }
    }
    for unit in units.indices {
      let option = (optionStart[unit]..<optionStart[unit + 1]).first { options[Int($0)].node == node[unit] }!
      choice[Int(units[unit])] = options[Int(option)].entry
    }
  }

  /// Reads the solution: who is where, and who could be elsewhere at no cost.
  private mutating func begin(_ instance: AssignmentInstance, _ solution: AssignmentSolution) {
    choice.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
    node.removeAll(keepingCapacity: true)
    options.removeAll(keepingCapacity: true)
    optionStart.removeAll(keepingCapacity: true)
    load.refill(instance.sinks + 1, with: 0)
    for unit in 0..<instance.units {
      precondition(instance.supply[unit] == 1, "ties are broken among units of one")
      let held = solution.choice(of: unit, in: instance).map(Int32.init) ?? -1
      let place = held < 0 ? Int32(instance.sinks) : instance.sink[Int(held)]
      choice.append(held)
      load[Int(place)] += 1
      let least = solution.unitCost[unit]
      let start = options.count
      for entry in instance.row(unit)
      where Int(instance.cost[entry]) + solution.price[Int(instance.sink[entry])] == least {
        options.append(Option(node: instance.sink[entry], entry: Int32(entry)))
      }
      if Int(instance.overflowCost[unit]) == least { options.append(Option(node: Int32(instance.sinks), entry: -1)) }
      if options.count - start < 2 {
        options.removeSubrange(start...)
      } else {
        units.append(Int32(unit))
        node.append(place)
        optionStart.append(Int32(start))
      }
    }
    optionStart.append(Int32(options.count))
  }

  private mutating func link(_ sinks: Int) {
    first.refill(sinks + 1, with: -1)
    next.refill(units.count, with: -1)
    for unit in units.indices.reversed() {
      next[unit] = first[Int(node[unit])]
      first[Int(node[unit])] = Int32(unit)
    }
  }

  /// Puts a unit at an earlier choice if later units can make way at no cost. Units before it stay where they are.
  private mutating func improve(
    _ unit: Int, to target: Int, _ instance: AssignmentInstance, _ solution: AssignmentSolution
  ) -> Bool {
    let overflow = instance.sinks
    let home = Int(node[unit])
    func mayLose(_ node: Int) -> Bool { node == overflow || solution.price[node] == 0 }
    for index in isReached.indices { isReached[index] = false }
    queue.removeAll(keepingCapacity: true)
    queue.append(Int32(target))
    isReached[target] = true
    mover[target] = -1
    origin[target] = -1
    var head = 0
    var hasSlack = false
    while head < queue.count {
      let place = Int(queue[head])
      head += 1
      let hasRoom = place == overflow || load[place] < instance.capacity[place]
      if place == home || (hasRoom && mayLose(home)) {
        carry(unit, to: target, from: home, endingAt: place)
        return true
      }
      if hasRoom, !hasSlack {
        // What makes way stops here; the place left at home is filled from where one may be lost.
        hasSlack = true
        for giver in 0...overflow where !isReached[giver] && mayLose(giver) && load[giver] > 0 {
          isReached[giver] = true
          mover[giver] = -1
          origin[giver] = Int32(place)
          queue.append(Int32(giver))
        }
      }
      var other = first[place]
      while other >= 0 {
        if other > unit {
          for option in optionStart[Int(other)]..<optionStart[Int(other) + 1] {
            let to = Int(options[Int(option)].node)
            guard !isReached[to] else { continue }
            isReached[to] = true
            mover[to] = other
            origin[to] = Int32(place)
            queue.append(Int32(to))
          }
        }
        other = next[Int(other)]
      }
    }
    return false
  }

  /// Moves everyone along the chain found.
  private mutating func carry(_ unit: Int, to target: Int, from home: Int, endingAt end: Int) {
    var place = end
    while place != target {
      let before = Int(origin[place])
      if mover[place] >= 0 { move(Int(mover[place]), from: before, to: place) }
      place = before
    }
    move(unit, from: home, to: target)
  }

  private mutating func move(_ unit: Int, from home: Int, to target: Int) {
    node[unit] = Int32(target)
    load[target] += 1
    load[home] -= 1
    if first[home] == Int32(unit) {
      first[home] = next[unit]
    } else {
      var before = Int(first[home])
      while next[before] != Int32(unit) { before = Int(next[before]) }
      next[before] = next[unit]
    }
    next[unit] = first[target]
    first[target] = Int32(unit)
  }
}
