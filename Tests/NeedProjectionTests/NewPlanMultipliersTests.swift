import Testing

@testable import NeedProjection

@Suite struct NewPlanMultipliersTests {
  /// Plans held in one slot of a year before, and flows of one slot in year 1.
  private func multiplier(wanted: Double, started: Double) -> Double {
    let cells = 2 * YearGroups.count
    var opening = Array(repeating: 0.0, count: YearGroups.count)
    opening[5] = 100
    var staying = Array(repeating: 0.0, count: cells)
    staying[YearGroups.count + 6] = 0.9
    var newPlans = Array(repeating: 0.0, count: cells)
    newPlans[YearGroups.count + 4] = started
    var movingIn = newPlans
    movingIn[YearGroups.count + 4] = 4
    return NewPlanMultipliers(
      course: [100, wanted],
      flows: ExpectedFlows(opening: opening, staying: staying, newPlans: newPlans, movingIn: movingIn)
    ).values[1]
  }

  @Test func newPlansMakeUpWhatLeaversAndMovesLeave() {
    // 90 stay and 4 move in; 118 asks for 24 new plans, twice the 12 of England's rates.
    #expect(abs(multiplier(wanted: 118, started: 12) - 2) < 1e-12)
  }

  @Test func theyAreNeverBelowNoneNorAboveTheCeiling() {
    #expect(multiplier(wanted: 80, started: 12) == 0)
    #expect(multiplier(wanted: 5000, started: 12) == NewPlanMultipliers.ceiling)
    #expect(multiplier(wanted: 118, started: 0) == 0)
  }
}
