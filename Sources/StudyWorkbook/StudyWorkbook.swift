import Assumptions
import Foundation
import Inputs
import Planning
import Units

/// The workbook of a study: what no file holds, a sheet a table, for an officer to fill in (`study.xlsx`).
///
/// `Inputs` says which sheets and columns there are and reads them back. The same study and figures give the same bytes.
public struct StudyWorkbook: Sendable {
  /// A sheet with the rows that it starts out with, as many cells in each as it has columns.
  public struct FilledSheet: Sendable {
    public var sheet: WorkbookSheet
    public var rows: [[String]]

    public init(sheet: WorkbookSheet, rows: [[String]] = []) {
      self.sheet = sheet
      self.rows = rows
    }

    /// Adds a row of the cells given by column; the others stay empty.
    public mutating func add(_ cells: [String: String]) {
      rows.append(sheet.columns.map { cells[$0.name] ?? "" })
    }

    /// Puts an answer in a column of every row that `isMeant` picks by its cells.
    public mutating func answer(_ column: String, _ text: String, where isMeant: ([String: String]) -> Bool) {
      guard let index = sheet.columns.firstIndex(where: { $0.name == column }) else { return }
      let names = sheet.columns.map(\.name)
      for row in rows.indices where isMeant(Dictionary(uniqueKeysWithValues: zip(names, rows[row]))) {
        rows[row][index] = text
      }
    }
  }

  public var laName: String
  public var laCode: String
  public var firstYear: AcademicYear
  /// Years after the first that drop-downs offer.
  public var years: Int
  public var sheets: [FilledSheet]

  /// The empty workbook of a study, with a row for every figure that a run reads and only the authority can give.
  public init(study: Study, assumptions: AssumptionSet) {
    laName = study.laName
    laCode = study.laCode
    firstYear = study.baseYear
    years = study.horizon
    sheets = workbookSheets.map { sheet in
      FilledSheet(sheet: sheet, rows: sheet.name == "assumptions" ? figureRows(sheet, assumptions) : [])
    }
  }

  /// The sheet of that name; `nil` where the workbook has none, and setting `nil` changes nothing.
  public subscript(name: String) -> FilledSheet? {
    get { sheets.first { $0.sheet.name == name } }
    set {
      if let newValue, let index = sheets.firstIndex(where: { $0.sheet.name == name }) { sheets[index] = newValue }
    }
  }
}

/// A row for each figure, or for each part of a figure that is a table.
private func figureRows(_ sheet: WorkbookSheet, _ assumptions: AssumptionSet) -> [[String]] {
  askedFigures.flatMap { asked -> [[String]] in
    guard let figure = assumptions[asked.id] else { return [] }
    return workbookParts(figure.value).enumerated().map { index, part in
      // Said once for a figure, or a table of vehicles would be all footnote.
      let title = [asked.title, index == 0 ? asked.condition : nil].compactMap(\.self).joined(separator: ". ")
      let source = index == 0 ? [figure.source, figure.note].compactMap(\.self).joined(separator: ". ") : ""
      let cells = [
        "id": figure.id, "part": part.part, "what": title, "unit": figure.unit, "shared_value": part.text,
        "low": figure.low.map(text) ?? "", "high": figure.high.map(text) ?? "", "shared_source": source,
      ]
      return sheet.columns.map { cells[$0.name] ?? "" }
    }
  }
}

private func text(_ number: Double) -> String { workbookParts(.number(number))[0].text }
