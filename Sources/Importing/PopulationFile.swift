import Foundation
import Inputs

/// A table of residents by LSOA and single year of age, in any layout that ONS has used.
struct PopulationFile {
  let table: CSVTable
  let code: CSVColumn
  private let ages: AgeColumns
  private let total: CSVColumn?
  private(set) var notes: [String] = []

  /// `nil` and problems when there is no such table in the file.
  init?(_ source: URL, sheet: String?, log: ProblemLog) {
    let before = log.problems.count
    var tables = readTables(source, log: log)
    if let sheet {
      let named = tables.filter { $0.sheet == sheet }
      if named.isEmpty, !tables.isEmpty {
        log.report(
          source.lastPathComponent, value: sheet, "not a sheet of it", "Use \(orList(tables.compactMap(\.sheet))).")
      }
      tables = named
    }
    let candidates = tables.filter { lsoaColumn($0) != nil && !AgeColumns($0).isEmpty }
    guard log.problems.count == before, let table = candidates.max(by: { Self.rank($0) < Self.rank($1) }),
      let code = lsoaColumn(table)
    else {
      if log.problems.count == before {
        log.report(
          source.lastPathComponent, "no table has a column of LSOA codes and a column for each year of age",
          "Use ONS's estimates by LSOA and single year of age, with columns such as LSOA 2021 Code, and 0 to 25, Age 0 or F0 and M0."
        )
      }
      return nil
    }
    self.table = table
    self.code = code
    ages = AgeColumns(table)
    total = NamedColumns(table)["total_population", "total", "all_ages", "allages", "all_persons"]
    let missing = ages.missing
    if !missing.isEmpty {
      log.report(
        table.file, sheet: table.sheet, row: 1,
        "there is no column for age \(missing.map(String.init).joined(separator: ", "))",
        "Use estimates by single year of age, 0 to 25 at least.")
      return nil
    }
    if candidates.count > 1, let sheet = table.sheet {
      notes.append(
        "Of \(candidates.count) sheets with residents by LSOA, \(sheet) was read. Name another with --sheet.")
    }
    if ages.isBySex { notes.append("Women and men of each age were added together.") }
  }

  /// Residents aged 0-4, 5-10, 11-15 and 16-25 of a row; `nil` and problems when a cell is at fault.
  func weights(_ row: Int) -> [Double]? {
    var weights = [0.0, 0, 0, 0]
    for age in 0...25 {
      for column in ages[age] {
        guard let residents = number(row, column) else { return nil }
        weights[age < 5 ? 0 : age < 11 ? 1 : age < 16 ? 2 : 3] += residents
      }
    }
    if let total, let all = number(row, total), weights.reduce(0, +) > all + 0.5 {
      table.report(row, total, "less than the residents aged 0 to 25 of the row", "Download the file again.")
      return nil
    }
    return weights
  }

  private func number(_ row: Int, _ column: CSVColumn) -> Double? {
    if table.isEmpty(row, column) { return table.number(row, column, required: true) }
    // An LSOA holds 1,000 to 3,000 residents, so that no age of it can hold 100,000.
    if let number = looseNumber(table.bytes(row, column)), (0...100_000).contains(number) { return number }
    table.report(
      row, column, "not a number of residents", "Write digits, such as 12; residents by LSOA are not suppressed.")
    return nil
  }

  /// Which of several sheets is meant: persons before women or men, then the latest year named.
  private static func rank(_ table: CSVTable) -> (Int, Int) {
    let key = NamedColumns.key(table.sheet ?? "")
    let isOneSex = key.contains("male") || key.contains("female")
    let years = (table.sheet ?? "").split { !$0.isNumber }.compactMap { $0.count == 4 ? Int($0) : nil }
    return (key.contains("person") ? 2 : isOneSex ? 0 : 1, years.max() ?? 0)
  }
}

/// The columns of each single year of age.
private struct AgeColumns {
  private var persons: [Int: CSVColumn] = [:]
  private var women: [Int: CSVColumn] = [:]
  private var men: [Int: CSVColumn] = [:]

  init(_ table: CSVTable) {
    for name in table.columns {
      // The open-ended last column, `90+`, is no single year.
      guard !name.contains("+"), let column = table.optionalColumn(name) else { continue }
      let key = NamedColumns.key(name)
      let digits = String(key.reversed().prefix(while: \.isNumber).reversed())
      guard let age = Int(digits), (0...25).contains(age), String(age) == digits else { continue }
      switch key.dropLast(digits.count) {
      case "", "age", "aged", "ages", "persons", "p", "allpersons": persons[age] = persons[age] ?? column
      case "f", "female", "females", "women": women[age] = women[age] ?? column
      case "m", "male", "males", "men": men[age] = men[age] ?? column
      default: break
      }
    }
  }

  var isEmpty: Bool { persons.isEmpty && (women.isEmpty || men.isEmpty) }
  /// Whether ages come as women and men apart.
  var isBySex: Bool { persons.isEmpty }
  var missing: [Int] { (0...25).filter { self[$0].isEmpty } }

  subscript(age: Int) -> [CSVColumn] {
    if !isBySex { return [persons[age]].compactMap { $0 } }
    guard let women = women[age], let men = men[age] else { return [] }
    return [women, men]
  }
}
