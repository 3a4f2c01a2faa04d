import Geometry
import Planning
import RoadNetwork

/// Fastest drives among homes, for vehicle routing.
///
/// The network is prepared when it is made; sixty homes take a millisecond or so. Safe to ask from several threads.
public final class HomeJourneys: JourneyTimes {
  private let network: Network?
  private let points: [Point]
  /// Where each home is on the network; `nil` beyond it.
  private let access: [Location?]
  private let straightLine: StraightLine?

  init(network: Network?, points: [Point], access: [Location?], straightLine: StraightLine?) {
    self.network = network
    self.points = points
    self.access = access
    self.straightLine = straightLine
  }

  public func amongHomes(_ homes: [Int]) -> (seconds: [Int32], metres: [Int32]) {
    let count = homes.count
    var seconds = Array(repeating: Int32(0), count: count * count)
    var metres = seconds
    let onNetwork = homes.indices.filter { access[homes[$0]] != nil }
    if !onNetwork.isEmpty, let network {
      let places = onNetwork.compactMap { access[homes[$0]] }
      let costs = network.costs(from: places, to: places, jobs: 1)
      for (row, a) in onNetwork.enumerated() {
        for (column, b) in onNetwork.enumerated() {
          (seconds[a * count + b], metres[a * count + b]) = rounded(costs[row, column])
        }
      }
    }
    guard onNetwork.count < count else { return (seconds, metres) }
    for a in 0..<count {
      for b in 0..<count where a != b && (access[homes[a]] == nil || access[homes[b]] == nil) {
        let journey = straightLine?.journey(points[homes[a]], points[homes[b]]) ?? (.max, .max)
        (seconds[a * count + b], metres[a * count + b]) = journey
      }
    }
    return (seconds, metres)
  }
}

/// Whole seconds and metres, each rounded half up once.
func rounded(_ cost: Cost) -> (seconds: Int32, metres: Int32) {
  guard cost.isReachable else { return (.max, .max) }
  return (Int32((cost.milliseconds + 500) / 1000), Int32((cost.millimetres + 500) / 1000))
}
