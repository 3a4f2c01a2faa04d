import Assumptions
import Planning
import Units

/// What a year in each provision costs in the allocation, pence: the provision's own figure, else its kind's.
///
/// Kinds that nobody competes for have no cost here; the appraisal prices them.
func annualCosts(_ study: Study, _ assumptions: AssumptionSet) throws -> [Int] {
  func pence(_ id: String) throws -> Int { Int((try assumptions.number(id) * 100).rounded()) }
  let mainstream = try pence("cost.mainstream_ehcp_topup")
  let base = try pence("cost.base_total")
  let special = try pence("cost.state_special")
  let independentIn = try pence("cost.inmss_in_area")
  let independentOut = try pence("cost.inmss_out_of_area")
  let fe = try pence("cost.fe_high_needs_total")
  let post16 = try pence("cost.specialist_post16_topup") + pence("funding.place.fe_high_needs")
  return study.provisions.map { provision in
    if let stated = provision.annualCost { return stated.count }
    let isInArea = provision.setting.map { study.settings[$0].isInArea } ?? false
    return switch provision.kind {
    case .mainstream, .earlyYears: mainstream
    case .supportBase, .specialistBase: base
    case .special, .satellite: special
    case .nmss, .independentSpecial: isInArea ? independentIn : independentOut
    case .fe: fe
    case .specialistPost16: post16
    case .independentMainstream, .ap, .eotas, .ehe, .elsewhere, .notRecorded, .unplaced: 0
    }
  }
}
