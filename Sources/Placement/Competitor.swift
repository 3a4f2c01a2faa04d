import Planning

/// A child whose placement is decided this September.
struct Competitor: Sendable {
  var child: Int32
  /// Row of `September.calls`.
  var call: Int32 = 0
  var reason: PlacementReason
  var ncYear: Int8
  /// The band the allocation works with: a child from a special or base placement, or whose placement broke down, needs
  /// no less than that.
  var band: UInt8
  /// The provision it may not go back to, -1 if none.
  var excluded: Int32
  /// A breakdown for which no state place will do, free or not.
  var isBoundForINMSS: Bool
  /// The independent place that a reviewed child keeps unless a state place costs less; -1 for all others.
  var holds: Int32
  /// When its placement is decided, 0 to 1 through the twelve months to the January, for places that open within a year; below
  /// 0 where that is for September.
  var decidedAt: Double
  /// Where a brother or sister of the same home is placed already, so that a place there adds no journey; -1 if nowhere.
  var siblingSetting: Int32 = -1
  var mayWait: Bool
  var maySixthForm: Bool
  /// Named random numbers for the principles that come before competition.
  var draw: Decision

  /// Whether the child's own circumstances leave a kind open, suitable or not.
  func mayTake(_ kind: ProvisionKind) -> Bool {
    if holds >= 0 { return kind.isStateSpecial }
    return !isBoundForINMSS || kind.isINMSS
  }
}

/// The random numbers of one placement decision, drawn together so that each has its own place whatever is asked.
struct Decision: Sendable {
  var directed: Double
  var preference: Double
  var which: Double
  var other: Double
  var waiting: Double
  var sixthForm: Double
  var diverted: Double
  var moment: Double
}
