import Foundation
import Inputs
import Planning
import Units

/// Reads tables of pupil numbers one after another and checks their totals.
struct ForecastReading {
  private(set) var figures: [PupilFigure] = []
  private(set) var notes: [String] = []
  private let study: Study
  private let options: ForecastOptions
  private let log: ProblemLog
  private let names: AreaNames
  private var places: [PupilFigure.Key: Int] = [:]
  private var totals = ForecastTotals()
  private var unknownAreas: Set<String> = []
  private var sheetsRead = 0
  private var passedSheets: [String] = []
  private var unread: [String] = []
  private var symbols: [String: Int] = [:]
  private var empty = 0
  private var otherAuthorities = 0
  private var ownRows = 0

  init(study: Study, options: ForecastOptions, log: ProblemLog) {
    self.study = study
    self.options = options
    self.log = log
    names = AreaNames(study.areas)
  }

  mutating func read(_ source: (table: CSVTable, titles: [String])) {
    let table = source.table
    guard let sheet = ForecastSheet(table, titles: source.titles, area: options.area) else {
      passedSheets.append(table.sheet ?? table.file)
      return
    }
    if let given = options.area, sheet.area == nil {
      return log.report(
        table.file, sheet: table.sheet, row: 1, value: given, "not a column of it",
        "Give --area one of \(orList(table.columns)).")
    }
    if options.spread, let column = sheet.area {
      return log.report(
        table.file, sheet: table.sheet, row: 1, column: column.name, "the file has numbers by area already",
        "Leave --spread out, or give a file of the whole authority.")
    }
    sheetsRead += 1
    for name in sheet.unread where !unread.contains(name) { unread.append(name) }
    let area = sheetArea(sheet)
    guard sheet.area != nil || area != nil else {
      return log.report(
        table.file, sheet: table.sheet, row: 1, "nothing says which planning area its numbers are of",
        sheet.authority.isEmpty
          ? "Name the column of areas with --area, or name each sheet after its area."
          : "Add --spread to share numbers of the whole authority out among its areas.")
    }
    for row in 0..<table.rowCount { readRow(row, sheet, area) }
  }

  /// Checks the totals and says what was left out.
  mutating func finish(_ file: String) {
    if figures.isEmpty {
      if ownRows == 0, otherAuthorities > 0 {
        log.report(
          file, "none of its rows is of \(study.laName) (\(study.laCode))",
          "Use a file that holds the study's authority.")
      } else {
        log.report(
          file,
          sheetsRead == 0
            ? "no table in it has pupils by academic year and year group" : "there are no numbers of pupils in it",
          "Give columns of area, year, nc_year and pupils; or of area and year, and one for each year group (Reception, 1 to 14)."
        )
      }
      return
    }
    let checked = totals.check(figures, log)
    func say(_ text: String, _ count: Int, _ list: [String] = []) {
      if count > 0 {
        notes.append("\(text): \(count)" + (list.isEmpty ? "." : " (\(RegisterText.few(list, limit: 5)))."))
      }
    }
    say("Rows of other authorities, left out", otherAuthorities)
    say("Totals that equal the sum of their parts, left out", checked.equal)
    say("Totals left out unchecked, because one of their parts is not known", checked.open)
    say("Empty cells, taken as not known", empty)
    for (symbol, count) in symbols.sorted(by: { $0.key < $1.key }) {
      say("Cells with \"\(symbol)\", taken as not known", count)
    }
    if sheetsRead > 0 {
      say("Sheets without pupils by year and year group, not read", passedSheets.count, passedSheets)
    }
    say("Columns not read", unread.count, unread)
    let covered = Set(figures.map(\.key.area))
    let bare = options.spread ? [] : study.areas.indices.filter { !covered.contains($0) }.map { study.areas[$0].name }
    say("Areas without numbers in the file", bare.count, bare)
  }

  /// The area that a sheet's name or a cell above the header names; the whole authority where that is to be spread.
  private func sheetArea(_ sheet: ForecastSheet) -> Int? {
    if options.spread { return PupilFigure.authority }
    return sheet.area == nil
      ? ([sheet.table.sheet].compactMap { $0 } + sheet.titles).lazy.compactMap(names.within).first : nil
  }

  private mutating func readRow(_ row: Int, _ sheet: ForecastSheet, _ sheetArea: Int?) {
    let table = sheet.table
    guard isOwn(row, sheet) else {
      otherAuthorities += 1
      return
    }
    ownRows += 1
    if sheet.values.allSatisfy({ table.isEmpty(row, $0.column) }) {
      empty += sheet.values.count
      return
    }
    sheet.checkHeadcount(row)
    let area = sheetArea.map { ForecastTotals.Part.one($0) } ?? self.area(row, sheet)
    let year = rowYear(row, sheet)
    let group = rowGroup(row, sheet)
    let isForecast = rowBasis(row, sheet)
    guard let area, let group, let isForecast, year != nil || sheet.year == nil else { return }
    for values in sheet.values {
      guard let academicYear = values.year ?? year else { continue }
      let ncYear = values.ncYear.map(ForecastTotals.Part.one) ?? group
      let pupils = number(row, values.column, table)
      if case .one(let areaIndex) = area, case .one(let number) = ncYear {
        let key = PupilFigure.Key(area: areaIndex, isForecast: isForecast, year: academicYear, ncYear: number)
        guard let pupils else {
          totals.addUnknown(key)
          continue
        }
        if let first = places.updateValue(table.lines[row], forKey: key) {
          table.report(
            row, values.column, "given for the same area, year and year group in row \(first) too", "Keep one of them.")
        } else {
          figures.append(PupilFigure(key: key, pupils: pupils))
        }
      } else if let pupils {
        totals.add(area, academicYear, ncYear, isForecast, pupils, at: (table, row, values.column))
      }
    }
    for column in sheet.totals {
      if let year, let pupils = number(row, column, table) {
        totals.add(area, year, .all, isForecast, pupils, at: (table, row, column))
      }
    }
  }

  /// Whether a row is of the study's authority, as far as it says.
  private func isOwn(_ row: Int, _ sheet: ForecastSheet) -> Bool {
    let stated = sheet.authority.compactMap { sheet.table.text(row, $0) }
    return stated.isEmpty
      || stated.contains { $0 == study.laCode || NamedColumns.key($0) == NamedColumns.key(study.laName) }
  }

  private mutating func area(_ row: Int, _ sheet: ForecastSheet) -> ForecastTotals.Part? {
    guard let column = sheet.area, let text = sheet.table.text(row, column, required: true) else { return nil }
    if let index = names[text] { return .one(index) }
    if isTotal(text) || NamedColumns.key(text) == NamedColumns.key(study.laName) { return .all }
    // Once for each name, not for each of its rows.
    if unknownAreas.insert(text).inserted {
      sheet.table.report(
        row, column, "neither the id nor the name of an area of the study",
        "Write the areas as the study has them, or take rows of other areas out.")
    }
    return nil
  }

  /// The academic year of a row; `nil` where columns carry their own, and where it cannot be read, which is reported.
  private func rowYear(_ row: Int, _ sheet: ForecastSheet) -> AcademicYear? {
    guard let column = sheet.year, let text = sheet.table.text(row, column, required: true) else { return nil }
    if let year = academicYear(text) { return year }
    sheet.table.report(row, column, "not an academic year", "Write it as 2026/27.")
    return nil
  }

  private func rowGroup(_ row: Int, _ sheet: ForecastSheet) -> ForecastTotals.Part? {
    guard let column = sheet.ncYear else { return .all }
    guard let text = sheet.table.text(row, column, required: true) else { return nil }
    if let number = ncYearNumber(text) { return .one(number) }
    if isTotal(text) { return .all }
    sheet.table.report(
      row, column, "not a year group", "Write Reception, or 1 to 14; an NC year is the age on 31 August less 4.")
    return nil
  }

  private func rowBasis(_ row: Int, _ sheet: ForecastSheet) -> Bool? {
    if let column = sheet.basis, let text = sheet.table.text(row, column) {
      if let basis = ForecastOptions.Basis(rawValue: text.lowercased()) { return basis == .forecast }
      sheet.table.report(row, column, "neither actual nor forecast", "Write actual or forecast.")
      return nil
    }
    return (options.basis ?? (options.spread ? .actual : .forecast)) == .forecast
  }

  /// A number of pupils; `nil` for one that is empty or a symbol, which is counted, and for a fault, which is reported.
  private mutating func number(_ row: Int, _ column: CSVColumn, _ table: CSVTable) -> Double? {
    guard let text = table.text(row, column) else {
      empty += 1
      return nil
    }
    if let number = looseNumber(table.bytes(row, column)) {
      if (0...200_000).contains(number) { return number }
      table.report(row, column, "not between 0 and 200000", "Write a number of pupils.")
      return nil
    }
    if RegisterText.isNothing(text) {
      symbols[text.lowercased(), default: 0] += 1
    } else {
      table.report(
        row, column, "not a number of pupils", "Write digits, or leave the cell empty where it is not known.")
    }
    return nil
  }
}

extension PupilFigure {
  /// Stands for the area of numbers that are of the whole authority.
  static let authority = -1
}
