import Geometry
import Planning
import Randomness
import Units

/// The synthetic caseload at the base January: published totals, invented children.
///
/// Kind, need and NC year meet the published totals exactly. Homes stand on generated streets, by population of the age
/// band; no child, home or link between them comes from any record.
func caseloadText(
  _ county: County, _ streets: StreetPoints, _ facts: Facts, base: AcademicYear
) throws(FactError) -> String {
  let places = try namedPlaces(facts)
  let shares = try ChildTraitShares(facts)
  var children = syntheticChildren(try PlanMargins(facts), county, streets)
  fillCountedPlaces(&children, places)
  fillOpenPlaces(&children, places)
  var order = randomNamed("study.child-order", 0)
  let rows = shuffled(children, &order)
  var flags = rows.enumerated().map { childFlags($0.offset, $0.element, shares) }
  markBoarders(rows, places, &flags)
  let apart = mustNotShare(rows, flags)
  return csv(
    "child_id,nc_year,need,band,easting_m,northing_m,provision_id,kind,year_from,transported,wheelchair,assistant,alone,"
      + "not_with,residential,directed,low_income",
    rows.indices.map { index in
      let row = rows[index]
      let flag = flags[index]
      let since = base.advanced(by: -flag.yearsThere)
      return "\(childID(index)),\(row.ncYear),\(row.need.code),\(flag.band),\(Int(row.home.easting)),"
        + "\(Int(row.home.northing)),\(row.place.map { places[$0].id } ?? ""),\(row.kind.code),\(since),"
        + "\(flag.transported),\(flag.wheelchair),\(flag.assistant),\(flag.alone),"
        + "\(apart[index].map(childID) ?? ""),\(flag.residential),\(flag.directed),\(flag.lowIncome)"
    })
}

/// `C00001` onwards.
private func childID(_ index: Int) -> String {
  let digits = String(index + 1)
  return "C" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
}

private func syntheticChildren(_ margins: PlanMargins, _ county: County, _ streets: StreetPoints) -> [SyntheticChild] {
  margins.plans().enumerated().map { index, plan in
    var draws = randomNamed("study.child-homes", index)
    let age = plan.ncYear + 4
    let band = age < 5 ? 0 : age < 11 ? 1 : age < 16 ? 2 : 3
    let weights = county.settlements.map { $0.area == nil ? 0 : $0.population[band] }
    let settlement = draws.pick(weights) ?? 0
    return SyntheticChild(
      kind: plan.kind, need: plan.need, ncYear: plan.ncYear, settlement: settlement,
      home: streets.point(in: settlement, &draws), place: nil)
  }
}

private struct ChildFlags {
  var band: Int
  var yearsThere: Int
  var transported: Bool
  var wheelchair: Bool
  var assistant: Bool
  var alone: Bool
  var residential = false
  var directed: Bool
  var lowIncome: Bool
}

/// Drawn by the shares of the kind; an assistant or a journey alone only for a child who is transported.
private func childFlags(_ index: Int, _ child: SyntheticChild, _ shares: ChildTraitShares) -> ChildFlags {
  var draws = randomNamed("study.child-traits", index)
  let share = shares[child.kind]
  let phaseStart = child.ncYear < 0 ? -4 : child.ncYear < 7 ? 0 : child.ncYear < 12 ? 7 : 12
  let band = (draws.pick(share.bands) ?? 0) + 1
  let yearsThere = draws.below(min(6, child.ncYear - phaseStart + 1))
  let wheelchair = draws.permille(shares.wheelchair(child.need))
  let transported = draws.permille(wheelchair ? max(600, share.transported) : share.transported)
  let assistant = draws.permille(share.assistant) && transported
  return ChildFlags(
    band: band, yearsThere: yearsThere, transported: transported, wheelchair: wheelchair, assistant: assistant,
    alone: draws.permille(share.alone) && transported, directed: draws.permille(share.directed),
    lowIncome: draws.permille(share.lowIncome))
}

/// The first children of each boarding place board and are not carried daily.
private func markBoarders(_ rows: [SyntheticChild], _ places: [NamedPlace], _ flags: inout [ChildFlags]) {
  var left = places.map(\.residential)
  for (index, row) in rows.enumerated() {
    guard let place = row.place, left[place] > 0 else { continue }
    left[place] -= 1
    flags[index].residential = true
    flags[index].transported = false
    flags[index].assistant = false
    flags[index].alone = false
  }
}

/// A few pairs at the same setting who must not share a vehicle: one pair for every 14 transported children with SEMH.
private func mustNotShare(_ rows: [SyntheticChild], _ flags: [ChildFlags]) -> [Int?] {
  var partners = rows.map { _ in Int?.none }
  for place in Set(rows.compactMap(\.place)).sorted() {
    let there = rows.indices.filter { rows[$0].place == place && rows[$0].need == .semh && flags[$0].transported }
    for pair in 0..<(there.count / 14) {
      let (first, second) = (there[pair * 14], there[pair * 14 + 5])
      partners[first] = second
      partners[second] = first
    }
  }
  return partners
}
