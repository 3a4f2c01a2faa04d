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
  /// Expected plans at the end of the course, by NC year slot.
  private(set) var stock: [Double] = []

  /// - Parameter course: Plans to be expected, by year index.
  init(course: [Double], flows: ExpectedFlows) {
    stock = flows.opening
    for year in 1..<course.count {
      let started = flows.started(year: year)
      let kept = flows.kept(stock, year: year).reduce(0, +)
      let wanted = started > 0 ? (course[year] - kept) / started : 0
      let multiplier = min(max(0, wanted), Self.ceiling)
      values.append(multiplier)
      stock = flows.closing(stock, year: year, multiplier: multiplier)
    }
  }

  /// Of an authority without a plan, whose course is nothing: England's rates.
  init(withoutPlans years: Int) { values = Array(repeating: 1, count: years) }
}
