import Units

/// A column of a table, by position.
public struct CSVColumn: Sendable {
  public let index: Int
  public let name: String
}

/// Typed access to cells. Every reader gives `nil` for an empty cell; a cell it cannot read is reported and gives `nil`
/// too, and so does an empty one where `required` is asked. Rows count from 0 below the header.
extension CSVTable {
  /// The column, or `nil` and a problem when the header lacks it.
  public func column(_ name: String) -> CSVColumn? {
    if let column = optionalColumn(name) { return column }
    if !columns.isEmpty {
      log.report(
        file, sheet: sheet, row: 1, column: name, "the header has no such column", "Add the column \(name).")
    }
    return nil
  }

  /// The column, or `nil` when the header lacks it.
  public func optionalColumn(_ name: String) -> CSVColumn? {
    columns.firstIndex(of: name).map { CSVColumn(index: $0, name: name) }
  }

  /// Whether the cell is empty, or the column absent.
  public func isEmpty(_ row: Int, _ column: CSVColumn?) -> Bool {
    guard let column else { return true }
    let cell = bounds[row * columns.count + column.index]
    return cell.start == cell.end
  }

  /// The cell's bytes, unquoted.
  public func bytes(_ row: Int, _ column: CSVColumn) -> ArraySlice<UInt8> {
    let cell = bounds[row * columns.count + column.index]
    return bytes[Int(cell.start)..<Int(cell.end)]
  }

  /// The cell as text.
  public func text(_ row: Int, _ column: CSVColumn?, required: Bool = false) -> String? {
    guard let column, !isEmpty(row, column) else {
      if required { reportEmpty(row, column) }
      return nil
    }
    return String(decoding: bytes(row, column), as: UTF8.self)
  }

  /// A whole number, plain digits with an optional minus, within `range`.
  public func integer(
    _ row: Int, _ column: CSVColumn?, in range: ClosedRange<Int> = Int.min...Int.max, required: Bool = false
  ) -> Int? {
    guard let column, !isEmpty(row, column) else {
      if required { reportEmpty(row, column) }
      return nil
    }
    guard let value = wholeNumber(bytes(row, column)) else {
      report(row, column, "not a whole number", "Write digits only, such as 12.")
      return nil
    }
    guard range.contains(value) else {
      let high = range.upperBound == .max ? nil : String(range.upperBound)
      reportRange(row, column, what: "a whole number", low: String(range.lowerBound), high: high)
      return nil
    }
    return value
  }

  /// A number with an optional fraction, within `range`.
  public func number(
    _ row: Int, _ column: CSVColumn?,
    in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude
      ... .greatestFiniteMagnitude, required: Bool = false
  ) -> Double? {
    guard let column, !isEmpty(row, column) else {
      if required { reportEmpty(row, column) }
      return nil
    }
    guard let value = decimalNumber(bytes(row, column)) else {
      report(row, column, "not a number", "Write digits with a point for the fraction, such as 12.5.")
      return nil
    }
    guard range.contains(value) else {
      let high = range.upperBound == .greatestFiniteMagnitude ? nil : plain(range.upperBound)
      reportRange(row, column, what: "a number", low: plain(range.lowerBound), high: high)
      return nil
    }
    return value
  }

  /// `true` or `false`; also `yes`, `no`, `1` and `0`. `unknown` reads as empty.
  public func flag(_ row: Int, _ column: CSVColumn?, required: Bool = false) -> Bool? {
    guard let value = text(row, column, required: required), let column else { return nil }
    switch value {
    case "true", "TRUE", "True", "yes", "1": return true
    case "false", "FALSE", "False", "no", "0": return false
    case "unknown": return nil
    default:
      report(row, column, "not true or false", "Write true or false.")
      return nil
    }
  }

  /// A day written `2027-03-31`.
  public func date(_ row: Int, _ column: CSVColumn?) -> CivilDate? {
    guard let column, let text = text(row, column) else { return nil }
    if let date = CivilDate(text) { return date }
    report(row, column, "not a day of the calendar", "Write year, month and day, such as 2027-03-31.")
    return nil
  }

  /// Parts of a cell joined by `;`, in order.
  public func list(_ row: Int, _ column: CSVColumn?) -> [String] {
    (text(row, column) ?? "").split(separator: ";").map(String.init)
  }

  /// Reports a fault of a cell, with its value.
  public func report(_ row: Int, _ column: CSVColumn, value: String? = nil, _ fault: String, _ remedy: String) {
    let shown = value ?? String(decoding: bytes(row, column), as: UTF8.self)
    log.report(file, sheet: sheet, row: lines[row], column: column.name, value: shown, fault, remedy)
  }

  private func reportEmpty(_ row: Int, _ column: CSVColumn?) {
    guard let column else { return }  // A missing column is reported once, not in each row.
    log.report(
      file, sheet: sheet, row: lines[row], column: column.name, "the cell is empty", "Fill it in, or take the row out.")
  }

  private func reportRange(_ row: Int, _ column: CSVColumn, what: String, low: String, high: String?) {
    if let high {
      report(row, column, "not between \(low) and \(high)", "Write \(what) from \(low) to \(high).")
    } else {
      report(row, column, "below \(low)", "Write \(what) of \(low) or more.")
    }
  }

  private func plain(_ value: Double) -> String { value == value.rounded() ? String(Int(value)) : String(value) }
}

/// Digits with an optional minus, at most 18 of them.
public func wholeNumber(_ bytes: ArraySlice<UInt8>) -> Int? {
  let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes
  guard (1...18).contains(digits.count) else { return nil }
  var value = 0
  for byte in digits {
    guard byte >= 48, byte <= 57 else { return nil }
    value = value * 10 + Int(byte - 48)
  }
  return digits.count == bytes.count ? value : -value
}

/// Digits, an optional point and fraction, an optional exponent. Up to 15 digits take an exact short way.
public func decimalNumber(_ bytes: ArraySlice<UInt8>) -> Double? {
  let isNegative = bytes.first == UInt8(ascii: "-")
  var mantissa = 0
  var digits = 0
  var fraction = 0
  var hasPoint = false
  for byte in isNegative ? bytes.dropFirst() : bytes {
    if byte == UInt8(ascii: "."), !hasPoint {
      hasPoint = true
    } else if byte >= 48, byte <= 57, digits < 15 {
      mantissa = mantissa * 10 + Int(byte - 48)
      digits += 1
      if hasPoint { fraction += 1 }
    } else {
      return longNumber(bytes)
    }
  }
  guard digits > 0 else { return nil }
  // Both are exact, so their quotient is rounded once: the value a full parser gives.
  let value = Double(mantissa) / powersOfTen[fraction]
  return isNegative ? -value : value
}

private func longNumber(_ bytes: ArraySlice<UInt8>) -> Double? {
  guard bytes.allSatisfy({ (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }),
    let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
  else { return nil }
  return value
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]
