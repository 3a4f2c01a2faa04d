import Assumptions
import Planning

/// Whether an envelope of capital can build what a proposal asks (C12, C16).
public struct Affordability: Sendable, Equatable {
  /// In pence.
  public var envelope: Double
  /// The proposal's own capital with optimism bias.
  public var cost: Double
  /// The least that a new special school has been built for, in pence; only for a proposal to build one.
  public var leastPrice: Double?

  public init(envelope: Double, cost: Double, leastPrice: Double?) {
    self.envelope = envelope
    self.cost = cost
    self.leastPrice = leastPrice
  }

  /// Why it cannot be built out of the envelope.
  public enum Reason: Sendable, Equatable {
    /// Its own cost is above the envelope by this much.
    case costsMore(by: Double)
    /// Even the cheapest new special school published is above the envelope by this much.
    case noSchoolIsThatCheap(by: Double)
  }
  public var reasons: [Reason] {
    var reasons: [Reason] = []
    if cost > envelope { reasons.append(.costsMore(by: cost - envelope)) }
    if let leastPrice, leastPrice > envelope { reasons.append(.noSchoolIsThatCheap(by: leastPrice - envelope)) }
    return reasons
  }
  public var isFeasible: Bool { reasons.isEmpty }

  /// Places that the envelope buys at a price a place: £10.3m at £50,000 is 206.
  public static func places(_ envelope: Double, pencePerPlace: Double) -> Int {
    pencePerPlace > 0 ? Int(envelope / pencePerPlace) : 0
  }

  static let envelopeID = "capital.envelope"
  static let leastPriceID = "capital.new_special_school"
}
