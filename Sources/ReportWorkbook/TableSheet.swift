import CXlsxWriter
import Documents

/// A table laid out for a sheet: each figure with an interval becomes three columns, rows under group headings get a column
/// for the group, and a column says the unit where rows differ in it.
struct TableSheet {
  struct Cell: Equatable {
    var text: String
    var value: Double?
    var unit: String?
  }

  let title: String
  let headers: [String]
  let rows: [[Cell]]

  init(_ table: PageTables.Found) {
    let place = table.headings.dropFirst().last ?? table.headings.last
    title = [place, table.caption].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
    let isGrouped = table.rows.contains { $0.group != nil }
    let units = Set(table.rows.flatMap { $0.cells.compactMap(\.unit) })
    let hasUnits = !units.isEmpty
    let hasInterval = table.columns.indices.map { column in
      table.rows.contains { column < $0.cells.count && $0.cells[column].low != nil }
    }
    var headers = isGrouped ? ["Group"] : []
    for (index, name) in table.columns.enumerated() {
      headers += hasInterval[index] ? ["\(name): mean", "\(name): low", "\(name): high"] : [name]
      if index == 0, hasUnits { headers.append("Unit") }
    }
    self.headers = Self.unique(headers)
    rows = table.rows.map { row in
      var cells = isGrouped ? [Cell(text: row.group ?? "")] : []
      for (index, cell) in row.cells.enumerated() {
        cells.append(Cell(text: cell.text, value: cell.value, unit: cell.unit))
        if hasInterval[index] {
          let missing = cell.value == nil ? cell.text : ""
          cells.append(Cell(text: missing, value: cell.low ?? cell.value, unit: cell.unit))
          cells.append(Cell(text: missing, value: cell.high ?? cell.value, unit: cell.unit))
        }
        if index == 0, hasUnits { cells.append(Cell(text: row.cells.compactMap(\.unit).first ?? "none")) }
      }
      return cells
    }
  }

  private static func unique(_ headers: [String]) -> [String] {
    var taken: Set<String> = []
    return headers.map { header in
      var name = header.isEmpty ? "Column" : header
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(header) (\(number))"
        number += 1
      }
      return name
    }
  }

  func write(to sheet: UnsafeMutablePointer<lxw_worksheet>?, number: Int, _ looks: Looks) {
    worksheet_set_column(sheet, 0, 0, 44, looks.text)
    if headers.count > 1 { worksheet_set_column(sheet, 1, UInt16(headers.count - 1), 16, looks.text) }
    worksheet_write_string(sheet, 0, 0, title, looks.title)
    let first: UInt32 = 2
    for (row, cells) in rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        let place = (first + 1 + UInt32(row), UInt16(column))
        if let value = cell.value {
          worksheet_write_number(sheet, place.0, place.1, value, looks.number(cell.unit))
        } else {
          worksheet_write_string(sheet, place.0, place.1, cell.text, looks.text)
        }
      }
    }
    addTable(sheet, first: first, number: number, looks)
    worksheet_freeze_panes(sheet, first + 1, 1)
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
  }

  /// Marks the header row and the rows below it as one table.
  private func addTable(_ sheet: UnsafeMutablePointer<lxw_worksheet>?, first: UInt32, number: Int, _ looks: Looks) {
    guard !rows.isEmpty else { return }
    let names = headers.map { strdup($0)! }
    defer { for name in names { free(name) } }
    var columns = names.map { name in
      var column = lxw_table_column()
      column.header = name
      column.header_format = looks.header
      return column
    }
    let tableName = strdup("table_\(number)")!
    defer { free(tableName) }
    var options = lxw_table_options()
    options.name = tableName
    options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
    options.style_type_number = 15
    columns.withUnsafeMutableBufferPointer { buffer in
      var pointers: [UnsafeMutablePointer<lxw_table_column>?] = buffer.indices.map { buffer.baseAddress! + $0 }
      pointers.append(nil)
      pointers.withUnsafeMutableBufferPointer {
        options.columns = $0.baseAddress
        _ = worksheet_add_table(
          sheet, first, 0, first + UInt32(rows.count), UInt16(headers.count - 1), &options)
      }
    }
  }
}
