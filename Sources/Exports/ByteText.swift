import Foundation

/// UTF-8 text being built: a table of hundreds of thousands of rows without a string for each figure.
struct ByteText {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// A number without exponent or locale, at most six decimals, no trailing zeros: `3016`, `0.0792`, `-1.5`.
  mutating func append(_ value: Double) {
    guard abs(value) < 9e12 else { return append("\(value)") }
    let millionths = Int((value * 1_000_000).rounded())
    if millionths < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits: abs(millionths) / 1_000_000, atLeast: 1)
    var rest = abs(millionths) % 1_000_000
    guard rest > 0 else { return }
    var places = 6
    while rest.isMultiple(of: 10) {
      rest /= 10
      places -= 1
    }
    bytes.append(UInt8(ascii: "."))
    append(digits: rest, atLeast: places)
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
