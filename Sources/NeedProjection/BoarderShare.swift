import Assumptions
import Planning
import Randomness

/// Of placements in kinds that have boarders, the share that is residential: the caseload's own where it records any, else
/// England's (`placement.residential_share`).
struct BoarderShare: Sendable {
  let share: Double
  private static let stream = RandomStream("need.boarder")

  init(_ study: Study, _ assumptions: AssumptionSet) throws {
    let national = try assumptions.number("placement.residential_share")
    let there = study.caseload.filter { study.provisions[$0.provision].kind.hasBoarders }
    let boarding = there.count { $0.traits.contains(.residential) }
    share = boarding > 0 ? Double(boarding) / Double(there.count) : national
  }

  /// Whether the child with this key is one of them: the same in every year and world of a draw.
  func holds(seed: UInt64, draw: Int, key: UInt64) -> Bool {
    guard share > 0 else { return false }
    var random = NamedRandom(seed: seed, stream: Self.stream, draw: draw, subject: key)
    return random.uniform() < share
  }
}
