import Planning

/// All that the figures of one year of one world and draw are made from: the sums of every slice, and beside them what is
/// no sum over children.
struct YearRecord: Sendable {
  var sums: SliceSums
  /// In the layout of `ExtraLayout`; not-a-number where nobody is behind a figure.
  var extras: [Double]

  init(_ layout: CellLayout) {
    sums = SliceSums(slices: layout.slices.count)
    extras = Array(repeating: 0, count: layout.extras.count)
  }

  /// Takes over all of another's, keeping its own storage.
  mutating func copy(_ other: YearRecord) {
    sums.copy(other.sums)
    extras.replaceSubrange(extras.indices, with: other.extras)
  }
}

/// Where the figures that are no sum over children stand in a year's row of them.
struct ExtraLayout: Sendable {
  /// Of the whole authority.
  enum Whole: Int, CaseIterable {
    case emptyPlaceCost, vehicles, kilometres, cashable, avoided, capital, placesPlanned, placesOpen, filled, places,
      worth, timeSaved, panelExcess, placementInFinancialYear, transportInFinancialYear, npv, npvHighNeeds,
      npvGeneralFund, npvCapital
  }
  /// Of a pool of journeys: everyone's, then by phase, then by rural or urban.
  enum Journey: Int, CaseIterable { case medianMetres, p90Metres, medianSeconds, p90Seconds }
  /// Of a setting with places of its own.
  enum Site: Int, CaseIterable { case filled, places, vehicles, kilometres, worth, timeSaved }

  /// The worth of one more place for a need alone.
  static let needs = Need.allCases.count
  static let pools = 1 + Phase.allCases.count + RuralUrban.allCases.count
  let count: Int

  init(settings: Int) {
    count = Self.firstSite + settings * Site.allCases.count
  }

  private static let firstNeed = Whole.allCases.count + pools * Journey.allCases.count
  private static let firstSite = firstNeed + needs
  static func index(_ figure: Whole) -> Int { figure.rawValue }
  static func index(_ figure: Journey, pool: Int) -> Int {
    Whole.allCases.count + pool * Journey.allCases.count + figure.rawValue
  }
  static func index(worthOfNeed need: Int) -> Int { firstNeed + need }
  /// - Parameter setting: a position among the settings that have a slice.
  static func index(_ figure: Site, setting: Int) -> Int { firstSite + setting * Site.allCases.count + figure.rawValue }
}
