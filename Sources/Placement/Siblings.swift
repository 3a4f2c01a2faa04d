import Planning

/// Brothers and sisters of the caseload who live at one home (`sibling_id`); nothing is known of those of entrants.
///
/// A place at the setting where a brother or sister is already placed that September adds no journey: the journey is made
/// anyway. That is the whole of the rule; admission rules that favour siblings do not bind a placement by plan.
struct Siblings: Sendable {
  /// By caseload index; empty when the caseload names none.
  private let of: [[Int32]]

  init(_ study: Study) {
    guard study.caseload.contains(where: { !$0.siblings.isEmpty }) else {
      of = []
      return
    }
    of = study.caseload.map { child in
      child.siblings.filter { study.caseload[$0].home == child.home }.sorted().map { Int32($0) }
    }
  }

  var areThere: Bool { !of.isEmpty }

  /// Takes out what an earlier round wrote of a year, so that only those settled this time are read.
  func forget(_ year: Int, _ result: inout Placements) {
    let row = year * result.children
    for child in row..<row + result.children { result.provision[child] = -1 }
  }

  /// The setting where a child's first brother or sister in caseload order is settled this year, -1 if there is none.
  func setting(_ child: Int, _ cohort: Cohort, year: Int, _ result: Placements, _ table: ProvisionTable) -> Int32 {
    let index = Int(cohort.caseloadIndex[child])
    guard of.indices.contains(index) else { return -1 }
    for sibling in of[index] where cohort.isPresent(Int(sibling), year: year) {
      let provision = result.provision(Int(sibling), year: year)
      if provision >= 0, table.setting[provision] >= 0 { return table.setting[provision] }
    }
    return -1
  }
}
