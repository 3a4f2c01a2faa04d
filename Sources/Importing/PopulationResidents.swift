import Foundation
import Geometry
import Inputs
import Planning

/// Residents of the LSOAs whose centroid lies in a study's areas.
struct PopulationResidents {
  struct LSOA {
    var code: String
    var area: Int
    var point: Point
    /// Residents aged 0-4, 5-10, 11-15, 16-25.
    var weights: [Double]
  }
  /// In the order of the centroids' file.
  private(set) var found: [LSOA]
  private var rows: [String: Int]
  private var counted: Set<String> = []
  private let centroids: LSOACentroids
  private var severalAreas = 0
  private var otherThanBoundary = 0
  private var without: [String] = []
  private var elsewhere = 0
  private var otherRows = 0
  private var matched = 0

  /// - Parameter listed: Which area an LSOA belongs to, where a table says so; else the boundary around its centroid does.
  init(_ centroids: LSOACentroids, _ index: AreaIndex, _ listed: LSOAAreas?, _ lookup: LSOALookup?) {
    self.centroids = centroids
    found = []
    rows = [:]
    for code in centroids.codes {
      guard let point = centroids[code] else { continue }
      let areas = index.areas(at: point)
      let said = listed?.place(of: code, lookup)
      let area: Int? =
        switch said {
        case .area(let named): named
        case .outside: nil
        case nil: areas.first
        }
      guard let area else { continue }
      if said != nil {
        if area != areas.first { otherThanBoundary += 1 }
      } else if areas.count > 1 {
        severalAreas += 1
      }
      rows[code] = found.count
      found.append(LSOA(code: code, area: area, point: point, weights: [0, 0, 0, 0]))
    }
  }

  /// Adds the residents of each row to the LSOA it names, or by the lookup to those of the other census in equal parts.
  mutating func add(_ file: PopulationFile, _ lookup: LSOALookup?, _ log: ProblemLog) {
    var seen: [String: Int] = [:]
    for row in 0..<file.table.rowCount {
      guard let code = code(file, row) else { continue }
      if let first = seen.updateValue(file.table.lines[row], forKey: code) {
        file.table.report(row, file.code, "already in row \(first)", "Keep one row for each LSOA.")
        continue
      }
      var targets = centroids[code] == nil ? [] : [code]
      if targets.isEmpty, let lookup {
        targets = lookup.counterparts(code).filter { centroids[$0] != nil }
        if !targets.isEmpty { matched += 1 }
      }
      if targets.isEmpty { without.append(code) }
      let own = targets.compactMap { rows[$0] }
      if own.isEmpty {
        if !targets.isEmpty { elsewhere += 1 }
        continue
      }
      guard let weights = file.weights(row) else {
        counted.formUnion(targets)
        continue
      }
      for target in own {
        for band in 0..<4 { found[target].weights[band] += weights[band] / Double(targets.count) }
      }
      counted.formUnion(targets)
    }
  }

  /// The LSOA code of a row; `nil` for totals and other geographies, and where there is none, which is reported.
  private mutating func code(_ file: PopulationFile, _ row: Int) -> String? {
    guard let code = file.table.text(row, file.code, required: true) else { return nil }
    let bytes = Array(code.utf8)
    let isONS = bytes.count == 9 && (65...90).contains(bytes[0]) && bytes[1...].allSatisfy { (48...57).contains($0) }
    if isONS, code.hasPrefix("E01") || code.hasPrefix("W01") { return code }
    if isONS {
      otherRows += 1
    } else {
      file.table.report(row, file.code, "not a code of an LSOA", "Take the row out, or correct the code.")
    }
    return nil
  }

  /// Reports LSOAs of the study that the population does not hold.
  func checkWhole(_ centroids: String, file: String, hasLookup: Bool, _ log: ProblemLog) {
    if found.isEmpty {
      log.report(
        centroids, "none of its centroids lies in the study's areas", "Use centroids of LSOAs for the whole of England."
      )
    }
    let empty = found.map(\.code).filter { !counted.contains($0) }
    guard !empty.isEmpty else { return }
    log.report(
      file,
      "it has no residents for \(empty.count) of the \(found.count) LSOAs in the study's areas: \(RegisterText.few(empty, limit: 5))",
      hasLookup
        ? "Use population and centroids of the same LSOAs, or a lookup that holds these."
        : "Use population and centroids of the same LSOAs, or add --lookup with the LSOAs of 2011 and 2021 side by side."
    )
  }

  func notes(_ areas: [Area]) -> [String] {
    var notes: [String] = []
    func say(_ text: String, _ count: Int, _ list: [String] = []) {
      if count > 0 {
        notes.append("\(text): \(count)" + (list.isEmpty ? "." : " (\(RegisterText.few(list, limit: 5)))."))
      }
    }
    say("LSOAs outside the study's areas, left out", elsewhere)
    say("LSOAs without a centroid, left out", without.count, without)
    say("LSOAs of the other census, brought to those of the centroids with their residents in equal parts", matched)
    say("Rows of other geographies than LSOAs, left out", otherRows)
    say("LSOAs in more than one area, their residents in the first", severalAreas)
    say("LSOAs in the area that the table names, whose centroid lies elsewhere", otherThanBoundary)
    let empty = areas.indices.filter { area in !found.contains { $0.area == area } }.map { areas[$0].name }
    say("Areas without an LSOA's centroid and so without residents", empty.count, empty)
    return notes
  }
}

/// Which LSOAs of 2011 and 2021 cover the same ground, either way.
struct LSOALookup {
  private var partners: [String: [String]] = [:]

  init?(_ place: URL, log: ProblemLog) {
    let before = log.problems.count
    guard let table = readTables(place, log: log).first else { return nil }
    let columns = NamedColumns(table)
    let old = columns.required("lsoa11_code", "LSOA11CD", "lsoa_2011_code")
    let new = columns.required("lsoa21_code", "LSOA21CD", "lsoa_2021_code")
    guard let old, let new else { return nil }
    for row in 0..<table.rowCount {
      guard let first = table.text(row, old, required: true), let second = table.text(row, new, required: true) else {
        continue
      }
      add(first, second)
      if first != second { add(second, first) }
    }
    if log.problems.count > before { return nil }
  }

  private mutating func add(_ code: String, _ partner: String) {
    if partners[code]?.contains(partner) != true { partners[code, default: []].append(partner) }
  }

  /// In file order; empty for a code that is not in the lookup.
  func counterparts(_ code: String) -> [String] { partners[code] ?? [] }
}
