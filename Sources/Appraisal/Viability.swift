/// Whether a proposal's places are filled enough to run, year by year, over draws.
public struct Viability: Sendable, Equatable {
  public struct Year: Sendable, Equatable {
    /// Index of the year.
    public var year: Int
    public var places: Int
    /// Mean children there.
    public var children: Double
    /// Share of draws with fewer children than the minimum; `nil` where no minimum is stated.
    public var chanceBelow: Double?
    /// Mean number of year groups with a child.
    public var yearGroups: Double
    public var occupancy: Double { places == 0 ? 0 : children / Double(places) }
  }
  /// Years with places.
  public var years: [Year]
  /// The share of places that must be filled; a figure of the study.
  public var minimum: Double?

  /// - Parameters:
  ///   - filled: Children, draws x years.
  ///   - yearGroups: Year groups with a child, draws x years.
  ///   - places: By year.
  ///   - minimum: Share of places, 0 to 1.
  public init(filled: [[Int]], yearGroups: [[Int]], places: [Int], minimum: Double?) {
    self.minimum = minimum
    let draws = Double(max(filled.count, 1))
    years = places.indices.filter { places[$0] > 0 && !filled.isEmpty }.map { year in
      let least = minimum.map { $0 * Double(places[year]) }
      return Year(
        year: year, places: places[year], children: Double(filled.reduce(0) { $0 + $1[year] }) / draws,
        chanceBelow: least.map { least in Double(filled.count { Double($0[year]) < least }) / draws },
        yearGroups: Double(yearGroups.reduce(0) { $0 + $1[year] }) / draws)
    }
  }

  static let minimumID = "viability.minimum_occupancy"
}
