import CXlsxWriter
import Documents
import Foundation

/// A workbook that cannot be written, in words.
public struct ReportWorkbookError: Error, CustomStringConvertible {
  public let description: String
}

/// The tables of a report page as an accessible workbook by the Analysis Function's rules: a cover, contents and notes, then
/// one marked-up table a sheet, its title in A1, from column A, no merged or blank cell in it, figures as numbers.
public struct ReportWorkbook {
  private let page: PageTables

  public init(_ page: PageTables) { self.page = page }

  /// - Throws: `ReportWorkbookError` when the page holds no table or the file cannot be written.
  public func write(to url: URL) throws(ReportWorkbookError) {
    guard !page.tables.isEmpty else {
      throw ReportWorkbookError(description: "\(url.lastPathComponent): the page holds no table.")
    }
    guard let book = workbook_new(url.path) else {
      throw ReportWorkbookError(description: "\(url.path): cannot be written.")
    }
    let looks = Looks(book)
    let sheets = SheetNames(page.tables.map(\.id))
    addCover(book, looks)
    addContents(book, looks, sheets)
    addNotes(book, looks)
    for (index, table) in page.tables.enumerated() {
      TableSheet(table).write(to: workbook_add_worksheet(book, sheets.names[index]), number: index + 1, looks)
    }
    let result = workbook_close(book)
    guard result == LXW_NO_ERROR else {
      throw ReportWorkbookError(
        description: "\(url.path): cannot be written (\(String(cString: lxw_strerror(result)))).")
    }
  }

  private func addCover(_ book: UnsafeMutablePointer<lxw_workbook>, _ looks: Looks) {
    let sheet = workbook_add_worksheet(book, "Cover")
    worksheet_set_column(sheet, 0, 0, 100, looks.text)
    worksheet_write_string(sheet, 0, 0, page.title, looks.title)
    for (index, line) in (page.opening + page.footer).enumerated() {
      worksheet_write_string(sheet, UInt32(index + 1), 0, line, looks.text)
    }
  }

  private func addContents(_ book: UnsafeMutablePointer<lxw_workbook>, _ looks: Looks, _ sheets: SheetNames) {
    let sheet = workbook_add_worksheet(book, "Contents")
    worksheet_set_column(sheet, 0, 0, 34, looks.text)
    worksheet_set_column(sheet, 1, 1, 90, looks.text)
    worksheet_write_string(sheet, 0, 0, "Contents", looks.title)
    worksheet_write_string(sheet, 1, 0, "Sheet", looks.header)
    worksheet_write_string(sheet, 1, 1, "What it holds", looks.header)
    for (index, table) in page.tables.enumerated() {
      worksheet_write_url(sheet, UInt32(index + 2), 0, "internal:'\(sheets.names[index])'!A1", looks.link)
      worksheet_write_string(sheet, UInt32(index + 2), 0, sheets.names[index], looks.link)
      worksheet_write_string(sheet, UInt32(index + 2), 1, TableSheet(table).title, looks.text)
    }
  }

  private func addNotes(_ book: UnsafeMutablePointer<lxw_workbook>, _ looks: Looks) {
    let sheet = workbook_add_worksheet(book, "Notes")
    worksheet_set_column(sheet, 0, 0, 100, looks.text)
    worksheet_write_string(sheet, 0, 0, "Notes", looks.title)
    let lines = [
      "mean: over all simulated futures. low and high: the ends of the 90% interval (5% and 95% of futures).",
      "c: suppressed, because the figure or one next to it rests on too few children.",
      "z: not applicable, because there is nobody to take the figure over.",
      "A dash: the run has no such figure.",
      "Units: pounds, miles, minutes, tonnes of CO2e; share is a fraction shown as per cent; a change in a share is in points.",
    ]
    for (index, line) in lines.enumerated() { worksheet_write_string(sheet, UInt32(index + 1), 0, line, looks.text) }
  }
}

/// Sheet names from table ids: at most 31 characters, each its own.
struct SheetNames {
  let names: [String]

  init(_ ids: [String]) {
    var taken: Set<String> = ["cover", "contents", "notes"]
    names = ids.map { id in
      let plain = String(id.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(31))
      var name = plain.isEmpty ? "table" : plain
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = String(plain.prefix(31 - "\(number)".count - 1)) + "-\(number)"
        number += 1
      }
      return name
    }
  }
}
