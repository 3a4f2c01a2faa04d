import CXlsxWriter
import Inputs

/// The sheets of a workbook while it is written: each a marked-up table under one frozen header row, with wrapped text, no
/// merged cell and nothing locked.
struct Pages {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let lists: Lists
  private let styles: Styles
  /// Empty rows that a table to be filled in starts out with.
  private let emptyRows = 100

  init(_ book: UnsafeMutablePointer<lxw_workbook>, _ lists: Lists) {
    self.book = book
    self.lists = lists
    styles = Styles(book)
  }

  func addReadMe(title: String, _ rows: [(text: String, isHeading: Bool)]) {
    let page = workbook_add_worksheet(book, "Read me")
    worksheet_set_column(page, 0, 0, 110, styles.text)
    worksheet_write_string(page, 0, 0, title, styles.title)
    for (index, row) in rows.enumerated() {
      setHeight(page, index + 1, [row.text], [110], least: row.isHeading ? 22 : 15)
      worksheet_write_string(page, UInt32(index + 1), 0, row.text, row.isHeading ? styles.heading : styles.text)
    }
    worksheet_set_row(page, 0, 26, nil)
    print(page, repeatsHeader: false)
  }

  /// A sheet to be filled in.
  func add(_ filled: StudyWorkbook.FilledSheet) {
    let page = workbook_add_worksheet(book, filled.sheet.name)
    let columns = filled.sheet.columns
    for (index, column) in columns.enumerated() {
      let place = UInt16(index)
      worksheet_set_column(page, place, place, width(column), styles.cell(column))
      addMessage(page, filled.sheet, column, place)
    }
    let isFixed = !filled.rows.isEmpty
    let rowCount = filled.rows.count + (isFixed ? 0 : emptyRows)
    addTable(
      page, filled.sheet.name, columns.map { ($0.name, $0.isGiven ? styles.givenHeader : styles.header) },
      rows: rowCount,
      // What names the row stays in view.
      frozen: columns.first?.isGiven == true ? 2 : 1)
    for (row, cells) in filled.rows.enumerated() {
      setHeight(page, row + 1, cells, columns.map(width))
      for (index, text) in cells.enumerated() where !text.isEmpty {
        write(page, row + 1, index, text, columns[index])
      }
    }
    // Codes and ids are text, and some look like numbers.
    let corner = columns.isEmpty ? "A" : Self.letters(columns.count - 1)
    worksheet_ignore_errors(page, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:\(corner)\(lastRowOfSheets)")
    print(page, repeatsHeader: true, isWide: columns.count > 8)
  }

  /// A cell as a spreadsheet holds what its column is for: a number, a date, a time of day, else text.
  private func write(
    _ page: UnsafeMutablePointer<lxw_worksheet>?, _ row: Int, _ index: Int, _ text: String, _ column: WorkbookColumn
  ) {
    let (row, place, format) = (UInt32(row), UInt16(index), styles.cell(column))
    var moment = lxw_datetime()
    let numbers = text.split(whereSeparator: { $0 == "-" || $0 == ":" }).map { Int32($0) ?? -1 }
    switch column.content {
    case .whole, .number:
      if let number = Double(text), number.isFinite {
        worksheet_write_number(page, row, place, number, format)
        return
      }
    case .date where isDay(text), .decision where isDay(text):
      (moment.year, moment.month, moment.day) = (numbers[0], numbers[1], numbers[2])
      worksheet_write_datetime(page, row, place, &moment, format)
      return
    case .time where numbers.count == 2 && (0...23).contains(numbers[0]) && (0...59).contains(numbers[1]):
      (moment.hour, moment.min) = (numbers[0], numbers[1])
      worksheet_write_datetime(page, row, place, &moment, format)
      return
    default: break
    }
    worksheet_write_string(page, row, place, text, format)
  }

  /// A sheet that explains: all its cells are written, header first.
  func addGuide(_ name: String, _ rows: [[String]], widths: [Double]) {
    let page = workbook_add_worksheet(book, name)
    for (index, width) in widths.enumerated() {
      worksheet_set_column(page, UInt16(index), UInt16(index), width, styles.text)
    }
    addTable(page, name, rows[0].map { ($0, styles.givenHeader) }, rows: rows.count - 1)
    for (row, cells) in rows.enumerated().dropFirst() {
      setHeight(page, row, cells, widths)
      for (index, text) in cells.enumerated() {
        worksheet_write_string(page, UInt32(row), UInt16(index), text, styles.text)
      }
    }
    let corner = Self.letters(widths.count - 1)
    worksheet_ignore_errors(page, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:\(corner)\(rows.count)")
    print(page, repeatsHeader: true)
  }

  /// Marks a header row and the rows below it as a table, and freezes the header.
  private func addTable(
    _ page: UnsafeMutablePointer<lxw_worksheet>?, _ name: String,
    _ headers: [(String, UnsafeMutablePointer<lxw_format>?)], rows: Int, frozen: Int = 0
  ) {
    let texts = CTexts()
    var columns = headers.map { header in
      var column = lxw_table_column()
      column.header = texts.pointer(header.0)
      column.header_format = header.1
      return column
    }
    var options = lxw_table_options()
    options.name = texts.pointer("table_\(name)")
    options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
    options.style_type_number = 15
    columns.withUnsafeMutableBufferPointer { buffer in
      var pointers: [UnsafeMutablePointer<lxw_table_column>?] = buffer.indices.map { buffer.baseAddress! + $0 }
      pointers.append(nil)
      pointers.withUnsafeMutableBufferPointer {
        options.columns = $0.baseAddress
        worksheet_add_table(page, 0, 0, UInt32(max(1, rows)), UInt16(headers.count - 1), &options)
      }
    }
    worksheet_freeze_panes(page, 1, UInt16(frozen))
  }

  /// The message that a cell shows when selected, and its drop-down where it has codes.
  private func addMessage(
    _ page: UnsafeMutablePointer<lxw_worksheet>?, _ sheet: WorkbookSheet, _ column: WorkbookColumn, _ place: UInt16
  ) {
    let texts = CTexts()
    var validation = lxw_data_validation()
    validation.input_title = texts.pointer(column.name)
    validation.input_message = texts.pointer(message(column, in: sheet))
    validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    if let formula = lists.formula(column) {
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      validation.value_formula = texts.pointer(formula)
      validation.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
      if isClosed(column.content) {
        validation.error_title = texts.pointer("Not a code of the list")
        validation.error_message = texts.pointer("Choose from the list. The sheet lists says what each code means.")
      } else {
        validation.show_error = UInt8(LXW_VALIDATION_OFF.rawValue)
      }
    } else {
      validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    }
    worksheet_data_validation_range(page, 1, place, UInt32(lastRowOfSheets - 1), place, &validation)
  }

  /// Whether the list holds every answer; else it offers some, and others may be typed.
  private func isClosed(_ content: WorkbookContent) -> Bool {
    switch content {
    case .choice, .flag: true
    default: false
    }
  }

  private func print(_ page: UnsafeMutablePointer<lxw_worksheet>?, repeatsHeader: Bool, isWide: Bool = false) {
    worksheet_set_landscape(page)
    worksheet_set_paper(page, isWide ? 8 : 9)  // A3, A4
    worksheet_fit_to_pages(page, 1, 0)
    worksheet_gridlines(page, UInt8(LXW_SHOW_ALL_GRIDLINES.rawValue))
    if repeatsHeader { worksheet_repeat_rows(page, 0, 0) }
  }

  /// Makes a row high enough for its wrapped text, which not every program does by itself.
  private func setHeight(
    _ page: UnsafeMutablePointer<lxw_worksheet>?, _ row: Int, _ cells: [String], _ widths: [Double], least: Double = 15
  ) {
    // Words leave the ends of lines empty, and letters are wider than the digits that widths count.
    let lines =
      zip(cells, widths).map { text, width in (Double(text.count) * 1.1 / (width - 1)).rounded(.up) }.max() ?? 1
    let height = max(least, lines * 15)
    if height > 15 { worksheet_set_row(page, UInt32(row), height, nil) }
  }

  private func width(_ column: WorkbookColumn) -> Double {
    let least = Double(column.name.count + 4)
    return switch (column.content, column.isGiven) {
    case (.text, true): column.name == "unit" ? 28 : 48
    case (.text, false): max(least, 28)
    case (.id, true): column.name == "id" ? 32 : 22
    case (.id, false), (.row, _): max(least, 20)
    case (.choices, _): max(least, 22)
    case (.choice, _): max(least, 18)
    default: max(least, 12)
    }
  }

  /// The letters of a column, counted from 0; the workbook has fewer than 26.
  private static func letters(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + min(index, 25)))) }
}

/// What a cell's message says: what to write, and what happens where nobody knows.
func message(_ column: WorkbookColumn, in sheet: WorkbookSheet) -> String {
  let need = ["yes": "Needed. ", "in a new row": "Needed in a new row. "][sheet.need(of: column)] ?? ""
  return need + column.definition + (column.whenUnknown.map { " If unknown: \($0)." } ?? "")
}

/// Whether text is a date that a spreadsheet can count from its first day, 1 January 1900.
private func isDay(_ text: String) -> Bool { isISODate(text) && text >= "1900-01-01" }
