import Units

/// By how much each year's new plans stand above England's rates so that expected plans follow a course.
///
/// Leavers and moves go on at their own rates by NC year; new plans make up the rest of the course's change. They are
/// never below none, and never above `ceiling` times England's rates, so a course that asks for more is not followed.
struct NewPlanMultipliers {
  /// New plans at ten times England's rates of 2024 a child: twice what any authority had.
  static let ceiling = 10.0

  /// By year index; index 0 is 1.
  private(set) var values: [Double] = [1]

  /// - Parameters:
  ///   - opening: Plans held at the base January by NC year slot.
  ///   - course: Plans to be expected, by year index.
  ///   - staying: Chance of staying to each year index, years x NC year slots; so are the entrants.
  ///   - newPlans: Expected new plans at England's rates.
  ///   - movingIn: Expected moves in.
  init(opening: [Double], course: [Double], staying: [Double], newPlans: [Double], movingIn: [Double]) {
    var stock = opening
    for year in 1..<course.count {
      let row = year * YearGroups.count
      var kept = Array(repeating: 0.0, count: YearGroups.count)
      for slot in 0..<YearGroups.count {
        kept[slot] = (slot > 0 ? stock[slot - 1] * staying[row + slot] : 0) + movingIn[row + slot]
      }
      let started = newPlans[row..<(row + YearGroups.count)].reduce(0, +)
      let wanted = started > 0 ? (course[year] - kept.reduce(0, +)) / started : 0
      let multiplier = min(max(0, wanted), Self.ceiling)
      values.append(multiplier)
      for slot in 0..<YearGroups.count { kept[slot] += multiplier * newPlans[row + slot] }
      stock = kept
    }
  }

  /// Of an authority without a plan, whose course is nothing: England's rates.
  init(withoutPlans years: Int) { values = Array(repeating: 1, count: years) }
}
