import Geometry
import RoadNetwork

/// Where a home or a setting stands towards a network.
enum PointAccess: Equatable {
  /// On the network, at the place nearest to it.
  case on(Location)
  /// Farther from every road of the file than the snap limit.
  case beyond
  /// By a road of the file that does not join the rest of it.
  case cutOff
  /// By a road that joins the rest in one direction only, as a one-way road clipped at the file's edge does.
  case oneWayOnly

  var location: Location? {
    if case .on(let location) = self { return location }
    return nil
  }
}

/// How far points may be taken, in metres (`travel.snap_limit_m`, `travel.snap_detour_m`).
struct SnapLimits {
  var limit: Double
  /// A point by a road that does not join the rest may be taken this much farther to one that does.
  var detour: Double

  func access(_ point: Point, to network: Network) -> PointAccess {
    guard let nearest = network.nearestOfAny(to: point, within: limit) else { return .beyond }
    if let main = network.nearest(to: point, within: min(limit, nearest.distance + detour)) { return .on(main) }
    return network.touchesMain(nearest) ? .oneWayOnly : .cutOff
  }
}
