import Inputs
import Planning
import Units

/// Cells of the release by series, place and year, with a count of everything that was odd about them.
struct SEN2Cells {
  struct Key: Hashable {
    var series: SurveySeries
    /// An authority's code, a region's, or `england`.
    var place: String
    var year: Int
    /// The single year of age within a band; nothing otherwise.
    var age = -1
  }
  private struct YearOfPlace: Hashable {
    var place: String
    var year: Int
  }
  private enum Level { case authority, region, nation }

  static let england = "england"
  /// No count of England comes near the upper end.
  private static let counts = 0.0...10_000_000
  private var authorities: [Key: Double?] = [:]
  private var regions: [Key: Double?] = [:]
  /// Region of each authority in each year, so that a later row cannot move an earlier one.
  private var regionOf: [YearOfPlace: String] = [:]
  /// Names of authorities, and the nine-character codes each has had.
  private(set) var names: [String: String] = [:]
  private(set) var newCodes: [String: Set<String>] = [:]
  private(set) var regionNames: [String: String] = [:]
  private(set) var notes: [String] = []

  /// Codes of authorities whose plans are known in some January, in order.
  var codes: [String] {
    Set(
      authorities.filter { $0.key.series == .stock && $0.value != nil && $0.key.place != Self.england }.keys.map(
        \.place)
    )
    .sorted()
  }
  /// First to last year of any cell.
  var years: ClosedRange<Int>? {
    let years = authorities.keys.map(\.year)
    guard let first = years.min(), let last = years.max() else { return nil }
    return first...last
  }

  /// Takes what a file gives.
  mutating func read(_ file: SEN2File, _ table: CSVTable) {
    let header = SEN2Header(table)
    guard let period = header.required("time_period"),
      header["old_la_code"] != nil || header.required("new_la_code") != nil
    else { return }
    var columns: [(series: SurveySeries, columns: [CSVColumn])] = []
    for (series, names) in file.columns {
      let found = names.compactMap { header[$0] }
      if found.count == names.count {
        columns.append((series, found))
      } else if series == .stock {
        for name in names { _ = header.required(name) }
        return
      } else {
        let missing = names.filter { header[$0] == nil }.joined(separator: " and ")
        notes.append("\(file.name): no column \(missing), so \(series.label.lowercased()) are not known from it.")
      }
    }
    var oddities = SEN2Oddities(file: file.name, shortRows: table.shortRowCount)
    let topic = header["breakdown_topic"]
    let breakdown = header["breakdown"]
    var rows = 0
    for row in 0..<table.rowCount {
      var age: (band: SurveySeries, year: Int)?
      if let topic, let text = table.text(row, topic)?.lowercased() {
        let label = table.text(row, breakdown)
        if file.isStock, text == SEN2File.ages {
          guard let found = label.flatMap(Self.age) else { continue }
          age = found
        } else if !file.isTotal(topic: text, breakdown: label?.lowercased()) {
          continue
        }
      }
      rows += 1
      guard let year = Self.year(table.text(row, period) ?? "", isStock: file.isStock) else {
        oddities.badPeriods += 1
        continue
      }
      guard let (level, place) = self.place(row, table, header) else {
        oddities.nowhere += 1
        continue
      }
      if level == .authority {
        if let name = table.text(row, header["la_name"]) { names[place] = name }
        if let code = table.text(row, header["region_code"]) { regionOf[YearOfPlace(place: place, year: year)] = code }
        if let code = table.text(row, header["new_la_code"]) { newCodes[place, default: []].insert(code) }
      } else if level == .region, let name = table.text(row, header["region_name"]) {
        regionNames[place] = name
      }
      for (series, parts) in columns where age == nil || series == .stock {
        var sum: Double? = 0
        for part in parts {
          let cell = table.bytes(row, part)
          let number = decimalNumber(cell).flatMap { Self.counts.contains($0) ? $0 : nil }
          if number == nil, level != .region { oddities.mark(part.name, String(decoding: cell, as: UTF8.self)) }
          if let have = sum, let number { sum = have + number } else { sum = nil }
        }
        let key = Key(series: age?.band ?? series, place: place, year: year, age: age?.year ?? -1)
        if level == .region {
          oddities.enter(sum, key, into: &regions)
        } else {
          oddities.enter(sum, key, into: &authorities)
        }
      }
    }
    if rows == 0 { notes.append("\(file.name): no row is a total, such as \(file.total): nothing was read.") }
    notes += oddities.notes(names)
  }

  /// Writes what is known into a panel.
  func fill(_ panel: inout AuthorityPanel) {
    let index = Dictionary(uniqueKeysWithValues: panel.codes.enumerated().map { ($1, $0) })
    var bands: [Key: (sum: Double, isWhole: Bool)] = [:]
    for (key, value) in authorities {
      guard let area = key.place == Self.england ? panel.england : index[key.place] else { continue }
      if key.age < 0 {
        panel[key.series, area, key.year] = value
      } else {
        // Whole counts, so the order of adding does not show.
        let band = Key(series: key.series, place: key.place, year: key.year)
        let before = bands[band] ?? (0, true)
        bands[band] = (before.sum + (value ?? 0), before.isWhole && value != nil)
      }
    }
    for (key, band) in bands where band.isWhole {
      panel[key.series, key.place == Self.england ? panel.england : index[key.place] ?? 0, key.year] = band.sum
    }
  }

  /// Takes out flows of an authority that repeat its region's row, where the region has several authorities.
  mutating func dropRegionalTotals(_ notes: inout [String]) {
    var sizes: [YearOfPlace: Int] = [:]
    for (known, code) in regionOf { sizes[YearOfPlace(place: code, year: known.year), default: 0] += 1 }
    var dropped: [Key: Int] = [:]
    for (key, value) in authorities where !key.series.isStock {
      guard let value, value > 0, let code = regionOf[YearOfPlace(place: key.place, year: key.year)],
        sizes[YearOfPlace(place: code, year: key.year), default: 0] > 1
      else { continue }
      let total = Key(series: key.series, place: code, year: key.year)
      if regions[total] == .some(.some(value)) {
        authorities[key] = .some(nil)
        dropped[total, default: 0] += 1
      }
    }
    for (key, count) in dropped.sorted(by: { ($0.key.year, $0.key.place) < ($1.key.year, $1.key.place) }) {
      let value = (regions[key] ?? nil) ?? 0
      notes.append(
        "\(key.series.label) of \(key.year): \(count) authorities of \(regionNames[key.place] ?? key.place) repeat "
          + "their region's total of \(Int(value)): taken as not known.")
    }
  }

  private func place(_ row: Int, _ table: CSVTable, _ header: SEN2Header) -> (Level, String)? {
    let old = table.text(row, header["old_la_code"]).flatMap { Self.isSymbol($0) ? nil : $0 }
    let new = table.text(row, header["new_la_code"]).flatMap { Self.isSymbol($0) ? nil : $0 }
    let region = table.text(row, header["region_code"]).flatMap { Self.isSymbol($0) ? nil : $0 }
    switch table.text(row, header["geographic_level"])?.lowercased() {
    case "local authority": return (old ?? new).map { (.authority, $0) }
    case "regional", "region": return region.map { (.region, $0) }
    case "national": return (.nation, Self.england)
    case nil:
      if let code = old ?? new { return (.authority, code) }
      return region.map { (.region, $0) } ?? (.nation, Self.england)
    default: return nil
    }
  }

  private static func isSymbol(_ text: String) -> Bool { ["c", "x", "z", ":", "low", "k"].contains(text.lowercased()) }

  /// The January of `202425` or `2024/25`, or the calendar year of `2024`.
  private static func year(_ text: String, isStock: Bool) -> Int? {
    let year = isStock ? AcademicYear(text)?.january : text.utf8.count == 4 ? Int(text) : nil
    return year.flatMap { (1990...2100).contains($0) ? $0 : nil }
  }

  /// Age and band of `age 7` or `age 2 and under`; `nil` for an unknown age.
  private static func age(_ label: String) -> (band: SurveySeries, year: Int)? {
    guard let age = label.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).first.flatMap({ Int($0) }), age <= 30
    else { return nil }
    let year = label.lowercased().hasPrefix("under") ? age - 1 : age
    return (year <= 4 ? .age0to4 : year <= 10 ? .age5to10 : year <= 15 ? .age11to15 : .age16to25, year)
  }
}

extension SurveySeries {
  /// In a sentence, at its beginning.
  var label: String {
    switch self {
    case .stock: "Plans"
    case .inmss: "Placements in independent and non-maintained special schools"
    case .age0to4, .age5to10, .age11to15, .age16to25: "Plans by age"
    case .newPlans: "New plans"
    case .ceased: "Plans ceased"
    case .issued: "Plans issued"
    case .requests: "Requests"
    case .refusals: "Requests refused"
    }
  }
}

/// Column names whatever their case and order.
private struct SEN2Header {
  let table: CSVTable
  private var columns: [String: CSVColumn] = [:]
  init(_ table: CSVTable) {
    self.table = table
    for name in table.columns {
      if columns[name.lowercased()] == nil { columns[name.lowercased()] = table.optionalColumn(name) }
    }
  }
  subscript(name: String) -> CSVColumn? { columns[name] }
  func required(_ name: String) -> CSVColumn? { columns[name] ?? table.column(name) }
}
