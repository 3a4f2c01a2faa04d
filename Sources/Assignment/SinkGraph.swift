/// The state of a solve: who is where, at what prices, and the graph of moves among sinks that follows from it.
///
/// Prices are those of the sinks and, last, of the overflow. They only ever rise while a graph lives; what counts is how far
/// a sink's stands above the overflow's.
struct SinkGraph: Sendable {
  var price: [Int] = []
  var capacity: [Int] = []
  var holdings = Holdings()
  var moves = MoveRows()
  private var smoothing = PriceSmoothing()
  /// Only every `stride`-th unit takes part.
  var stride = 1

  var overflow: Int { price.count - 1 }

  func load(_ node: Int) -> Int { holdings.load[node] }

  /// Prices of the sinks, the overflow's being nothing.
  var relativePrices: [Int] { price.dropLast().map { $0 - price[overflow] } }

  /// Places that are empty although their sinks have a price, which no least assignment allows.
  var pricedRoom: Int {
    var room = 0
    for sink in 0..<overflow where price[sink] > price[overflow] { room += max(0, capacity[sink] - load(sink)) }
    return room
  }

  /// Starts afresh: every unit where cost plus price is least, whatever room there is.
  ///
  /// - Parameter misfit: how many units too many or too few there may be where prices are only a guess.
  /// - Returns: false, and nothing is begun, if there are more.
  mutating func begin(_ instance: AssignmentInstance, stride: Int = 1, prices: [Int]?, misfit: Int = .max) -> Bool {
    self.stride = stride
    capacity = room(of: instance)
    if let prices { price = prices } else { price.refill(instance.sinks, with: 0) }
    price.append(0)
    let units = (instance.units + stride - 1) / stride
    holdings.reset(sinks: overflow, units: units)
    moves.reset(sinks: overflow)
    // A small instance is put right sooner than it is evened out: an authority's September spends more time on the latter.
    guard prices != nil, stride > 1 || instance.units >= AssignmentWorkspace.thinningThreshold else {
      for unit in 0..<units { settle(unit, instance) }
      return true
    }
    let lists = (0..<units).map { Shortlist(Shortlist.Best(instance.row($0 * stride), instance, price), instance) }
    if misfit < .max, smoothing.imbalance(at: price, capacity, lists, instance, stride: stride) > misfit {
      return false
    }
    smoothing.run(&price, capacity, lists, instance, stride: stride)
    for unit in 0..<units { settle(unit, instance) }
    return true
  }

  /// Room in proportion to every `stride`-th unit, rounded so that the total is kept.
  private func room(of instance: AssignmentInstance) -> [Int] {
    var left = 0
    return instance.capacity.map {
      left += Int($0)
      defer { left %= stride }
      return left / stride
    }
  }

  /// Makes every unit's short list anew at the prices of a solution, so that changes to it seldom read a row: about half
  /// the time of a re-solve of county and large, for a tenth more of the cold solve.
  mutating func renewLists(_ instance: AssignmentInstance) {
    for cell in holdings.seats.indices {
      for seat in holdings.seats[cell].indices {
        let unit = Int(holdings.seats[cell][seat].unit) * stride
        let best = Shortlist.Best(instance.row(unit), instance, price)
        holdings.renew(seat, of: cell, overflowCost: instance.overflowCost[unit], list: Shortlist(best, instance))
      }
    }
    moves.forgetAll()
  }

  /// Takes on changed capacities, and places units that have been added at the end.
  mutating func update(_ instance: AssignmentInstance) {
    let known = holdings.firstOf.count
    precondition(
      stride == 1 && instance.sinks == overflow && instance.units >= known,
      "a changed instance has the sinks it had, and its units first")
    for sink in 0..<overflow { capacity[sink] = Int(instance.capacity[sink]) }
    guard instance.units > known else { return }
    holdings.addUnits(upTo: instance.units)
    for unit in known..<instance.units { settle(unit, instance) }
  }

  /// Leaves a unit that may have changed where it is if that is still right, and else places it anew.
  mutating func reconsider(_ unit: Int, _ instance: AssignmentInstance) {
    let best = Shortlist.Best(instance.row(unit), instance, price)
    let choice = best.entry(0)
    let full = choice < 0 ? Int.max : Int(instance.cost[choice]) + price[Int(instance.sink[choice])]
    let least = min(full, Int(instance.overflowCost[unit]) + price[overflow])
    var isRight = true
    var amount: Int32 = 0
    var index = holdings.firstOf[unit]
    while index >= 0 {
      let holding = holdings.all[Int(index)]
      let entry = Int(holding.choice)
      let cost =
        entry < 0
        ? instance.overflowCost[unit]
        : instance.row(unit).contains(entry) && instance.sink[entry] == holding.cell ? instance.cost[entry] : Int32.min
      if cost != holding.cost || Int(cost) + price[holdings.node(of: holding)] > least { isRight = false }
      amount += holding.amount
      moves.forget(Int(holding.cell))
      index = holding.sibling
    }
    guard !isRight || amount != instance.supply[unit] else { return renewLists(of: unit, best, instance) }
    lift(unit)
    place(unit, instance, best)
  }

  private mutating func renewLists(of unit: Int, _ best: Shortlist.Best, _ instance: AssignmentInstance) {
    var index = holdings.firstOf[unit]
    while index >= 0 {
      let holding = holdings.all[Int(index)]
      holdings.renew(
        Int(holding.seat), of: Int(holding.cell), overflowCost: instance.overflowCost[unit],
        list: Shortlist(best, instance))
      index = holding.sibling
    }
  }

  /// Reads a unit's row and puts it to the cheapest choice.
  private mutating func settle(_ unit: Int, _ instance: AssignmentInstance) {
    guard instance.supply[unit * stride] > 0 else { return }
    place(unit, instance, Shortlist.Best(instance.row(unit * stride), instance, price))
  }

  /// Puts a unit that is nowhere to its cheapest choice, or to the overflow only if that is strictly cheaper.
  private mutating func place(_ unit: Int, _ instance: AssignmentInstance, _ best: Shortlist.Best) {
    let whole = unit * stride
    let supply = instance.supply[whole]
    guard supply > 0 else { return }
    let choice = best.entry(0)
    let list = Shortlist(best, instance)
    let spill = Int(instance.overflowCost[whole]) + price[overflow]
    if choice >= 0, Int(instance.cost[choice]) + price[Int(instance.sink[choice])] <= spill {
      place(
        Holdings.Holding(
          unit: Int32(unit), cell: instance.sink[choice], choice: Int32(choice), cost: instance.cost[choice],
          amount: supply), list, instance)
    } else {
      place(
        Holdings.Holding(
          unit: Int32(unit), cell: overflowCell(list), choice: -1, cost: instance.overflowCost[whole], amount: supply),
        list, instance)
    }
  }

  private func overflowCell(_ list: Shortlist) -> Int32 { Int32(overflow) + max(0, list.choices[0].sink) }

  private mutating func place(_ holding: Holdings.Holding, _ list: Shortlist, _ instance: AssignmentInstance) {
    moves.forget(Int(holding.cell))
    holdings.insert(holding, overflowCost: instance.overflowCost[Int(holding.unit) * stride], list: list)
  }

  /// Takes a unit out of wherever it is.
  private mutating func lift(_ unit: Int) {
    while holdings.firstOf[unit] >= 0 {
      let index = Int(holdings.firstOf[unit])
      moves.forget(Int(holdings.all[index].cell))
      _ = holdings.take(holdings.all[index].amount, from: index)
    }
    holdings.reuse()
  }

  /// Carries an amount of a holding to another node, which one of the unit's choices names.
  mutating func move(_ amount: Int, of index: Int, to node: Int, _ instance: AssignmentInstance) {
    let holding = holdings.all[index]
    let list = holdings.list(of: index)
    if holdings.take(Int32(amount), from: index) { moves.forget(Int(holding.cell)) }
    let unit = Int(holding.unit)
    let present = holdings.find(unit, at: node)
    guard present < 0 else { return holdings.add(Int32(amount), to: present) }
    let choice = node == overflow ? -1 : instance.row(unit * stride).first { Int(instance.sink[$0]) == node }!
    let cost = choice < 0 ? instance.overflowCost[unit * stride] : instance.cost[choice]
    place(
      Holdings.Holding(
        unit: holding.unit, cell: choice < 0 ? overflowCell(list) : Int32(node), choice: Int32(choice), cost: cost,
        amount: Int32(amount)), list, instance)
  }

  /// Writes what a unit has where into a solution that has the prices, and returns the unit's own price.
  func report(_ unit: Int, _ instance: AssignmentInstance, into solution: inout AssignmentSolution) -> Int {
    var least = Int(instance.overflowCost[unit])
    let start = solution.shares.count
    var index = holdings.firstOf[unit]
    if index < 0 {
      for entry in instance.row(unit) {
        least = min(least, Int(instance.cost[entry]) + solution.price[Int(instance.sink[entry])])
      }
      return least
    }
    while index >= 0 {
      let holding = holdings.all[Int(index)]
      solution.shares.append(AssignmentSolution.Share(choice: holding.choice, amount: holding.amount))
      solution.objective += Int(holding.amount) * Int(holding.cost)
      if holding.choice >= 0 { least = min(least, Int(holding.cost) + solution.price[Int(holding.cell)]) }
      index = holding.sibling
    }
    if solution.shares.count > start + 1 {
      // The overflow's -1 comes last.
      solution.shares[start...].sort { UInt32(bitPattern: $0.choice) < UInt32(bitPattern: $1.choice) }
    }
    return least
  }
}
