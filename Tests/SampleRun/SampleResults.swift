import Appraisal
import Assumptions
import Planning
import Transport
import Units

extension Sample {
  /// Results that add up over areas, with every metric, made by a rule from the study; no simulation behind them.
  public static func results(_ study: Study = study()) -> RunResults {
    let worlds =
      [(PlanOption.doNothingID, "Do nothing", WorldKind.doNothing, [Int]())]
      + study.proposals.enumerated().map { ("alone-\($1.id)", $1.name, .proposal, [$0]) }
      + study.options.map { ($0.id, $0.name, .option, $0.proposals) }
    return RunResults(
      draws: study.draws, seed: study.seed, years: (0...study.horizon).map(study.year),
      worlds: worlds.map { id, name, kind, proposals in
        WorldResults(
          id: id, name: name, kind: kind, proposals: proposals,
          rows: (0...study.horizon).flatMap { rows(year: $0, proposals: proposals, kind: kind, study: study) })
      },
      notes: [
        "The transport estimator differs from the routed central draw by 2.1% in total.",
        "3.4% of journeys are straight line x circuity, because the setting lies beyond the road network.",
      ], shares: study.options.filter { !$0.proposals.isEmpty }.map { shares($0, year: study.horizon) },
      routed: routed(study))
  }

  /// School runs by a rule; the first setting's contract in an option rests on too few children to be shown.
  private static func routed(_ study: Study) -> [RoutedService] {
    func summary(_ vehicles: Int) -> ServiceSummary {
      var sum = ServiceSummary()
      sum.eligible = 900
      sum.carried = 4 * vehicles
      sum.vehicles = Double(vehicles)
      sum.loadedKm = Double(vehicles) * 5000
      sum.deadKm = Double(vehicles) * 800
      sum.occupancy = 0.8
      sum.onBoardMedian = .minutes(30)
      sum.cost = Pence(vehicles * 2_000_000)
      return sum
    }
    return ([PlanOption.doNothingID] + study.options.filter { !$0.proposals.isEmpty }.map(\.id)).enumerated().map {
      index, id in
      var service = RoutedService(world: id)
      for year in stride(from: study.horizon % 2, through: study.horizon, by: 2) {
        let vehicles = 100 + 5 * year + index
        service.years.append(
          .init(
            year: year, summary: summary(vehicles), childrenByLine: [.pre16: 4 * vehicles],
            vehicles: [
              .sharedMinibus: .init(vehicles: vehicles - 43, children: 4 * vehicles - 150),
              .sharedTaxi: .init(vehicles: 40, children: 147), .soloTaxi: .init(vehicles: 3, children: 3),
            ], withAssistant: .init(vehicles: 30, children: 90), withWheelchair: .init(vehicles: 2, children: 3)))
      }
      service.rules = [45, 60, 75, nil].enumerated().map { order, minutes in
        .init(longestMinutes: minutes, summary: summary(100 + 5 * study.horizon + index + 9 - 4 * order))
      }
      service.flows = study.settings.indices.prefix(3).flatMap { setting in
        study.areas.indices.prefix(3).map { .init(area: $0, setting: setting, children: 12 + 5 * setting + 4 * $0) }
      }
      if index > 0 {
        service.contracts = study.settings.indices.prefix(4).map { setting in
          ContractChange(
            setting: setting, vehiclesBefore: 12, vehicles: 12 - setting, ridersWhoDiffer: 3 + 6 * setting,
            saved: setting * 1_500_000, added: 400_000)
        }
      }
      return service
    }
  }

  /// Shares by a rule: a proposal has twice the one before it.
  private static func shares(_ option: PlanOption, year: Int) -> FairShares {
    let weights = option.proposals.indices.map { Double(1 << $0) }
    let whole = weights.reduce(0, +)
    return FairShares(
      option: option.id, proposals: option.proposals, year: year, draws: 8,
      orders: option.proposals.count > 2 ? 2 : nil,
      rows: FairShares.metrics.map { metric in
        let total = effect(metric) * 40
        return FairShares.Row(
          metric: metric, total: total, shares: weights.map { total * $0 / whole },
          errors: weights.map { _ in abs(total) / 100 })
      })
  }

  public static func runDescription(_ study: Study = study()) -> RunDescription {
    let parts = description()
    return RunDescription(
      study: study.name, laCode: study.laCode, laName: study.laName, baseYear: study.baseYear, version: "0.1.0",
      inputs: parts.inputs.map { .init(file: $0.file, sha256: $0.sha256) }, assumptions: parts.assumptions,
      notes: ["Homes are settlement points."], transformation: "none needed: all coordinates are EPSG:27700",
      started: "2026-11-20T10:00:00Z", ended: "2026-11-20T10:00:41Z", machine: "test")
  }

  /// How much of a metric's yearly level a place opened takes away or adds.
  private static func effect(_ metric: Metric) -> Double {
    switch metric {
    case .placed(.specialistBase), .placed(.supportBase): 0.45
    case .placed(.mainstream): -0.5
    case .placed(.independentSpecial), .independentCount: -0.22
    case .placed(.special): 0.05
    case .outOfAreaCount, .outOfAreaNoLocalPlace: -0.15
    case .unmetBaseDemand: -0.6
    case .within30MinutesCount: 0.4
    case .transportEligible: 0.06
    case .newlyTransportEligibleCount: 0.05
    case .transportCost, .transportCostFinancialYear: -90_000
    case .independentCost: -1_350_000
    case .placementCost, .placementCostFinancialYear: -500_000
    case .cashable: 100_000
    case .avoided: 400_000
    case .journeysLongerCount: 0.12
    case .journeysShorterCount: 0.35
    case .distanceMean: -1.6
    case .distanceMedian: -0.9
    case .distanceP90: -4.5
    case .timeMean: -0.15
    case .timeMedian: -0.1
    case .timeP90: -0.5
    case .vehicles: -0.02
    case .vehicleKm: -150
    case .co2e: -30
    case .npvHighNeeds: 2_500_000
    case .npvGeneralFund: 400_000
    case .npvCapital: -3_500_000
    case .npv: -600_000
    default: 0
    }
  }

  /// The authority's level at the base year and its growth a year.
  private static func level(_ metric: Metric) -> (Double, Double) {
    switch metric {
    case .ehcp: (3016, 1.05)
    case .need(let need):
      (
        3016 * [0.03, 0.13, 0.04, 0.01, 0.3, 0.22, 0.012, 0.006, 0.002, 0.04, 0.2, 0.005, 0.005][Int(need.rawValue)],
        1.05
      )
    case .placed(let kind):
      (
        3016
          * [
            0.44, 0.02, 0.021, 0.2, 0.002, 0.0004, 0.079, 0.005, 0.01, 0.13, 0.015, 0.007, 0.012, 0.01, 0.01, 0.04, 0,
          ][
            Int(kind.rawValue)], kind.isINMSS ? 1.09 : 1.05
      )
    case .independentCount: (239, 1.09)
    case .outOfAreaCount: (260, 1.06)
    case .outOfAreaNoLocalPlace: (120, 1.06)
    case .outOfAreaPreference: (40, 1.06)
    case .outOfAreaNotRecorded: (100, 1.06)
    case .unmetBaseDemand: (210, 1.08)
    case .distanceMean: (13_900, 1.01)
    case .distanceMedian: (9_800, 1.005)
    case .distanceP90: (33_000, 1.01)
    case .timeMean: (1_130, 1.01)
    case .timeMedian: (840, 1.005)
    case .timeP90: (2_400, 1.01)
    case .within30MinutesCount: (2_310, 1.04)
    case .transportEligible: (1_120, 1.05)
    case .vehicles: (214, 1.03)
    case .vehicleKm: (3_900_000, 1.03)
    case .transportCost, .transportCostFinancialYear: (1_390_000_000, 1.07)
    case .co2e: (780_000, 1.03)
    case .placementCost, .placementCostFinancialYear: (4_710_000_000, 1.07)
    case .emptyPlaceCost: (41_000_000, 1)
    case .independentCost: (1_480_000_000, 1.1)
    case .costPerPlacement: (1_560_000, 1.02)
    default: (0, 1)
    }
  }

  private static func share(_ metric: Metric, _ year: Int, _ open: Double) -> Double? {
    let t = Double(year)
    return switch metric {
    case .independentRateA: 0.0789 + 0.002 * t - open * 0.00004
    case .independentRateB: 0.0792 + 0.002 * t - open * 0.00004
    case .independentRateC: 0.084 + 0.002 * t - open * 0.00004
    case .independentRateD: 0.101 + 0.002 * t - open * 0.00004
    case .excessiveTravelShare: 0.046 + 0.001 * t - open * 0.00002
    case .occupancyShare: 0.97 - open * 0.0001
    case .localMaintainedShare: 0.80 - 0.002 * t + open * 0.00005
    case .placementStabilityShare: 0.951
    default: nil
    }
  }

  private static func comparesOnly(_ metric: Metric) -> Bool {
    switch metric {
    case .journeysLongerCount, .journeysShorterCount, .newlyTransportEligibleCount, .cashable, .avoided, .npv,
      .npvHighNeeds, .npvGeneralFund, .npvCapital, .capital, .placesOpen, .placesPlanned:
      true
    default: false
    }
  }

  private static func rows(year: Int, proposals: [Int], kind: WorldKind, study: Study) -> [MetricRow] {
    let open = places(proposals, year: year, study: study)
    let planned = places(proposals, year: study.horizon, study: study)
    var rows: [MetricRow] = []
    for metric in Metric.allCases {
      var nothing = level(metric).0
      for _ in 0..<year { nothing *= level(metric).1 }
      var value = nothing + effect(metric) * open * (metric.unit == .pence ? 1 : 1)
      if let share = share(metric, year, open) {
        value = share
        nothing = self.share(metric, year, 0)!
      }
      switch metric {
      case .placesOpen: value = open
      case .placesPlanned: value = planned
      case .capital: value = year == 1 ? planned * 4_000_000 : 0
      case .npv, .npvHighNeeds, .npvGeneralFund, .npvCapital: if year < study.horizon { continue }
      case .placementCostFinancialYear, .transportCostFinancialYear: if year == 0 { continue }
      default: break
      }
      if comparesOnly(metric) { nothing = 0 }
      let spread = metric.unit == .places || metric == .capital || year == 0 ? 0 : 0.008 * Double(year)
      func row(_ slice: Slice, _ weight: Double, base: Double) -> MetricRow {
        let mean = value * weight
        let change = mean - nothing * weight
        let noise = comparesOnly(metric) ? spread * abs(mean) : abs(change) * 0.45 + spread * abs(mean) * 0.06
        return MetricRow(
          year: year, metric: metric, slice: slice,
          value: Summary(mean: mean, p05: mean * (1 - spread), p50: mean, p95: mean * (1 + spread)),
          change: kind == .doNothing
            ? nil
            : Change(
              mean: change, p05: change - noise, p50: change, p95: change + noise,
              pGain: metric.direction == .none
                ? nil : change == 0 ? 0.5 : (change < 0) == (metric.direction == .lowerIsBetter) ? 0.93 : 0.07),
          base: base)
      }
      rows.append(row(.all, 1, base: 3016))
      guard metric.unit == .children || metric == .distanceMean || metric == .timeMean || metric == .transportCost
      else { continue }
      for proposal in proposals where metric == .distanceMean || metric == .timeMean || metric == .ehcp {
        let places = Double(self.places([proposal], year: year, study: study))
        guard places > 0 else { continue }
        let site = Slice(.setting, study.settings[study.proposals[proposal].setting].id)
        rows.append(row(site, metric == .ehcp ? places * 0.9 / value : 0.55, base: places * 0.9))
      }
      let isCount = metric.unit == .children || metric == .transportCost
      let children = metric.unit == .children ? value : 2500
      let weights = [0.13, 0.04, 0.07, 0.08, 0.2, 0.08, 0.17, 0.03, 0.02, 0.03, 0.07, 0.08]
      for (area, weight) in weights.enumerated() {
        rows.append(
          row(Slice(.area, "area-\(area + 1)"), isCount ? weight : 0.8 + weight * 2, base: children * weight))
      }
      for (rurality, weight) in [(RuralUrban.rural, 0.63), (.urban, 0.37)] {
        rows.append(
          row(Slice(.ruralUrban, rurality.rawValue), isCount ? weight : 0.7 + weight * 0.6, base: children * weight))
      }
      guard [.ehcp, .journeysLongerCount, .journeysShorterCount].contains(metric) else { continue }
      for (need, weight) in zip(
        Need.allCases, [0.03, 0.13, 0.04, 0.01, 0.3, 0.22, 0.012, 0.006, 0.002, 0.04, 0.2, 0.005, 0.005])
      {
        rows.append(row(Slice(.need, need.code), isCount ? weight : 1, base: children * weight))
      }
    }
    return rows
  }

  private static func places(_ proposals: [Int], year: Int, study: Study) -> Double {
    Double(
      proposals.flatMap { study.proposals[$0].provisions }.reduce(0) { $0 + (study.provisions[$1].places?[year] ?? 0) })
  }
}
