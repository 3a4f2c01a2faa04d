/// How many independent placements new places took the place of: what came out of the placements, never put in.
public struct Displacement: Sendable, Equatable {
  /// Places open in the year.
  public var places: Double
  /// Independent placements fewer than doing nothing; mean and 90% interval, low first. May be below zero.
  public var fewer: Summary
  /// Independent placements at the base January.
  public var stock: Double

  public init(places: Double, fewer: Summary, stock: Double) {
    self.places = places
    self.fewer = fewer
    self.stock = stock
  }

  /// Independent placements fewer for each place open; `nil` without places.
  public var rate: Summary? {
    guard places > 0 else { return nil }
    return Summary(
      mean: fewer.mean / places, p05: fewer.p05 / places, p50: fewer.p50 / places, p95: fewer.p95 / places)
  }

  /// The most that the placements of the base January could give, were every one of them displaced: more needs growth that
  /// does not come. `nil` without places.
  public var ceiling: Double? { places > 0 ? min(1, stock / places) : nil }
}
