import Planning
import Randomness

/// Multipliers on the flows into steered kinds that bring doing nothing, in expectation, to each kind's course.
///
/// On the breakdown hazard for INMSS, on the national shares for kinds that nobody competes for. Found once on pilot
/// cohorts under the supply of doing nothing and the same in every option, so that what an option changes is its own
/// effect; a draw stands around them as the kind's course does.
struct Steering: Sendable {
  /// `nil` for a kind left at its fitted rates.
  let courses: [KindCourse?]
  /// Years x kinds, year-major, as all below.
  var multiplier: [Double]
  /// The pilots' mean stock, and what of it stayed where it was.
  var stock: [Double]
  var stayed: [Double]
  /// Children that one more of the multiplier brings: less than the inflow over it, where some come by other ways.
  var response: [Double]

  static let kinds = SteeredKind.all.count
  private static let stream = RandomStream("placement.course")
  /// A multiplier no fit may pass: a kind that asks for more has no entrants to find.
  static let limits = 0.01...50.0

  init(_ courses: [KindCourse?], years: Int) {
    self.courses = courses
    multiplier = Array(repeating: 1, count: years * Self.kinds)
    stock = Array(repeating: 0, count: years * Self.kinds)
    stayed = stock
    response = stock
  }

  /// One draw's multipliers, in the same layout; those of the fit itself for a draw below 0.
  func multipliers(seed: UInt64, draw: Int) -> [Double] {
    guard draw >= 0 else { return multiplier }
    var drawn = multiplier
    for (kind, course) in courses.enumerated() {
      guard let course else { continue }
      var random = NamedRandom(seed: seed, stream: Self.stream, draw: draw, subject: UInt64(kind))
      let factors = course.factors(&random)
      for year in 1..<factors.count {
        let cell = year * Self.kinds + kind
        guard response[cell] > 0 else { continue }
        // The stock stands off its course by this year's factor, and what stayed by last year's.
        let more = stock[cell] * (factors[year] - 1) - stayed[cell] * (factors[year - 1] - 1)
        drawn[cell] = min(max(0, multiplier[cell] + more / response[cell]), Self.limits.upperBound)
      }
    }
    return drawn
  }
}

extension PlacementStage {
  /// Sets the multipliers from pilot cohorts, one year after another: a kind's inflow is scaled until its stock, over all
  /// pilots together, is that of its course.
  ///
  /// - Parameter pilots: cohorts whose parameters sit at their fitted values; their draws are below 0.
  public mutating func steer(by pilots: [Cohort], supply: Supply) throws {
    guard let first = pilots.first, first.horizon > 0 else { return }
    let reviewed = repatriationShare
    repatriationShare = 0
    defer { repatriationShare = reviewed }
    var space = Workspace()
    var placements = pilots.map { Placements(children: $0.count, years: $0.horizon + 1, provisions: table.count) }
    for index in pilots.indices { try open(pilots[index], &placements[index]) }
    for year in 1...first.horizon {
      let row = year * Steering.kinds
      if year > 1 {
        for kind in 0..<Steering.kinds {
          steering.multiplier[row + kind] = steering.multiplier[row - Steering.kinds + kind]
        }
      }
      var before: (multiplier: [Double], inflow: [Double])?
      for round in 0...Self.steeringRounds {
        for index in pilots.indices {
          try placeYear(
            year, pilots[index], supply, flows: steering.multiplier[row..<row + Steering.kinds], &placements[index],
            &space)
        }
        let plans = count(year, pilots, placements)
        if round < Self.steeringRounds { adjust(year, plans, &before) }
      }
    }
  }

  private static let steeringRounds = 3

  /// One step towards the course: by the response seen between the last two rounds, at first by proportion.
  private mutating func adjust(
    _ year: Int, _ plans: Double, _ before: inout (multiplier: [Double], inflow: [Double])?
  ) {
    let row = year * Steering.kinds
    let tried = Array(steering.multiplier[row..<row + Steering.kinds])
    let inflows = (0..<Steering.kinds).map { steering.stock[row + $0] - steering.stayed[row + $0] }
    for (kind, course) in steering.courses.enumerated() {
      guard let course else { continue }
      let inflow = inflows[kind]
      let now = tried[kind]
      steering.response[row + kind] = inflow / now
      // INMSS has other ways in: what the multiplier brings is seen by trying two of them, if they are far enough apart.
      if kind == SteeredKind.inmss, let before, abs(now - before.multiplier[kind]) > 0.1 * now {
        let seen = (inflow - before.inflow[kind]) / (now - before.multiplier[kind])
        steering.response[row + kind] = min(max(seen, 0.4 * inflow / now), inflow / now)
      }
      let response = steering.response[row + kind]
      guard response > 0 else { continue }
      let wanted = course.expected(year, of: plans) - steering.stayed[row + kind]
      let next = min(max(now + (wanted - inflow) / response, now / 5), now * 5)
      steering.multiplier[row + kind] = min(max(next, Steering.limits.lowerBound), Steering.limits.upperBound)
    }
    before = (tried, inflows)
  }

  /// Writes the pilots' mean stock of each kind and returns their mean number of plans.
  private mutating func count(_ year: Int, _ pilots: [Cohort], _ placements: [Placements]) -> Double {
    let row = year * Steering.kinds
    for kind in 0..<Steering.kinds {
      steering.stock[row + kind] = 0
      steering.stayed[row + kind] = 0
    }
    let share = 1 / Double(pilots.count)
    var plans = 0.0
    for placed in placements {
      for cell in year * placed.children..<(year + 1) * placed.children where placed.provision[cell] >= 0 {
        plans += share
        let kind = SteeredKind.index[Int(table.kind[Int(placed.provision[cell])].rawValue)]
        guard kind >= 0 else { continue }
        steering.stock[row + kind] += share
        if placed.reason[cell] == .stayed { steering.stayed[row + kind] += share }
      }
    }
    return plans
  }
}
