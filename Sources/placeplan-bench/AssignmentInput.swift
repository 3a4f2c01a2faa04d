import Assignment
import Inputs

/// An assignment as a file gives it, checked: what `AssignmentInstance` trusts holds.
struct AssignmentInput {
  var file: String
  var rowStart: [Int32] = [0]
  var sink: [Int32] = []
  var cost: [Int32] = []
  var overflowCost: [Int32] = []
  var supply: [Int32] = []
  var capacity: [Int32] = []
  /// Empty where the file has none.
  var secondCapacity: [Int32] = []
  /// Units that must be placed; their overflow cost only marks that they were not.
  var mustPlace: [Int] = []
  /// What the flow costs whatever the assignment.
  var fixedCost = 0

  /// Gives the arrays away to the instance, so that they are in memory once.
  mutating func build() -> AssignmentInstance {
    defer { (rowStart, sink, cost, overflowCost, supply, capacity) = ([], [], [], [], [], []) }
    return AssignmentInstance(
      rowStart: rowStart, sink: sink, cost: cost, overflowCost: overflowCost, supply: supply, capacity: capacity)
  }

  /// Total supply and room are below this, so that every amount fits.
  static let amountLimit = Int(Int32.max)
  /// Overflow cost of units that must be placed.
  static let prohibitive = AssignmentInstance.costLimit - 1

  /// - Throws: `StudyProblems` when a unit that must be placed is in the overflow.
  func refuseUnplaced(_ solution: AssignmentSolution, _ instance: AssignmentInstance) throws {
    let left = mustPlace.filter { solution.overflow($0, of: instance) > 0 }
    guard left.isEmpty else {
      throw StudyProblems(
        file, fault: "without a flow that places all supply: \(left.count) supply nodes keep some",
        remedy: "Give room enough, or arcs from supply nodes to the demand node.")
    }
  }
}
