/// Present value by a rate that falls with the years, as the Green Book states it.
///
/// Source: HM Treasury Green Book, February 2026: 3.5% real for years 0 to 30, 3.0% for 31 to 75 (DOMAIN 6.1).
public struct Discounting: Sendable {
  /// Last year of each rate, ascending.
  private let bands: [(last: Int, rate: Double)]

  /// - Parameter table: rates by `from-to` years, both included, or `from+`, in ascending order.
  public init(_ table: [(key: String, value: Double)]) {
    bands = table.map { key, rate in (key.split(separator: "-").last.flatMap { Int($0) } ?? .max, rate) }
  }

  /// The factor for a flow `year` years after the base year: 1 at 0, 0.708919 at 10, 0.345901 at 31.
  public func factor(_ year: Int) -> Double {
    var factor = 1.0
    for step in stride(from: 1, through: year, by: 1) {
      factor /= 1 + (bands.first { step <= $0.last }?.rate ?? 0)
    }
    return factor
  }
}
