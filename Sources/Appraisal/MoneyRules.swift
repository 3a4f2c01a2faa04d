import Assumptions
import Planning
import Units

/// What the high needs block, the general fund and capital pay, as rules over placements.
///
/// Placement cost is per child and year; empty local places cost their place funding, because places are funded whether
/// filled or not (DOMAIN 3.2). The three budgets are never netted.
struct MoneyRules: Sendable {
  /// Pence a year for one child, per provision.
  let childCost: [Int]
  /// Pence a year for one empty place, per provision; 0 where empty places cost the authority nothing.
  let emptyPlaceCost: [Int]
  /// Discount factor by year index from the base year.
  let discount: [Double]
  /// kg CO2e a vehicle-kilometre: the average diesel car's factor stands for every contracted vehicle.
  let carbonPerKm: Double

  static let assumptionIDs = [
    "cost.mainstream_ehcp_topup", "cost.base_total", "cost.state_special", "cost.inmss_in_area",
    "cost.inmss_out_of_area",
    "cost.independent_mainstream", "cost.ap", "cost.fe_high_needs_total", "cost.specialist_post16_topup", "cost.eotas",
    "cost.elsewhere", "funding.place.special", "funding.place.base_pre16_unoccupied", "funding.place.fe_high_needs",
    "appraisal.discount_standard", "carbon.diesel_car",
  ]

  init(study: Study, assumptions: AssumptionSet) throws {
    func pence(_ id: String) throws -> Int { Int((try assumptions.number(id) * 100).rounded()) }
    let topUp = try pence("cost.mainstream_ehcp_topup")
    let base = try pence("cost.base_total")
    let special = try pence("cost.state_special")
    let independentIn = try pence("cost.inmss_in_area")
    let independentOut = try pence("cost.inmss_out_of_area")
    let independentMainstream = try pence("cost.independent_mainstream")
    let ap = try pence("cost.ap")
    let fe = try pence("cost.fe_high_needs_total")
    let post16 = try pence("cost.specialist_post16_topup")
    let eotas = try pence("cost.eotas")
    let elsewhere = try pence("cost.elsewhere")
    let specialPlace = try pence("funding.place.special")
    let basePlace = try pence("funding.place.base_pre16_unoccupied")
    let fePlace = try pence("funding.place.fe_high_needs")
    childCost = study.provisions.map { provision in
      if let stated = provision.annualCost { return stated.count }
      let isInArea = provision.setting.map { study.settings[$0].isInArea } ?? false
      return switch provision.kind {
      case .mainstream, .earlyYears: topUp
      case .supportBase, .specialistBase: base
      case .special, .satellite: special
      case .nmss, .independentSpecial: isInArea ? independentIn : independentOut
      case .independentMainstream: independentMainstream
      case .ap: ap
      case .fe: fe
      case .specialistPost16: post16 + fePlace
      case .eotas: eotas
      case .elsewhere: elsewhere
      case .ehe, .notRecorded, .unplaced: 0
      }
    }
    emptyPlaceCost = study.provisions.map { provision in
      guard let setting = provision.setting, study.settings[setting].isInArea else { return 0 }
      return switch provision.kind {
      case .special, .satellite: specialPlace
      case .supportBase, .specialistBase: basePlace
      default: 0
      }
    }
    let discounting = Discounting(try assumptions.table("appraisal.discount_standard"))
    discount = (0...study.horizon).map(discounting.factor)
    carbonPerKm = try assumptions.number("carbon.diesel_car")
  }

  /// Capital by year index, in pence, from financial-year profiles: 7/12 of a financial year falls in the academic year
  /// that starts in it and 5/12 in the one before. What falls before the base year is sunk and left out; what falls
  /// after the horizon is left out too and said in the report.
  static func capital(_ proposals: [Proposal], study: Study) -> [Double] {
    (0...study.horizon).map { index in
      let start = study.year(index).start
      return proposals.reduce(0.0) { sum, proposal in
        let factor = 1 + proposal.optimismBiasPercent / 100
        let inYear = Double(proposal.capital[FinancialYear(start: start)]?.count ?? 0) * 7 / 12
        let next = Double(proposal.capital[FinancialYear(start: start + 1)]?.count ?? 0) * 5 / 12
        return sum + (inYear + next) * factor
      }
    }
  }
}
