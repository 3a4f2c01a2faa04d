/// The yearly flows of one budget in real terms, pence, from year 0; a cost is negative.
///
/// Flows of different budgets are kept in different values: nothing here adds them.
public struct CashFlow: Sendable, Equatable {
  public var pence: [Double]
  public init(_ pence: [Double]) { self.pence = pence }

  /// Sum of the discounted flows, in pence, rounded by nobody.
  public func presentValue(_ rates: Discounting) -> Double { presentValue(pence.indices.map(rates.factor)) }
  /// The same with the factor of each year at hand.
  func presentValue(_ factors: [Double]) -> Double { zip(pence, factors).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The first year by whose end what came in has paid for what went out, for good; `nil` where it never does, or where
  /// nothing went out.
  ///
  /// - Parameter rates: To discount the flows first; undiscounted without.
  public func payback(_ rates: Discounting? = nil) -> Int? {
    var sum = 0.0
    var paid: Int?
    var hasSpent = false
    for (year, flow) in pence.enumerated() {
      sum += flow * (rates?.factor(year) ?? 1)
      if flow < 0 { hasSpent = true }
      if sum < 0 { paid = nil } else if hasSpent, paid == nil { paid = year }
    }
    return paid
  }

  public static func + (left: CashFlow, right: CashFlow) -> CashFlow {
    CashFlow(zip(left.pence, right.pence).map(+))
  }

  /// The equal yearly sum over `years` years from year 1 that is worth as much as a sum paid now.
  public static func annuity(_ pence: Double, years: Int, _ rates: Discounting) -> Double {
    let factor = years < 1 ? 0 : (1...years).reduce(0.0) { $0 + rates.factor($1) }
    return factor == 0 ? 0 : pence / factor
  }
}
