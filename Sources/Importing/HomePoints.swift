import Foundation
import Geometry
import Inputs

/// Points of the postcodes or UPRNs that a caseload needs, looked up in a file of all of them.
///
/// The file is read once, row by row, and only the points asked for are kept: Open UPRN has 40 million rows.
struct HomePoints {
  enum Lookup: Sendable {
    /// Code-Point Open without a header, ONSPD, or a header that names postcode, easting and northing.
    case postcodes
    /// OS Open UPRN, or a header that names UPRN and X_COORDINATE, Y_COORDINATE or easting, northing.
    case uprns

    var noun: String { self == .postcodes ? "postcode" : "UPRN" }
  }
  private(set) var points: [UInt64: Point] = [:]

  /// Finds the points of `wanted` packed keys in a file, or in every `.csv` of a folder and the folders within.
  init(_ lookup: Lookup, at url: URL, wanted: Set<UInt64>, log: ProblemLog) {
    let files = Self.files(at: url)
    if files.isEmpty {
      log.report(
        url.lastPathComponent, "the folder holds no .csv file", "Name the folder or file of the \(lookup.noun)s.",
        isMissing: true)
    }
    points.reserveCapacity(wanted.count)
    for file in files { read(lookup, file, wanted, log) }
  }

  private static func files(at url: URL) -> [URL] {
    guard url.isFolder else { return [url] }
    let names = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.lowercased().hasSuffix(".csv") || $0.lowercased().hasSuffix(".csv.gz") }.sorted()
      .map(url.appendingPathComponent)
  }

  private mutating func read(_ lookup: Lookup, _ url: URL, _ wanted: Set<UInt64>, _ log: ProblemLog) {
    let file = url.lastPathComponent
    guard var rows = HomePointRows(url, log: log) else { return }
    var layout: (key: Int, easting: Int, northing: Int)?
    var faults: [(line: Int, fault: String)] = []
    var row = HomePointRows.Row()
    while rows.next(&row) {
      guard let place = layout else {
        guard let found = Self.layout(lookup, row) else {
          return log.report(
            file, row: row.line, "the columns of a \(lookup.noun) file are not found",
            lookup == .postcodes
              ? "Give Code-Point Open, ONSPD, or a table with the columns postcode, easting and northing."
              : "Give OS Open UPRN, or a table with the columns UPRN, X_COORDINATE and Y_COORDINATE.")
        }
        layout = found.columns
        if !found.isHeader { take(lookup, row, found.columns, wanted, &faults) }
        continue
      }
      take(lookup, row, place, wanted, &faults)
    }
    if layout == nil { log.report(file, "the file is empty", "Download it again.") }
    for (line, fault) in faults.prefix(20) {
      log.report(file, row: line, fault, "Correct the row, or download the file again.")
    }
    if faults.count > 20 {
      log.report(file, "\(faults.count - 20) more rows are wrong", "Download the file again.")
    }
  }

  private mutating func take(
    _ lookup: Lookup, _ row: HomePointRows.Row, _ place: (key: Int, easting: Int, northing: Int), _ wanted: Set<UInt64>,
    _ faults: inout [(line: Int, fault: String)]
  ) {
    guard row.cells.count > max(place.key, place.easting, place.northing) else {
      if row.cells.count > 1 || !row[0].isEmpty { faults.append((row.line, "the row is cut short")) }
      return
    }
    let key = lookup == .postcodes ? Self.packedPostcode(row[place.key]) : Self.packedNumber(row[place.key])
    let (easting, northing) = (row[place.easting], row[place.northing])
    // Rows without a place are part of these files: Northern Ireland, new or ended postcodes.
    if easting.isEmpty && northing.isEmpty { return }
    guard let key else { return faults.append((row.line, "the first cell is not a \(lookup.noun)")) }
    guard let x = decimalNumber(easting), let y = decimalNumber(northing) else {
      return faults.append((row.line, "easting or northing is not a number"))
    }
    if x == 0 && y == 0 { return }
    if wanted.contains(key), points[key] == nil { points[key] = Point(easting: x, northing: y) }
  }

  private static func layout(
    _ lookup: Lookup, _ row: HomePointRows.Row
  ) -> (columns: (key: Int, easting: Int, northing: Int), isHeader: Bool)? {
    let names = row.cells.indices.map { normalizedHeader(String(decoding: row[$0], as: UTF8.self)) }
    func index(_ aliases: [String]) -> Int? {
      aliases.lazy.compactMap { names.firstIndex(of: $0) }.first
    }
    let keys = lookup == .postcodes ? ["pcds", "postcode", "pcd8", "pcd7", "pcd", "pcd2"] : ["uprn"]
    let eastings = ["oseast1m", "easting", "eastings", "east1m", "x_coordinate", "easting_m", "x"]
    let northings = ["osnrth1m", "northing", "northings", "north1m", "y_coordinate", "northing_m", "y"]
    if let key = index(keys), let easting = index(eastings), let northing = index(northings) {
      return ((key, easting, northing), true)
    }
    // Code-Point Open: postcode, positional quality, easting, northing, codes.
    guard lookup == .postcodes, row.cells.count >= 4, packedPostcode(row[0]) != nil, wholeNumber(row[1]) != nil,
      decimalNumber(row[2]) != nil, decimalNumber(row[3]) != nil
    else { return nil }
    return ((0, 2, 3), false)
  }

  /// A postcode's letters and digits in one number; `nil` when it has not the form of one.
  ///
  /// The last three are a digit and two letters, before them one or two letters, a digit, and a letter or digit or none.
  static func packedPostcode(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    var packed: UInt64 = 0
    var count = 0
    for byte in bytes where byte != UInt8(ascii: " ") {
      let upper = byte >= 97 && byte <= 122 ? byte - 32 : byte
      guard (65...90).contains(upper) || (48...57).contains(upper), count < 7 else { return nil }
      packed = packed << 8 | UInt64(upper)
      count += 1
    }
    guard count >= 5 else { return nil }
    func isDigit(_ fromEnd: Int) -> Bool { packed >> UInt64(8 * fromEnd) & 0xFF < 58 }
    let letters = isDigit(count - 2) ? 1 : 2
    guard !isDigit(0), !isDigit(1), isDigit(2), !isDigit(count - 1), count > letters + 3, isDigit(count - 1 - letters),
      count <= letters + 5
    else { return nil }
    return packed
  }

  /// A number of at most 18 digits; a workbook's `.0` after it is passed over.
  static func packedNumber(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    let digits = bytes.prefix { (48...57).contains($0) }
    guard bytes.dropFirst(digits.count).elementsEqual(".0".utf8) || digits.count == bytes.count else { return nil }
    return wholeNumber(digits).map(UInt64.init)
  }
}
