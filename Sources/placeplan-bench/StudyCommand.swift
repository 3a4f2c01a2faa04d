import Appraisal
import ArgumentParser
import Foundation
import Inputs
import Placement
import Planning
import Simulation
import Synchronization
import Transport
import Travel

/// A whole study, stage by stage: what each takes for so many draws of doing nothing on one thread, and what the run of
/// every future takes on all of them.
struct StudyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Times the stages of a study's simulation and the assessment of its worlds.",
    discussion: """
      need, placement and transport: doing nothing, all draws, one thread. do_nothing and assess: whole runs, without
      reading or writing, of doing nothing alone and of every world asked for, and of each its central routing, its draws
      and its summaries. processor_seconds counts all threads together.
      """)

  @Argument(help: "A study folder.") var study: String
  @Option(help: "Monte Carlo draws (the study's own number when left out).") var draws: Int?
  @Option(name: .customLong("option"), help: "Worlds besides doing nothing; repeat for several. All when left out.")
  var chosen: [String] = []
  @Option(help: "Threads of the whole runs.") var jobs = ProcessInfo.processInfo.activeProcessorCount

  private struct Result: Encodable {
    var draws: Int
    var jobs: Int
    var worlds: Int
    var seconds: [String: Double]
    var processorSeconds: [String: Double]
    var peakBytes: Int

    enum CodingKeys: String, CodingKey {
      case draws, jobs, worlds, seconds
      case processorSeconds = "processor_seconds"
      case peakBytes = "peak_bytes"
    }
  }

  func run() async throws {
    var stages = Stages()
    let loaded = try PlaceplanBench.run {
      try stages.time("read") { try loadStudy(at: URL(fileURLWithPath: study)) }
    }
    let draws = draws ?? loaded.study.draws
    let travel = try stages.time("travel") {
      try Travel(roads: loaded.roads, study: loaded.study, assumptions: loaded.assumptions, jobs: jobs)
    }
    let simulation = try stages.time("fit") {
      try Simulation(study: loaded.study, assumptions: loaded.assumptions, travel: travel)
    }
    try stages.addDoingNothing(simulation, draws: draws)
    let appraisal = try Appraisal(simulation, assumptions: loaded.assumptions)
    let all = World.all(of: loaded.study)
    let worlds = chosen.isEmpty ? all : [all[0]] + all.filter { chosen.contains($0.id) }
    for (name, worlds) in [("do_nothing", [all[0]]), ("assess", worlds)] {
      let parts = PartClock(name)
      try await stages.time(name) {
        _ = try await appraisal.run(
          worlds: worlds, draws: draws, jobs: jobs, progress: RunProgress(report: parts.report))
      }
      stages.add(parts.finish())
    }
    try printJSON(
      Result(
        draws: draws, jobs: jobs, worlds: worlds.count, seconds: stages.seconds,
        processorSeconds: stages.processorSeconds, peakBytes: peakBytes()))
  }
}

/// Tells the parts of a whole run apart by what it says it is doing.
private final class PartClock: Sendable {
  private let name: String
  private let state = Mutex((part: "", since: ContinuousClock.now, seconds: [String: Double]()))

  init(_ name: String) { self.name = name }

  @Sendable func report(_ work: String, _ done: Int, _ total: Int) {
    change(to: work.hasPrefix("Routing") ? "routing" : work.hasPrefix("Draws") ? "draws" : "summaries")
  }

  func finish() -> [String: Double] {
    change(to: "")
    return state.withLock { $0.seconds }
  }

  private func change(to part: String) {
    state.withLock { state in
      guard part != state.part else { return }
      let now = ContinuousClock.now
      if !state.part.isEmpty {
        state.seconds["\(name)_\(state.part)", default: 0] += (now - state.since) / .seconds(1)
      }
      (state.part, state.since) = (part, now)
    }
  }
}

/// Seconds by stage.
private struct Stages {
  private(set) var seconds: [String: Double] = [:]
  private(set) var processorSeconds: [String: Double] = [:]

  mutating func add(_ parts: [String: Double]) { seconds.merge(parts) { $1 } }

  mutating func time<Value>(_ stage: String, _ work: () throws -> Value) rethrows -> Value {
    let timed = try Timed(work)
    seconds[stage, default: 0] += timed.seconds
    processorSeconds[stage, default: 0] += timed.processorSeconds
    return timed.value
  }

  mutating func time(_ stage: String, _ work: () async throws -> Void) async rethrows {
    let processor = clock()
    let start = ContinuousClock.now
    try await work()
    seconds[stage, default: 0] += (ContinuousClock.now - start) / .seconds(1)
    processorSeconds[stage, default: 0] += Double(clock() - processor) / Double(CLOCKS_PER_SEC)
  }

  /// The stages one after another, as every draw runs them, with an estimator that prices each child alone.
  mutating func addDoingNothing(_ simulation: Simulation, draws: Int) throws {
    let supply = Supply(simulation.study)
    let estimator = simulation.transport.estimator([])
    var space = PlacementStage.Workspace()
    for draw in 0..<draws {
      let cohort = time("need") { simulation.need.cohort(draw: draw) }
      let placements = try time("placement") {
        try simulation.placement.place(cohort, supply: supply, workspace: &space)
      }
      time("transport") {
        let numbers = simulation.transport.draws(cohort)
        var journeys = Journeys(
          children: cohort.count, settings: simulation.study.settings.count, isRouted: false)
        for year in 0...simulation.study.horizon {
          simulation.transport.estimated(
            cohort, numbers, placements, year: year, estimator: estimator, into: &journeys)
        }
      }
    }
  }
}
