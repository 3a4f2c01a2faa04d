/// How strictly a CSV file is read.
public enum CSVDialect: Sendable {
  /// As FORMATS says; anything else is reported.
  case study
  /// As other programs write it: UTF-8, UTF-16 or windows-1252; comma, tab, semicolon or bar; spaces around cells; rows
  /// shorter than the header or with empty cells too many; quotes inside plain cells; columns without a name.
  case foreign
}

/// UTF-8 of text in UTF-8, in UTF-16 with its mark, or else in windows-1252, which gives every byte a character.
public func utf8(ofForeignText bytes: [UInt8]) -> [UInt8] {
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
  let isPlain = bytes.withUnsafeBufferPointer { $0.allSatisfy { $0 < 0x80 } }
  if isPlain || String(validating: bytes, as: UTF8.self) != nil { return bytes }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 16)
  for byte in bytes {
    if byte < 0x80 { result.append(byte) } else { result.append(contentsOf: windows1252[Int(byte) - 0x80]) }
  }
  return result
}

/// UTF-8 of the bytes 0x80 to 0xFF of windows-1252; the five it leaves undefined stand for the control of that number.
private let windows1252: [[UInt8]] = {
  let special: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]
  let scalars = (special + Array(0xA0...0xFF)).compactMap(Unicode.Scalar.init)
  return scalars.map { Array(String(Character($0)).utf8) }
}()

/// The separator that the header row holds most of, outside quotes; a comma when it holds none.
public func likelySeparator(_ bytes: [UInt8]) -> UInt8 {
  let candidates = [",", "\t", ";", "|"].map { Character($0).asciiValue! }
  var counts = [0, 0, 0, 0]
  var isQuoted = false
  for byte in bytes {
    if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
    if isQuoted { continue }
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
      if counts.contains(where: { $0 > 0 }) { break }
    }
    if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
  }
  let most = counts.max() ?? 0
  return most == 0 ? candidates[0] : candidates[counts.firstIndex(of: most) ?? 0]
}
