import Assumptions
import Geometry
import Planning
import RoadNetwork

/// The two networks made from one set of roads: driven (directed, fastest) and walked (either way, shortest).
struct RoadNetworks {
  let driving: Network
  let walking: Network
  let sentences: [String]

  /// - Throws: `AssumptionError` when a speed is missing.
  init(_ roads: RoadLinks, _ assumptions: AssumptionSet, _ timeOfDay: TimeOfDay = .morning) throws {
    let speeds = try DrivingSpeeds(roads, assumptions, timeOfDay)
    var driven = PiecewiseNetwork(roads.nodes, barriers: roads.barriersToCars)
    var walked = PiecewiseNetwork(roads.nodes, barriers: roads.barriersOnFoot)
    for link in 0..<roads.count {
      let access = roads.access[link]
      var direction: Segments.Direction = []
      if access.contains(.driveForward) { direction.insert(.forward) }
      if access.contains(.driveBackward) { direction.insert(.backward) }
      if !direction.isEmpty {
        driven.add(link, of: roads, cost: try speeds.cost(link, of: roads), direction: direction)
      }
      if access.contains(.walk) {
        let length = Cost(milliseconds: 0, millimetres: Int(roads.lengthMillimetres[link]))
        walked.add(link, of: roads, cost: length, direction: .both)
      }
    }
    driving = Network(driven.segments(turns: roads.turns))
    walking = Network(walked.segments(turns: []))
    sentences = [
      Self.sentence("Driving", driving.statistics), Self.sentence("Walking", walking.statistics), speeds.sentence,
    ]
  }

  private static func sentence(_ name: String, _ network: NetworkStatistics) -> String {
    "\(name) network: \(network.junctions) junctions and \(network.chains) roads between them, "
      + "\(Int((network.metres / 1000).rounded())) km; \(percent(network.mainShareOfLength)) of its length and "
      + "\(percent(network.mainShareOfJunctions)) of its junctions are in one connected part, to which points are taken"
      + (network.islands > 0 ? "; \(kilometres(network.islandMetres)) km are \(network.islands) islands" : "")
      + (network.oneWayMetres > 0
        ? "; \(kilometres(network.oneWayMetres)) km can be entered or left only, as one-way roads cut at the file's edge"
        : "")
      + "."
  }

  private static func kilometres(_ metres: Double) -> String { decimal((metres / 100).rounded() / 10) }
}

/// Segments while links are added: those that meet at a barrier get ends of their own there and so do not join.
private struct PiecewiseNetwork {
  private var points: [Point]
  private let isBarrier: Set<Int32>
  private var pieces: [(from: Int, to: Int, cost: Cost, direction: Segments.Direction)] = []
  private var pieceOfLink: [Int32: Int] = [:]

  init(_ nodes: [Point], barriers: [Int32]) {
    points = nodes
    isBarrier = Set(barriers)
  }

  mutating func add(_ link: Int, of roads: RoadLinks, cost: Cost, direction: Segments.Direction) {
    pieceOfLink[Int32(link)] = pieces.count
    pieces.append((end(roads.from[link]), end(roads.to[link]), cost, direction))
  }

  private mutating func end(_ node: Int32) -> Int {
    guard isBarrier.contains(node) else { return Int(node) }
    points.append(points[Int(node)])
    return points.count - 1
  }

  func segments(turns: [RoadLinks.TurnRule]) -> Segments {
    var segments = Segments(points: points)
    segments.reserveCapacity(pieces.count)
    for piece in pieces {
      segments.append(from: piece.from, to: piece.to, cost: piece.cost, direction: piece.direction)
    }
    for turn in turns {
      let path = turn.links.compactMap { pieceOfLink[$0] }
      guard path.count == turn.links.count else { continue }
      segments.append(TurnRule(segments: path, point: Int(turn.node), isOnlyWay: turn.isOnlyWay))
    }
    return segments
  }
}

/// `97.3%`.
func percent(_ share: Double) -> String { decimal((share * 1000).rounded() / 10) + "%" }

/// `0.9`, `45`: at most the digits given, no trailing zero.
func decimal(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
