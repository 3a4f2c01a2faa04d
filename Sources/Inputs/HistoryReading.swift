import Planning
import Units

/// Plans held and flows of past years, for the whole authority or by area.
extension StudyReader {
  mutating func readHistory() {
    guard let table = files.table("history") else { return }
    let area = table.optionalColumn("area_id")
    let authority = area == nil ? table.optionalColumn("la_code") : nil
    if area == nil, authority == nil, !table.columns.isEmpty {
      log.report(
        table.file, row: 1, column: "area_id", "the header has no such column", "Add the column area_id or la_code.")
    }
    let year = table.column("year")
    let ncYear = table.column("nc_year")
    let need = table.column("need")
    let kind = table.column("kind")
    let counts = ["stock", "new", "ceased", "moved_in", "moved_out"].map { table.column($0) }
    // Not every study has them, and growth is foretold better where they are.
    let requests = ["requests", "refused"].map { table.optionalColumn($0) }
    for row in 0..<table.rowCount {
      let areaIndex = table.isAll(row, area) ? nil : table.index(row, area, of: areas, in: "the areas")
      if let authority, let code = table.text(row, authority, required: true), code != "all", code != study.laCode {
        table.report(row, authority, "not this study's authority (\(study.laCode))", "Take the row out.")
      }
      let academicYear = table.historyYear(row, year)
      let yearGroup = table.isAll(row, ncYear) ? nil : table.ncYear(row, ncYear)
      let needCode = table.isAll(row, need) ? nil : table.need(row, need)
      let kindCode = table.isAll(row, kind) ? nil : table.kind(row, kind)
      let values = (counts + requests).map { table.integer(row, $0, in: 0...Int.max) }
      guard let academicYear else { continue }
      study.history.append(
        HistoryRow(
          area: areaIndex, year: academicYear, ncYear: yearGroup.map { NCYear($0) }, need: needCode, kind: kindCode,
          stock: values[0], new: values[1], ceased: values[2], movedIn: values[3], movedOut: values[4],
          requests: values[5], refused: values[6]))
    }
    if area == nil {
      notes.append("\(table.file): no history by area; areas share the authority's rates.")
    }
  }
}

extension CSVTable {
  fileprivate func isAll(_ row: Int, _ column: CSVColumn?) -> Bool {
    guard let column else { return true }
    return bytes(row, column).elementsEqual("all".utf8)
  }

  /// An academic year, or the calendar year of flows that run from its January to the next: `2024` is 2024/25.
  fileprivate func historyYear(_ row: Int, _ column: CSVColumn?) -> AcademicYear? {
    guard let column, !isEmpty(row, column) else { return year(row, column) }
    if let calendar = wholeNumber(bytes(row, column)), (1990...2100).contains(calendar) {
      return AcademicYear(start: calendar)
    }
    return year(row, column)
  }
}
