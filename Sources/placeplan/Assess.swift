import Appraisal
import ArgumentParser
import Assumptions
import Exports
import Foundation
import Inputs
import Planning
import Reporting
import Simulation
import Transport

struct Assess: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulates doing nothing, each proposal alone and each option, and writes the impact assessment.",
    discussion: """
      Writes run.gpkg, summary.json, metrics.csv, report.html and provenance.json to Runs/<study>-<n>/, or to --output.
      Files outside local/ hold no home and no child; small counts are suppressed. The same study, draws and seed give the same
      summary.json and metrics.csv on any number of threads.

        placeplan assess GeoData/shropshire
        placeplan assess GeoData/shropshire --option all-bases --draws 50 --output /tmp/run
        placeplan assess my-study --years 5 --seed 7 --jobs 1 --json

      Each draw is kept as it is finished. A run that is interrupted, killed or out of disk goes on from there when the same
      command is given again, and its result is the same to the last byte.
      """)

  @OptionGroup var argument: StudyArgument
  @Option(name: .customLong("option"), help: "An option to assess; repeat for several. All of them when left out.")
  var chosen: [String] = []
  @OptionGroup var options: SimulationOptions
  @Option(
    help: "Draws in which each proposal's fair share in its options is found; 0 for none.")
  var shareDraws = Assess.shareDrawsUsually
  @Option(help: "Folder to write to.") var output: String?
  @Option(
    name: .customLong("gather"),
    help: "Lines that `placeplan worker` wrote for this run; repeat for several files. Draws they lack are made here.")
  var gather: [String] = []

  static let shareDrawsUsually = 10

  mutating func validate() throws {
    if shareDraws < 0 { throw ValidationError("--share-draws must be 0 or more, not \(shareDraws).") }
  }

  func run() async throws {
    try await options.running { line in
      let started = Date()
      let run = try StudyRun(argument.study, options: options, progress: line.progress)
      let study = run.loaded.study
      try checkOptions(study)
      let plan = RunPlan(run, options: options, chosen: chosen, shareDraws: shareDraws)
      let (identity, worlds) = (plan.identity, plan.worlds)
      let folder = RunFolder(output: output, study: study.name, identity: identity)
      if try folder.holdsFinishedRun(identity: identity) {
        Terminal.say("\(folder.place.path) already holds this run, finished. Nothing to do.")
        return
      }
      let kept = try KeptDraws(at: folder.draws, identity: identity, gathering: gather, isQuiet: options.quiet)
      let (published, description) = try await kept.whileRunning { store in
        let results = try await plan.results(store: store, progress: line.progress)
        let published = DisclosureControl(threshold: study.disclosureThreshold).publish(results)
        let assessments = try await assess(
          [published, results.unsuppressed], estimator: results.estimator, run: run, worlds: worlds, line: line)
        line.progress.report("Writing", 0, 1)
        let areas = try run.travel.areas(study, run.loaded.assumptions, jobs: options.jobs)
        let description = run.description(identity: identity, started: started, ended: Date(), jobs: options.jobs)
        try folder.begin()
        do {
          try await write(
            results, public: assessments[0], restricted: assessments[1], study: study, areas: areas,
            description: description, to: folder.partial)
          try PlacementFiles(simulation: run.simulation, worlds: worlds.filter(\.assumptions.isEmpty)).write(
            to: folder.partial.appending(path: "local"))
          if Interrupt.isRequested { throw CancellationError() }
          try folder.finish()
        } catch {
          folder.abandon()
          throw error
        }
        return (published, description)
      }
      try kept.remove()
      line.finish()
      if options.json {
        Terminal.say(
          String(decoding: try Data(contentsOf: folder.place.appending(path: "summary.json")), as: UTF8.self))
      } else if !options.quiet {
        for sentence in TerminalSummary(published, study: study, assumptions: description.assumptions).lines {
          Terminal.say(sentence)
        }
        Terminal.say("Report: \(folder.place.appending(path: "report.html").path)")
      }
    }
  }

  private func checkOptions(_ study: Study) throws {
    for id in chosen where id != PlanOption.doNothingID && !study.options.contains(where: { $0.id == id }) {
      let known = study.options.map(\.id).joined(separator: ", ")
      Terminal.complain("--option \(id): the study has no such option. It has: \(known).")
      throw ExitCode(64)
    }
  }

  /// The run's figures as an edition shows them, with what the run says beyond them.
  private struct Shown {
    let results: PublishedResults
    let assessment: Assessment
  }

  /// Adds to each edition's figures what a close look at a few draws and other futures say, disclosed as those figures are.
  private func assess(
    _ editions: [PublishedResults], estimator: Estimator?, run: StudyRun, worlds: [World], line: ProgressLine
  ) async throws -> [Shown] {
    let (study, figures) = (run.loaded.study, run.loaded.assumptions)
    // An option with figures of its own stands against another doing nothing and cannot be laid beside these.
    let worlds = worlds.filter(\.assumptions.isEmpty)
    let look = try await CloseLook(
      run.simulation, assumptions: figures, worlds: worlds,
      draws: CloseLook.draws(of: study.draws, children: study.caseload.count), jobs: options.jobs,
      progress: line.progress)
    var robustness: Robustness?
    if let estimator, worlds.contains(where: { $0.kind == .option }) {
      robustness = try await Robustness(
        run.simulation, assumptions: figures, worlds: worlds, estimator: estimator,
        draws: Robustness.draws(of: study.draws, children: study.caseload.count), jobs: options.jobs,
        progress: line.progress)
    }
    return try editions.map { results in
      Shown(
        results: results,
        assessment: try Assessment(results, study: study, assumptions: figures, look: look, robustness: robustness))
    }
  }

  private func write(
    _ results: RunResults, public shown: Shown, restricted: Shown, study: Study, areas: [TravelArea],
    description: RunDescription, to folder: URL
  ) async throws {
    let published = shown.results
    @Sendable func file(_ name: String) -> URL { folder.appending(path: name) }
    async let geoPackage: Void = writeGeoPackage(
      published, study: study, areas: areas, description: description, to: file("run.gpkg"))
    try writeSummary(
      published, study: study, description: description, assessment: shown.assessment, to: file("summary.json"))
    try writeMetrics(published, to: file("metrics.csv"))
    try writeAggregates(results, to: file("local/aggregates.csv"))
    let page = report(
      published, study: study, description: description, assessment: shown.assessment, travelAreas: areas)
    try Data(page.utf8).write(to: file("report.html"))
    for (edition, shown) in [(Edition.public, shown), (.restricted, restricted)] {
      try writeReports(edition, shown, study: study, areas: areas, description: description, to: folder)
    }
    try await geoPackage
    try writeProvenance(published, description: description, to: file("provenance.json"))
  }

  /// Every kind of report and the tables for open data in one edition.
  private func writeReports(
    _ edition: Edition, _ shown: Shown, study: Study, areas: [TravelArea], description: RunDescription, to folder: URL
  ) throws {
    let place = ReportPlace(run: folder, edition: edition)
    try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
    for kind in ReportKind.allCases {
      let page = report(
        kind, edition: edition, results: shown.results, study: study, description: description,
        assessment: shown.assessment, travelAreas: areas)
      try Data(page.utf8).write(to: place.page(kind))
    }
    for table in openData(shown.results, study: study) {
      try Data(table.data.utf8).write(to: place.folder.appending(path: "\(table.name).csv"))
      try Data(table.meta.utf8).write(to: place.folder.appending(path: "\(table.name).meta.csv"))
    }
  }
}
