import Assumptions

/// What a metric rests on, so that an unverified figure is marked wherever it is used.
extension Metric {
  /// Beginnings of the ids of the assumptions that this metric's own calculation reads.
  ///
  /// Direct ones only: every figure also rests on the need projection and the placement rules before it, whose
  /// own marks show on the numbers of plans and placements.
  public var assumptionPrefixes: [String] {
    switch self {
    case .ehcp, .need: ["ehcp.", "need.", "projection.", "forecast."]
    case .placed, .independentCount, .independentRateA, .independentRateB, .independentRateC, .independentRateD,
      .outOfAreaCount, .outOfAreaNoLocalPlace, .outOfAreaPreference, .outOfAreaNotRecorded, .unmetBaseDemand,
      .occupancyShare,
      .localMaintainedShare, .placementStabilityShare, .placeTimeSaved:
      ["placement.", "suitability."]
    case .distanceMean, .distanceMedian, .distanceP90, .timeMean, .timeMedian, .timeP90, .within30MinutesCount,
      .journeysLongerCount, .journeysShorterCount:
      ["travel.", "transport.circuity"]
    case .excessiveTravelShare: ["travel.", "transport.guideline", "transport.excessive", "transport.circuity"]
    case .transportEligible, .newlyTransportEligibleCount:
      ["transport.walk", "transport.extended", "transport.sen_mobility", "transport.eligib", "transport.post16"]
    case .vehicles, .vehicleKm, .transportCost, .transportCostFinancialYear: ["transport."]
    case .co2e: ["carbon.", "transport."]
    case .placementCost, .costPerPlacement, .placementCostFinancialYear, .emptyPlaceCost, .cashable, .avoided:
      ["cost.", "funding."]
    case .placeWorth, .panelOrderExcess: ["placement.", "cost.", "transport.cost_per_loaded_mile"]
    case .independentCost: ["cost."]
    case .capital: ["capital.", "appraisal.optimism_bias"]
    case .npvHighNeeds: ["appraisal.", "cost.", "funding."]
    case .npvGeneralFund: ["appraisal.", "transport."]
    case .npvCapital: ["appraisal.", "capital."]
    case .npv: ["appraisal.", "capital.", "cost.", "funding.", "transport."]
    case .placesPlanned, .placesOpen: []
    }
  }

  /// The assumptions among those used that this metric's own calculation reads, in their order.
  public func basis(in assumptions: [Assumption]) -> [Assumption] {
    assumptions.filter { assumption in assumptionPrefixes.contains { assumption.id.hasPrefix($0) } }
  }

  /// `unverified` or `illustrative` where the metric rests on such a figure; the first is the stronger warning.
  public func mark(in assumptions: [Assumption]) -> String? {
    let statuses = basis(in: assumptions).map(\.status)
    if statuses.contains(.known) { return AssumptionStatus.known.mark }
    return statuses.contains(.illustrative) ? AssumptionStatus.illustrative.mark : nil
  }
}
