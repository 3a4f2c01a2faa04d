import Foundation
import Planning

/// The three rules a forecast has to beat, for one count of an authority.
public struct NaiveRules: Sendable, Equatable {
  /// The count stays as it is.
  public var persistence: Double
  /// The last year's change goes on; where it is not known, the count stays.
  public var lastDifference: Double
  /// stock x exp(years x (0.35 x mean of the authority's own last two log growths + 0.65 x England's last)).
  public var shrinkage: Double

  /// `nil` where the count at the January is not known. Reads nothing later than it.
  public init?(_ panel: AuthorityPanel, _ series: SurveySeries, area: Int, january: Int, years: Int) {
    guard let now = panel[series, area, january] else { return nil }
    persistence = now
    let before = panel[series, area, january - 1]
    lastDifference = before.map { max(0, now + Double(years) * (now - $0)) } ?? now
    func growth(_ area: Int, _ series: SurveySeries, _ january: Int) -> Double? {
      guard let now = panel[series, area, january], let before = panel[series, area, january - 1], now > 0, before > 0
      else { return nil }
      return log(now / before)
    }
    let own = [january - 1, january].compactMap { growth(area, series, $0) }
    let nation =
      growth(panel.england, series, january) ?? Self.summedGrowth(panel, series, january)
      ?? growth(panel.england, .stock, january) ?? Self.summedGrowth(panel, .stock, january) ?? 0
    let mean = own.isEmpty ? nation : own.reduce(0, +) / Double(own.count)
    shrinkage = now * exp(Double(years) * (0.35 * mean + 0.65 * nation))
  }

  /// Growth of the authorities known in both Januaries, where the files have no row for England.
  private static func summedGrowth(_ panel: AuthorityPanel, _ series: SurveySeries, _ january: Int) -> Double? {
    var (now, before) = (0.0, 0.0)
    for area in panel.codes.indices {
      guard let a = panel[series, area, january], let b = panel[series, area, january - 1] else { continue }
      now += a
      before += b
    }
    return now > 0 && before > 0 ? log(now / before) : nil
  }
}
