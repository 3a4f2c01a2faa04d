import Geometry
import Planning

/// The planning area of a point: that whose boundary holds it, else that of the nearest home.
public struct SettingAreas: Sendable {
  private let study: Study
  public init(_ study: Study) { self.study = study }

  /// Index into `Study.areas`.
  public func area(of point: Point) -> Int {
    if let area = study.areas.firstIndex(where: { $0.boundary.contains(point) }) { return area }
    func squared(_ other: Point) -> Double {
      let (east, north) = (other.easting - point.easting, other.northing - point.northing)
      return east * east + north * north
    }
    return study.homes.min { squared($0.point) < squared($1.point) }?.area ?? 0
  }
}
