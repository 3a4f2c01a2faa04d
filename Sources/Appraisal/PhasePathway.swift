import Planning

/// Base places by phase: one place in primary schools is expected for every one in secondary schools across an area, so that a
/// child finds a base on both sides of Year 7 (inclusion base guidance of June 2026, DOMAIN 3.1).
public struct PhasePathway: Sendable, Equatable {
  public var primary: Int
  public var secondary: Int

  public init(primary: Int, secondary: Int) {
    self.primary = primary
    self.secondary = secondary
  }

  /// Places of bases in an authority in a year; an all-through base counts by the share of its year groups in each phase.
  ///
  /// - Parameter area: Only settings that it holds; all when left out.
  public init(_ study: Study, _ supply: Supply, year: Int, in area: ((Setting) -> Bool)? = nil) {
    var places = (primary: 0.0, secondary: 0.0)
    for (index, provision) in study.provisions.enumerated() where provision.kind.isBase && provision.places != nil {
      guard let setting = provision.setting, study.settings[setting].isInArea else { continue }
      if let area, !area(study.settings[setting]) { continue }
      let years = provision.ncYears.filter { (0...11).contains($0) }
      guard !years.isEmpty else { continue }
      let open = Double(supply.places(index, year: year))
      let share = Double(years.count { $0 < 7 }) / Double(years.count)
      places.primary += open * share
      places.secondary += open * (1 - share)
    }
    primary = Int(places.primary.rounded())
    secondary = Int(places.secondary.rounded())
  }

  /// Primary places short of one for each secondary place.
  public var primaryShort: Int { max(0, secondary - primary) }
  public var isMet: Bool { primaryShort == 0 }
}
