import Planning

/// Every figure a run reports, in the order files list them. Definitions are printed beside the figures.
public enum Metric: Hashable, Sendable, CaseIterable {
  case ehcp
  case need(Need)
  case placed(ProvisionKind)
  case independentCount, independentRateA, independentRateB, independentRateC, independentRateD
  case outOfAreaCount, outOfAreaNoLocalPlace, outOfAreaPreference, outOfAreaNotRecorded
  case unmetBaseDemand
  case distanceMean, distanceMedian, distanceP90, timeMean, timeMedian, timeP90
  case excessiveTravelShare
  case within30MinutesCount
  case transportEligible, newlyTransportEligibleCount
  case vehicles, vehicleKm, transportCost, co2e
  case placementCost, emptyPlaceCost, independentCost, costPerPlacement
  case placementCostFinancialYear, transportCostFinancialYear
  case capital, cashable, avoided, npvHighNeeds, npvGeneralFund, npvCapital, npv
  case placesPlanned, placesOpen, occupancyShare
  case placeWorth, placeTimeSaved, panelOrderExcess
  case journeysLongerCount, journeysShorterCount
  case localMaintainedShare, placementStabilityShare

  public static let allCases: [Metric] =
    [.ehcp] + Need.allCases.map(Metric.need) + ProvisionKind.allCases.map(Metric.placed) + [
      .independentCount, .independentRateA, .independentRateB, .independentRateC, .independentRateD,
      .outOfAreaCount, .outOfAreaNoLocalPlace, .outOfAreaPreference, .outOfAreaNotRecorded, .unmetBaseDemand,
      .distanceMean, .distanceMedian,
      .distanceP90, .timeMean, .timeMedian, .timeP90, .excessiveTravelShare, .within30MinutesCount, .transportEligible,
      .newlyTransportEligibleCount, .vehicles, .vehicleKm, .transportCost, .co2e, .placementCost, .emptyPlaceCost,
      .independentCost,
      .costPerPlacement, .placementCostFinancialYear, .transportCostFinancialYear, .capital, .cashable, .avoided,
      .npvHighNeeds, .npvGeneralFund, .npvCapital, .npv,
      .placesPlanned, .placesOpen, .occupancyShare, .placeWorth, .placeTimeSaved, .panelOrderExcess,
      .journeysLongerCount, .journeysShorterCount, .localMaintainedShare,
      .placementStabilityShare,
    ]

  /// The name in files, unit last: `distance_mean_m`.
  public var name: String {
    switch self {
    case .need(let need): "need_\(need.code.lowercased())"
    case .placed(let kind): "placed_\(kind.code)"
    default: description.name
    }
  }
  /// A short title for tables and charts.
  public var title: String {
    switch self {
    case .need(let need): "Plans with primary need \(need.code)"
    case .placed(let kind): "Placed: \(kind.title.lowercased())"
    default: description.title
    }
  }
  /// The definition printed beside the figure.
  public var definition: String {
    switch self {
    case .need(let need): "EHCPs 0-25 held by the authority in January whose primary need is \(need.title)"
    case .placed(let kind): "EHCPs 0-25 held by the authority in January whose primary placement is: \(kind.title)"
    default: description.definition
    }
  }
  public var unit: Unit {
    switch self {
    case .need, .placed: .children
    default: description.unit
    }
  }
  /// Whether a higher figure is better, worse, or neither.
  public var direction: Direction {
    switch self {
    case .need, .ehcp, .placed, .placesPlanned, .placesOpen, .placeWorth, .placeTimeSaved, .panelOrderExcess, .capital,
      .newlyTransportEligibleCount:
      .none
    case .within30MinutesCount, .cashable, .avoided, .npv, .npvHighNeeds, .npvGeneralFund, .npvCapital,
      .occupancyShare, .journeysShorterCount, .localMaintainedShare, .placementStabilityShare:
      .higherIsBetter
    default: .lowerIsBetter
    }
  }

  public enum Unit: String, Sendable {
    case children, share, metres, seconds, pence, vehicles, kilometres, kilograms, places
  }
  public enum Direction: Sendable { case lowerIsBetter, higherIsBetter, none }

  private struct Description {
    var name: String
    var title: String
    var unit: Unit
    var definition: String
    init(_ name: String, _ title: String, _ unit: Unit, _ definition: String) {
      self.name = name
      self.title = title
      self.unit = unit
      self.definition = definition
    }
  }

  private var description: Description {
    switch self {
    case .need, .placed: preconditionFailure("named by their own code")
    case .ehcp:
      Description("ehcp", "Education, health and care plans", .children, "EHCPs 0-25 held by the authority in January")
    case .independentCount:
      Description(
        "independent_count", "Independent and non-maintained special placements", .children,
        "EHCPs whose primary placement is independent special or non-maintained special (variant b)")
    case .independentRateA:
      Description(
        "independent_rate_a", "Independent rate (a): independent special only", .share,
        "independent special placements over all EHCPs 0-25 held; not recorded stays in the denominator")
    case .independentRateB:
      Description(
        "independent_rate_b", "Independent placement rate", .share,
        "EHCPs 0-25 held by the authority in January whose primary placement is independent special or non-maintained special, over all its EHCPs (not recorded stays in the denominator)"
      )
    case .independentRateC:
      Description(
        "independent_rate_c", "Independent rate (c): with independent mainstream", .share,
        "variant b plus independent mainstream, over all EHCPs 0-25 held")
    case .independentRateD:
      Description(
        "independent_rate_d", "Independent rate (d): with specialist post-16", .share,
        "variant c plus specialist post-16 institutions, over all EHCPs 0-25 held")
    case .outOfAreaCount:
      Description(
        "out_of_area_count", "Out-of-area placements", .children,
        "placements whose setting lies in another authority, all causes")
    case .outOfAreaNoLocalPlace:
      Description(
        "out_of_area_no_local_place", "Out of area: no local place", .children,
        "out-of-area placements made because no suitable local place was free, or by breakdown of a placement")
    case .outOfAreaPreference:
      Description(
        "out_of_area_preference", "Out of area: preference or directed", .children,
        "out-of-area placements by parental preference or tribunal direction, looked-after children included where known"
      )
    case .outOfAreaNotRecorded:
      Description(
        "out_of_area_cause_not_recorded", "Out of area: cause not recorded", .children,
        "out-of-area placements already made at the base January, whose cause the caseload does not hold (looked-after, moved and over-the-border cases are among them)"
      )
    case .unmetBaseDemand:
      Description(
        "unmet_base_demand", "Children who need a base and are in none", .children,
        "children for whom a base is the least intensive suitable kind and who are in neither a base nor a preferred mainstream place within the travel ceiling"
      )
    case .distanceMean:
      Description(
        "distance_mean_m", "Mean distance to placement", .metres,
        "day placements at a known setting, one way in the morning, metres along the fastest drive from the home point; mean"
      )
    case .distanceMedian:
      Description(
        "distance_median_m", "Median distance to placement", .metres,
        "day placements at a known setting, one way in the morning, metres along the fastest drive from the home point; median"
      )
    case .distanceP90:
      Description(
        "distance_p90_m", "90th percentile distance to placement", .metres,
        "day placements at a known setting, one way in the morning, metres along the fastest drive from the home point; 90th percentile"
      )
    case .timeMean:
      Description(
        "time_mean_s", "Mean journey time", .seconds,
        "day placements at a known setting, one way in the morning, fastest drive from the home point; mean")
    case .timeMedian:
      Description(
        "time_median_s", "Median journey time", .seconds,
        "day placements at a known setting, one way in the morning, fastest drive from the home point; median")
    case .timeP90:
      Description(
        "time_p90_s", "90th percentile journey time", .seconds,
        "day placements at a known setting, one way in the morning, fastest drive from the home point; 90th percentile")
    case .excessiveTravelShare:
      Description(
        "excessive_travel_share", "Share above the excessive-travel threshold", .share,
        "share of those day placements above the study's threshold (default 45 minutes to Year 6 and 75 from Year 7, unverified guidance, not a limit)"
      )
    case .within30MinutesCount:
      Description(
        "within_30_minutes_count", "Children within 30 minutes of their placement", .children,
        "children in day placements at a known setting whose fastest drive is at most 30 minutes one way")
    case .transportEligible:
      Description(
        "transport_eligible", "Children eligible for travel support", .children,
        "children eligible under Education Act 1996 s508B and Schedule 35B, or the study's post-16 policy; an EHCP alone does not confer it"
      )
    case .newlyTransportEligibleCount:
      Description(
        "newly_transport_eligible_count", "Children newly eligible for travel support", .children,
        "children placed in both worlds who are eligible here and are not when nothing is done")
    case .vehicles:
      Description(
        "vehicles", "Vehicles in the morning", .vehicles,
        "routes that carry children in the morning; estimated in Monte Carlo draws")
    case .vehicleKm:
      Description(
        "vehicle_km", "Vehicle-kilometres a year", .kilometres,
        "loaded and dead kilometres of contracted vehicles over the school year; estimated in Monte Carlo draws")
    case .transportCost:
      Description(
        "transport_cost_pence", "Transport cost", .pence,
        "routes, budgets and passes for the academic year, general fund; estimated in Monte Carlo draws")
    case .co2e:
      Description(
        "co2e_kg", "Carbon dioxide equivalent", .kilograms,
        "vehicle-kilometres times the factor stated in the assumptions")
    case .placementCost:
      Description(
        "placement_cost_pence", "Placement cost to the high needs block", .pence,
        "what the authority's high needs block pays: place funding it bears, top-ups, full independent fees; capital and transport apart"
      )
    case .emptyPlaceCost:
      Description(
        "empty_place_cost_pence", "Cost of empty places", .pence,
        "place funding of local special and base places that no child of the authority fills; beside the placement cost, never in it"
      )
    case .independentCost:
      Description(
        "independent_cost_pence", "Cost of independent placements", .pence,
        "the part of the placement cost paid for independent and non-maintained special placements")
    case .costPerPlacement:
      Description(
        "cost_per_placement_pence", "Average cost of a placement", .pence, "placement cost over all EHCPs held")
    case .placementCostFinancialYear:
      Description(
        "placement_cost_financial_year_pence", "Placement cost in the financial year", .pence,
        "placement cost of the financial year that ends in the March after the year's January: 7/12 of the academic year and 5/12 of the one before; none for the base year"
      )
    case .transportCostFinancialYear:
      Description(
        "transport_cost_financial_year_pence", "Transport cost in the financial year", .pence,
        "transport cost of the financial year that ends in the March after the year's January, by school days before and after April; none for the base year"
      )
    case .capital:
      Description(
        "capital_pence", "Capital spend", .pence,
        "capital with optimism bias by academic year, from the proposals' financial-year profiles (7/12 and 5/12)")
    case .cashable:
      Description(
        "cashable_pence", "Cashable placement saving", .pence,
        "high needs spend on independent placements below the base year's own that can be removed; never added to avoided cost"
      )
    case .avoided:
      Description(
        "avoided_pence", "Avoided placement cost", .pence,
        "high needs placement cost of doing nothing that does not occur, net of the new places' own cost and of what is cashable"
      )
    case .npvHighNeeds:
      Description(
        "npv_high_needs_pence", "Net present value, high needs block", .pence,
        "discounted placement cost of doing nothing less that of the option, over the horizon; Green Book 3.5%")
    case .npvGeneralFund:
      Description(
        "npv_general_fund_pence", "Net present value, general-fund transport", .pence,
        "discounted transport cost of doing nothing less that of the option, over the horizon; Green Book 3.5%")
    case .npvCapital:
      Description(
        "npv_capital_pence", "Net present value, capital", .pence, "discounted capital, as a cost; Green Book 3.5%")
    case .npv:
      Description(
        "npv_pence", "Net present value to the public sector", .pence,
        "sum of the three budgets' net present values, each also shown alone because they are never netted in a budget")
    case .placesPlanned:
      Description("places_planned", "New places planned", .places, "places of the world's proposals at their full size")
    case .placesOpen:
      Description("places_open", "New places open", .places, "places of the world's proposals open that September")
    case .occupancyShare:
      Description(
        "occupancy_share", "Occupancy of places", .share,
        "children placed over places, for provisions with a capacity; may exceed 1 where over-number places are used")
    case .placeWorth:
      Description(
        "place_worth_pence", "Worth of one more place", .pence,
        "what the September's allocation would cost less with one more place there: placement, journey and policy weights, at least cost; for the authority the largest of its settings, for a need one more place that it alone may take, where it is worth most"
      )
    case .placeTimeSaved:
      Description(
        "place_time_saved_s", "Time saved by one more place", .seconds,
        "one-way time that the child who would take one more place there saves, fastest drive; below zero where the place is farther; for the authority at the setting of the largest worth"
      )
    case .panelOrderExcess:
      Description(
        "panel_order_excess_pence", "Panel order above least cost", .pence,
        "what giving out the same September's places one child after another would cost above the least: placement, journey and policy weights, a year; least cost is a bound, not advice on a child"
      )
    case .journeysLongerCount:
      Description(
        "journeys_longer_count", "Children whose journey is longer", .children,
        "children placed in both worlds whose one-way time grows by more than 5 minutes")
    case .journeysShorterCount:
      Description(
        "journeys_shorter_count", "Children whose journey is shorter", .children,
        "children placed in both worlds whose one-way time falls by more than 5 minutes")
    case .localMaintainedShare:
      Description(
        "local_maintained_share", "Share in local mainstream or state provision", .share,
        "EHCPs in mainstream, bases, state special, further education or early years inside the authority, over all EHCPs"
      )
    case .placementStabilityShare:
      Description(
        "placement_stability_share", "Placement stability", .share,
        "children who held a plan in both Januaries and were not at a phase transfer, in the same provision, over all such children"
      )
    }
  }
}
