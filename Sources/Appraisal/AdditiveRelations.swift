import Planning

/// What adds up to what, and what gives what away: the knowledge that suppression needs of the metrics.
enum AdditiveRelation {
  /// Metrics whose figures by area, phase, need and so on add up to the authority's.
  static func isAdditive(_ metric: Metric) -> Bool {
    switch metric {
    case .ehcp, .need, .placed, .independentCount, .outOfAreaCount, .outOfAreaNoLocalPlace, .outOfAreaPreference,
      .outOfAreaNotRecorded, .unmetBaseDemand, .within30MinutesCount, .transportEligible, .newlyTransportEligibleCount,
      .vehicles, .vehicleKm,
      .transportCost, .co2e, .placementCost, .independentCost, .cashable, .avoided, .journeysLongerCount,
      .journeysShorterCount:
      true
    default: false
    }
  }

  /// Within one slice: a total and the metrics that add up to it.
  ///
  /// A rate over all plans stands for its numerator, because rate times plans gives it.
  static let sums: [(total: Metric, parts: [Metric])] = [
    (.ehcp, Need.allCases.map(Metric.need)),
    (.ehcp, ProvisionKind.allCases.map(Metric.placed)),
    (.independentCount, [.placed(.independentSpecial), .placed(.nmss)]),
    (.independentRateC, [.independentCount, .placed(.independentMainstream)]),
    (.independentRateD, [.independentRateC, .placed(.specialistPost16)]),
    (.outOfAreaCount, [.outOfAreaNoLocalPlace, .outOfAreaPreference, .outOfAreaNotRecorded]),
  ]

  /// Metrics of the same slice that must be hidden for this one to be hidden too, and hide it when they are: numerators,
  /// denominators, and the children a sum of money is paid for.
  static func basis(of metric: Metric) -> [Metric] {
    switch metric {
    case .independentRateA: [.ehcp, .placed(.independentSpecial)]
    case .independentRateB: [.ehcp, .independentCount]
    case .independentRateC, .independentRateD, .localMaintainedShare, .occupancyShare, .placementCost: [.ehcp]
    case .costPerPlacement: [.ehcp, .placementCost]
    case .independentCost, .cashable: [.independentCount]
    case .avoided: [.placementCost, .independentCount]
    case .transportCost: [.transportEligible]
    case .vehicles, .vehicleKm: [.transportEligible, .transportCost]
    case .co2e: [.vehicleKm]
    default: []
    }
  }

  /// Rates whose difference is a count of children of its own: the later one less the earlier one.
  static let rateSteps: [(lower: Metric, upper: Metric)] = [
    (.independentRateA, .independentRateB), (.independentRateB, .independentRateC),
    (.independentRateC, .independentRateD),
  ]

  /// Percentiles of a distribution over children, which need more of them than a mean does.
  static func isPercentile(_ metric: Metric) -> Bool {
    switch metric {
    case .distanceMedian, .distanceP90, .timeMedian, .timeP90: true
    default: false
    }
  }

  /// Figures that mean nothing when no child is behind them.
  static func isRatio(_ metric: Metric) -> Bool {
    switch metric.unit {
    case .share, .metres, .seconds: true
    default: metric == .costPerPlacement
    }
  }
}
