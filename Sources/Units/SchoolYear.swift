/// A National Curriculum year group: age on 31 August minus 4. Reception is 0, Year 6 is 6, Year 13 is 13.
///
/// Plans run from birth to 25, so the range is -4 (under one) to 21 (age 25). Source: DfE SCAP practice, DOMAIN 4.2.
@frozen public struct NCYear: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  /// -4 to 21.
  public let number: Int
  @inlinable public init(_ number: Int) { self.number = number }

  /// Every year group an EHCP can be held in.
  public static let all = -4...21
  public static let reception = NCYear(0)

  /// Age on 31 August before the academic year starts.
  @inlinable public var ageOn31August: Int { number + 4 }
  @inlinable public static func < (left: NCYear, right: NCYear) -> Bool { left.number < right.number }
  public var description: String { number == 0 ? "Reception" : "Year \(number)" }

  public init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
}

/// An academic year, 1 September to 31 August, written `2026/27`. Its state is the January census inside it.
@frozen public struct AcademicYear: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  /// The calendar year of its September.
  public let start: Int
  @inlinable public init(start: Int) { self.start = start }

  /// Reads `2026/27`, or DfE's `202627`.
  public init?(_ text: some StringProtocol) {
    let digits = text.utf8.filter { $0 != UInt8(ascii: "/") }
    guard digits.count == 6, digits.allSatisfy({ (48...57).contains($0) }),
      text.utf8.count == 6 || (text.utf8.count == 7 && Array(text.utf8)[4] == UInt8(ascii: "/"))
    else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    let start = value / 100
    guard (start + 1) % 100 == value % 100 else { return nil }
    self.start = start
  }

  /// The calendar year of its January census.
  @inlinable public var january: Int { start + 1 }
  @inlinable public func advanced(by years: Int) -> AcademicYear { AcademicYear(start: start + years) }
  @inlinable public static func < (left: AcademicYear, right: AcademicYear) -> Bool { left.start < right.start }
  public var description: String {
    let end = (start + 1) % 100
    return "\(start)/\(end < 10 ? "0" : "")\(end)"
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let year = AcademicYear(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not an academic year such as 2026/27"))
    }
    self = year
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A financial year, April to March, written `2026-27`: 7/12 of academic 2026/27 and 5/12 of 2025/26 fall in it.
@frozen public struct FinancialYear: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  /// The calendar year of its April.
  public let start: Int
  @inlinable public init(start: Int) { self.start = start }

  /// Reads `2026-27`; `2026/27` is accepted because treasurers write it so.
  public init?(_ text: some StringProtocol) {
    guard let year = AcademicYear(String(text.map { $0 == "-" ? "/" : $0 })) else { return nil }
    start = year.start
  }
  @inlinable public static func < (left: FinancialYear, right: FinancialYear) -> Bool { left.start < right.start }
  public var description: String { String(AcademicYear(start: start).description.map { $0 == "/" ? "-" : $0 }) }

  /// Twelve-month sums by academic year brought to this financial year.
  @inlinable public static func from(previous: Double, current: Double) -> Double {
    previous * 5 / 12 + current * 7 / 12
  }
}
