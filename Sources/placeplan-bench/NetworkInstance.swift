import Foundation
import Inputs
import RoadNetwork

/// A directed network with the nodes to go from and to.
struct NetworkInstance {
  var nodeCount = 0
  var tails: [Int32] = []
  var heads: [Int32] = []
  var costs: [Cost] = []
  var sources: [Int32] = []
  var targets: [Int32] = []

  /// Arc weights are below this, which leaves room for routes of 12 days in milliseconds.
  static let weightLimit = 1 << 29

  func hierarchy() -> Hierarchy { Hierarchy(nodeCount: nodeCount, tails: tails, heads: heads, costs: costs) }
}

/// The bytes of a file that a user names.
///
/// - Throws: `StudyProblems` when there is no such file, `CocoaError` when it cannot be read.
func contents(_ path: String) throws -> [UInt8] {
  guard FileManager.default.fileExists(atPath: path) else {
    throw StudyProblems([
      Problem(file: path, fault: "there is no such file", remedy: "Give the path of a file.", isMissing: true)
    ])
  }
  return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}
