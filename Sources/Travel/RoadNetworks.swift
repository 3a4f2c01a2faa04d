import Assumptions
import Planning
import RoadNetwork

/// The two networks made from one set of roads: driven (directed, fastest) and walked (either way, shortest).
struct RoadNetworks {
  let driving: Network
  let walking: Network
  let sentences: [String]

  init(_ roads: RoadLinks, _ assumptions: AssumptionSet) throws {
    let speeds = try DrivingSpeeds(roads, assumptions)
    var driven = Segments(points: roads.nodes)
    var walked = Segments(points: roads.nodes)
    driven.reserveCapacity(roads.count)
    walked.reserveCapacity(roads.count)
    for link in 0..<roads.count {
      let access = roads.access[link]
      let from = Int(roads.from[link])
      let to = Int(roads.to[link])
      var direction: Segments.Direction = []
      if access.contains(.driveForward) { direction.insert(.forward) }
      if access.contains(.driveBackward) { direction.insert(.backward) }
      if !direction.isEmpty {
        driven.append(from: from, to: to, cost: try speeds.cost(link, of: roads), direction: direction)
      }
      if access.contains(.walk) {
        let length = Cost(milliseconds: 0, millimetres: Int(roads.lengthMillimetres[link]))
        walked.append(from: from, to: to, cost: length, direction: .both)
      }
    }
    driving = Network(driven)
    walking = Network(walked)
    sentences = [
      Self.sentence("Driving", driving.statistics), Self.sentence("Walking", walking.statistics), speeds.sentence,
    ]
  }

  private static func sentence(_ name: String, _ network: NetworkStatistics) -> String {
    "\(name) network: \(network.junctions) junctions and \(network.chains) roads between them, "
      + "\(Int((network.metres / 1000).rounded())) km; \(percent(network.mainShareOfLength)) of its length and "
      + "\(percent(network.mainShareOfJunctions)) of its junctions are in one connected part, to which points are taken."
  }
}

/// `97.3%`.
func percent(_ share: Double) -> String { decimal((share * 1000).rounded() / 10) + "%" }

/// `0.9`, `45`: at most the digits given, no trailing zero.
func decimal(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
