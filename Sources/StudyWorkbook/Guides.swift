import Inputs
import Units

/// What the sheet `Read me` says, a row a paragraph; its title stands above.
func readMe(_ workbook: StudyWorkbook) -> [(text: String, isHeading: Bool)] {
  var rows: [(text: String, isHeading: Bool)] = [
    (
      "This workbook is for what no download and no export holds. Fill in what you know, save it under the same name in the "
        + "study's folder, and run placeplan check: it names every problem at once by sheet, row and column.", false
    ),
    ("No child and no person", true),
    (
      "Enter no names of children, parents or officers, no dates of birth, no addresses and no unique pupil numbers "
        + "anywhere in this workbook. An owner of a figure is a post, such as Head of SEND Finance.", false
    ),
    ("When nobody knows", true),
    (
      "Write unknown where a cell's message allows it, or choose it from the drop-down. The check and every report then say "
        + "what is used instead, and mark it. An empty cell means not answered yet.", false
    ),
    ("How to fill in", true),
    (
      "Select a cell to see what to write. Where a cell has an arrow, Alt and the down key open the list of codes; the sheet "
        + "lists says what each means and the sheet columns what each column is for. Several needs are joined by a "
        + "semicolon, such as ASD;SEMH.", false
    ),
    (
      "Money is in whole pence, but in the sheet assumptions it is in the unit given there. Academic years are written "
        + "2026/27, financial years 2026-27, dates 2027-04-30. Shares are fractions: 0.4 is 40%.", false
    ),
    (
      "Do not rename sheets or columns, and put nothing above the header rows. Columns that you have nothing for may stay "
        + "empty, and sheets too. No cell is locked.", false
    ),
    ("What each sheet is for", true),
  ]
  rows += workbook.sheets.map { ("\($0.sheet.name): \($0.sheet.purpose)", false) }
  rows += [
    ("columns: what each column of each sheet is for, and what is used where the answer is unknown.", false),
    ("lists: the codes that the drop-downs offer, with their meaning.", false),
  ]
  return rows
}

/// Rows of the sheet `columns`, header first.
func columnRows(_ workbook: StudyWorkbook) -> [[String]] {
  [["sheet", "column", "needed", "what to write", "if the answer is unknown"]]
    + workbook.sheets.flatMap { filled in
      filled.sheet.columns.map { column in
        [
          filled.sheet.name, column.name, filled.sheet.need(of: column),
          column.definition, column.whenUnknown ?? "unknown is no answer here",
        ]
      }
    }
}

/// The last row that messages and drop-downs reach on a sheet to be filled in.
let lastRowOfSheets = 1001

/// The sheet `lists`: every list a drop-down offers, one below the other, each ending in `unknown`.
struct Lists {
  /// Header first: list, code, meaning.
  private(set) var rows: [[String]] = [["list", "code", "meaning"]]
  private var ranges: [WorkbookChoice: ClosedRange<Int>] = [:]
  /// The row, counted from 1, of a list that holds `unknown` alone.
  private var unknownRow = 0

  init(firstYear: AcademicYear, years: Int) {
    for choice in WorkbookChoice.allCases {
      let first = rows.count + 1
      rows += choice.codes(from: firstYear, years: years).map { [choice.rawValue, $0.code, $0.meaning] }
      rows.append([choice.rawValue, unknownAnswer, "Nobody knows"])
      ranges[choice] = first...rows.count
    }
    unknownRow = rows.count
  }

  /// The formula of a drop-down's source; `nil` for a column that offers nothing.
  func formula(_ column: WorkbookColumn) -> String? {
    if case .row(let sheet) = column.content { return "=\(sheet)!$A$2:$A$\(lastRowOfSheets)" }
    if let choice = column.content.choice, let range = ranges[choice] {
      // The last row of each list is unknown, which some columns do not take.
      let last = column.whenUnknown == nil ? range.upperBound - 1 : range.upperBound
      return "=lists!$B$\(range.lowerBound):$B$\(last)"
    }
    return column.whenUnknown == nil ? nil : "=lists!$B$\(unknownRow):$B$\(unknownRow)"
  }
}
