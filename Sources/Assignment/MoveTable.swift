/// The cheapest single move from every sink to every other: which holding to take, and what the move adds to the cost.
///
/// This is the graph the solver searches: as many nodes as sinks (and the overflow), however many units there are. A row
/// is made when first asked for. Taking a holding away leaves the moves that relied on it as lower bounds, marked stale,
/// and the row is made again only when such a bound would decide something.
struct MoveTable: Sendable {
  /// Marks a move that no holding can make.
  static let none = Int32.max

  /// Sinks + 1, for the overflow.
  private(set) var nodes = 0
  /// Added cost of the cheapest move, nodes x nodes, row-major by origin; exact unless `from` is -1, then a lower bound.
  private(set) var cost: [Int32] = []
  /// The holding that moves; -1 where stale.
  private(set) var from: [Int32] = []
  /// The holding it becomes.
  private(set) var to: [Int32] = []
  private(set) var isBuilt: [Bool] = []
  private var unitOfChoice: [Int32] = []

  mutating func reset(_ instance: AssignmentInstance) {
    nodes = instance.sinks + 1
    let size = nodes * nodes
    if cost.count < size {
      cost = Array(repeating: Self.none, count: size)
      from = Array(repeating: -1, count: size)
      to = Array(repeating: -1, count: size)
    }
    isBuilt.refill(nodes, with: false)
    unitOfChoice.removeAll(keepingCapacity: true)
    for unit in 0..<instance.units {
      unitOfChoice.append(contentsOf: repeatElement(Int32(unit), count: instance.row(unit).count))
    }
  }

  /// The unit a holding belongs to.
  func unit(_ holding: Int, _ instance: AssignmentInstance) -> Int {
    holding < instance.choices ? Int(unitOfChoice[holding]) : holding - instance.choices
  }

  /// Makes a row anew from the holdings at its node.
  mutating func build(_ node: Int, _ holdings: Holdings, _ instance: AssignmentInstance) {
    let start = node * nodes
    for entry in start..<start + nodes { cost[entry] = Self.none }
    isBuilt[node] = true
    var holding = Int(holdings.first[node])
    while holding >= 0 {
      offer(holding, at: node, instance)
      holding = Int(holdings.next[holding])
    }
  }

  /// A holding has come to a node: its moves may be cheaper than those known.
  mutating func enter(_ holding: Int, at node: Int, _ instance: AssignmentInstance) {
    if isBuilt[node] { offer(holding, at: node, instance) }
  }

  /// A holding has left a node: moves that relied on it become lower bounds.
  mutating func leave(_ holding: Int, at node: Int, _ instance: AssignmentInstance) {
    guard isBuilt[node] else { return }
    let start = node * nodes
    for choice in instance.row(unit(holding, instance)) {
      let entry = start + Int(instance.sink[choice])
      if from[entry] == Int32(holding) { from[entry] = -1 }
    }
    if from[start + nodes - 1] == Int32(holding) { from[start + nodes - 1] = -1 }
  }

  private mutating func offer(_ holding: Int, at node: Int, _ instance: AssignmentInstance) {
    let start = node * nodes
    let unit = unit(holding, instance)
    let present = holding < instance.choices ? instance.cost[holding] : instance.overflowCost[unit]
    for choice in instance.row(unit) where choice != holding {
      offer(start + Int(instance.sink[choice]), instance.cost[choice] - present, holding, choice)
    }
    if holding < instance.choices {
      offer(start + nodes - 1, instance.overflowCost[unit] - present, holding, instance.choices + unit)
    }
  }

  /// Of equally cheap moves the one of the lowest unit is kept; a stale one stays so, since the lowest is not known.
  @inline(__always)
  private mutating func offer(_ entry: Int, _ added: Int32, _ holding: Int, _ target: Int) {
    guard added <= cost[entry] else { return }
    if added == cost[entry], from[entry] < Int32(holding) { return }
    cost[entry] = added
    from[entry] = Int32(holding)
    to[entry] = Int32(target)
  }
}
