/// One search from its first plan to its best.
struct Run {
  let iterations: Int
  /// Of all, where another search follows this one.
  private let total: Int
  let progress: ((RoutingSolver.Progress) -> Bool)?
  let isWarm: Bool
  private var state: Search
  private(set) var best: Incumbent
  private(set) var iteration = 0
  private(set) var isStopped = false
  private var pool: RoutePool
  private var isPooling = false

  /// Shares of the first plan's price a rider, found on instances of 20 to 700 riders.
  private static let first = 0.3
  private static let last = 0.003
  /// From yesterday's routes the search only looks around.
  private static let firstWhenWarm = 0.005
  /// Share of the iterations that go into fewer vehicles, where those are counted first.
  private static let shareForFewer = 0.9
  /// Searches from the start at most, and iterations a rider that one of them takes at least.
  private static let mostParts = 24
  private static let iterationsAPart = 150
  /// A plan is put together after so many searches, and after the last.
  private static let partsBetweenPlans = 4
  /// Share of the iterations that the last search has, and how warm it begins.
  private static let shareOfLast = 0.2
  private static let firstOfLast = 0.01

  init(
    _ model: Model, _ problem: RoutingProblem, seed: UInt64, iterations: Int, of total: Int, yesterday: [[[Int]]],
    progress: ((RoutingSolver.Progress) -> Bool)?
  ) {
    self.iterations = iterations
    self.total = total
    self.progress = progress
    state = Search(model, seed: seed)
    pool = RoutePool(riders: model.count, seed: ~seed)
    var position = [Int32](repeating: -1, count: problem.riders.count)
    for (index, rider) in model.original.enumerated() { position[rider] = Int32(index) }
    state.begin()
    for (label, route) in yesterday.enumerated() {
      let runs = route.map { $0.compactMap { position.indices.contains($0) && position[$0] >= 0 ? position[$0] : nil } }
      _ = state.load(runs.filter { !$0.isEmpty }, label: label < model.routesOfYesterday ? Int32(label) : -1)
    }
    state.closeEmptyVehicles()
    isWarm = !state.active.isEmpty
    state.begin()
    state.recreate()
    state.closeEmptyVehicles()
    best = Incumbent(state)
  }

  mutating func search() {
    let scale = state.priceOfARider
    if state.model.fewestVehiclesFirst, best.out.isEmpty {
      makeFewer(until: Int(Double(iterations) * Run.shareForFewer), scale: scale)
    }
    let parts = isWarm || iteration > 0 ? 1 : min(Run.mostParts, iterations / (Run.iterationsAPart * state.model.count))
    guard parts > 1 else {
      anneal(iterations - iteration, scale: scale, from: isWarm ? Run.firstWhenWarm : Run.first)
      return
    }
    isPooling = state.model.changePrice == 0
    var tilt = FleetTilt(state.model)
    // Several searches from the start, then a last one from the best plan that their routes make together.
    let each = Int(Double(iterations) * (1 - Run.shareOfLast)) / parts
    for part in 0..<parts where !isStopped {
      if part > 0 {
        tilt.tilt(state.model, part: part, &state.random)
        startAfresh()
      }
      anneal(each, scale: scale, from: Run.first, tilted: part > 0 ? tilt : nil)
      tilt.note(state.cost)
      if part % Run.partsBetweenPlans == Run.partsBetweenPlans - 1 || part == parts - 1 { combine() }
    }
    goToBest()
    anneal(iterations - iteration, scale: scale, from: Run.firstOfLast)
    combine()
  }

  /// - Parameter tilted: whose prices are in force, for the first part of the steps; nothing counts as a plan until then.
  private mutating func anneal(_ steps: Int, scale: Double, from first: Double, tilted: FleetTilt? = nil) {
    var annealing = Annealing(scale: scale, from: first, to: Run.last, iterations: steps)
    var isTilted = tilted != nil
    for step in 0..<steps where !isStopped {
      iteration += 1
      if isTilted, step >= Int(Double(steps) * FleetTilt.share) { level(tilted, &isTilted) }
      let draw = annealing.next(&state.random)
      if state.step(below: { $0 &+ draw }), !isTilted {
        if state.cost < best.cost { best.take(state) }
        if isPooling, step > steps / 2 { pool.addTouched(state) }
      }
      report()
    }
    if isTilted { level(tilted, &isTilted) }
  }

  /// Goes on at the types' own prices.
  private mutating func level(_ tilt: FleetTilt?, _ isTilted: inout Bool) {
    isTilted = false
    tilt?.level(state.model)
    state.reprice()
    if state.cost < best.cost { best.take(state) }
  }

  private mutating func startAfresh() {
    state.clear()
    state.begin()
    state.recreate()
    state.closeEmptyVehicles()
  }

  private mutating func goToBest() {
    state.clear()
    best.forEachVehicle { runs, _, label in
      let isLoaded = state.load(runs, label: label)
      assert(isLoaded, "the best plan keeps every rule")
    }
  }

  /// Puts the best plan together anew from all routes met.
  private mutating func combine() {
    guard isPooling, best.out.isEmpty else { return }
    let partition = SetPartition(
      rows: state.model.count, costs: pool.costs, starts: pool.starts, members: pool.riders.map { $0 < 0 ? ~$0 : $0 })
    guard let chosen = partition.solve(below: best.cost) else { return }
    state.clear()
    // Types are chosen anew as vehicles come: where the fleet is short, the sum may turn out dearer.
    for route in chosen where !state.load(pool.runs(route), label: -1) { return }
    if state.out.isEmpty, state.cost < best.cost { best.take(state) }
  }

  /// Takes vehicles away one by one for as long as all find room in the rest.
  private mutating func makeFewer(until end: Int, scale: Double) {
    state.disband()
    var annealing = Annealing(scale: scale, from: 0.02, to: 0.002, iterations: end)
    while iteration < end, !isStopped {
      iteration += 1
      let draw = annealing.next(&state.random)
      if state.stepToFewer(below: { $0 &+ draw }), state.out.isEmpty, state.vehiclesInUse < best.vehicles.count {
        best.take(state)
        state.disband()
      }
      report()
    }
    state.mostVehicles = .max
    goToBest()
  }

  private mutating func report() {
    guard let progress, iteration % max(1, total / 100) == 0 else { return }
    let hidden = state.model.fewestVehiclesFirst ? best.vehicles.count * Model.vehicleFirst : 0
    isStopped = !progress(
      RoutingSolver.Progress(
        iteration: iteration, iterations: total,
        cost: (best.cost - best.out.count * Model.leftBehind - hidden) / 1_000_000, vehicles: best.vehicles.count,
        leftOut: best.out.count))
  }
}
