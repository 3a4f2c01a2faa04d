import Planning

/// Room that falling rolls leave at a school, turned into base places (SPP5, DOMAIN 3.5).
///
/// Surplus places are the net capacity less the roll; whole classes of 30 of them become rooms, and a room holds a group of
/// a base. Empty places spread over seven year groups free no room, so fewer than a class give none.
public struct Premises: Sendable, Equatable {
  public static let classSize = 30

  public var netCapacity: Int
  /// Net capacity less the roll now, and less the roll forecast; never below zero.
  public var surplusNow: Int?
  public var surplusForecast: Int?
  /// Base places in the rooms that the smaller of the two surpluses leaves; `nil` where no roll or no group size is known.
  public var basePlaces: ClosedRange<Int>?

  /// - Parameter groupSize: Children in one group of a base, fewest and most; `nil` where no figure says.
  public init?(_ setting: Setting, groupSize: ClosedRange<Int>?) {
    guard let capacity = setting.netCapacity, capacity > 0 else { return nil }
    netCapacity = capacity
    surplusNow = setting.roll.map { max(0, capacity - $0) }
    surplusForecast = setting.rollForecast.map { max(0, capacity - $0) }
    guard let surplus = [surplusNow, surplusForecast].compactMap(\.self).min(), let groupSize else { return }
    let rooms = surplus / Self.classSize
    basePlaces = rooms * groupSize.lowerBound...rooms * groupSize.upperBound
  }

  /// Whether the rooms hold this many places.
  public enum Finding: Sendable, Equatable {
    case fits
    /// More places than even large groups in every free room.
    case short(places: Int)
    case notKnown
  }
  public func finding(for places: Int) -> Finding {
    guard let basePlaces else { return .notKnown }
    return places <= basePlaces.upperBound ? .fits : .short(places: places - basePlaces.upperBound)
  }
}
