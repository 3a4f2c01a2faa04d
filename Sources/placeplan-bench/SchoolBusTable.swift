import Foundation
import Inputs

/// The whole columns of a table of numbers, in the order asked for.
///
/// Tabs, commas, semicolons or blanks part the columns; any line end, a byte-order mark, and blank lines are read past.
struct SchoolBusTable {
  private let path: String
  private let columns: [String]
  private var lines: [Int] = []
  private(set) var rows: [[Double]] = []

  /// - Parameters:
  ///   - clocks: columns that hold times of day, as HHMM or HH:MM, given as seconds since midnight.
  /// - Throws: `StudyProblems` without a column; cells that are not numbers are added to `problems`.
  init(_ path: String, _ columns: [String], clocks: Set<Int>, _ problems: inout [Problem]) throws {
    self.path = path
    self.columns = columns
    var text = String(decoding: try contents(path), as: UTF8.self)
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let parted = all.indices.filter { !all[$0].allSatisfy(\.isWhitespace) }
    let head = parted.first.map { all[$0] } ?? ""
    let separator = "\t,;".first { head.contains($0) }
    func words(_ line: Substring) -> [String] {
      guard let separator else { return line.split(whereSeparator: \.isWhitespace).map(String.init) }
      return line.split(separator: separator, omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " \""))
      }
    }
    let names = words(head).map { $0.uppercased() }
    let places = columns.map { names.firstIndex(of: $0) }
    if let missing = places.firstIndex(of: nil) {
      throw StudyProblems(
        path, row: 1, fault: "without the column \(columns[missing])",
        remedy: "Give \(columns.joined(separator: ", ")), tab-separated.")
    }
    for number in parted.dropFirst() {
      let cells = words(all[number])
      let values = places.indices.map { column -> Double? in
        guard let place = places[column], place < cells.count else { return nil }
        let value = clocks.contains(column) ? SchoolBusTable.clock(cells[place]) : Double(cells[place])
        return value.flatMap { $0.isFinite && abs($0) <= 1e12 ? $0 : nil }
      }
      lines.append(number + 1)
      rows.append(values.map { $0 ?? 0 })
      if let bad = values.firstIndex(of: nil) {
        problems.append(
          problem(
            rows.count - 1, columns[bad], clocks.contains(bad) ? "not a time of day" : "not a number",
            "Correct the line.", value: String(all[number].prefix(60))))
        lines.removeLast()
        rows.removeLast()
      }
    }
  }

  /// A fault of one row.
  func problem(_ row: Int, _ column: String, _ fault: String, _ remedy: String, value: String? = nil) -> Problem {
    let cell = columns.firstIndex(of: column).map { rows[row][$0] } ?? 0
    let number = cell == cell.rounded() ? String(Int(cell)) : String(cell)
    return Problem(file: path, row: lines[row], column: column, value: value ?? number, fault: fault, remedy: remedy)
  }

  /// HHMM or HH:MM as seconds since midnight.
  private static func clock(_ text: String) -> Double? {
    let parts = text.split(separator: ":")
    let minutes: Int
    if parts.count >= 2, let hour = Int(parts[0]), let minute = Int(parts[1]) {
      minutes = hour * 60 + minute
      guard (0..<60).contains(minute), (0..<24).contains(hour) else { return nil }
    } else {
      guard let whole = Double(text), whole == whole.rounded(), whole >= 0, whole < 2400, Int(whole) % 100 < 60 else {
        return nil
      }
      minutes = Int(whole) / 100 * 60 + Int(whole) % 100
    }
    return Double(minutes * 60)
  }
}
