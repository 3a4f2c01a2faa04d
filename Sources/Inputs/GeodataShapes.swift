import CGDAL
import Geometry

/// A feature's geometry on the grid: curves made of straight pieces, heights left out.
public enum GeodataShape {
  case none
  case point(Point)
  case lines([[Point]])
  /// - repaired: Whether its boundary crossed itself and was put right.
  case area(MultiPolygon, repaired: Bool)
  /// Geometry that cannot be used, as a clause and a remedy.
  case unusable(fault: String, remedy: String)

  init(_ geometry: OGRGeometryH?, through transformation: GridTransformation) {
    guard let geometry, OGR_G_IsEmpty(geometry) == 0 else {
      self = .none
      return
    }
    do throws(GeometryFault) {
      self = try shape(geometry, transformation)
    } catch {
      self = .unusable(fault: error.fault, remedy: error.remedy)
    }
  }
}

/// Why a geometry cannot be used.
private struct GeometryFault: Error {
  var fault: String
  var remedy = "Export it again, or repair it (in QGIS: Fix geometries)."
}

private func shape(
  _ geometry: OGRGeometryH, _ transformation: GridTransformation
) throws(GeometryFault) -> GeodataShape {
  if OGR_G_HasCurveGeometry(geometry, 0) != 0 {
    guard let linear = OGR_G_GetLinearGeometry(geometry, 0, nil) else {
      throw GeometryFault(fault: "a curve that cannot be read")
    }
    defer { OGR_G_DestroyGeometry(linear) }
    return try shape(linear, transformation)
  }
  switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
  case wkbPoint:
    return .point(try positions(geometry, transformation)[0])
  case wkbLineString:
    return .lines([try positions(geometry, transformation)])
  case wkbMultiPoint where OGR_G_GetGeometryCount(geometry) == 1:
    return try shape(OGR_G_GetGeometryRef(geometry, 0), transformation)
  case wkbMultiLineString:
    return .lines(try parts(geometry).map { line throws(GeometryFault) in try positions(line, transformation) })
  case wkbPolygon, wkbMultiPolygon, wkbTriangle, wkbTIN, wkbPolyhedralSurface, wkbGeometryCollection:
    return try area(geometry, transformation)
  default:
    throw GeometryFault(
      fault: "\(String(cString: OGR_G_GetGeometryName(geometry))) geometry", remedy: "Give points, lines or polygons.")
  }
}

/// A surface of any type as polygons that do not cross themselves.
private func area(
  _ geometry: OGRGeometryH, _ transformation: GridTransformation
) throws(GeometryFault) -> GeodataShape {
  guard let surface = OGR_G_ForceToMultiPolygon(OGR_G_Clone(geometry)) else { throw GeometryFault(fault: "no polygon") }
  defer { OGR_G_DestroyGeometry(surface) }
  guard OGR_GT_Flatten(OGR_G_GetGeometryType(surface)) == wkbMultiPolygon else {
    throw GeometryFault(fault: "a mix of points, lines and polygons", remedy: "Give each feature polygons alone.")
  }
  OGR_G_CloseRings(surface)
  for ring in parts(surface).flatMap(parts) where OGR_G_GetPointCount(ring) < 4 {
    throw GeometryFault(fault: "a ring of fewer than four positions")
  }
  // Checked before validity, which GEOS cannot tell of numbers without end.
  let read = try polygons(surface, transformation)
  if OGR_G_IsValid(surface) != 0 { return .area(read, repaired: false) }
  guard let valid = OGR_G_MakeValid(surface) else { throw GeometryFault(fault: "a boundary that crosses itself") }
  defer { OGR_G_DestroyGeometry(valid) }
  let (before, after) = (OGR_G_Area(surface), OGR_G_Area(valid))
  // A crossing that matters changes the area; slivers of digitising do not.
  guard after > 0, abs(after - before) <= 0.01 * after else {
    throw GeometryFault(fault: "a boundary that crosses itself")
  }
  let surfaces = [wkbPolygon, wkbMultiPolygon]
  let isCollection = OGR_GT_Flatten(OGR_G_GetGeometryType(valid)) == wkbGeometryCollection
  // Of a collection, the lines and points left over by the repair have no area.
  let pieces = (isCollection ? parts(valid) : [valid]).filter {
    surfaces.contains(OGR_GT_Flatten(OGR_G_GetGeometryType($0)))
  }
  var repaired = MultiPolygon(polygons: [])
  for piece in pieces { repaired.polygons += try polygons(piece, transformation).polygons }
  return .area(repaired, repaired: true)
}

private func polygons(
  _ geometry: OGRGeometryH, _ transformation: GridTransformation
) throws(GeometryFault) -> MultiPolygon {
  let isOne = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) == wkbPolygon
  return MultiPolygon(
    polygons: try (isOne ? [geometry] : parts(geometry)).map { polygon throws(GeometryFault) in
      try parts(polygon).map { ring throws(GeometryFault) in try positions(ring, transformation) }
    })
}

/// The polygons of a multipolygon, or the rings of a polygon.
private func parts(_ geometry: OGRGeometryH) -> [OGRGeometryH] {
  (0..<OGR_G_GetGeometryCount(geometry)).compactMap { OGR_G_GetGeometryRef(geometry, $0) }
}

/// The positions of a point, line or ring, on the grid and in Great Britain.
private func positions(
  _ geometry: OGRGeometryH?, _ transformation: GridTransformation
) throws(GeometryFault) -> [Point] {
  let count = Int(OGR_G_GetPointCount(geometry))
  guard count > 0 else { throw GeometryFault(fault: "an empty part") }
  var x = [Double](repeating: 0, count: count)
  var y = x
  let stride = Int32(MemoryLayout<Double>.stride)
  OGR_G_GetPoints(geometry, &x, stride, &y, stride, nil, 0)
  let points: [Point]
  do throws(TransformationError) {
    points = try transformation.points(x: x, y: y)
  } catch {
    throw GeometryFault(
      fault: error.problem,
      remedy: transformation.isGeographic
        ? "Give longitude and latitude, or name the coordinate reference system with --crs EPSG:27700."
        : "Name the coordinate reference system of its coordinates with --crs.")
  }
  if let edge = points.first(where: { !isWithinGrid($0) }) {
    throw GeometryFault(
      fault:
        "a position on the edge of the grid, (\(Int(edge.easting)), \(Int(edge.northing))), as where a coordinate is missing"
    )
  }
  // Boundaries reach into the sea; somewhere they touch land.
  if !points.contains(where: isInGreatBritain) {
    let place = "(\(Int(points[0].easting)), \(Int(points[0].northing)))"
    throw GeometryFault(
      fault: isInGreatBritain(points[0].swapped)
        ? "coordinates that look changed over, northing before easting: \(place)"
        : "coordinates outside Great Britain: \(place)",
      remedy: "Give eastings before northings, in the coordinate reference system that the file names.")
  }
  return points
}

/// Whether a point is on the grid by a metre or more, so that going to degrees and back cannot take it off.
private func isWithinGrid(_ point: Point) -> Bool {
  (1...699_999).contains(point.easting) && (1...1_299_999).contains(point.northing)
}

/// The area in square metres that two areas share; 0 where it cannot be told.
public func sharedArea(_ first: MultiPolygon, _ second: MultiPolygon) -> Double {
  CPLPushErrorHandler(CPLQuietErrorHandler)
  defer { CPLPopErrorHandler() }
  let (left, right) = (geometry(first), geometry(second))
  defer {
    OGR_G_DestroyGeometry(left)
    OGR_G_DestroyGeometry(right)
  }
  guard let shared = OGR_G_Intersection(left, right) else { return 0 }
  defer { OGR_G_DestroyGeometry(shared) }
  return OGR_G_Area(shared)
}

private func geometry(_ area: MultiPolygon) -> OGRGeometryH? {
  let surface = OGR_G_CreateGeometry(wkbMultiPolygon)
  for rings in area.polygons {
    let polygon = OGR_G_CreateGeometry(wkbPolygon)
    for ring in rings {
      let line = OGR_G_CreateGeometry(wkbLinearRing)
      for point in ring { OGR_G_AddPoint_2D(line, point.easting, point.northing) }
      OGR_G_CloseRings(line)
      OGR_G_AddGeometryDirectly(polygon, line)
    }
    OGR_G_AddGeometryDirectly(surface, polygon)
  }
  return surface
}
