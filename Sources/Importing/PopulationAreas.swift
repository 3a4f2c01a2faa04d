import Foundation
import Inputs
import Planning

/// Which of the study's areas each LSOA belongs to by a table, in place of boundaries: ONS's LSOA to ward lookup, or an
/// authority's own list of the LSOAs of its planning areas.
struct LSOAAreas {
  private var areas: [String: Int] = [:]
  private let lsoas: Set<String>

  /// Finds the columns of LSOAs and of areas, the latter by its values: ids of the study's areas, or else names.
  init?(_ place: URL, _ study: [Area], log: ProblemLog) {
    let before = log.problems.count
    let tables = readTables(place, log: log)
    guard let table = tables.first(where: { lsoaColumn($0) != nil }), let code = lsoaColumn(table) else {
      if log.problems.count == before {
        log.report(place.lastPathComponent, "no column holds the codes of LSOAs", "Add one, such as LSOA21CD.")
      }
      return nil
    }
    let ids = Dictionary(study.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Dictionary(study.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let columns = table.columns.compactMap(table.optionalColumn).filter { $0.name != code.name }
    let found = [ids, names].lazy.compactMap { known -> (column: CSVColumn, known: [String: Int])? in
      let hits = columns.map { column in
        (0..<table.rowCount).count { row in table.text(row, column).map { known[$0] != nil } ?? false }
      }
      guard let most = hits.max(), most > 0, let at = hits.firstIndex(of: most) else { return nil }
      return (columns[at], known)
    }.first
    guard let best = found else {
      log.report(
        table.file, sheet: table.sheet, "no column holds ids or names of the study's areas",
        "Use a table of LSOAs with the areas' ids, such as \(RegisterText.few(study.map(\.id), limit: 2)).")
      return nil
    }
    var lsoas: Set<String> = []
    for row in 0..<table.rowCount {
      guard let lsoa = table.text(row, code, required: true) else { continue }
      guard lsoas.insert(lsoa).inserted else {
        table.report(row, code, "the code of more than one row", "Keep one row for each LSOA.")
        continue
      }
      if let area = table.text(row, best.column).flatMap({ best.known[$0] }) { areas[lsoa] = area }
    }
    self.lsoas = lsoas
    if log.problems.count > before { return nil }
  }

  /// Where the table puts an LSOA: in an area by its index, or outside the study.
  enum Place { case area(Int), outside }

  /// `nil` where the table does not settle it: the LSOA is not there, or its parts in the other census are in different
  /// areas.
  func place(of code: String, _ lookup: LSOALookup?) -> Place? {
    func place(_ code: String) -> Place { areas[code].map(Place.area) ?? .outside }
    if lsoas.contains(code) { return place(code) }
    let parts = (lookup?.counterparts(code) ?? []).filter(lsoas.contains)
    guard let first = parts.first, parts.allSatisfy({ areas[$0] == areas[first] }) else { return nil }
    return place(first)
  }
}
