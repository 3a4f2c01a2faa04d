import Appraisal
import Inputs
import Planning
import RunStore
import Simulation

/// What `assess` and `worker` agree on: the worlds of a run, in groups that are drawn together, and the run's fingerprint.
struct RunPlan {
  /// Worlds drawn beside one doing nothing.
  struct Group {
    /// Empty for all that stand under the study's figures; else the option that has its own.
    var name: String
    var worlds: [World]
  }
  let run: StudyRun
  let worlds: [World]
  let shareDraws: Int
  let identity: String
  private let options: SimulationOptions

  /// - Parameters:
  ///   - chosen: ids of the options wanted; all of them when empty.
  ///   - shareDraws: as asked for; no more than there are draws count.
  init(_ run: StudyRun, options: SimulationOptions, chosen: [String], shareDraws: Int) {
    self.run = run
    self.options = options
    let study = run.loaded.study
    self.shareDraws = min(shareDraws, study.draws)
    worlds = World.all(of: study, options: chosen.isEmpty ? nil : chosen)
    identity =
      RunIdentity(run.loaded, options: chosen, shareDraws: self.shareDraws, version: Placeplan.version).sha256
  }

  /// That of the study's own figures first.
  var groups: [Group] {
    [Group(name: "", worlds: worlds.filter(\.assumptions.isEmpty))]
      + worlds.filter { !$0.assumptions.isEmpty }.map { Group(name: $0.id, worlds: [worlds[0], $0]) }
  }

  /// The appraisal of a group, under its own figures where it has some.
  func appraisal(_ group: Group, progress: RunProgress) throws -> Appraisal {
    let own = group.worlds.last?.assumptions ?? []
    let run = own.isEmpty ? run : try run.assuming(own, options: options, progress: progress)
    return try Appraisal(run.simulation, assumptions: run.loaded.assumptions)
  }

  /// Runs every group, with the draws that the store has as they are.
  func results(store: any DrawStore, progress: RunProgress) async throws -> RunResults {
    func results(of group: Group) async throws -> RunResults {
      try await appraisal(group, progress: progress).run(
        worlds: group.worlds, draws: run.loaded.study.draws, shareDraws: shareDraws, jobs: options.jobs, store: store,
        group: group.name, progress: progress)
    }
    var all = try await results(of: groups[0])
    for group in groups.dropFirst() {
      let own = try await results(of: group)
      let world = group.worlds[1]
      all.worlds.insert(own.worlds[1], at: worlds.firstIndex { $0.id == world.id }!)
      all.shares += own.shares
      all.routed += own.routed.filter { $0.world == world.id }
      let figures = world.assumptions.map { "\($0.id) \($0.value.formatted())" }.joined(separator: ", ")
      all.notes.append(
        "\(world.name) has figures of its own (\(figures)): its changes are against doing nothing under the same figures, which is not the doing nothing of the other rows."
      )
    }
    return all
  }
}
