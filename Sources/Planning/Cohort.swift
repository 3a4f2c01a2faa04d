import Units

/// One draw's children: the caseload at the base January and every simulated entrant up to the horizon.
///
/// Columns run side by side, one row a child; a row keeps its position in every year. Children of the caseload come
/// first, in caseload order. Holds who needs a plan and when, and nothing about where they are placed.
public struct Cohort: Sendable {
  /// Year indices run 0 (the base January) to `horizon`.
  public let horizon: Int
  /// The draw; -1 is the central draw, whose parameters sit at their fitted values.
  public let draw: Int
  /// The child's name in every random stream: the same child has it in every option.
  public var key: [UInt64] = []
  /// Index into `Study.homes`.
  public var home: [Int32] = []
  /// NC year at the base January; add the year index. Entrants may start below -4.
  public var baseNCYear: [Int8] = []
  public var need: [Need] = []
  public var band: [UInt8] = []
  public var traits: [ChildTraits] = []
  /// Year index of the first January at which the child holds a plan; 0 for the caseload.
  public var entry: [UInt8] = []
  /// Year index of the first January at which the plan is no longer held; `horizon + 1` if it outlasts the horizon.
  public var exit: [UInt8] = []
  /// Index into `Study.caseload`, or -1 for a simulated entrant.
  public var caseloadIndex: [Int32] = []

  public init(horizon: Int, draw: Int) {
    self.horizon = horizon
    self.draw = draw
  }

  public var count: Int { key.count }
  @inlinable public func isPresent(_ child: Int, year: Int) -> Bool {
    Int(entry[child]) <= year && year < Int(exit[child])
  }
  @inlinable public func ncYear(_ child: Int, year: Int) -> Int { Int(baseNCYear[child]) + year }

  public mutating func append(
    key: UInt64, home: Int, baseNCYear: Int, need: Need, band: Int, traits: ChildTraits, entry: Int, exit: Int,
    caseloadIndex: Int = -1
  ) {
    self.key.append(key)
    self.home.append(Int32(home))
    self.baseNCYear.append(Int8(baseNCYear))
    self.need.append(need)
    self.band.append(UInt8(band))
    self.traits.append(traits)
    self.entry.append(UInt8(entry))
    self.exit.append(UInt8(exit))
    self.caseloadIndex.append(Int32(caseloadIndex))
  }
}
