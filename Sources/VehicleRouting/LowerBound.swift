/// What any plan that carries these riders costs at least, by three simple relaxations added up.
///
/// - Every rider's place is driven away from once: the cheapest drive out of it, to another rider of the same
///   destination or to the destination; where loads mix, to any.
/// - Vehicles must hold all seats, all wheelchairs and all time on the road: the linear programme over day prices.
/// - Where vehicles run to bells, those whose bells fall together need a vehicle each.
///
/// Where loads mix, one vehicle is all that is certain of day prices.
///
/// It is a weak bound for long routes: how drives fit together, and most of what time limits do, is not in it.
struct LowerBound {
  /// Pence a day.
  private(set) var pence = 0

  init(_ problem: RoutingProblem, carried: [Int]) {
    guard !carried.isEmpty, !problem.vehicleTypes.isEmpty else { return }
    let perSecond = problem.vehicleTypes.map(\.micropencePerSecond).min()!
    let perMetre = problem.vehicleTypes.map(\.micropencePerMetre).min()!
    let matrix = problem.matrix
    let places = Dictionary(grouping: carried) { problem.riders[$0].destination }
      .mapValues { Set($0.map { problem.riders[$0].location }).sorted() }
    let everywhere = Set(places.values.flatMap(\.self) + problem.destinations).sorted()
    var least: [Int: (micropence: Int, seconds: Int)] = [:]
    var travel = 0
    var road = 0
    for rider in carried {
      let from = problem.riders[rider].location
      let ends = problem.riders[rider].destination
      let key = from * problem.destinations.count + ends
      if least[key] == nil {
        var towards = [problem.destinations[ends]]
        if carried.count > 1 { towards += problem.mixesLoads ? everywhere : places[ends]! }
        var best = (micropence: Int.max, seconds: Int.max)
        for to in towards where to != from || to == problem.destinations[ends] {
          let cell = from * matrix.count + to
          let cost = Int(matrix.seconds[cell]) * perSecond + Int(matrix.metres[cell]) * perMetre
          best = (min(best.micropence, cost), min(best.seconds, Int(matrix.seconds[cell])))
        }
        // Riders who share a place share its drive too.
        least[key] = best
        travel += best.micropence
        road += best.seconds
      }
      road += problem.riders[rider].boardingSeconds
    }
    pence = LowerBound.days(problem, carried, road: problem.bells.isEmpty ? road : 0) + travel / 1_000_000
  }

  /// Day prices at least: by places and time on the road, or by bells that fall together.
  private static func days(_ problem: RoutingProblem, _ carried: [Int], road: Int) -> Int {
    guard !problem.mixesLoads else { return problem.vehicleTypes.map(\.dayPricePence).min()! }
    let riders = carried.map { problem.riders[$0] }
    let longest = riders.map(\.maxOnBoardSeconds).max()!
    let needs = [riders.map(\.seats).reduce(0, +), riders.map(\.wheelchairPlaces).reduce(0, +), road].map(Double.init)
    guard problem.bells.isEmpty else {
      return vehicles(problem, riders) * problem.vehicleTypes.map(\.dayPricePence).min()!
    }
    // The dual: prices of a seat, a wheelchair place and a second that no type's day price is below.
    let rows = problem.vehicleTypes.map { type in
      let road = min(type.maxRouteSeconds, longest, 100_000_000)
      return ([type.seats, type.wheelchairPlaces, road].map(Double.init), Double(type.dayPricePence))
    }
    let best = SmallDual(rows: rows, needs: needs).maximum
    return Int(best * (1 - 1e-9))
  }

  /// Vehicles at least: for every span of the day, the runs that must arrive inside it over those one vehicle can make.
  private static func vehicles(_ problem: RoutingProblem, _ riders: [Rider]) -> Int {
    let seats = problem.vehicleTypes.map { $0.seats }.max()!
    let chairs = problem.vehicleTypes.map { $0.wheelchairPlaces }.max()!
    var runs: [Int: Int] = [:]
    var shortest: [Int: Int] = [:]
    for (ends, group) in Dictionary(grouping: riders, by: \.destination) {
      let taken = group.map(\.seats).reduce(0, +)
      let wheeled = group.map(\.wheelchairPlaces).reduce(0, +)
      runs[ends] = max(1, (taken + seats - 1) / max(1, seats), chairs > 0 ? (wheeled + chairs - 1) / chairs : 0)
      shortest[ends] = group.map { rider in
        rider.boardingSeconds
          + Int(problem.matrix.seconds[rider.location * problem.matrix.count + problem.destinations[ends]])
      }.min()!
    }
    let known = runs.keys.filter { problem.bells[$0] != nil }.sorted()
    var most = riders.isEmpty ? 0 : 1
    for start in Set(known.map { problem.bells[$0]!.earliestSeconds }) {
      for end in Set(known.map { problem.bells[$0]!.latestSeconds }) where end >= start {
        let inside = known.filter {
          problem.bells[$0]!.earliestSeconds >= start && problem.bells[$0]!.latestSeconds <= end
        }
        guard !inside.isEmpty else { continue }
        // From one arrival to the next: the dwell, then at least the shortest run.
        let between = max(
          1, inside.map { problem.bells[$0]!.dwellSeconds }.min()! + inside.map { shortest[$0]! }.min()!)
        let each = (end - start) / between + 1
        most = max(most, (inside.map { runs[$0]! }.reduce(0, +) + each - 1) / each)
      }
    }
    return most
  }
}

/// Maximises `needs · prices` over prices of three resources, none negative, that no row's worth exceeds.
///
/// By trying every corner: three planes at a time, of the rows' and the axes'. Rows are vehicle types, so there are few.
struct SmallDual {
  private(set) var maximum = 0.0

  init(rows: [([Double], Double)], needs: [Double]) {
    let distinct = rows.reduce(into: [([Double], Double)]()) { kept, row in
      if !kept.contains(where: { $0.0 == row.0 && $0.1 == row.1 }) { kept.append(row) }
    }
    let axes = (0..<3).map { axis in ((0..<3).map { $0 == axis ? 1.0 : 0.0 }, 0.0) }
    let planes = distinct.prefix(40) + axes
    for a in planes.indices {
      for b in planes.indices where b > a {
        for c in planes.indices where c > b {
          guard let corner = SmallDual.solve([planes[a], planes[b], planes[c]]) else { continue }
          let isInside =
            corner.allSatisfy { $0 >= -1e-9 }
            && distinct.allSatisfy { row in zip(row.0, corner).map(*).reduce(0, +) <= row.1 * (1 + 1e-9) + 1e-9 }
          if isInside { maximum = max(maximum, zip(needs, corner).map(*).reduce(0, +)) }
        }
      }
    }
  }

  /// Cramer's rule; `nil` for planes that do not meet in one point.
  private static func solve(_ planes: [([Double], Double)]) -> [Double]? {
    let m = planes.map(\.0)
    let whole = determinant(m)
    guard abs(whole) > 1e-9 else { return nil }
    return (0..<3).map { column in
      var changed = m
      for row in 0..<3 { changed[row][column] = planes[row].1 }
      return determinant(changed) / whole
    }
  }

  private static func determinant(_ m: [[Double]]) -> Double {
    m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
      + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
  }
}
