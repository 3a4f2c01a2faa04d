import Randomness
import VehicleRouting

/// Small worlds on a plane in metres, driven at 10 m/s in straight lines; the destination stands at 0, 0 unless told.
enum RoutingWorld {
  /// A taxi of four at £40 a day and a penny a second.
  static let taxi = VehicleType(seats: 4, dayPricePence: 4000, micropencePerSecond: 1_000_000)

  static func problem(
    _ points: [(x: Double, y: Double)], destinations: [(x: Double, y: Double)] = [(0, 0)],
    types: [VehicleType] = [taxi], _ change: (Int, inout Rider) -> Void = { _, _ in }
  ) -> RoutingProblem {
    let all = points + destinations
    var metres: [Int32] = []
    for a in all {
      for b in all { metres.append(Int32(((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot())) }
    }
    let matrix = TravelMatrix(count: all.count, seconds: metres.map { $0 / 10 }, metres: metres)
    var riders = points.indices.map { Rider(location: $0) }
    for index in riders.indices { change(index, &riders[index]) }
    return RoutingProblem(
      riders: riders, destinations: destinations.indices.map { points.count + $0 }, vehicleTypes: types, matrix: matrix)
  }

  /// A seeded instance with every rule in play; the matrix is not symmetric and need not obey the triangle rule.
  static func random(
    _ seed: UInt64, riders count: Int, isFleetLimited: Bool = false, hasBells: Bool = false
  ) -> RoutingProblem {
    var random = NamedRandom(seed: seed, stream: RandomStream("test.routing"), draw: 0)
    let destinations = 1 + random.below(2)
    let size = count + destinations
    let points = (0..<size).map { _ in (x: random.uniform() * 20_000, y: random.uniform() * 20_000) }
    var seconds: [Int32] = []
    var metres: [Int32] = []
    for a in points {
      for b in points {
        let straight = ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
        metres.append(Int32(straight * (1 + random.uniform() * 0.5)))
        seconds.append(Int32(straight / 15 * (1 + random.uniform() * 0.5)))
      }
    }
    for index in 0..<size { (seconds[index * size + index], metres[index * size + index]) = (0, 0) }
    let riders = (0..<count).map { index in
      Rider(
        location: index, destination: random.below(destinations), boardingSeconds: 30 + random.below(200),
        seats: random.below(8) == 0 ? 0 : 1, wheelchairPlaces: random.below(6) == 0 ? 1 : 0,
        maxOnBoardSeconds: 1500 + random.below(2000), ridesAlone: random.below(10) == 0,
        needsAssistant: random.below(4) == 0, notWith: random.below(6) == 0 ? [random.below(count)] : [],
        approachSeconds: random.below(600), approachMetres: random.below(9000))
    }
    let types = (0..<1 + random.below(3)).map { index in
      VehicleType(
        seats: 2 + 3 * index + random.below(2), wheelchairPlaces: random.below(3),
        dayPricePence: 3000 + 2500 * index + random.below(1000), micropencePerMetre: random.below(2) * 1_000_000,
        micropencePerSecond: 1_000_000 * random.below(4), assistantPence: 2000, assistantSeats: random.below(2),
        maxRouteSeconds: 2500 + random.below(2000), maximum: isFleetLimited ? 1 + random.below(2) : .max)
    }
    let bells = (0..<destinations).map { _ in
      let earliest = 28_000 + random.below(6000)
      return Bell(
        earliestSeconds: earliest, latestSeconds: earliest + random.below(3000), dwellSeconds: random.below(300),
        group: random.below(4) / 3)
    }
    return RoutingProblem(
      riders: riders, destinations: Array(count..<size), vehicleTypes: types,
      matrix: TravelMatrix(count: size, seconds: seconds, metres: metres), bells: hasBells ? bells : [])
  }

  /// Two problems as one, with the first's vehicles for both; nobody rides from one to the other, a thousand hours away.
  static func apart(_ near: RoutingProblem, _ far: inout RoutingProblem) -> RoutingProblem {
    far.vehicleTypes = near.vehicleTypes
    let count = near.matrix.count + far.matrix.count
    var seconds = [Int32](repeating: 1_000_000, count: count * count)
    var metres = seconds
    for (part, start) in [(near, 0), (far, near.matrix.count)] {
      for row in 0..<part.matrix.count {
        for column in 0..<part.matrix.count {
          let cell = (start + row) * count + start + column
          seconds[cell] = part.matrix.seconds[row * part.matrix.count + column]
          metres[cell] = part.matrix.metres[row * part.matrix.count + column]
        }
      }
    }
    var whole = near
    whole.matrix = TravelMatrix(count: count, seconds: seconds, metres: metres)
    whole.destinations += far.destinations.map { $0 + near.matrix.count }
    whole.riders += far.riders.map { rider in
      var rider = rider
      rider.location += near.matrix.count
      rider.destination += near.destinations.count
      rider.notWith = rider.notWith.map { $0 + near.riders.count }
      return rider
    }
    return whole
  }
}

extension NamedRandom {
  mutating func below(_ bound: Int) -> Int { Int(uniform() * Double(bound)) }
}
