import Assumptions
import Units
import Planning

/// How often a state placement breaks down, by need, kind and year group: `placement.breakdown_*`.
///
/// Fitted to the growth of INMSS placements within cohorts (DOMAIN 5.5): most arise from another placement that broke
/// down, not from new plans. A place less intensive than the band asks breaks down more often.
struct BreakdownHazard: Sendable {
  private static let years = NCYear.all.count
  /// Need x NC year entered, from -4; 0 where none is stated.
  private var hazard: [Double]
  private let kindRatio: [Double]
  private let unmetRatio: Double
  /// INMSS placements for one in a state kind, nationally, and how many placements that figure weighs.
  private let nationalRatio: Double
  private let priorPlacements: Double
  /// What the study's own caseload makes of the national rate.
  private(set) var localFactor = 1.0

  init(_ assumptions: AssumptionSet) throws {
    let needID = "placement.breakdown_need_ratio"
    let needs = try needTable(needID, try assumptions.table(needID), otherwise: 1)
    let byYear = try assumptions.table("placement.breakdown_by_nc_year")
    hazard = Array(repeating: 0, count: needs.count * Self.years)
    for (key, value) in byYear {
      guard let ncYear = Int(key), NCYear.all.contains(ncYear) else {
        throw AssumptionError(
          id: "placement.breakdown_by_nc_year", problem: "\(key) is not an NC year", remedy: "Use -4 to 21.")
      }
      for need in needs.indices { hazard[need * Self.years + ncYear - NCYear.all.lowerBound] = value * needs[need] }
    }
    kindRatio = try kindTable("placement.breakdown_kind_ratio", assumptions, otherwise: 0)
    unmetRatio = try assumptions.number("placement.breakdown_unmet_ratio")
    nationalRatio = try assumptions.number("placement.inmss_ratio_national")
    priorPlacements = try assumptions.number("placement.breakdown_prior_placements")
  }

  /// 1 mainstream, 2 base, 3 special: the band up to which a state kind meets the need.
  static func reach(_ kind: ProvisionKind) -> Int {
    switch kind {
    case .mainstream, .earlyYears: 1
    case .supportBase, .specialistBase: 2
    default: 4
    }
  }

  private func ratio(_ kind: ProvisionKind, band: Int) -> Double {
    kindRatio[Int(kind.rawValue)] * (band > Self.reach(kind) ? unmetRatio : 1)
  }

  /// Sets the local factor from the caseload at school age.
  ///
  /// Twofold: the mean ratio of its state placements is divided out, so that the base year keeps the fitted rate; and
  /// that rate follows the authority's own INMSS placements per state placement, shrunk to the national one.
  mutating func standardise(on study: Study) {
    var ratios = 0.0
    var state = 0.0
    var inmss = 0.0
    for child in study.caseload where (0...11).contains(child.ncYear.number) {
      let kind = study.provisions[child.provision].kind
      let ratio = ratio(kind, band: child.band)
      if kind.isINMSS { inmss += 1 }
      guard ratio > 0 else { continue }
      ratios += ratio
      state += 1
    }
    guard state > 0, priorPlacements > 0 else { return }
    let rate = (inmss + priorPlacements) / (state * nationalRatio + priorPlacements)
    localFactor = rate / (ratios / state)
  }

  /// Probability that a placement breaks down in the year that ends in NC year `ncYear`.
  func probability(_ kind: ProvisionKind, need: Need, band: Int, ncYear: Int) -> Double {
    guard NCYear.all.contains(ncYear) else { return 0 }
    let base = hazard[Int(need.rawValue) * Self.years + ncYear - NCYear.all.lowerBound]
    return base == 0 ? 0 : min(1, base * ratio(kind, band: band) * localFactor)
  }
}
