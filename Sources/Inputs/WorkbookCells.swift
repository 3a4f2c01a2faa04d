import Foundation

/// The sheet without its empty margin and with its cells as FORMATS writes them; `nil` when it is too large to be a table
/// that somebody typed.
func tidied(_ sheet: Sheet) -> Sheet? {
  var width = 0
  var height = 0
  for (index, row) in sheet.rows.enumerated() {
    guard let last = row.lastIndex(where: { !$0.isEmpty }) else { continue }
    width = max(width, last + 1)
    height = index + 1
  }
  guard width * height <= 5_000_000 else { return nil }
  return Sheet(name: sheet.name, rows: sheet.rows[..<height].map { $0[..<min(width, $0.count)].map(tidyCell) })
}

/// A cell as a spreadsheet shows it, as FORMATS writes it: `12` for `12.0`, `2026-09-01` for the date `2026/09/01`, `08:50`
/// for the time `08:50:00`. Anything else stays.
func tidyCell(_ text: String) -> String {
  let bytes = Array(text.utf8)
  func digits(_ range: Range<Int>) -> Bool { range.allSatisfy { (48...57).contains(bytes[$0]) } }
  if let point = bytes.firstIndex(of: UInt8(ascii: ".")), point + 1 < bytes.count,
    bytes[(point + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }), wholeNumber(bytes[..<point]) != nil
  {
    return String(decoding: bytes[..<point], as: UTF8.self)
  }
  if bytes.count == 10 || (bytes.count == 19 && ["T00:00:00", " 00:00:00"].contains(text.suffix(9))),
    bytes[4] == bytes[7], [UInt8(ascii: "/"), UInt8(ascii: "-")].contains(bytes[4]), digits(0..<4), digits(5..<7),
    digits(8..<10)
  {
    return "\(text.prefix(4))-\(text.dropFirst(5).prefix(2))-\(text.dropFirst(8).prefix(2))"
  }
  if bytes.count == 8, text.hasSuffix(":00"), bytes[2] == UInt8(ascii: ":"), digits(0..<2), digits(3..<5) {
    return String(text.prefix(5))
  }
  return text
}

/// The time of day of a number as a spreadsheet may leave it, a share of the day: `08:50` for 0.368055555555556.
func timeOfDay(ofCount text: String) -> String? {
  guard let share = decimalNumber(ArraySlice(text.utf8)), share >= 0, share < 1 else { return nil }
  let minutes = Int((share * 1440).rounded()) % 1440
  return [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
}

/// The date of a number as a spreadsheet may leave it, days since 30 December 1899, for the years 1927 to 2118.
func day(ofCount text: String) -> String? {
  guard let days = wholeNumber(ArraySlice(text.utf8)), (10_000...80_000).contains(days) else { return nil }
  // 1 January 1970 is day 25569.
  let date = Date(timeIntervalSince1970: Double(days - 25_569) * 86_400)
  return String(ISO8601DateFormatter().string(from: date).prefix(10))
}

/// Parts of a cell joined by `;`, without the spaces around them.
func parts(_ text: String?) -> [String] {
  (text ?? "").split(separator: ";").map { part in
    var part = part.drop { $0 == " " }
    while part.last == " " { part.removeLast() }
    return String(part)
  }
  .filter { !$0.isEmpty }
}
