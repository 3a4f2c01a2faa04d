import Planning
import Units

/// A routed year in the authority's totals: what a transport team reports. Holds no child, no home and no route.
public struct ServiceSummary: Sendable, Equatable {
  /// Children eligible, and of them those in a vehicle.
  public var eligible = 0
  public var carried = 0
  /// Routes in the morning, those to placements that name no setting included.
  public var vehicles = 0.0
  /// Vehicle-kilometres of a school year with a child on board, and to the first pick-up without.
  public var loadedKm = 0.0
  public var deadKm = 0.0
  /// Children carried over passenger and wheelchair places of the routes that carry them.
  public var occupancy = 0.0
  /// Of the children in vehicles to a named setting, seconds on board one way.
  public var onBoardMedian = Seconds.zero
  public var onBoardP90 = Seconds.zero
  public var onBoardMax = Seconds.zero
  /// Shares of them on board for longer than 45 and 75 minutes.
  public var shareOver45 = 0.0
  public var shareOver75 = 0.0
  /// Pence a year.
  public var cost = Pence.zero
  public var costByLine: [S251Line: Pence] = [:]
  /// kg a year, by the factor of the average diesel car for every vehicle.
  public var carbon = 0.0
  /// What one child fewer on a shared route saves, averaged over those children: the route gone, shorter, in a smaller
  /// vehicle or without its assistant. Beside it what an average would claim. Pence a year.
  public var marginalSaving = Pence.zero
  public var averageCost = Pence.zero
  /// Share of those children whose leaving would save nothing at all.
  public var shareSavingNothing = 0.0

  public init() {}
}

extension TransportStage {
  /// Sums a routed year up. `book` is the route book of the same journeys.
  public func summary(_ journeys: Journeys, _ book: RouteBook, _ cohort: Cohort, year: Int) -> ServiceSummary {
    var sum = ServiceSummary()
    sum.eligible = journeys.isEligible.count { $0 }
    sum.carried = journeys.mode.count(where: \.isVehicle)
    sum.vehicles = journeys.vehicles.reduce(journeys.unlocatedVehicles, +)
    let unlocated = journeys.unlocatedVehicleMetres
    for line in book.lines {
      let runs = 2 * Double(line.days) / 1000
      sum.deadKm += Double(line.approach.count) * runs
      sum.loadedKm += Double(line.metres.count - line.approach.count) * runs
    }
    let dead = figures.fleet.deadMileageShare / (1 + figures.fleet.deadMileageShare)
    sum.deadKm += unlocated * Double(figures.schoolDays) / 1000 * dead
    sum.loadedKm += unlocated * Double(figures.schoolDays) / 1000 * (1 - dead)
    let places = book.lines.reduce(0) { $0 + $1.seats + $1.wheelchairPlaces }
    let aboard = book.lines.reduce(0) { $0 + $1.stops.count }
    sum.occupancy = places == 0 ? 0 : Double(aboard) / Double(places)
    let times = book.lines.flatMap { $0.stops.map(\.onBoard.count) }.sorted()
    if let last = times.last {
      sum.onBoardMedian = Seconds(times[(times.count - 1) / 2])
      sum.onBoardP90 = Seconds(times[Int((Double(times.count) * 0.9).rounded(.up)) - 1])
      sum.onBoardMax = Seconds(last)
      sum.shareOver45 = Double(times.count { $0 > 45 * 60 }) / Double(times.count)
      sum.shareOver75 = Double(times.count { $0 > 75 * 60 }) / Double(times.count)
    }
    sum.cost = Pence(journeys.totalCost)
    sum.costByLine = costByLine(journeys, cohort, year: year)
    sum.carbon = (sum.loadedKm + sum.deadKm) * figures.carbonPerKm
    addMargins(book, to: &sum)
    return sum
  }

  /// Costs of a year by the line of the return that pays them, pence.
  public func costByLine(_ journeys: Journeys, _ cohort: Cohort, year: Int) -> [S251Line: Pence] {
    var lines: [S251Line: Pence] = Dictionary(uniqueKeysWithValues: S251Line.allCases.map { ($0, .zero) })
    for (child, cost) in journeys.cost.enumerated() where cost > 0 {
      lines[S251Line(ncYear: cohort.ncYear(child, year: year)), default: .zero] += Pence(cost)
    }
    return lines
  }

  /// Children whose travel costs something, by the line that pays it.
  public func childrenByLine(_ journeys: Journeys, _ cohort: Cohort, year: Int) -> [S251Line: Int] {
    var lines: [S251Line: Int] = [:]
    for (child, cost) in journeys.cost.enumerated() where cost > 0 {
      lines[S251Line(ncYear: cohort.ncYear(child, year: year)), default: 0] += 1
    }
    return lines
  }

  private func addMargins(_ book: RouteBook, to sum: inout ServiceSummary) {
    var children = 0
    var saved = 0
    var average = 0
    var nothing = 0
    for line in book.lines where line.stops.count > 1 {
      average += line.costPerDay.count * line.days
      for stop in line.stops.indices {
        let saving = line.costPerDay.count - costWithout(stop, line)
        children += 1
        saved += saving * line.days
        if saving <= 0 { nothing += 1 }
      }
    }
    guard children > 0 else { return }
    sum.marginalSaving = Pence(saved / children)
    sum.averageCost = Pence(average / children)
    sum.shareSavingNothing = Double(nothing) / Double(children)
  }

  /// Pence a day of a route that leaves one stop out and keeps the order of the others, in the cheapest vehicle for them.
  private func costWithout(_ stop: Int, _ line: RouteBook.Line) -> Int {
    var stops = line.stops
    stops.remove(at: stop)
    let homes = stops.map(\.home)
    let among = journeyTimes.amongHomes(homes)
    var metres = figures.fleet.deadMetres(Int(way(home: homes[0], setting: line.setting).metres))
    for next in homes.indices.dropFirst() { metres += Int(among.metres[(next - 1) * homes.count + next]) }
    metres += Int(way(home: homes[homes.count - 1], setting: line.setting).metres)
    let hasAssistant = stops.contains(where: \.needsAssistant)
    let wheelchairs = stops.count(where: \.needsWheelchairPlace)
    let prices = figures.fleet.types.compactMap { type -> Int? in
      let seats = stops.count - wheelchairs + (hasAssistant ? type.assistantSeats : 0)
      guard seats <= type.seats, wheelchairs <= type.wheelchairPlaces else { return nil }
      return type.price(seconds: 0, metres: metres, hasAssistant: hasAssistant)
    }
    return min(line.costPerDay.count, prices.min() ?? line.costPerDay.count)
  }
}
