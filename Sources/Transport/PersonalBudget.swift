import Units

/// A personal travel budget: the mileage of a parent who drives there and back twice a day (F15, F16).
public struct PersonalBudget: Sendable, Equatable {
  /// Pounds a mile.
  public let rate: Double
  /// Drives a day, four: the child is in the car for two of them.
  public let legs: Int

  public init(rate: Double, legs: Int = 4) {
    self.rate = rate
    self.legs = legs
  }

  /// Pence a year for a one-way drive, rounded once: 4 miles at 60p for 190 days is £1,824.
  @inlinable public func annual(oneWayMiles miles: Double, days: Int) -> Pence {
    Pence(Int((miles * Double(legs * days) * rate * 100).rounded()))
  }
}
