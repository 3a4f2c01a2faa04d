extension AssignmentInstance {
  /// Every `stride`-th unit, and room in proportion, rounded so that the total is kept.
  func thinned(_ stride: Int) -> AssignmentInstance {
    var thin = AssignmentInstance()
    var left = 0
    for sink in 0..<sinks {
      left += Int(capacity[sink])
      thin.addSink(capacity: left / stride)
      left %= stride
    }
    for unit in Swift.stride(from: 0, to: units, by: stride) {
      thin.addUnit(overflowCost: Int(overflowCost[unit]), supply: Int(supply[unit]))
      for choice in row(unit) { thin.addChoice(sink: Int(sink[choice]), cost: Int(cost[choice])) }
    }
    return thin
  }
}
