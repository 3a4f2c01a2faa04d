/// The best plan of a few riders, by trying every sequence of calls and every way to share riders among vehicles.
struct Exhaustive {
  /// Where loads mix there are many more sequences.
  static func isWithinReach(_ model: Model) -> Bool {
    guard model.count <= (model.mixesLoads ? 5 : model.isTimed ? 6 : 7) else { return false }
    return Exhaustive.fleetStates(model) <= 512
  }

  /// Riders left out, vehicles where those are counted first, pence a day: compared in this order.
  struct Worth: Comparable {
    var leftOut = 0
    var vehicles = 0
    var pence = 0

    static func < (left: Worth, right: Worth) -> Bool {
      (left.leftOut, left.vehicles, left.pence) < (right.leftOut, right.vehicles, right.pence)
    }
  }

  private let model: Model
  private let clock: Itinerary
  /// Cheapest route by riders (a bit each) and type: pence a day, `Int.max` for none, and its calls.
  private var prices: [Int]
  private var routes: [[Int32]]
  /// Riders who may not share a vehicle with each.
  private let apart: [Int]
  /// Destinations in use, and the bit of each rider's among them.
  private let ends: [Int]
  private let endBit: [Int]

  // The sequence being tried.
  private var calls: [Int32] = []
  private var reach: [Int32] = []

  init(_ model: Model) {
    self.model = model
    clock = Itinerary(model)
    prices = Array(repeating: .max, count: model.types.count << model.count)
    routes = Array(repeating: [], count: prices.count)
    let ends = Set((0..<model.count).map { Int(model.destination[$0]) }).sorted()
    self.ends = ends
    endBit = (0..<model.count).map { 1 << ends.firstIndex(of: Int(model.destination[$0]))! }
    apart = (0..<model.count).map { rider in
      (0..<model.count).reduce(0) { $0 | (model.mayShare(rider, $1) ? 0 : 1 << $1) }
    }
    for rider in 0..<model.count {
      pickUp(rider, Trial(drive: SIMD2(Int(model.approach[rider][0]), Int(model.approach[rider][1]))))
    }
  }

  /// What a sequence has come to.
  private struct Trial {
    var picked = 0
    var aboard = 0
    var seats: Int32 = 0
    var wheelchairs: Int32 = 0
    var mostSeats: Int32 = 0
    var mostWheelchairs: Int32 = 0
    var hasAssistant = false
    var place = -1
    var standing: Int32 = 0
    var reach: Int32 = 0
    var drive = SIMD2<Int>.zero

    /// On to a place.
    mutating func go(to place: Int, _ model: Model) {
      if self.place >= 0 {
        let way = model.from[self.place * model.locations + place]
        drive &+= SIMD2(Int(way[0]), Int(way[1]))
        reach &+= standing &+ way[0]
      }
      self.place = place
    }
  }

  private mutating func pickUp(_ rider: Int, _ before: Trial) {
    var trial = before
    trial.go(to: Int(model.place[rider]), model)
    trial.standing = model.boarding[rider]
    trial.picked |= 1 << rider
    trial.aboard |= 1 << rider
    trial.seats += model.seats[rider]
    trial.wheelchairs += model.wheelchairs[rider]
    trial.mostSeats = max(trial.mostSeats, trial.seats)
    trial.mostWheelchairs = max(trial.mostWheelchairs, trial.wheelchairs)
    trial.hasAssistant = trial.hasAssistant || model.assistants[rider] > 0
    go(on: trial, Int32(truncatingIfNeeded: rider), inside: before.aboard)
  }

  private mutating func dropOff(_ destination: Int, _ before: Trial) {
    var trial = before
    trial.go(to: Int(model.destinationPlace[destination]), model)
    trial.standing = model.isTimed ? model.dwell[destination] : 0
    for rider in 0..<model.count
    where trial.aboard >> rider & 1 == 1 && Int(model.destination[rider]) == destination {
      trial.aboard &= ~(1 << rider)
      trial.seats -= model.seats[rider]
      trial.wheelchairs -= model.wheelchairs[rider]
    }
    go(on: trial, ~Int32(truncatingIfNeeded: destination), inside: before.aboard)
  }

  /// Keeps the sequence where nobody is left on board, and tries every next call.
  private mutating func go(on trial: Trial, _ call: Int32, inside: Int) {
    calls.append(call)
    reach.append(trial.reach)
    defer {
      calls.removeLast()
      reach.removeLast()
    }
    // Whoever is on board already too long, nobody waiting, makes the rest useless.
    for (position, earlier) in calls.enumerated() where earlier >= 0 && inside >> Int(earlier) & 1 == 1 {
      if trial.reach - reach[position] > model.limit[Int(earlier)] { return }
    }
    let isFitting = (0..<model.types.count).contains { type in
      Int(trial.mostSeats) <= model.types[type].seats
        && Int(trial.mostWheelchairs) <= model.types[type].wheelchairPlaces
    }
    guard isFitting else { return }
    if trial.aboard == 0 {
      keep(trial)
      guard model.isTimed else { return }
    }
    var destinations = 0
    var forbidden = 0
    for rider in 0..<model.count {
      if trial.aboard >> rider & 1 == 1 { destinations |= endBit[rider] }
      if trial.picked >> rider & 1 == 1 { forbidden |= apart[rider] }
    }
    for rider in 0..<model.count where trial.picked >> rider & 1 == 0 && forbidden >> rider & 1 == 0 {
      if model.mixesLoads || destinations == 0 || destinations == endBit[rider] { pickUp(rider, trial) }
    }
    for (bit, destination) in ends.enumerated() where destinations >> bit & 1 == 1 { dropOff(destination, trial) }
  }

  private mutating func keep(_ trial: Trial) {
    // Where nobody waits and no loads mix, the limits looked at on the way are all there are.
    guard let lasting = model.isTimed ? clock.lasting(calls) : trial.reach else { return }
    for type in 0..<model.types.count {
      let vehicle = model.types[type]
      let seats = Int(trial.mostSeats) + (trial.hasAssistant ? vehicle.assistantSeats : 0)
      guard seats <= vehicle.seats, Int(trial.mostWheelchairs) <= vehicle.wheelchairPlaces,
        Int(lasting) <= vehicle.maxRouteSeconds
      else { continue }
      let price = vehicle.price(seconds: trial.drive[0], metres: trial.drive[1], hasAssistant: trial.hasAssistant)
      let cell = trial.picked * model.types.count + type
      if price < prices[cell] {
        prices[cell] = price
        routes[cell] = calls
      }
    }
  }

  // The choice among the routes.

  private static func fleetStates(_ model: Model) -> Int {
    (0..<model.types.count).reduce(1) { $0 * (min(model.types[$1].maximum, model.count) + 1) }
  }

  /// The best choice, with the type of each route, and whom it leaves out.
  func best() -> (worth: Worth, routes: [(calls: [Int32], type: Int)], out: [Int]) {
    let states = Exhaustive.fleetStates(model)
    let all = 1 << model.count
    let isLimited = model.isFleetLimited
    // By riders still to carry and vehicles still free: the best worth, and the route that begins it (-1: leave out).
    var best = [Worth?](repeating: nil, count: isLimited ? all * states : all)
    var first = [Int](repeating: -1, count: best.count)
    let strides = (0..<model.types.count).map { type in
      (0..<type).reduce(1) { $0 * (min(model.types[$1].maximum, model.count) + 1) }
    }
    func solve(_ riders: Int, _ used: Int) -> Worth {
      guard riders != 0 else { return Worth() }
      let cell = isLimited ? riders * states + used : riders
      if let known = best[cell] { return known }
      let lowest = riders & -riders
      var found = solve(riders & ~lowest, used)
      found.leftOut += 1
      var choice = -1
      var group = riders
      while group > 0 {
        if group & lowest != 0 {
          for type in 0..<model.types.count where prices[group * model.types.count + type] < .max {
            if isLimited,
              used / strides[type] % (min(model.types[type].maximum, model.count) + 1)
                >= model.types[type].maximum
            {
              continue
            }
            var worth = solve(riders & ~group, isLimited ? used + strides[type] : 0)
            worth.vehicles += model.fewestVehiclesFirst ? 1 : 0
            worth.pence += prices[group * model.types.count + type]
            if worth < found { (found, choice) = (worth, group * model.types.count + type) }
          }
        }
        group = (group - 1) & riders
      }
      (best[cell], first[cell]) = (found, choice)
      return found
    }
    let worth = solve(all - 1, 0)
    var chosen: [(calls: [Int32], type: Int)] = []
    var out: [Int] = []
    var (riders, used) = (all - 1, 0)
    while riders != 0 {
      let choice = first[isLimited ? riders * states + used : riders]
      guard choice >= 0 else {
        out.append(riders.trailingZeroBitCount)
        riders &= riders - 1
        continue
      }
      let type = choice % model.types.count
      chosen.append((routes[choice], type))
      riders &= ~(choice / model.types.count)
      if isLimited { used += strides[type] }
    }
    return (worth, chosen, out)
  }
}

extension Model {
  /// Two riders may be in one vehicle, on board together or one after the other.
  func mayShare(_ rider: Int, _ other: Int) -> Bool {
    guard rider != other else { return true }
    if ridesAlone[rider] || ridesAlone[other] { return false }
    for index in Int(conflictStart[rider])..<Int(conflictStart[rider + 1]) where Int(conflict[index]) == other {
      return false
    }
    return !isTimed || group[Int(destination[rider])] == group[Int(destination[other])]
  }
}
