import Planning

/// An option's figures beside doing nothing in the one draw of an `EstimateSession`, after disclosure control: no interval, and
/// nothing that may not leave.
public struct Estimate: Sendable {
  /// A metric of one slice by year; `nil` where a figure is suppressed, or has nobody behind it.
  public struct Series: Sendable, Equatable {
    public var metric: Metric
    public var values: [Double?]
    /// Against doing nothing; all `nil` for doing nothing itself.
    public var changes: [Double?]
  }
  /// A setting with places of its own.
  public struct Site: Sendable, Equatable {
    /// Index into `Study.settings`.
    public var setting: Int
    /// Children in its places by year; `nil` where suppressed.
    public var occupied: [Int?]
    public var places: [Int]
  }
  /// The whole authority's, in the order of `Metric.allCases`.
  public let authority: [Series]
  /// By area, in the study's order; metrics in the same order.
  public let areas: [[Series]]
  /// Those with a place in some year.
  public let sites: [Site]

  /// - Parameters:
  ///   - results: one draw; the world estimated comes last.
  ///   - sites: after disclosure control; children are hidden here, too, where the setting's occupancy is.
  init(_ results: PublishedResults, sites: [Site], of layout: CellLayout, _ study: Study) {
    let years = results.years.count
    guard let world = results.worlds.last else { preconditionFailure("an estimate of no world") }
    let isNothing = world.kind == .doNothing
    /// What absent rows stand for: below the authority a figure that is zero in both worlds has none.
    func blank(_ metric: Metric) -> Series {
      let isNone = AdditiveRelation.isRatio(metric) || metric.isWholeHorizon
      var none = [Double?](repeating: isNone ? nil : 0, count: years)
      if metric.isOfFinancialYear { none[0] = nil }
      return Series(metric: metric, values: none, changes: isNothing ? none.map { _ in nil } : none)
    }
    let areaMetrics = Metric.published.filter { $0.isReported(for: .area) }
    var authority = Metric.published.map(blank)
    var areas = study.areas.map { _ in areaMetrics.map(blank) }
    let areaIndex = Dictionary(uniqueKeysWithValues: study.areas.enumerated().map { ($1.id, $0) })
    let siteIndex = Dictionary(uniqueKeysWithValues: sites.indices.map { (study.settings[sites[$0].setting].id, $0) })
    let inAuthority = Dictionary(uniqueKeysWithValues: zip(Metric.published, 0...))
    let inArea = Dictionary(uniqueKeysWithValues: zip(areaMetrics, 0...))
    var sites = sites
    func enter(_ row: PublishedRow, in series: inout Series) {
      series.values[row.year] = row.value?.mean
      series.changes[row.year] = row.change?.mean
    }
    for row in world.rows {
      switch row.slice.kind {
      case .all: if let place = inAuthority[row.metric] { enter(row, in: &authority[place]) }
      case .area:
        if let area = areaIndex[row.slice.id], let place = inArea[row.metric] { enter(row, in: &areas[area][place]) }
      case .setting:
        if row.metric == .occupancyShare, row.status == .suppressed, let site = siteIndex[row.slice.id] {
          sites[site].occupied[row.year] = nil
        }
      default: break
      }
    }
    self.authority = authority
    self.areas = areas
    self.sites = sites.filter { $0.places.contains { $0 > 0 } }
  }
}
