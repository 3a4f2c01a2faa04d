import CProj
import Synchronization

/// Longitude and latitude (WGS84, EPSG:4326) to and from the British National Grid (EPSG:27700), through libproj.
///
/// One operation is chosen when the transformation is made, at the middle of Great Britain, and used for every point,
/// so that two neighbouring points never go by different routes. Ballpark operations (wrong by about 100 m) are
/// refused, and libproj is kept from fetching grids over the network. Without the OSTN15 grid on the machine that
/// operation is the seven-parameter Helmert transformation with a stated accuracy of 2 m (DOMAIN 9.1).
///
/// Safe to share: a lock serialises calls, so batches are the way to transform many points.
public final class GridTransformation: Sendable {
  /// The name libproj gives the operation, for the report.
  public let operation: String
  /// The accuracy libproj states for it in metres; `nil` when it states none.
  public let accuracyMetres: Double?
  private let handle: Mutex<Handle>

  /// - Throws: `TransformationError` when libproj has no operation but a ballpark one.
  public init() throws {
    let made = try Handle()
    operation = made.name
    accuracyMetres = made.accuracy
    handle = Mutex(made)
  }

  /// Points on the grid, in the order given.
  ///
  /// - Throws: `TransformationError` naming the first point that is not a place on the grid.
  public func points(longitudes: [Double], latitudes: [Double]) throws -> [Point] {
    precondition(longitudes.count == latitudes.count, "one latitude for each longitude")
    var x = longitudes
    var y = latitudes
    handle.withLock { $0.transform(&x, &y, PJ_FWD) }
    var points: [Point] = []
    points.reserveCapacity(x.count)
    for index in x.indices {
      let point = Point(easting: x[index], northing: y[index])
      guard point.isOnNationalGrid else {
        throw TransformationError(
          problem: "longitude \(longitudes[index]), latitude \(latitudes[index]) is not on the British National Grid",
          index: index)
      }
      points.append(point)
    }
    return points
  }

  /// One point on the grid.
  public func point(longitude: Double, latitude: Double) throws -> Point {
    try points(longitudes: [longitude], latitudes: [latitude])[0]
  }

  /// Longitudes and latitudes in degrees, in the order given.
  public func degrees(_ points: [Point]) throws -> (longitudes: [Double], latitudes: [Double]) {
    for (index, point) in points.enumerated() where !point.isOnNationalGrid {
      throw TransformationError(
        problem: "easting \(point.easting), northing \(point.northing) is not on the British National Grid",
        index: index)
    }
    var x = points.map(\.easting)
    var y = points.map(\.northing)
    handle.withLock { $0.transform(&x, &y, PJ_INV) }
    return (x, y)
  }

  /// A sentence for the report: which operation, how accurate.
  public var sentence: String {
    let accuracy = accuracyMetres.map { "stated accuracy \($0.formattedMetres) m" } ?? "accuracy not stated"
    return "Coordinates were transformed between WGS84 and EPSG:27700 by \"\(operation)\" (\(accuracy))."
  }
}

/// No usable operation, or a point that is not on the grid.
public struct TransformationError: Error, CustomStringConvertible, Equatable {
  public var problem: String
  /// Which of the points given, when one is at fault.
  public var index: Int?
  public var description: String { problem }
}

/// libproj's context and the one operation used, freed together.
///
/// Unchecked because libproj allows a context on any thread but on one at a time, which the lock around it ensures.
private struct Handle: ~Copyable, @unchecked Sendable {
  private let context: OpaquePointer
  private let projection: OpaquePointer
  let name: String
  let accuracy: Double?

  init() throws {
    guard let context = proj_context_create() else { throw TransformationError(problem: "libproj gave no context") }
    proj_log_level(context, PJ_LOG_NONE)
    proj_context_set_enable_network(context, 0)
    guard let chosen = chooseOperation(context) else {
      proj_context_destroy(context)
      throw TransformationError(
        problem: "libproj has no operation from EPSG:4326 to EPSG:27700 but a ballpark one; is proj-data installed?")
    }
    let information = proj_pj_info(chosen)
    name = information.description.map { String(cString: $0) } ?? "unnamed operation"
    let stated = proj_coordoperation_get_accuracy(context, chosen)
    accuracy = stated >= 0 ? stated : nil
    self.context = context
    projection = chosen
  }

  func transform(_ x: inout [Double], _ y: inout [Double], _ direction: PJ_DIRECTION) {
    let stride = MemoryLayout<Double>.stride
    let count = x.count
    x.withUnsafeMutableBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        _ = proj_trans_generic(
          projection, direction, x.baseAddress, stride, count, y.baseAddress, stride, count, nil, 0, 0, nil, 0, 0)
      }
    }
  }

  deinit {
    proj_destroy(projection)
    proj_context_destroy(context)
  }
}

/// The operation libproj uses in the middle of Great Britain, longitude first; `nil` when only a ballpark one exists.
private func chooseOperation(_ context: OpaquePointer) -> OpaquePointer? {
  guard let source = proj_create(context, "EPSG:4326"), let target = proj_create(context, "EPSG:27700") else {
    return nil
  }
  defer {
    proj_destroy(source)
    proj_destroy(target)
  }
  let candidates = "ALLOW_BALLPARK=NO".withCString { text -> OpaquePointer? in
    var options: [UnsafePointer<CChar>?] = [text, nil]
    return proj_create_crs_to_crs_from_pj(context, source, target, nil, &options)
  }
  guard let candidates else { return nil }
  defer { proj_destroy(candidates) }
  guard let normalized = proj_normalize_for_visualization(context, candidates) else { return nil }
  defer { proj_destroy(normalized) }
  var longitude = -2.0
  var latitude = 53.5
  _ = proj_trans_generic(normalized, PJ_FWD, &longitude, 8, 1, &latitude, 8, 1, nil, 0, 0, nil, 0, 0)
  guard Point(easting: longitude, northing: latitude).isOnNationalGrid else { return nil }
  return proj_trans_get_last_used_operation(normalized)
}

extension Double {
  /// `2` for 2.0, `0.03` for 0.03.
  fileprivate var formattedMetres: String { self == rounded() ? String(Int(self)) : String(self) }
}
