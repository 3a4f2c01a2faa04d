import Geometry
import Randomness
import Testing

@testable import RoadNetwork

/// Turn rules in tiny worlds. Roads are named by their ends: `"AB"`.
@Suite("Turn rules")
struct TurnRuleTests {
  /// A crossroads X of four dead-end roads of 100 m to N, E, S and W.
  static var crossroads: World {
    var world = World()
    world.place("X", east: 0, north: 0)
    world.place("N", east: 0, north: 100)
    world.place("E", east: 100, north: 0)
    world.place("S", east: 0, north: -100)
    world.place("W", east: -100, north: 0)
    for end in "NESW" { world.road("X\(end)") }
    return world
  }

  @Test("A forbidden turn is driven round: straight on, and back after turning at the end of the road")
  func noRightTurn() {
    var world = Self.crossroads
    #expect(world.network.metres(at(0, -50), at(50, 0)) == 100)
    world.rule("SXE", isOnlyWay: false)
    let network = world.network
    // On to N, turn there, and left into E.
    #expect(network.metres(at(0, -50), at(50, 0)) == 300)
    // The other way and the other turns are free.
    #expect(network.metres(at(50, 0), at(0, -50)) == 100)
    #expect(network.metres(at(0, -50), at(-50, 0)) == 100)
    #expect(network.metres(at(0, 50), at(50, 0)) == 100)
  }

  @Test("Where only straight on is allowed, neither of the turns nor turning round is")
  func onlyStraightOn() {
    var world = Self.crossroads
    world.rule("SXN", isOnlyWay: true)
    let network = world.network
    #expect(network.metres(at(0, -50), at(0, 50)) == 100)
    #expect(network.metres(at(0, -50), at(50, 0)) == 300)
    #expect(network.metres(at(0, -50), at(-50, 0)) == 300)
    #expect(network.metres(at(-50, 0), at(0, -50)) == 100)
  }

  @Test("Two ways on that are each called the only one are both allowed")
  func twoOnlyWays() {
    var world = Self.crossroads
    world.rule("SXN", isOnlyWay: true)
    world.rule("SXE", isOnlyWay: true)
    #expect(world.network.metres(at(0, -50), at(50, 0)) == 100)
    #expect(world.network.metres(at(0, -50), at(0, 50)) == 100)
    #expect(world.network.metres(at(0, -50), at(-50, 0)) == 300)
  }

  /// Two carriageways of 1 km, 20 m apart, joined in the middle by PQ and at both ends.
  static var dual: World {
    var world = World()
    world.place("a", east: 0, north: 0)
    world.place("P", east: 500, north: 0)
    world.place("b", east: 1000, north: 0)
    world.place("c", east: 1000, north: 20)
    world.place("Q", east: 500, north: 20)
    world.place("d", east: 0, north: 20)
    world.road("aPb", oneWay: true)
    world.road("cQd", oneWay: true)
    world.road("PQ")
    world.road("bc")
    world.road("da")
    return world
  }

  @Test("A U-turn that is forbidden over the link between two carriageways, and the turns over it that are not")
  func overALink() {
    var world = Self.dual
    world.place("R", east: 500, north: 120)
    world.road("QR")
    #expect(world.network.metres(at(400, 0), at(400, 20)) == 220)
    world.rule("aPQd", isOnlyWay: false)
    let network = world.network
    // To R and back: the rule is on the three roads in a row.
    #expect(network.metres(at(400, 0), at(400, 20)) == 420)
    #expect(network.metres(at(400, 0), at(500, 70)) == 170)
    // Whoever begins on the link has not come by the carriageway.
    #expect(network.metres(at(500, 10), at(400, 20)) == 110)
    #expect(network.metres(at(500, 70), at(400, 20)) == 150)
  }

  @Test("A street from which the only way on is forbidden is a trap, and points are not taken to it")
  func trapped() {
    var world = Self.crossroads
    world.place("A", east: 300, north: 0)
    world.place("B", east: 300, north: 100)
    world.road("EA")
    world.road("AB", oneWay: true)
    world.road("BE", oneWay: true)
    #expect(world.network.statistics.oneWayMetres == 0)
    world.rule("ABE", isOnlyWay: false)
    let network = world.network
    // Down to B nobody comes back, and from B on nobody comes.
    #expect(network.statistics.oneWayMetres.rounded() == 324)
    #expect(network.statistics.islands == 0)
    #expect(network.metres(at(300, 40), at(0, 0)) == 300)
    #expect(network.nearest(to: at(300, 40), within: 10) == nil)
  }

  @Test("A rule whose roads do not meet or may not be driven that way changes nothing")
  func withoutEffect() {
    var world = Self.crossroads
    var segments = world.segments
    segments.append(TurnRule(segments: [0, 4], point: 0, isOnlyWay: false))
    segments.append(TurnRule(segments: [99, 1], point: 0, isOnlyWay: true))
    segments.append(TurnRule(segments: [2], point: 0, isOnlyWay: true))
    #expect(Network(segments).metres(at(0, -50), at(50, 0)) == 100)
    world.place("O", east: -200, north: -200)
    world.road("OS", oneWay: true)
    // From S against the one-way street: nobody can, so that it is not the only way either.
    world.rule("XSO", isOnlyWay: true)
    #expect(world.network.metres(at(50, 0), at(0, -50)) == 100)
  }

  @Test("A house on the road before, behind and between the roads of a rule", arguments: [1.0, 10, 50, 99])
  func snapped(metres: Double) {
    var world = Self.crossroads
    world.rule("SXE", isOnlyWay: false)
    #expect(world.network.metres(at(0, metres - 100), at(50, 0)) == 250 + (100 - metres))
    #expect(world.network.metres(at(0, -50), at(metres, 0)) == 250 + metres)
  }
}

/// Random networks with random rules against a search over routes that remembers the last roads travelled.
@Suite("Turn rules against brute force")
struct TurnBruteForceTests {
  /// Rules of two to four segments along random walks, a third of them the only way.
  static func withRules(_ segments: Segments, _ world: Int) -> Segments {
    var random = NamedRandom(seed: 25, stream: RandomStream("test.turns"), draw: world)
    var result = segments
    for _ in 0..<(1 + Int(random.uniform() * 8)) {
      var path = [Int(random.uniform() * Double(segments.count))]
      let point = Int(random.chance(0.5) ? segments.to[path[0]] : segments.from[path[0]])
      var last = point
      for _ in 0..<(1 + Int(random.uniform() * 3)) {
        let touching = (0..<segments.count).filter { segments.from[$0] == last || segments.to[$0] == last }
        let next = touching[Int(random.uniform() * Double(touching.count))]
        path.append(next)
        last = Int(Int(segments.from[next]) == last ? segments.to[next] : segments.from[next])
      }
      result.append(TurnRule(segments: path, point: point, isOnlyWay: random.chance(0.33)))
    }
    return result
  }

  @Test("Costs between places keep every rule and are the least that do", arguments: 0..<60)
  func matrix(world: Int) {
    let plain = BruteForceTests.randomSegments(world)
    var open = Segments(points: plain.points)
    // A road from a point to itself has no ends to tell apart.
    for segment in 0..<plain.count where plain.from[segment] != plain.to[segment] {
      open.append(
        from: Int(plain.from[segment]), to: Int(plain.to[segment]), cost: plain.cost[segment],
        direction: plain.direction[segment])
    }
    guard open.count > 0 else { return }
    let segments = Self.withRules(open, world)
    var random = NamedRandom(seed: 26, stream: RandomStream("test.turnplaces"), draw: world)
    let places = (0..<5).map { _ in
      (segment: Int(random.uniform() * Double(segments.count)), share: (1 + random.uniform() * 6).rounded() / 8)
    }
    let network = Network(segments)
    let locations = places.map { network.location(segment: $0.segment, share: $0.share) }
    let costs = network.costs(from: locations, to: locations, jobs: 1)
    let search = RouteSearch(segments)
    for (row, from) in places.enumerated() {
      for (column, to) in places.enumerated() {
        #expect(costs[row, column] == search.cost(from, to), "\(world): \(from) to \(to)")
      }
    }
  }
}

/// Routes as sequences of segments, each step checked against the rules as they are written.
private struct RouteSearch {
  private struct Step: Hashable {
    var segment: Int
    var isForward: Bool
  }
  private let segments: Segments
  private let rules: [(steps: [Step], isOnlyWay: Bool)]
  private let memory: Int
  private let turningPoints: Set<Int>
  private let ruled: Set<Int>

  init(_ segments: Segments) {
    self.segments = segments
    var rules: [(steps: [Step], isOnlyWay: Bool)] = []
    var ruled: Set<Int> = []
    var ruledAndTravelled: Set<Int> = []
    for rule in segments.turns {
      ruled.formUnion(rule.points(segments.from, segments.to))
      var point = rule.point
      var steps = [Step(segment: rule.segments[0], isForward: Int(segments.to[rule.segments[0]]) == point)]
      for segment in rule.segments.dropFirst() {
        let isForward = Int(segments.from[segment]) == point
        steps.append(Step(segment: segment, isForward: isForward))
        point = Int(isForward ? segments.to[segment] : segments.from[segment])
      }
      let canBeTravelled = steps.allSatisfy {
        segments.direction[$0.segment].contains($0.isForward ? .forward : .backward)
      }
      if canBeTravelled {
        rules.append((steps, rule.isOnlyWay))
        ruledAndTravelled.formUnion(rule.points(segments.from, segments.to))
      }
    }
    self.rules = rules
    memory = max(1, (rules.map(\.steps.count).max() ?? 1) - 1)
    // One turns round at junctions and where a rule holds, not where a road merely bends.
    var turning: Set<Int> = ruled
    for point in segments.points.indices {
      let touching = (0..<segments.count).filter { segments.from[$0] == point || segments.to[$0] == point }
      let into = touching.count {
        segments.direction[$0].contains(Int(segments.to[$0]) == point ? .forward : .backward)
      }
      if touching.count != 2 || into == 0 || into == 2 && touching.contains(where: { segments.direction[$0] != .both })
      {
        turning.insert(point)
      }
    }
    turningPoints = turning
    self.ruled = ruledAndTravelled
  }

  /// Whether one may turn round at the end of a step: nowhere a rule holds, unless there is no other way on.
  private func mayTurn(_ last: Step, at point: Int) -> Bool {
    if !ruled.contains(point) { return turningPoints.contains(point) }
    return !(0..<segments.count).contains { segment in
      segment != last.segment
        && (Int(segments.from[segment]) == point && segments.direction[segment].contains(.forward)
          || Int(segments.to[segment]) == point && segments.direction[segment].contains(.backward))
    }
  }

  private func mayGoOn(_ history: [Step], _ next: Step) -> Bool {
    var allowed: [[Step]: Set<Step>] = [:]
    for rule in rules {
      if rule.isOnlyWay {
        for length in 1..<rule.steps.count where history.suffix(length).elementsEqual(rule.steps.prefix(length)) {
          allowed[Array(rule.steps.prefix(length)), default: []].insert(rule.steps[length])
        }
      } else if (history + [next]).suffix(rule.steps.count).elementsEqual(rule.steps) {
        return false
      }
    }
    return allowed.values.allSatisfy { $0.contains(next) }
  }

  func cost(_ from: (segment: Int, share: Double), _ to: (segment: Int, share: Double)) -> Cost {
    func part(_ place: (segment: Int, share: Double)) -> Cost { segments.cost[place.segment].first(place.share) }
    func may(_ segment: Int, _ isForward: Bool) -> Bool {
      segments.direction[segment].contains(isForward ? .forward : .backward)
    }
    var best = Cost.unreachable
    if from.segment == to.segment {
      if from.share == to.share { return .zero }
      let isForward = from.share < to.share
      if may(from.segment, isForward) { best = isForward ? part(to) - part(from) : part(from) - part(to) }
    }
    var labels: [[Step]: Cost] = [:]
    func settle(_ history: [Step], _ cost: Cost) {
      if cost < labels[history] ?? .unreachable { labels[history] = cost }
    }
    if may(from.segment, true) {
      settle([Step(segment: from.segment, isForward: true)], segments.cost[from.segment] - part(from))
    }
    if may(from.segment, false) { settle([Step(segment: from.segment, isForward: false)], part(from)) }
    var done: Set<[Step]> = []
    while let (history, cost) = labels.filter({ !done.contains($0.key) }).min(by: { $0.value < $1.value }), cost < best
    {
      done.insert(history)
      let last = history[history.count - 1]
      let point = Int(last.isForward ? segments.to[last.segment] : segments.from[last.segment])
      for segment in 0..<segments.count {
        for isForward in [true, false] where may(segment, isForward) {
          guard Int(isForward ? segments.from[segment] : segments.to[segment]) == point else { continue }
          if segment == last.segment, isForward != last.isForward, !mayTurn(last, at: point) { continue }
          let step = Step(segment: segment, isForward: isForward)
          guard mayGoOn(history, step) else { continue }
          if segment == to.segment {
            best = min(best, cost + (isForward ? part(to) : segments.cost[segment] - part(to)))
          }
          settle(Array((history + [step]).suffix(memory)), cost + segments.cost[segment])
        }
      }
    }
    return best
  }
}
