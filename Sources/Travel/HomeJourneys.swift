import Geometry
import Planning
import RoadNetwork
import Synchronization

/// Fastest drives among homes, for vehicle routing.
///
/// Every home on the network is prepared once, at the first question; after that sixty homes take a millisecond or so.
/// Safe to ask from several threads.
public final class HomeJourneys: JourneyTimes {
  private let network: Network?
  private let points: [Point]
  /// Index among the prepared places of each home, -1 where it is beyond the network.
  private let place: [Int]
  private let locations: [Location]
  private let straightLine: StraightLine?
  private let jobs: Int
  private let labels = Mutex<PlaceLabels?>(nil)

  init(network: Network?, points: [Point], access: [Location?], straightLine: StraightLine?, jobs: Int) {
    self.network = network
    self.points = points
    self.straightLine = straightLine
    self.jobs = jobs
    var place: [Int] = []
    var locations: [Location] = []
    for location in access {
      place.append(location == nil ? -1 : locations.count)
      if let location { locations.append(location) }
    }
    self.place = place
    self.locations = locations
  }

  public func amongHomes(_ homes: [Int]) -> (seconds: [Int32], metres: [Int32]) {
    let count = homes.count
    var seconds = Array(repeating: Int32(0), count: count * count)
    var metres = seconds
    let onNetwork = homes.indices.filter { place[homes[$0]] >= 0 }
    if !onNetwork.isEmpty, let prepared = prepare() {
      let costs = prepared.costs(among: onNetwork.map { place[homes[$0]] })
      for (row, a) in onNetwork.enumerated() {
        for (column, b) in onNetwork.enumerated() {
          (seconds[a * count + b], metres[a * count + b]) = rounded(costs[row, column])
        }
      }
    }
    guard onNetwork.count < count else { return (seconds, metres) }
    for a in 0..<count {
      for b in 0..<count where a != b && (place[homes[a]] < 0 || place[homes[b]] < 0) {
        let journey = straightLine?.journey(points[homes[a]], points[homes[b]]) ?? (.max, .max)
        (seconds[a * count + b], metres[a * count + b]) = journey
      }
    }
    return (seconds, metres)
  }

  private func prepare() -> PlaceLabels? {
    guard let network else { return nil }
    return labels.withLock { prepared in
      if prepared == nil { prepared = PlaceLabels(network, places: locations, jobs: jobs) }
      return prepared
    }
  }
}

/// Whole seconds and metres, each rounded half up once.
func rounded(_ cost: Cost) -> (seconds: Int32, metres: Int32) {
  guard cost.isReachable else { return (.max, .max) }
  return (Int32((cost.milliseconds + 500) / 1000), Int32((cost.millimetres + 500) / 1000))
}
