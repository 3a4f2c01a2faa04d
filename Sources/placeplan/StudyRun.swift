import Appraisal
import ArgumentParser
import Foundation
import Geometry
import Inputs
import Planning
import Simulation
import StudyBundle
import Travel

/// What commands that simulate take.
struct SimulationOptions: ParsableArguments {
  @Option(help: "Monte Carlo draws (the study's own number when left out).") var draws: Int?
  @Option(help: "Years projected (the study's own horizon when left out).") var years: Int?
  @Option(help: "Random seed (the study's own when left out). The same seed gives the same bytes.") var seed: UInt64?
  @Option(help: "Threads; results do not depend on it.") var jobs = ProcessInfo.processInfo.activeProcessorCount
  @Flag(help: "No progress and no summary.") var quiet = false
  @Flag(help: "Print the result as JSON.") var json = false

  mutating func validate() throws {
    if let draws, draws < 1 { throw ValidationError("--draws must be 1 or more, not \(draws).") }
    if let years, !(1...20).contains(years) { throw ValidationError("--years must be 1 to 20, not \(years).") }
    if jobs < 1 { throw ValidationError("--jobs must be 1 or more, not \(jobs).") }
  }
}

extension SimulationOptions {
  /// Runs the body of a simulating command: with progress on one line, Ctrl-C heard, and errors as exit codes.
  func running(_ body: (ProgressLine) async throws -> Void) async throws {
    Interrupt.listen()
    try await Terminal.run {
      let line = ProgressLine(isQuiet: quiet)
      defer { line.finish() }
      try await body(line)
    }
  }
}

/// Doing nothing or an option by its id.
///
/// - Throws: exit code 64 after saying which there are.
func simulatedWorld(_ option: String, of study: Study) throws -> World {
  if let world = World.all(of: study).first(where: { $0.id == option && $0.kind != .proposal }) { return world }
  Terminal.complain(
    "--option \(option): the study has no such option. It has: \(study.options.map(\.id).joined(separator: ", ")).")
  throw ExitCode(64)
}

/// A study brought to the point where any world can be simulated.
struct StudyRun {
  let loaded: LoadedStudy
  let travel: Travel
  let simulation: Simulation

  /// Reads the study, applies what the command line changes, and computes travel.
  ///
  /// - Throws: `StudyProblems` when a home inside the road network cannot reach a setting inside it.
  init(_ folder: String, options: SimulationOptions, progress: RunProgress) throws {
    try self.init(loadedStudy(folder, options: options), options: options, progress: progress)
  }

  init(_ loaded: LoadedStudy, options: SimulationOptions, progress: RunProgress) throws {
    self.loaded = loaded
    progress.report("Travel times", 0, 1)
    travel = try Travel(
      roads: loaded.roads, study: loaded.study, assumptions: loaded.assumptions, jobs: options.jobs)
    try Self.checkReach(travel, study: loaded.study)
    simulation = try Simulation(study: loaded.study, assumptions: loaded.assumptions, travel: travel)
  }

  /// The same study under other figures.
  func assuming(
    _ figures: [OptionAssumption], options: SimulationOptions, progress: RunProgress
  ) throws -> StudyRun {
    var loaded = loaded
    for figure in figures {
      guard var known = loaded.assumptions[figure.id] else { continue }
      known.value = .number(figure.value)
      known.status = .local
      loaded.assumptions.insert(known)
    }
    return try StudyRun(loaded, options: options, progress: progress)
  }

  /// What the outputs print about how the run was made.
  func description(identity: String, started: Date, ended: Date, jobs: Int) -> RunDescription {
    let study = loaded.study
    let time = ISO8601DateFormatter()
    let provenance = travel.times.provenance.filter { !loaded.notes.contains($0) }
    return RunDescription(
      study: study.name, laCode: study.laCode, laName: study.laName, baseYear: study.baseYear, identity: identity,
      version: Placeplan.version, inputs: loaded.inputs.map { .init(file: $0.file, sha256: $0.sha256) },
      assumptions: loaded.assumptions.used, notes: loaded.notes + provenance + simulation.need.fit.notes,
      transformation: (try? GridTransformation())?.sentence ?? "", started: time.string(from: started),
      ended: time.string(from: ended),
      machine: "\(ProcessInfo.processInfo.operatingSystemVersionString), \(jobs) threads")
  }

  private static func checkReach(_ travel: Travel, study: Study) throws {
    guard !travel.unreachable.isEmpty else { return }
    var homes: [Int: Int] = [:]
    for pair in travel.unreachable { homes[pair.setting, default: 0] += 1 }
    throw StudyProblems(
      homes.keys.sorted().map { setting in
        Problem(
          file: "settings.csv", column: "setting_id", value: study.settings[setting].id,
          fault: "not reachable by road from \(homes[setting]!) of \(study.homes.count) homes inside the road network",
          remedy: "Join the roads around it in the road file, or correct its easting_m and northing_m.")
      })
  }
}

/// A checked study with what the command line changes applied.
///
/// - Parameter mostYears: a longer horizon is cut to this.
func loadedStudy(_ folder: String, options: SimulationOptions, mostYears: Int = .max) throws -> LoadedStudy {
  let place = URL(fileURLWithPath: folder)
  var loaded = try studyOrBundle(place, horizon: options.years)
  if loaded.study.horizon > mostYears { loaded = try studyOrBundle(place, horizon: mostYears) }
  if let draws = options.draws { loaded.study.draws = draws }
  if let seed = options.seed { loaded.study.seed = seed }
  return loaded
}

/// A study from its folder, or from a bundle of it, which has the fingerprints of the study's own files.
private func studyOrBundle(_ place: URL, horizon: Int?) throws -> LoadedStudy {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), !isFolder.boolValue else {
    return try loadStudy(at: place, horizon: horizon)
  }
  let folder = FileManager.default.temporaryDirectory.appending(path: "placeplan-bundle-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  let bundle = try StudyBundle(unpacking: place, into: folder)
  var loaded = try loadStudy(at: bundle.study, models: bundle.models, horizon: horizon)
  loaded.inputs = bundle.inputs
  return loaded
}
