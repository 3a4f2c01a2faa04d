import Planning
import Units

/// The chance that a child with a plan is assessed as unable to walk to school, even accompanied, because of special
/// educational needs, disability or mobility (Education Act 1996 Sch 35B para 2; DOMAIN 2.1).
///
/// A plan does not confer transport by itself: the authority assesses each child. The chance depends on the kind of
/// provision, primary or secondary, and grows in a straight line from the school gate to the statutory walking limit,
/// beyond which distance alone decides.
public struct SpecialNeeds: Sendable {
  /// Kinds x (primary, secondary) x (at the gate, at the limit).
  let chances: [Double]

  init(_ table: [(key: String, row: [(key: String, value: Double)])]) throws {
    var chances = [Double](repeating: 0, count: ProvisionKind.allCases.count * 4)
    for (code, row) in table {
      let kind = try TransportFigures.kind(code, in: TransportFigures.specialNeedsID)
      for (offset, key) in ["primary_gate", "primary_limit", "secondary_gate", "secondary_limit"].enumerated() {
        chances[Int(kind.rawValue) * 4 + offset] = try TransportFigures.value(key, row, TransportFigures.specialNeedsID)
      }
    }
    self.chances = chances
  }

  /// The chance at a walk of `walk`, at most `limit`.
  @inline(__always)
  public func chance(_ kind: ProvisionKind, ncYear: Int, walk: Millimetres, limit: Millimetres) -> Double {
    let row = Int(kind.rawValue) * 4 + (ncYear <= 6 ? 0 : 2)
    let share = min(1, Double(walk.count) / Double(limit.count))
    return chances[row] + (chances[row + 1] - chances[row]) * share
  }
}
