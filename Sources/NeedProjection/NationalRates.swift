import Assumptions
import Planning
import Units

/// England's rates by NC year: what an authority without evidence of its own is taken to be.
///
/// A rate per child is per state-funded pupil or per resident of that cohort, as the study counts. Flows run from one
/// January to the next and are dated by the NC year at the closing January. The reference year is calendar 2024.
struct NationalRates: Sendable {
  /// The calendar year the profiles describe.
  static let referenceYear = 2024

  /// New plans a child, by NC year slot.
  var newPlans: [Double]
  /// Counts of new plans by NC year slot and need, slot-major; the evidence on the mix.
  var newPlanNeeds: [Double]
  /// Chance that a plan ceases within the authority before the January at which the child would be in this NC year.
  var ceasing: [Double]
  /// Chance that the child moves to another authority, the same at every age.
  var movingOut: Double
  /// Transfers out over all plans that DfE counts as ceased.
  var transferShare: Double
  /// Moves in, a child, by NC year slot.
  var movingIn: [Double]
  /// Plans held a child at the reference January, by NC year slot.
  var stock: [Double]
  /// Counts of plans held by NC year slot and need, slot-major.
  var stockNeeds: [Double]

  init(_ assumptions: AssumptionSet, countsResidents: Bool = false) throws {
    let pupils = try Self.byYearGroup(
      assumptions.table(countsResidents ? "need.residents_2024_25_by_nc_year" : "need.pupils_2024_25_by_nc_year"),
      fillBelow: true)
    let newRows = try assumptions.nested("need.new_plans_2024_by_nc_year_and_need")
    let closing = try Self.byYearGroup(
      assumptions.nested("ehcp.placement_by_age_2025").map { ($0.key, Self.plans($0.row)) }, offset: -4)
    let progression = try Self.byYearGroup(assumptions.table("ehcp.progression_2024_25"), offset: -4)
    let caseload = try assumptions.table("ehcp.england_caseload")
    let openingTotal = caseload.first { $0.key == "2024" }?.value ?? 0
    let coverage = openingTotal / (try assumptions.number("need.progression_base_plans"))
    let allCeased = try assumptions.number("ehcp.ceased_2024")
    let movedOut = try assumptions.number("need.transfers_out_2024")

    let started = Self.byYearGroup(newRows.map { ($0.key, $0.row.reduce(0) { $0 + $1.value }) })
    // Stock of the year below at the opening January, and who of it has gone: the rest of the closing stock is new.
    var opening = Array(repeating: 0.0, count: YearGroups.count)
    var leaving = Array(repeating: 0.0, count: YearGroups.count)
    for slot in 0..<YearGroups.count where progression[slot] > 0 {
      opening[slot] = closing[slot] / progression[slot] * coverage
      leaving[slot] = max(0, opening[slot] - (closing[slot] - started[slot]))
    }
    // Published ceasing fixes the level: what the ages imply also holds moves out that nobody recorded as a move in.
    let scale = (allCeased - movedOut) / max(1, leaving.reduce(0, +))
    let closingTotal = closing.reduce(0, +)
    let meanStock = max(1, (openingTotal + closingTotal) / 2)
    let movedIn = max(0, closingTotal - openingTotal - started.reduce(0, +) + allCeased)

    newPlans = zip(started, pupils).map { $1 > 0 ? $0 / $1 : 0 }
    newPlanNeeds = Self.byNeed(newRows)
    stockNeeds = Self.byNeed(try assumptions.nested("need.plans_2025_by_nc_year_and_need"))
    ceasing = zip(leaving, opening).map { $1 > 0 ? min(1, $0 / $1 * scale) : 0 }
    transferShare = allCeased > 0 ? movedOut / allCeased : 0
    movingOut = min(1, movedOut / meanStock)
    stock = zip(closing, pupils).map { $1 > 0 ? $0 / $1 : 0 }
    movingIn = stock.map { $0 * movedIn / meanStock }
  }

  private static func plans(_ row: [(key: String, value: Double)]) -> Double {
    row.first { $0.key == "plans" }?.value ?? 0
  }

  /// Counts by NC year slot and need, slot-major, from rows keyed by NC year.
  private static func byNeed(_ rows: [(key: String, row: [(key: String, value: Double)])]) -> [Double] {
    var counts = Array(repeating: 0.0, count: YearGroups.count * needCount)
    for (key, row) in rows {
      guard let ncYear = Int(key), NCYear.all.contains(ncYear) else { continue }
      for (code, value) in row {
        if let need = Need(code: code) { counts[YearGroups.slot(ncYear) * needCount + Int(need.rawValue)] += value }
      }
    }
    return counts
  }

  /// A table keyed by age (with `offset` -4) or NC year, by slot; `fillBelow` repeats the youngest for those below it.
  private static func byYearGroup(
    _ table: [(key: String, value: Double)], offset: Int = 0, fillBelow: Bool = false
  ) -> [Double] {
    var values = Array(repeating: 0.0, count: YearGroups.count)
    var youngest = YearGroups.count
    for (key, value) in table {
      guard let age = Int(key) ?? youngestAge(key), NCYear.all.contains(age + offset) else { continue }
      // "0-2" of the age tables stands at age 2, where nearly all of it is.
      let slot = YearGroups.slot(Int(key) == nil && offset != 0 ? age + offset + 2 : age + offset)
      values[slot] += value
      youngest = min(youngest, slot)
    }
    if fillBelow, youngest < YearGroups.count { for slot in 0..<youngest { values[slot] = values[youngest] } }
    return values
  }
}
