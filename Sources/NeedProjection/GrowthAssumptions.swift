import Assumptions
import Foundation
import Planning

/// The fitted coefficients as figures of `need-growth.yaml`: one for each January that the release allows a fit at, so
/// that a study takes the latest that its base January may know.
extension GrowthCoefficients {
  private static let prefix = "growth.fit_"

  /// The coefficients of the latest January up to `january`, else of the earliest there are.
  ///
  /// - Throws: `AssumptionError` when there are none, or a figure of them is missing.
  public init(_ assumptions: AssumptionSet, january: Int) throws {
    let fits = assumptions.all.compactMap { figure in
      figure.id.hasPrefix(Self.prefix) ? Int(figure.id.dropFirst(Self.prefix.count)) : nil
    }
    guard let chosen = fits.filter({ $0 <= january }).max() ?? fits.min() else {
      throw AssumptionError(
        id: "\(Self.prefix)\(january)", problem: "no value",
        remedy: "Write need-growth.yaml with placeplan backtest --sen2 DIR --fit FILE.")
    }
    self.january = chosen
    let id = "\(Self.prefix)\(chosen)"
    let rows = try assumptions.nested(id)
    func row(_ key: String) -> [(key: String, value: Double)]? { rows.first { $0.key == key }?.row }
    func field(_ key: String, _ name: String) throws -> Double {
      guard let found = row(key) else {
        throw AssumptionError(id: id, problem: "no \(key)", remedy: "Write the file anew with --fit.")
      }
      return try GrowthPriors.field(name, found, id)
    }
    nation = try Nation(
      level: field("nation", "level"), lead: field("nation", "lead"), damping: field("nation", "damping"))
    errors = try Errors(
      carryOver: field("errors", "carry_over"), turnover: field("errors", "turnover"),
      nationalDeviation: field("errors", "national_deviation"), degrees: field("errors", "degrees"))
    poolings = try GrowthFeature.allCases.map { feature in
      let key = "pooling_\(feature.code)"
      guard row(key) != nil else { return nil }
      return try FeaturePooling(
        mean: field(key, "mean"), plans: field(key, "plans"), centre: field(key, "centre"))
    }
    patterns = try ([GrowthPattern([])] + GrowthPattern.all).map { pattern in
      let key = pattern.isEmpty ? "none" : pattern.code
      return try Pattern(
        coefficients: pattern.features.map { try field(key, $0.code) }, damping: field(key, "damping"),
        variance: field(key, "variance"))
    }
  }

  /// The figure as a row of an assumptions file.
  var text: String {
    func line(_ key: String, _ fields: [(String, Double)]) -> String {
      "    \(key): {" + fields.map { "\($0): \(Self.plain($1))" }.joined(separator: ", ") + "}\n"
    }
    var text = "- id: \(Self.prefix)\(january)\n  value:\n"
    text += line("nation", [("level", nation.level), ("lead", nation.lead), ("damping", nation.damping)])
    text += line(
      "errors",
      [
        ("carry_over", errors.carryOver), ("turnover", errors.turnover),
        ("national_deviation", errors.nationalDeviation), ("degrees", errors.degrees),
      ])
    for (feature, pooling) in zip(GrowthFeature.allCases, poolings) {
      guard let pooling else { continue }
      text += line(
        "pooling_\(feature.code)", [("mean", pooling.mean), ("plans", pooling.plans), ("centre", pooling.centre)])
    }
    for (pattern, fitted) in zip([GrowthPattern([])] + GrowthPattern.all, patterns) {
      let coefficients = zip(pattern.features, fitted.coefficients).map { ($0.code, $1) }
      text += line(
        pattern.isEmpty ? "none" : pattern.code,
        coefficients + [("damping", fitted.damping), ("variance", fitted.variance)])
    }
    return text + """
        unit: "log growth of plans a year, and distances of yearly rates per plan from the median authority"
        low: null
        high: null
        date: "\(january)-01"
        status: MEASURED
        source: "fitted by placeplan backtest to stock up to January \(january) and flows up to \(january - 1)"
        owner: null
        note: null
        usable_as_default: true

      """
  }

  private static func plain(_ value: Double) -> String {
    let text = String(format: "%.8f", value)
    let kept = text.reversed().drop { $0 == "0" }
    return String((kept.first == "." ? kept.dropFirst() : kept).reversed())
  }
}

/// `need-growth.yaml`: what a panel gives for every January in which at least half of its authorities are known, from
/// the third on.
public func growthAssumptions(_ panel: AuthorityPanel, priors: GrowthPriors) -> String {
  let known = panel.years.filter { year in panel.codes.indices.contains { panel.plans($0, year) != nil } }
  let full = known.dropFirst(2).filter { year in
    2 * panel.codes.indices.count { panel.plans($0, year) != nil } >= panel.codes.count
  }
  let rows = full.map { GrowthFit(panel, january: $0, priors: priors).coefficients.text }
  return """
    # Growth of plans, fitted to all authorities together: what a projection of one authority takes from the rest.
    # Written by `placeplan backtest --sen2 DIR --fit FILE.yaml`, not by hand. Priors are in need-growth-priors.yaml.


    """ + rows.joined(separator: "\n")
}
