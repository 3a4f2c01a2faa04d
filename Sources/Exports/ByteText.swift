import Foundation

/// UTF-8 text being built: a table of hundreds of thousands of rows without a string for each figure.
struct ByteText {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// A number without exponent or locale, no trailing zeros: `3016`, `0.0792`, `-1.5`.
  ///
  /// - Parameter decimals: decimals at most, up to seven.
  mutating func append(_ value: Double, decimals: Int = 6) {
    let unit = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000][decimals]
    guard abs(value) * Double(unit) < 9e18 else { return append("\(value)") }
    let parts = Int((value * Double(unit)).rounded())
    if parts < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits: abs(parts) / unit, atLeast: 1)
    var rest = abs(parts) % unit
    guard rest > 0 else { return }
    var places = decimals
    while rest.isMultiple(of: 10) {
      rest /= 10
      places -= 1
    }
    bytes.append(UInt8(ascii: "."))
    append(digits: rest, atLeast: places)
  }

  /// Items in brackets with commas between them, as well-known text and JSON have them.
  mutating func append<Item>(_ items: [Item], in brackets: (String, String), item: (inout ByteText, Item) -> Void) {
    append(brackets.0)
    for (index, value) in items.enumerated() {
      if index > 0 { append(", ") }
      item(&self, value)
    }
    append(brackets.1)
  }

  private mutating func append(digits number: Int, atLeast places: Int) {
    let start = bytes.count
    var number = number
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
      number /= 10
    } while number > 0 || bytes.count - start < places
    bytes[start...].reverse()
  }
}

/// A number as `ByteText` writes it.
func plainNumber(_ value: Double) -> String {
  var text = ByteText()
  text.append(value)
  return String(decoding: text.bytes, as: UTF8.self)
}
