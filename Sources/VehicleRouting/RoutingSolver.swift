#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Plans routes for a problem. The same problem, seed and iterations give the same plan, on any machine.
public enum RoutingSolver {
  /// Plans routes for all riders that can be carried, and names the others.
  ///
  /// - Parameters:
  ///   - seed: names the search's random numbers.
  ///   - iterations: ruin-and-recreate steps after the first plan. 0 gives the plan of plain cheapest insertion.
  public static func solve(_ problem: RoutingProblem, seed: UInt64, iterations: Int) -> RoutingPlan {
    var notCarried: [(rider: Int, reason: NotCarried)] = []
    var carriable: [Int] = []
    for rider in problem.riders.indices {
      if let reason = problem.reasonNotCarriable(rider) {
        notCarried.append((rider, reason))
      } else {
        carriable.append(rider)
      }
    }
    guard !carriable.isEmpty else {
      return RoutingPlan(routes: [], notCarried: notCarried, cost: 0, iterations: iterations, seed: seed)
    }
    let model = Model(problem, carriable: carriable)
    var search = Search(model, seed: seed)
    search.recreate()
    var best = Incumbent(search)
    var annealing = Annealing(search, iterations: iterations)
    for _ in 0..<iterations {
      let draw = annealing.next(&search.random)
      if search.step(below: { $0 &+ draw }), search.cost < best.cost { best.take(search) }
    }
    for rider in best.out { notCarried.append((model.original[rider], .fleetUsedUp)) }
    notCarried.sort { $0.rider < $1.rider }
    let routes = best.routes(of: problem, model)
    return RoutingPlan(
      routes: routes, notCarried: notCarried, cost: routes.reduce(0) { $0 + $1.cost }, iterations: iterations,
      seed: seed)
  }
}

/// Simulated annealing: a worse plan is kept while it is worse by less than the draw of an exponential that cools.
struct Annealing {
  private var temperature: Double
  private let cooling: Double

  /// The scale is the first plan's cost a rider, so that prices in any unit are treated alike.
  init(_ search: Search, iterations: Int) {
    let carried = search.model.count - search.out.count
    let scale = Double(search.cost - search.out.count * Model.leftBehind) / Double(max(1, carried))
    temperature = Annealing.first * scale
    cooling = pow(Annealing.last / Annealing.first, 1 / Double(max(1, iterations)))
  }

  /// Micropence by which the next plan may be worse.
  mutating func next(_ random: inout SearchRandom) -> Int {
    temperature *= cooling
    return Int(-temperature * log(random.uniform()))
  }

  /// Shares of the first plan's cost a rider, found on instances of 20 to 700 riders.
  private static let first = 0.05
  private static let last = 0.0005
}

/// The best plan met, kept as riders by route only.
struct Incumbent {
  private(set) var cost: Int
  private(set) var out: [Int] = []
  private var slots: [(type: Int, riders: [Int32])] = []

  init(_ search: Search) {
    cost = search.cost
    take(search)
  }

  mutating func take(_ search: borrowing Search) {
    cost = search.cost
    out.removeAll(keepingCapacity: true)
    for rider in search.out { out.append(Int(rider)) }
    slots.removeAll(keepingCapacity: true)
    for slot in search.active {
      let base = Int(slot) * search.model.stride
      let size = Int(search.routes.length[Int(slot)])
      guard size > 0 else { continue }
      slots.append((Int(search.routes.type[Int(slot)]), Array(search.routes.rider[base..<base + size])))
    }
  }

  /// The plan in the problem's own numbering, in order of each route's lowest rider.
  func routes(of problem: RoutingProblem, _ model: Model) -> [Route] {
    slots.map { slot in
      problem.route(slot.riders.map { model.original[Int($0)] }, vehicleType: slot.type)
    }.sorted { $0.riders.min()! < $1.riders.min()! }
  }
}
