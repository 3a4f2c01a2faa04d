import Foundation
import Inputs
import Planning
import Units

/// A table of pupil numbers: which columns hold what.
struct ForecastSheet {
  /// A column of numbers, and the year group or the academic year it is of, where its header says.
  struct Values {
    var column: CSVColumn
    var ncYear: Int?
    var year: AcademicYear?
  }
  let table: CSVTable
  /// What stands above the header.
  let titles: [String]
  private(set) var area: CSVColumn?
  private(set) var year: CSVColumn?
  private(set) var ncYear: CSVColumn?
  private(set) var basis: CSVColumn?
  /// Columns of the authority's code and name.
  private(set) var authority: [CSVColumn] = []
  private(set) var values: [Values] = []
  /// Totals over the year groups of a row.
  private(set) var totals: [CSVColumn] = []
  /// Full-time and part-time pupils and the headcount of both, where DfE's files give all three.
  private let headcount: [CSVColumn]

  /// `nil` when the table holds no pupils by year and year group.
  init?(_ table: CSVTable, titles: [String] = [], area given: String?) {
    self.table = table
    self.titles = titles
    let columns = NamedColumns(table)
    area =
      given.map { table.optionalColumn($0) ?? columns[$0] }
      ?? columns[
        "area_id", "planning_area_id", "planning_area_code", "planning_area_reference", "planning_area_ref",
        "planning_area",
        "planning_area_name", "pa_code", "area_code", "area_name", "area", "ward_code", "ward_name", "ward"]
    authority = [columns["old_la_code", "la_code", "lacode"], columns["la_name", "local_authority", "laname"]]
      .compactMap { $0 }
    basis = columns["basis", "actual_or_forecast", "forecast_or_actual"]
    headcount = [columns["full_time"], columns["part_time"], columns["headcount"]].compactMap { $0 }
    let all = table.columns.compactMap(table.optionalColumn)
    year = columns["academic_year", "forecast_year", "school_year", "year", "time_period", "ay"].flatMap {
      isYears($0) ? $0 : nil
    }
    ncYear = columns[
      "nc_year", "ncyear", "year_group", "nc_year_group", "national_curriculum_year", "national_curriculum_year_group",
      "year"
    ].flatMap { isYearGroups($0) && $0.index != year?.index ? $0 : nil }
    let taken = Set([area, year, ncYear, basis].compactMap { $0?.index } + authority.map(\.index))
    for column in all where !taken.contains(column.index) {
      if let number = ncYearNumber(column.name), ncYear == nil {
        values.append(Values(column: column, ncYear: number))
      } else if let named = academicYear(column.name), year == nil {
        values.append(Values(column: column, year: named))
      } else if isTotal(column.name) {
        totals.append(column)
      }
    }
    if values.contains(where: { $0.ncYear != nil }) {
      values.removeAll { $0.ncYear == nil }
      year = year ?? all.first { !taken.contains($0.index) && isYears($0) }
    } else if !values.isEmpty {
      ncYear = ncYear ?? all.first { !taken.contains($0.index) && isYearGroups($0) }
      // A total over academic years is of no use and not checked.
      totals = []
    } else if let column = columns[
      "pupils", "forecast", "forecast_pupils", "pupil_forecast", "number_of_pupils", "pupil_numbers", "headcount",
      "number_on_roll", "nor", "roll", "count", "number", "value"]
    {
      values = [Values(column: column)]
      totals = []
    }
    let hasYears = values.allSatisfy { $0.year != nil } || year != nil
    let hasGroups = values.allSatisfy { $0.ncYear != nil } || ncYear != nil
    guard !values.isEmpty, hasYears, hasGroups else { return nil }
  }

  /// Reports a headcount that is not the sum of the full-time and part-time pupils beside it.
  func checkHeadcount(_ row: Int) {
    guard headcount.count == 3 else { return }
    let numbers = headcount.compactMap { looseNumber(table.bytes(row, $0)) }
    if numbers.count == 3, numbers[0] + numbers[1] != numbers[2] {
      table.report(row, headcount[2], "not the sum of full-time and part-time pupils", "Download the file again.")
    }
  }

  /// Columns that nothing is read from.
  var unread: [String] {
    let read = Set(
      [area, year, ncYear, basis].compactMap { $0?.index } + authority.map(\.index) + values.map(\.column.index)
        + totals.map(\.index))
    return table.columns.indices.filter { !read.contains($0) }.map { table.columns[$0] }
  }

  /// Whether the first cell that is filled in is an academic year.
  private func isYears(_ column: CSVColumn) -> Bool { firstText(column).flatMap(academicYear) != nil }

  private func isYearGroups(_ column: CSVColumn) -> Bool {
    firstText(column).map { ncYearNumber($0) != nil || isTotal($0) } ?? false
  }

  private func firstText(_ column: CSVColumn) -> String? {
    (0..<table.rowCount).lazy.compactMap { table.text($0, column) }.first
  }
}

/// The tables of a file, each with what stands above it; of a workbook, those of one sheet where it is named.
func forecastSheets(_ source: URL, _ name: String?, _ log: ProblemLog) -> [(table: CSVTable, titles: [String])] {
  guard isWorkbook(source) else {
    guard let bytes = readSource(source, log: log) else { return [] }
    let text = ForeignText(bytes)
    return [(text.table(file: source.lastPathComponent, log: log), text.titles)]
  }
  guard var sheets = readSheets(source, log: log) else { return [] }
  if let name {
    let names = sheets.map(\.name)
    sheets.removeAll { $0.name != name }
    if sheets.isEmpty {
      log.report(source.lastPathComponent, value: name, "not a sheet of it", "Use \(orList(names)).")
    }
  }
  return sheets.compactMap { sheet in
    guard let table = sheet.table(file: source.lastPathComponent, log: log) else { return nil }
    let header = max(0, (table.lines.first ?? 2) - 2)
    return (table, sheet.rows.prefix(header).joined().filter { !$0.isEmpty })
  }
}

/// An NC year as schools write it: `Reception`, `R`, `Year 7`, `Y7`, `year_group_7`, `N2`, `7`, `7.0`, `-1`; `nil` for
/// anything else.
func ncYearNumber(_ text: String) -> Int? {
  if let number = looseNumber(ArraySlice(text.utf8)) {
    return number == number.rounded() && (-4...21).contains(number) ? Int(number) : nil
  }
  let key = NamedColumns.key(text)
  // In DfE's codes N1 and N2 are the two years before Reception.
  let named = [
    "reception": 0, "rec": 0, "r": 0, "yr": 0, "yearr": 0, "yearreception": 0, "receptionyear": 0, "n1": -2, "n2": -1,
    "nursery1": -2, "nursery2": -1, "year14plus": 14,
  ]
  if let number = named[key] { return number }
  for prefix in ["ncyeargroup", "ncyear", "yeargroup", "year", "ncy", "yr", "y"] where key.hasPrefix(prefix) {
    let digits = key.dropFirst(prefix.count)
    if let number = Int(digits), (0...14).contains(number), String(number) == digits { return number }
  }
  return nil
}

/// An academic year as files write it: `2026/27`, `202627`, `2026-27`, `2026/2027`; `nil` for anything else.
func academicYear(_ text: String) -> AcademicYear? {
  let characters = text.map { $0 == "-" || $0 == "–" || $0 == "\\" ? "/" : $0 }.filter { $0 != " " }
  let parts = String(characters).split(separator: "/", omittingEmptySubsequences: false)
  if parts.count == 2, parts[1].utf8.count == 4 {
    guard let first = Int(parts[0]), let second = Int(parts[1]), first == second - 1 else { return nil }
    return AcademicYear("\(parts[0])/\(parts[1].suffix(2))")
  }
  guard let year = AcademicYear(String(characters)), (1990...2100).contains(year.start) else { return nil }
  return year
}

/// Whether a header or cell names a total: `Total`, `Grand total`, `Total R to 6`, `All`.
func isTotal(_ text: String) -> Bool {
  let key = NamedColumns.key(text)
  return key.hasPrefix("total") || key.hasSuffix("total")
    || ["all", "allyears", "allareas", "allyeargroups", "sum"].contains(key)
}
