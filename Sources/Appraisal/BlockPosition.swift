/// Where a high needs block stands in a year: what it is given, what it spends, and what is left of its reserve.
public struct BlockPosition: Sendable, Equatable {
  /// Pence.
  public var allocation: Double
  public var expenditure: Double
  public var reserve: Double?

  public init(allocation: Double, expenditure: Double, reserve: Double?) {
    self.allocation = allocation
    self.expenditure = expenditure
    self.reserve = reserve
  }

  /// Below zero: more is spent than given.
  public var inYear: Double { allocation - expenditure }
  /// The reserve after one such year.
  public var reserveAfter: Double? { reserve.map { $0 + inYear } }

  static let id = "finance.high_needs_block"
}
