import Foundation
import Inputs

/// The table of a CSV file and what stands above its header, where a spreadsheet was saved with its titles; `nil` and
/// problems when it cannot be read.
///
/// The header is the first of the first 20 lines that is nearly as full as the fullest of them, as in a workbook's
/// sheet.
func tableBelowTitles(_ source: URL, _ log: ProblemLog) -> (table: CSVTable, titles: [String])? {
  guard let bytes = readSource(source, log: log) else { return nil }
  var lines: [Range<Int>] = []
  var start = 0
  while lines.count < 20, start < bytes.count {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    lines.append(start..<end)
    start = end + 1
  }
  let cells = lines.map { line in
    String(decoding: bytes[line], as: UTF8.self).split { ",;\t|".contains($0) }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"\r")) }.filter { !$0.isEmpty }
  }
  let most = cells.map(\.count).max() ?? 0
  let header = cells.firstIndex { $0.count > 1 && $0.count * 10 >= most * 6 } ?? 0
  let first = lines.isEmpty ? 0 : lines[header].lowerBound
  let table = CSVTable(
    file: source.lastPathComponent, bytes: header == 0 ? bytes : Array(bytes[first...]), dialect: .foreign,
    firstLine: header + 1, log: log)
  return (table, Array(cells[..<header].joined()))
}
