import Foundation
import Geometry
import Inputs
import Planning

/// Where LSOAs' residents live on average: ONS's population-weighted centroids, by code.
struct LSOACentroids {
  private var points: [String: Point] = [:]
  /// In file order.
  private(set) var codes: [String] = []

  subscript(code: String) -> Point? { points[code] }

  /// Reads a table (easting and northing, or longitude and latitude) or a vector file of points; `nil` and problems
  /// when anything in it is at fault.
  init?(_ place: URL, log: ProblemLog) {
    let before = log.problems.count
    let endings = ["gpkg", "geojson", "json", "shp", "tab", "mif", "fgb"]
    let name = place.pathExtension == "gz" ? place.deletingPathExtension() : place
    if endings.contains(name.pathExtension.lowercased()) { readLayer(place, log) } else { readTable(place, log) }
    if log.problems.count == before, codes.isEmpty {
      log.report(place.lastPathComponent, "there are no centroids in it", "Download the centroids of LSOAs again.")
    }
    if log.problems.count > before { return nil }
  }

  private mutating func readTable(_ place: URL, _ log: ProblemLog) {
    let before = log.problems.count
    guard let table = readTables(place, log: log).first(where: { lsoaColumn($0) != nil }), let code = lsoaColumn(table)
    else {
      if log.problems.count == before {
        log.report(
          place.lastPathComponent, "no column holds the codes of LSOAs",
          "Use ONS's population-weighted centroids of LSOAs, with lsoa11_code or LSOA21CD.")
      }
      return
    }
    let columns = NamedColumns(table)
    var grid = (
      columns["easting", "eastings", "easting_m", "bng_e", "oseast1m", "x"],
      columns["northing", "northings", "northing_m", "bng_n", "osnrth1m", "y"]
    )
    var degrees = (columns["longitude", "long", "lon"], columns["latitude", "lat"])
    // ONS has published x and y in metres in some years and in degrees in others.
    if let x = grid.0, NamedColumns.key(x.name) == "x", table.rowCount > 0,
      let value = decimalNumber(table.bytes(0, x)), abs(value) <= 180
    {
      degrees = grid
      grid = (nil, nil)
    }
    guard grid.0 != nil && grid.1 != nil || degrees.0 != nil && degrees.1 != nil else {
      _ = columns.required("easting", "eastings", "x", "longitude", "long")
      _ = columns.required("northing", "northings", "y", "latitude", "lat")
      return
    }
    let geographic = degrees.0 == nil ? nil : try? GridTransformation()
    for row in 0..<table.rowCount {
      guard let lsoa = table.text(row, code, required: true) else { continue }
      let metres = point(table, row, grid) { Point(easting: $0, northing: $1) }
      let converted = point(table, row, degrees) { (try? geographic?.point(longitude: $0, latitude: $1)) ?? nil }
      guard let point = metres ?? converted, let column = metres == nil ? degrees.0 : grid.0 else { continue }
      if let metres, let converted, metres.distance(to: converted) > 100 {
        table.report(row, column, "more than 100 m from its own longitude and latitude", "Download the file again.")
      } else if let fault = pointFault(point, expected: nil) {
        table.report(row, column, fault.clause, fault.remedy)
      } else if !add(lsoa, point) {
        table.report(row, code, "the code of more than one row", "Keep one row for each LSOA.")
      }
    }
  }

  /// The point of a pair of cells; `nil` where the columns are absent, and where a cell is at fault, which is reported.
  private func point(
    _ table: CSVTable, _ row: Int, _ columns: (CSVColumn?, CSVColumn?), _ make: (Double, Double) -> Point?
  ) -> Point? {
    guard let first = columns.0, let second = columns.1,
      let x = table.number(row, first, required: true), let y = table.number(row, second, required: true)
    else { return nil }
    if let point = make(x, y) { return point }
    table.report(
      row, first, "with \(y) beside it, not a place in Great Britain", "Give longitude and latitude in degrees.")
    return nil
  }

  private mutating func readLayer(_ place: URL, _ log: ProblemLog) {
    guard let data = Geodata(place, log: log), let layer = data.layer(nil),
      let transformation = data.transformation(of: layer)
    else { return }
    let keys = ["lsoa21cd", "lsoa11cd", "lsoacode", "lsoacd", "lsoa21code", "lsoa11code"]
    guard let column = layer.columns.first(where: { keys.contains(NamedColumns.key($0)) }) else {
      return log.report(
        data.file, "no column holds the codes of LSOAs", "Use ONS's centroids, with LSOA11CD or LSOA21CD.")
    }
    data.read(layer, columns: [column], through: transformation) { feature in
      guard let code = feature.values[0], case .point(let point) = feature.shape else {
        log.report(data.file, "feature \(feature.number) has no code or no point", "Download the centroids again.")
        return true
      }
      if !add(code, point) {
        log.report(data.file, column: column, value: code, "the code of more than one feature", "Download it again.")
      }
      return true
    }
  }

  private mutating func add(_ code: String, _ point: Point) -> Bool {
    if points.updateValue(point, forKey: code) != nil { return false }
    codes.append(code)
    return true
  }
}

/// Finds the areas a point lies in.
struct AreaIndex {
  private let boundaries: [(bounds: Bounds?, area: MultiPolygon)]

  init(_ areas: [Area]) { boundaries = areas.map { ($0.boundary.bounds, $0.boundary) } }

  /// Indices of the areas, in order.
  func areas(at point: Point) -> [Int] {
    boundaries.indices.filter {
      boundaries[$0].bounds?.contains(point) == true && boundaries[$0].area.contains(point)
    }
  }
}
