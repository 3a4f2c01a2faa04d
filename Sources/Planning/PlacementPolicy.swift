/// How the places left over are given out in a September.
public enum PlacementPolicy: String, CaseIterable, Codable, Sendable {
  /// All at once, at the least total cost there is: a bound, never advice on a child.
  case leastCost = "least-cost"
  /// One child after another, as panels decide, each to the best place still free: transfers between phases first,
  /// then placements that closed or broke down, then new plans; within each in an order drawn by the child's name.
  case panelOrder = "panel-order"
}
