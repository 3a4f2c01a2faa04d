/// A recount of a solution by code that shares nothing with the solver: is it allowed, and can nothing be cheaper?
///
/// Prices prove it. If every unit sits only where cost plus price is its least, and only full sinks have a price, then by
/// weak duality no other assignment costs less.
public struct AssignmentCertificate: Sendable, Equatable {
  /// Total cost, recounted.
  public var cost: Int
  /// No assignment can cost less than this: unit prices less the worth of the room.
  public var lowerBound: Int
  /// What is wrong, if anything; the first fault found.
  public var fault: Fault?
  public var isAccepted: Bool { fault == nil && cost == lowerBound }

  public enum Fault: Sendable, Equatable {
    case shape
    case negativeFlow(unit: Int)
    case supplyNotPlaced(unit: Int)
    case sinkOverfull(sink: Int)
    case negativePrice(sink: Int)
    /// The unit sits somewhere although another choice has a lower cost plus price.
    case notCheapest(unit: Int)
    /// Room is left although the sink has a price.
    case pricedRoom(sink: Int)
    case objectiveMiscounted
  }

  /// Checks a solution against its instance in one pass over the choices.
  public init(_ instance: AssignmentInstance, _ solution: AssignmentSolution) {
    cost = 0
    lowerBound = 0
    fault = nil
    guard solution.shareStart.count == instance.units + 1, solution.price.count == instance.sinks else {
      fault = .shape
      return
    }
    var load = Array(repeating: 0, count: instance.sinks)
    var faults: [Fault] = []
    for unit in 0..<instance.units {
      let row = instance.row(unit)
      var least = Int(instance.overflowCost[unit])
      for entry in row { least = min(least, Int(instance.cost[entry]) + solution.price[Int(instance.sink[entry])]) }
      var placed = 0
      var dearestUsed = Int.min
      for share in solution.sharesOf(unit) {
        let amount = Int(share.amount)
        placed += amount
        if amount < 0 { faults.append(.negativeFlow(unit: unit)) }
        guard share.choice >= 0 else {
          cost += amount * Int(instance.overflowCost[unit])
          dearestUsed = max(dearestUsed, Int(instance.overflowCost[unit]))
          continue
        }
        guard row.contains(Int(share.choice)) else {
          fault = .shape
          return
        }
        let sink = Int(instance.sink[Int(share.choice)])
        load[sink] += amount
        cost += amount * Int(instance.cost[Int(share.choice)])
        dearestUsed = max(dearestUsed, Int(instance.cost[Int(share.choice)]) + solution.price[sink])
      }
      if placed != Int(instance.supply[unit]) { faults.append(.supplyNotPlaced(unit: unit)) }
      if dearestUsed > least { faults.append(.notCheapest(unit: unit)) }
      lowerBound += least * Int(instance.supply[unit])
    }
    for sink in 0..<instance.sinks {
      let room = Int(instance.capacity[sink])
      if load[sink] > room { faults.append(.sinkOverfull(sink: sink)) }
      if solution.price[sink] < 0 { faults.append(.negativePrice(sink: sink)) }
      if solution.price[sink] > 0, load[sink] < room { faults.append(.pricedRoom(sink: sink)) }
      lowerBound -= solution.price[sink] * room
    }
    if cost != solution.objective { faults.append(.objectiveMiscounted) }
    fault = faults.first
  }
}
