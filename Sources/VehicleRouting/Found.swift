/// The plan a search has come to, in the model's numbering.
struct Found {
  struct Vehicle {
    /// Riders, and destinations by their complement.
    var calls: [Int32]
    var type: Int
    /// The route of yesterday it carries on, -1 for none.
    var label: Int32 = -1
  }
  var vehicles: [Vehicle]
  var out: [Int]
  var iterations: Int
  /// Nothing better is possible.
  var isBest = false

  /// A search of so many iterations.
  init(
    _ model: Model, _ problem: RoutingProblem, seed: UInt64, iterations: Int, yesterday: [[[Int]]],
    progress: ((RoutingSolver.Progress) -> Bool)?
  ) {
    let apart = model.mixesLoads ? Int(Double(iterations) * Found.shareApart) : iterations
    var run = Run(
      model, problem, seed: seed, iterations: apart, of: iterations, yesterday: yesterday, progress: progress)
    run.search()
    var vehicles: [Vehicle] = []
    run.best.forEachVehicle { runs, type, label in
      let calls = runs.flatMap { $0 + [~model.destination[Int($0[0])]] }
      vehicles.append(Vehicle(calls: calls, type: type, label: label))
    }
    self.vehicles = vehicles
    out = run.best.out.map(Int.init)
    self.iterations = run.iteration
    if model.mixesLoads, !run.isStopped {
      var mixed = MixedRun(model, self, seed: seed, iterations: iterations, progress: progress)
      mixed.search()
      self = mixed.best
    }
    if iterations > 0, !run.isWarm, model.changePrice == 0, Exhaustive.isWithinReach(model) { tryAll(model) }
  }

  /// Share of the iterations in which loads do not mix yet.
  private static let shareApart = 0.3

  /// Takes the best plan of all, where it is better than the one found.
  private mutating func tryAll(_ model: Model) {
    let (worth, routes, left) = Exhaustive(model).best()
    if worth < self.worth(model) {
      vehicles = routes.map { Vehicle(calls: $0.calls, type: $0.type) }
      out = left
    }
    isBest = true
  }

  private func worth(_ model: Model) -> Exhaustive.Worth {
    var worth = Exhaustive.Worth(leftOut: out.count)
    for vehicle in vehicles {
      worth.vehicles += model.fewestVehiclesFirst ? 1 : 0
      worth.pence += model.pence(vehicle.calls, type: vehicle.type)
    }
    return worth
  }
}

extension Model {
  /// What these calls come to, pence a day.
  func pence(_ calls: [Int32], type: Int) -> Int {
    var drive = SIMD2<Int>(Int(approach[Int(calls[0])][0]), Int(approach[Int(calls[0])][1]))
    func place(_ call: Int32) -> Int { Int(call >= 0 ? self.place[Int(call)] : destinationPlace[Int(~call)]) }
    for (call, next) in zip(calls, calls.dropFirst()) {
      let way = from[place(call) * locations + place(next)]
      drive &+= SIMD2(Int(way[0]), Int(way[1]))
    }
    let hasAssistant = calls.contains { $0 >= 0 && assistants[Int($0)] > 0 }
    return types[type].price(seconds: drive[0], metres: drive[1], hasAssistant: hasAssistant)
  }
}
