import Assumptions
import Units

/// A personal travel budget: mileage, or a sum by bands of distance, as each authority's scheme has it (F15, F16).
public enum PersonalBudget: Sendable, Equatable {
  case mileage(ParentMileage)
  /// By the drive, or as the crow flies, which Central Bedfordshire goes by.
  case bands([Band], isStraightLine: Bool)

  /// A yearly sum for one-way distances in whole miles from this up to the next band's.
  public struct Band: Sendable, Equatable {
    public var fromMiles: Double
    public var annual: Pence
    public init(fromMiles: Double, annual: Pence) {
      self.fromMiles = fromMiles
      self.annual = annual
    }
  }

  /// Pence a year for a one-way distance, by the fastest drive and in a straight line.
  public func annual(driveMiles: Double, straightMiles: Double, days: Int) -> Pence {
    switch self {
    case .mileage(let mileage): return mileage.annual(oneWayMiles: driveMiles, days: days)
    case .bands(let bands, let isStraightLine):
      let miles = isStraightLine ? straightMiles : driveMiles
      return bands.last { miles >= $0.fromMiles }?.annual ?? .zero
    }
  }

  init(_ assumptions: AssumptionSet, mileage: ParentMileage) throws {
    guard try assumptions.flag("transport.ptb_in_bands") else {
      self = .mileage(mileage)
      return
    }
    let id = "transport.ptb_bands_central_beds"
    let bands = try assumptions.table(id).map { key, pounds in
      // "5-10" or "20+": the lower bound stands first.
      guard let from = Double(key.prefix { $0.isNumber || $0 == "." }) else {
        throw AssumptionError(id: id, problem: "\"\(key)\" is no band of miles", remedy: "Write 0-5, 5-10 or 20+.")
      }
      return Band(fromMiles: from, annual: Pence(Int((pounds * 100).rounded())))
    }
    self = .bands(
      bands.sorted { $0.fromMiles < $1.fromMiles },
      isStraightLine: try assumptions.flag("transport.ptb_bands_straight_line"))
  }
}

/// What a parent who drives is paid: there and back twice a day, at a rate a mile (F15, F16).
public struct ParentMileage: Sendable, Equatable {
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
