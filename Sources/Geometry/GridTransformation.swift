import CProj
import Synchronization

/// Coordinates of any reference system to and from the British National Grid (EPSG:27700), through libproj.
///
/// One operation is chosen when the transformation is made, at the middle of Great Britain, and used for every point,
/// so that two neighbouring points never go by different routes. Ballpark operations (wrong by about 100 m) are
/// refused, and libproj is kept from fetching grids over the network. Without the OSTN15 grid on the machine the
/// operation from WGS 84 is the seven-parameter Helmert transformation with a stated accuracy of 2 m (DOMAIN 9.1).
///
/// Coordinates are always east first: longitude before latitude, easting before northing, whatever the definition of
/// the reference system says.
///
/// Safe to share: a lock serialises calls, so batches are the way to transform many points.
public final class GridTransformation: Sendable {
  /// An operation that would be more accurate, were its grid on this machine.
  public struct MissingGrid: Sendable, Hashable {
    public var operation: String
    public var accuracyMetres: Double
    /// The grid's file name: `uk_os_OSTN15_NTv2_OSGBtoETRS.tif`.
    public var file: String
    public init(operation: String, accuracyMetres: Double, file: String) {
      self.operation = operation
      self.accuracyMetres = accuracyMetres
      self.file = file
    }
  }
  /// The reference system's name: `WGS 84`.
  public let source: String
  /// The name libproj gives the operation, for the report; `none` where the source is the grid.
  public let operation: String
  /// The accuracy libproj states for it in metres; `nil` when it states none.
  public let accuracyMetres: Double?
  /// The more accurate operation that this machine lacks the grid for.
  public let missingGrid: MissingGrid?
  /// Whether the source is the grid itself, so that coordinates stay as they are.
  public let isIdentity: Bool
  /// Whether coordinates of the source are degrees.
  public let isGeographic: Bool
  private let handle: Mutex<OperationHandle>

  /// - Parameter source: An identifier such as `EPSG:4326`, or well-known text of any dialect.
  /// - Throws: `TransformationError` when libproj does not know the reference system, or has no operation from it to
  /// the
  ///   grid but a ballpark one.
  public init(from source: String = "EPSG:4326") throws(TransformationError) {
    let made = try OperationHandle(from: source)
    self.source = made.chosen.source
    isIdentity = made.chosen.handle == nil
    isGeographic = made.chosen.isGeographic
    operation = made.chosen.name
    accuracyMetres = made.chosen.accuracy
    missingGrid = made.chosen.missingGrid
    handle = Mutex(made)
  }

  /// Points on the grid, in the order given.
  ///
  /// - Parameters:
  ///   - x: Longitudes in degrees, or eastings in the unit of the source.
  ///   - y: As many latitudes or northings.
  /// - Throws: `TransformationError` naming the first point that is not a place on the grid.
  public func points(x: [Double], y: [Double]) throws(TransformationError) -> [Point] {
    precondition(x.count == y.count, "one y for each x")
    let points = transformed(x, y)
    if let index = points.firstIndex(where: { !$0.isOnNationalGrid }) {
      throw TransformationError(problem: notOnGrid(x[index], y[index]), index: index)
    }
    return points
  }

  /// Points on the grid of longitudes and latitudes.
  public func points(longitudes: [Double], latitudes: [Double]) throws(TransformationError) -> [Point] {
    try points(x: longitudes, y: latitudes)
  }

  /// One point on the grid.
  public func point(longitude: Double, latitude: Double) throws(TransformationError) -> Point {
    try points(x: [longitude], y: [latitude])[0]
  }

  /// Coordinates in the source's reference system, east first, in the order given: `points` brings them back to within
  /// a hundredth of a millimetre.
  public func coordinates(_ points: [Point]) throws(TransformationError) -> (x: [Double], y: [Double]) {
    try checkOnGrid(points)
    let (x, y) = inverse(points)
    // Height is lost on the way, so libproj's inverse is out by up to two millimetres. Once back and forth finds by how
    // much at each point.
    let aims = zip(points, transformed(x, y)).map { point, back in
      Point(easting: 2 * point.easting - back.easting, northing: 2 * point.northing - back.northing)
    }
    return inverse(aims)
  }

  /// Longitudes and latitudes in degrees of a geographic source, in the order given, by libproj's own inverse: within
  /// two millimetres, which six decimals do not show.
  public func degrees(_ points: [Point]) throws(TransformationError) -> (longitudes: [Double], latitudes: [Double]) {
    try checkOnGrid(points)
    let (x, y) = inverse(points)
    return (x, y)
  }

  private func checkOnGrid(_ points: [Point]) throws(TransformationError) {
    guard let index = points.firstIndex(where: { !$0.isOnNationalGrid }) else { return }
    let point = points[index]
    throw TransformationError(
      problem: "easting \(point.easting), northing \(point.northing) is not on the British National Grid", index: index)
  }

  private func inverse(_ points: [Point]) -> (x: [Double], y: [Double]) {
    var x = points.map(\.easting)
    var y = points.map(\.northing)
    handle.withLock { $0.transform(&x, &y, PJ_INV) }
    return (x, y)
  }

  private func transformed(_ x: [Double], _ y: [Double]) -> [Point] {
    var x = x
    var y = y
    handle.withLock { $0.transform(&x, &y, PJ_FWD) }
    return x.indices.map { Point(easting: x[$0], northing: y[$0]) }
  }

  private func notOnGrid(_ x: Double, _ y: Double) -> String {
    let place = isGeographic ? "longitude \(x), latitude \(y)" : "x \(x), y \(y)"
    let isSwapped = transformed([y], [x])[0].isOnNationalGrid
    return "\(place) is not on the British National Grid" + (isSwapped ? ", but is with the two changed over" : "")
  }

  /// A sentence for the report: which operation, how accurate, and what a grid that is missing would give.
  public var sentence: String {
    if isIdentity { return "Coordinates are on the British National Grid (EPSG:27700) as they stand." }
    return transformationSentence(source, operation, accuracyMetres, missingGrid)
  }
}

/// The sentence of a transformation, apart from libproj and what happens to be installed.
func transformationSentence(
  _ source: String, _ operation: String, _ accuracy: Double?, _ missing: GridTransformation.MissingGrid?
) -> String {
  // WGS84 is how everybody but libproj writes it.
  let name = source == "WGS 84" ? "WGS84" : source
  let stated = accuracy.map { "stated accuracy \($0.formattedMetres) m" } ?? "accuracy not stated"
  var sentence = "Coordinates were transformed between \(name) and EPSG:27700 by \"\(operation)\" (\(stated))."
  if let missing {
    sentence +=
      " \"\(missing.operation)\" would be accurate to \(missing.accuracyMetres.formattedMetres) m, but its grid "
      + "\(missing.file) is not on this machine."
  }
  return sentence
}

/// An unknown reference system, no usable operation, or a point that is not on the grid.
public struct TransformationError: Error, CustomStringConvertible, Equatable {
  public var problem: String
  /// Which of the points given, when one is at fault.
  public var index: Int?
  public var description: String { problem }
}

extension Double {
  /// `2` for 2.0, `0.03` for 0.03.
  fileprivate var formattedMetres: String { self == rounded() ? String(Int(self)) : String(self) }
}
