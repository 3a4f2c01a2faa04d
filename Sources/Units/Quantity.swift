/// A whole number of one unit: pence, seconds, metres.
///
/// Sums of money, time and distance are integers here so that a total never depends on the order in which it was added.
public protocol Quantity: Hashable, Comparable, Codable, Sendable, AdditiveArithmetic, CustomStringConvertible {
  /// The number of units.
  var count: Int { get }
  /// A quantity of `count` units.
  init(_ count: Int)
}

extension Quantity {
  /// No units at all.
  @inlinable public static var zero: Self { Self(0) }
  @inlinable public static func + (left: Self, right: Self) -> Self { Self(left.count + right.count) }
  @inlinable public static func - (left: Self, right: Self) -> Self { Self(left.count - right.count) }
  @inlinable public static func < (left: Self, right: Self) -> Bool { left.count < right.count }
  /// A whole multiple.
  @inlinable public static func * (left: Self, right: Int) -> Self { Self(left.count * right) }
  /// A fractional multiple, rounded half away from zero once.
  @inlinable public func scaled(by factor: Double) -> Self { Self(Int((Double(count) * factor).rounded())) }

  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(Int.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(count)
  }
}

/// Money in pence.
@frozen public struct Pence: Quantity {
  public let count: Int
  @inlinable public init(_ count: Int) { self.count = count }
  /// A sum given in whole pounds.
  @inlinable public static func pounds(_ pounds: Int) -> Pence { Pence(pounds * 100) }
  /// The sum in pounds, for display only.
  @inlinable public var pounds: Double { Double(count) / 100 }
  public var description: String { "\(count)p" }
}

/// Time in seconds.
@frozen public struct Seconds: Quantity {
  public let count: Int
  @inlinable public init(_ count: Int) { self.count = count }
  @inlinable public static func minutes(_ minutes: Int) -> Seconds { Seconds(minutes * 60) }
  @inlinable public var minutes: Double { Double(count) / 60 }
  public var description: String { "\(count) s" }
}

/// Distance in metres.
@frozen public struct Metres: Quantity {
  public let count: Int
  @inlinable public init(_ count: Int) { self.count = count }
  /// Metres of a statute mile.
  @inlinable public static var perMile: Double { 1609.344 }
  /// The distance in statute miles, for display only.
  @inlinable public var miles: Double { Double(count) / Self.perMile }
  @inlinable public var kilometres: Double { Double(count) / 1000 }
  public var description: String { "\(count) m" }
}

/// Distance in millimetres, as arcs and statutory walking limits are held.
@frozen public struct Millimetres: Quantity {
  public let count: Int
  @inlinable public init(_ count: Int) { self.count = count }
  /// A distance in statute miles, rounded to the millimetre: 2 miles is 3,218,688 mm.
  @inlinable public static func miles(_ miles: Double) -> Millimetres {
    Millimetres(Int((miles * 1_609_344).rounded()))
  }
  /// Rounded half away from zero, as matrix cells are written.
  @inlinable public var metres: Metres { Metres((count + (count >= 0 ? 500 : -500)) / 1000) }
  public var description: String { "\(count) mm" }
}
