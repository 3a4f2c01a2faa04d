import Assumptions
import Foundation
import Planning
import Randomness
import Units

/// Kinds whose numbers no count of places rules, so that the course of their share of all plans does: INMSS together,
/// and those that nobody competes for.
struct SteeredKind: Sendable {
  let name: String
  let kinds: [ProvisionKind]

  static let inmss = 0
  /// INMSS first, then `OtherKindShares.kinds` in their order.
  static let all =
    [SteeredKind(name: "inmss", kinds: [.nmss, .independentSpecial])]
    + OtherKindShares.kinds.map { SteeredKind(name: $0.code, kinds: [$0]) }
  /// Position in `all`, by `ProvisionKind.rawValue`; -1 for kinds that places or ages rule.
  static let index: [Int] = ProvisionKind.allCases.map { kind in all.firstIndex { $0.kinds.contains(kind) } ?? -1 }
}

/// The course of a kind's share of all plans when nothing is done: `placement.course_<kind>`.
///
/// Next January's log share is this one's and a drift of all authorities, a part of the authority's own recent trend, and
/// a step towards England's share; a shock of its own stands around it. Fitted to all authorities' Januaries (SEN2), where
/// an authority's level lasts and its trend hardly does.
struct KindCourse: Sendable {
  /// Log of one more than the plans in the kind over all plans, by year index.
  private(set) var mean: [Double]
  /// Standard deviation of the shock of each year.
  private(set) var shock: [Double]
  /// Share of a deviation that is left a year on.
  private let carry: Double
  private let degrees: Double

  /// Of the fits in the row the one of the latest January up to the base year is read; `nil` when all are later.
  ///
  /// - Parameters:
  ///   - held: plans in the kind at the base January.
  ///   - trend: the authority's own mean yearly growth of log share over two years up to it.
  init?(
    _ assumptions: AssumptionSet, kind: SteeredKind, january: Int, held: Int, plans: Int, trend: Double, horizon: Int
  )
    throws
  {
    let id = "placement.course_\(kind.name)"
    let fits = try assumptions.nested(id).compactMap { key, row in Int(key).map { (january: $0, row: row) } }
    guard let fit = fits.filter({ $0.january <= january }).max(by: { $0.january < $1.january }), plans > 0 else {
      return nil
    }
    func term(_ key: String) throws -> Double {
      guard let value = fit.row.first(where: { $0.key == key })?.value else {
        throw AssumptionError(id: id, problem: "no \(key) for \(fit.january)", remedy: "Give it in the table.")
      }
      return value
    }
    let (drift, ownTrend, level) = (try term("drift"), try term("trend"), try term("level"))
    let (spread, turnover) = (try term("spread"), try term("turnover"))
    var national = log(try term("share"))
    degrees = max(3, try term("degrees"))
    carry = 1 + level
    var now = log(Double(held + 1) / Double(plans))
    var momentum = trend
    mean = [now]
    shock = [0]
    for _ in 0..<horizon {
      shock.append((spread * spread + turnover / max(1, exp(now) * Double(plans))).squareRoot())
      momentum *= ownTrend
      now += drift + momentum + level * (now - national)
      national += drift
      mean.append(min(now, 0))
    }
  }

  /// Plans in the kind on the course, of so many plans in all.
  func expected(_ year: Int, of plans: Double) -> Double { max(0, exp(mean[year]) * plans - 1) }

  /// One draw's factors on the course by year index, of mean 1 but for the tails.
  func factors(_ random: inout NamedRandom) -> [Double] {
    let stretch = ((degrees - 2) / (2 * random.gamma(shape: degrees / 2))).squareRoot()
    var deviation = 0.0
    var variance = 0.0
    return shock.map { deviations in
      deviation = carry * deviation + stretch * deviations * random.normal()
      variance = carry * carry * variance + deviations * deviations
      return exp(deviation - variance / 2)
    }
  }
}

extension KindCourse {
  /// The courses of all steered kinds of a study, in their order.
  static func all(_ study: Study, _ assumptions: AssumptionSet) throws -> [KindCourse?] {
    try SteeredKind.all.map { kind in
      let held = study.caseload.count { kind.kinds.contains(study.provisions[$0.provision].kind) }
      return try KindCourse(
        assumptions, kind: kind, january: study.baseYear.january, held: held, plans: study.caseload.count,
        trend: ownTrend(kind, held: held, study), horizon: study.horizon)
    }
  }

  /// Mean yearly growth of the log share over the two years to the base January; 0 where the history does not hold it.
  private static func ownTrend(_ kind: SteeredKind, held: Int, _ study: Study) -> Double {
    let rows = study.history.filter {
      $0.year.start == study.baseYear.start - 2 && $0.area == nil && $0.ncYear == nil && $0.need == nil
    }
    let stocks = rows.compactMap { row in row.kind.flatMap { kind.kinds.contains($0) ? row.stock : nil } }
    guard !stocks.isEmpty, let plans = rows.first(where: { $0.kind == nil })?.stock, plans > 0,
      !study.caseload.isEmpty
    else { return 0 }
    let before = log(Double(stocks.reduce(0, +) + 1) / Double(plans))
    return (log(Double(held + 1) / Double(study.caseload.count)) - before) / 2
  }
}
