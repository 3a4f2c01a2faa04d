import Assignment
import Randomness

/// The least total cost by trying every way to place every single unit of supply.
func leastCostByTrying(_ instance: AssignmentInstance) -> Int {
  let people = (0..<instance.units).flatMap { Array(repeating: $0, count: Int(instance.supply[$0])) }
  var room = instance.capacity
  func least(_ index: Int) -> Int {
    guard index < people.count else { return 0 }
    let unit = people[index]
    var best = Int(instance.overflowCost[unit]) + least(index + 1)
    for choice in instance.row(unit) {
      let sink = Int(instance.sink[choice])
      guard room[sink] > 0 else { continue }
      room[sink] -= 1
      best = min(best, Int(instance.cost[choice]) + least(index + 1))
      room[sink] += 1
    }
    return best
  }
  return least(0)
}

/// The least total cost by an ordinary method: shortest augmenting paths over the whole network, arc by arc (Bellman and
/// Ford), one unit of flow at a time.
func leastCostByFullNetwork(_ instance: AssignmentInstance) -> Int {
  struct Arc {
    var tail: Int
    var head: Int
    var cost: Int
    var room: Int
  }
  let source = 0
  let firstSink = 1 + instance.units
  let target = firstSink + instance.sinks
  var arcs: [Arc] = []
  func add(_ tail: Int, _ head: Int, _ cost: Int, _ room: Int) {
    arcs.append(Arc(tail: tail, head: head, cost: cost, room: room))
    arcs.append(Arc(tail: head, head: tail, cost: -cost, room: 0))
  }
  for unit in 0..<instance.units {
    let supply = Int(instance.supply[unit])
    add(source, 1 + unit, 0, supply)
    add(1 + unit, target, Int(instance.overflowCost[unit]), supply)
    for choice in instance.row(unit) {
      add(1 + unit, firstSink + Int(instance.sink[choice]), Int(instance.cost[choice]), supply)
    }
  }
  for sink in 0..<instance.sinks { add(firstSink + sink, target, 0, Int(instance.capacity[sink])) }
  var total = 0
  while true {
    var distance = Array(repeating: Int.max, count: target + 1)
    var reachedBy = Array(repeating: -1, count: target + 1)
    distance[source] = 0
    var changed = true
    while changed {
      changed = false
      for (index, arc) in arcs.enumerated() where arc.room > 0 && distance[arc.tail] < Int.max {
        if distance[arc.tail] + arc.cost < distance[arc.head] {
          distance[arc.head] = distance[arc.tail] + arc.cost
          reachedBy[arc.head] = index
          changed = true
        }
      }
    }
    guard distance[target] < Int.max else { return total }
    total += distance[target]
    var node = target
    while node != source {
      let index = reachedBy[node]
      arcs[index].room -= 1
      arcs[index ^ 1].room += 1
      node = arcs[index].tail
    }
  }
}

/// A made-up instance; equal costs are common so that ties are met.
func randomInstance(
  _ random: inout NamedRandom, units: Int, sinks: Int, supply: Int, capacity: Int, chance: Double, cost: Int
) -> AssignmentInstance {
  func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  var instance = AssignmentInstance()
  for _ in 0..<sinks { instance.addSink(capacity: draw(0...capacity)) }
  for _ in 0..<units {
    instance.addUnit(overflowCost: draw(cost / 2...cost * 2), supply: draw(0...supply))
    for sink in 0..<sinks where random.chance(chance) { instance.addChoice(sink: sink, cost: draw(-2...cost)) }
  }
  return instance
}
