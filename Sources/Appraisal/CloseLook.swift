import Assumptions
import Placement
import Planning
import Simulation

/// A few draws of every world looked at child by child, for what sums over all draws cannot say: how often a base is too empty
/// to run, who could be met elsewhere, whose journey a mitigation shortens, and what another future would cost.
///
/// Holds counts alone, no child: what leaves goes through `DisclosureControl` like every other figure.
public struct CloseLook: Sendable {
  /// Draws looked at, the first of the run's own; fewer than the run's, and printed.
  public let draws: Int
  /// The worlds, in the run's order.
  let worlds: [World]
  /// Per world, per draw.
  let looks: [[WorldLook]]
  let study: Study
  let money: MoneyRules

  /// Enough that a chance is told from none, few enough that a run is hardly longer for it: of more than eight thousand
  /// children as many as hold 200,000, for more of them say more.
  public static func draws(of all: Int, children: Int) -> Int {
    min(all, 24, max(3, 200_000 / max(1, children)))
  }

  /// Looks at the worlds (`World.all`, doing nothing first).
  ///
  /// - Throws: What placement throws, and `CancellationError`.
  public init(
    _ simulation: Simulation, assumptions: AssumptionSet, worlds: [World], draws: Int, jobs: Int, progress: RunProgress
  ) async throws {
    let study = simulation.study
    let looker = ProposalLooker(simulation, assumptions: assumptions)
    let byDraw = try await inParallel(
      draws, jobs: jobs, work: "Looking closely", progress: progress, workspace: WorldsOfDraw.init
    ) { draw, space in
      let cohort = simulation.need.cohort(draw: draw)
      let travel = simulation.transport.draws(cohort)
      return try space.map(worlds.map(\.supply), of: cohort, by: simulation.placement) { index, placed, nothing in
        WorldLook(
          occupants: occupants(of: placed, provisions: study.provisions.count),
          proposal: worlds[index].kind == .proposal
            ? worlds[index].proposals.first.map {
              looker.look(at: $0, cohort, travel, nothing: nothing, placed: placed)
            }
            : nil)
      }
    }
    self.draws = draws
    self.worlds = worlds
    looks = worlds.indices.map { world in byDraw.map { $0[world] } }
    self.study = study
    money = try MoneyRules(study: study, assumptions: assumptions)
  }

  /// The world in which a proposal is all that is done.
  func alone(_ proposal: Int) -> Int? {
    worlds.firstIndex { $0.kind == .proposal && $0.proposals == [proposal] }
  }
  func looks(at proposal: Int) -> [ProposalLook] { alone(proposal).map { looks[$0].compactMap(\.proposal) } ?? [] }

  /// Children at a proposal's provisions where it alone is built, draws x years.
  func filled(_ proposal: Int) -> [[Int]] { alone(proposal).map { filled(world: $0) } ?? [] }

  /// Children at the provisions of everything that a world builds, draws x years.
  func filled(world: Int) -> [[Int]] {
    let provisions = study.provisions.count
    let own = worlds[world].changedProposals(in: study).flatMap(\.provisions)
    return looks[world].map { look in
      (0...study.horizon).map { year in own.reduce(0) { $0 + Int(look.occupants[year * provisions + $1]) } }
    }
  }
}

/// One world in one draw.
struct WorldLook: Sendable {
  /// Children in each provision, years x provisions.
  var occupants: [Int32]
  /// `nil` but for a proposal alone.
  var proposal: ProposalLook?
}

/// Children in each provision, years x provisions.
func occupants(of placements: Placements, provisions: Int) -> [Int32] {
  var counts = Array(repeating: Int32(0), count: placements.years * provisions)
  for year in 0..<placements.years {
    for child in 0..<placements.children {
      let provision = placements.provision(child, year: year)
      if provision >= 0 { counts[year * provisions + provision] += 1 }
    }
  }
  return counts
}
