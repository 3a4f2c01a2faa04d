/// How a provision that is new fills: by year group, and within a year.
public struct Opening: Sendable, Equatable {
  /// The highest NC year of its first September; each September after it takes one more. `nil`: all of them at once.
  public var highestNCYear: Int?
  /// The calendar month, 1 to 12, on whose first day it opens in its first academic year; `nil`: September.
  public var month: Int?

  public init(highestNCYear: Int? = nil, month: Int? = nil) {
    self.highestNCYear = highestNCYear
    self.month = month
  }

  /// Whether it opens after the January of its first academic year, so that its places first count a September later.
  public var isAfterJanuary: Bool { month.map { (2...8).contains($0) } ?? false }

  /// Of the twelve months up to the middle of a January, the share left when it opens; 1 for all of them, as in September,
  /// from when a year's placements are decided.
  public var shareLeft: Double {
    guard let month, !isAfterJanuary, month != 9 else { return 1 }
    return (Double(month == 1 ? 0 : 13 - month) + 0.5) / 12
  }

  /// Places by year index with those of a first year that its January does not see yet taken back to what was before.
  public func counted(_ places: [Int]?) -> [Int]? {
    guard isAfterJanuary, var places, let first = places.firstIndex(where: { $0 > 0 }), first > 0 else { return places }
    places[first] = places[first - 1]
    return places
  }
}
