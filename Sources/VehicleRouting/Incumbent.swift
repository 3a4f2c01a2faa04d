/// The best plan met, kept as riders by run and vehicle only.
struct Incumbent {
  private(set) var cost = Int.max
  private(set) var out: [Int32] = []
  private var riders: [Int32] = []
  /// Riders of each run; runs, type and label of each vehicle.
  private var lengths: [Int32] = []
  private(set) var vehicles: [(runs: Int32, type: Int32, label: Int32)] = []

  init(_ search: borrowing Search) { take(search) }

  mutating func take(_ search: borrowing Search) {
    cost = search.cost
    out.removeAll(keepingCapacity: true)
    riders.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    vehicles.removeAll(keepingCapacity: true)
    out.append(contentsOf: search.out)
    let table = search.routes
    for vehicle in search.active where table.runCount[Int(vehicle)] > 0 {
      let runs = table.runCount[Int(vehicle)]
      vehicles.append((runs, table.type[Int(vehicle)], table.label[Int(vehicle)]))
      for slot in Int(vehicle) * table.runs..<Int(vehicle) * table.runs + Int(runs) {
        lengths.append(table.length[slot])
        for position in 0..<Int(table.length[slot]) { riders.append(table.rider[slot * table.stride + position]) }
      }
    }
  }

  /// Riders by vehicle and run, in the model's numbering, with the route of yesterday each vehicle carries on.
  func forEachVehicle(_ body: (_ runs: [[Int32]], _ type: Int, _ label: Int32) -> Void) {
    var run = 0
    var rider = 0
    for vehicle in vehicles {
      var runs: [[Int32]] = []
      for _ in 0..<vehicle.runs {
        runs.append(Array(riders[rider..<rider + Int(lengths[run])]))
        rider += Int(lengths[run])
        run += 1
      }
      body(runs, Int(vehicle.type), vehicle.label)
    }
  }
}

extension Search {
  /// Empties every vehicle.
  mutating func clear() {
    begin()
    for vehicle in active {
      touch(Int(vehicle))
      empty(Int(vehicle))
    }
    closeEmptyVehicles()
  }

  /// Takes these runs, in this order, for one more vehicle. False, and its riders stay out, where they cannot share it.
  mutating func load(_ runs: [[Int32]], label: Int32) -> Bool {
    guard runs.count <= model.runs, !runs.isEmpty, mayShare(runs) else { return false }
    let vehicle = open()
    touch(vehicle)
    routes.label[vehicle] = label >= 0 && carriesOn[Int(label)] < 0 ? label : -1
    if routes.label[vehicle] >= 0 { carriesOn[Int(label)] = Int32(truncatingIfNeeded: vehicle) }
    routes.runCount[vehicle] = Int32(truncatingIfNeeded: runs.count)
    for (run, riders) in runs.enumerated() {
      let slot = vehicle * model.runs + run
      routes.length[slot] = Int32(truncatingIfNeeded: riders.count)
      routes.isChanged[slot] = true
      for (position, rider) in riders.enumerated() {
        routes.rider[slot * model.stride + position] = rider
        slotOf[Int(rider)] = Int32(truncatingIfNeeded: slot)
        cost -= Model.leftBehind
      }
    }
    out.removeAll { slotOf[Int($0)] >= 0 }
    guard settle(vehicle) else {
      empty(vehicle)
      return false
    }
    return true
  }

  /// The rules that `settle` does not look at.
  private func mayShare(_ runs: [[Int32]]) -> Bool {
    let all = runs.flatMap(\.self)
    guard Set(all).count == all.count, all.allSatisfy({ slotOf[Int($0)] < 0 }) else { return false }
    if all.count > 1, all.contains(where: { model.ridesAlone[Int($0)] }) { return false }
    for run in runs {
      guard !run.isEmpty, run.count <= model.stride else { return false }
      guard run.allSatisfy({ model.destination[Int($0)] == model.destination[Int(run[0])] }) else { return false }
      let group = model.isTimed ? model.group[Int(model.destination[Int(run[0])])] : 0
      let firstGroup = model.isTimed ? model.group[Int(model.destination[Int(runs[0][0])])] : 0
      guard group == firstGroup else { return false }
    }
    for rider in all {
      for index in Int(model.conflictStart[Int(rider)])..<Int(model.conflictStart[Int(rider) + 1])
      where all.contains(model.conflict[index]) { return false }
    }
    return true
  }
}
