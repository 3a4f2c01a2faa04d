import Inputs

/// Cells of the school register as it is downloaded and passed on: `936.0`, `1,050`, `Not applicable`.
extension CSVTable {
  /// Text of a cell; `nil` where the register says that there is none.
  func registerText(_ row: Int, _ column: CSVColumn?) -> String? {
    guard let text = text(row, column), !RegisterText.isNothing(text) else { return nil }
    return text
  }

  /// A count of a cell within a range; `nil` where there is none, and where it is no whole number, which is reported.
  func registerCount(_ row: Int, _ column: CSVColumn?, in range: ClosedRange<Int> = 0...100_000) -> Int? {
    guard let column, !isEmpty(row, column) else { return nil }
    let cell = bytes(row, column)
    guard let value = RegisterText.number(cell) else {
      if !RegisterText.isNothing(String(decoding: cell, as: UTF8.self)) {
        report(row, column, "not a whole number", "Correct it, or leave it empty where it is not known.")
      }
      return nil
    }
    guard range.contains(value) else {
      report(
        row, column, "not between \(range.lowerBound) and \(range.upperBound)",
        "Correct it, or leave it empty where it is not known.")
      return nil
    }
    return value
  }

  /// A code of digits, such as a URN: `125480`, also where a spreadsheet made it `125480.0`.
  func registerCode(_ row: Int, _ column: CSVColumn?) -> String? {
    guard let column, let value = RegisterText.number(bytes(row, column)), value > 0 else { return nil }
    return String(value)
  }
}

/// What the cells of registers and releases mean, apart from any table.
enum RegisterText {
  /// Whether a cell's text says that there is nothing.
  static func isNothing(_ text: String) -> Bool { saysNothing.contains(text.lowercased()) }

  /// A whole number, with commas between thousands and a fraction of noughts where there are any.
  static func number(_ cell: ArraySlice<UInt8>) -> Int? {
    if let plain = wholeNumber(cell) { return plain }
    var cell = cell
    if let point = cell.firstIndex(of: UInt8(ascii: ".")) {
      guard cell[(point + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
      cell = cell[..<point]
    }
    let groups = cell.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard let first = groups.first, (1...(groups.count > 1 ? 3 : 18)).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 && $0.first != UInt8(ascii: "-") })
    else { return nil }
    return wholeNumber(ArraySlice(groups.joined()))
  }

  /// Text with one space wherever it has white space.
  static func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The first few of many, for a note: `A, B, C and 4 more`.
  static func few(_ items: [String], limit: Int = 8) -> String {
    let shown = items.prefix(limit).joined(separator: ", ")
    return items.count > limit ? "\(shown) and \(items.count - limit) more" : shown
  }

  /// What stands in cells that hold nothing, in lower case.
  private static let saysNothing: Set<String> = [
    "", "-", "--", ".", "..", ":", "n/a", "na", "not applicable", "does not apply", "not recorded", "not known",
    "not available", "unknown", "none", "null", "nan", "x", "z", "c", "low", "supp", "ne", "np",
  ]
}
