import Placement
import Planning

/// Places the worlds of one draw, each beside the first, and holds the storage from draw to draw.
struct WorldsOfDraw: Sendable {
  private var space = PlacementStage.Workspace()
  private var ground = Groundwork()
  private var placed = Placements(children: 0, years: 0, provisions: 0)

  /// Hands over each supply's placements with those of the first, and gives back what `body` makes of them, in order.
  ///
  /// - Throws: What placement and `body` throw.
  mutating func map<Value>(
    _ supplies: [Supply], of cohort: Cohort, by stage: PlacementStage,
    _ body: (_ world: Int, _ placed: Placements, _ nothing: Placements) throws -> Value
  ) throws -> [Value] {
    guard let first = supplies.first else { return [] }
    try stage.prepare(cohort, supply: first, into: &ground, workspace: &space)
    return try supplies.enumerated().map { world, supply in
      if world == 0 { return try body(0, ground.placements, ground.placements) }
      try stage.place(
        cohort, supply: supply, from: supply.firstDifference(from: first), beside: ground, into: &placed,
        workspace: &space)
      return try body(world, placed, ground.placements)
    }
  }
}
