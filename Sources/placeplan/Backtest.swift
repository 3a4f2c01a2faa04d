import ArgumentParser
import Assumptions
import Backtesting
import Foundation
import Importing
import Inputs
import NeedProjection
import Units

struct BacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Scores forecasts of plans on published years, beside three simple rules.",
    discussion: """
      DIR holds DfE's release as published: caseload, and as far as there newplans, ceased_plans, requests and assessments,
      .csv or .csv.gz. A forecast from an origin sees stock to its January and flows to the calendar year before, and nothing
      later. Without --origin every origin that the files allow is scored.

        placeplan backtest --sen2 sen2 --origin 2020/21 --horizon 1 --json --rows rows.csv
        placeplan backtest --sen2 sen2
        placeplan backtest --sen2 sen2 --every-year --plot calibration.svg
        placeplan backtest --sen2 sen2 --fit Models/assumptions/need-growth.yaml
      """)

  @Option(help: ArgumentHelp("Folder of DfE's files.", valueName: "dir")) var sen2: String
  @Option(help: "The last year known, such as 2020/21 (every one when left out).") var origin: String?
  @Option(help: "Years ahead, 1 to 10 (1 with --origin; 1 to 3 without).") var horizon: Int?
  @Flag(help: "Score only authorities with plans in every January that most of them have.")
  var everyYear = false
  @Flag(help: "Print scores as JSON.") var json = false
  @Option(help: "Write every forecast beside what came to this CSV file.") var rows: String?
  @Option(help: "Draw how often intervals held what came, to this SVG file.") var plot: String?
  @Option(help: "Write what is fitted to all years, for projections of a study, to this file.") var fit: String?

  mutating func validate() throws {
    if let horizon, !(1...10).contains(horizon) { throw ValidationError("--horizon must be 1 to 10, not \(horizon).") }
    if let origin, AcademicYear(origin) == nil {
      throw ValidationError("--origin must be an academic year such as 2020/21, not \(origin).")
    }
  }

  func run() async throws {
    try await Terminal.run {
      let folder = URL(fileURLWithPath: sen2)
      let release = try SEN2Release(folder: folder)
      guard let shared = sharedAssumptionFiles(study: folder) else {
        throw StudyProblems([
          Problem(
            file: "Models/assumptions", fault: "the shared assumptions are not found",
            remedy: "Set PLACEPLAN_MODELS to the Models folder of placeplan.", isMissing: true)
        ])
      }
      let priors = try GrowthPriors(loadAssumptions(files: shared))
      if let fit {
        let text = growthAssumptions(release.panel, priors: priors)
        try Data(text.utf8).write(to: URL(fileURLWithPath: fit), options: .atomic)
        return Terminal.say("Fit: \(fit)")
      }
      var tests: [Backtest]
      if let origin = origin.flatMap({ AcademicYear($0) }) {
        tests = [Backtest(release.panel, origin: origin, horizon: horizon ?? 1, priors: priors)]
      } else {
        tests = Backtest.all(
          release.panel, horizons: horizon.map { $0...$0 } ?? 1...3, priors: priors)
      }
      let whole = WholeAuthorities(release.panel)
      if everyYear { tests = whole.rows(of: tests) }
      guard tests.contains(where: { !$0.rows.isEmpty }) else {
        throw StudyProblems([
          Problem(
            file: "caseload.csv", column: "time_period", value: origin,
            fault: "an origin from which no authority has both plans then and plans \(horizon ?? 1) years on",
            remedy: "Choose another --origin or --horizon, or add later years to the file.")
        ])
      }
      if let rows {
        let lines = [BacktestRow.columns] + tests.flatMap { $0.rows.map(\.line) }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: rows), options: .atomic)
      }
      if let plot {
        try Data(calibrationPlot(tests).svg().utf8).write(to: URL(fileURLWithPath: plot), options: .atomic)
      }
      if json {
        // Beside the one object, so that a pipe still hears what was done with each oddity.
        for note in release.notes { Terminal.complain("Note: \(note)") }
        try say(tests)
      } else {
        for note in release.notes { Terminal.say("Note: \(note)") }
        if everyYear, let first = whole.januaries.first, let last = whole.januaries.last {
          Terminal.say("Scored: \(whole.codes.count) authorities with plans in every January from \(first) to \(last).")
        }
        for line in ScoreTable(tests).lines { Terminal.say(line) }
      }
    }
  }

  /// One object for one origin; a list of them for several.
  private func say(_ tests: [Backtest]) throws {
    let summaries = tests.map(BacktestSummary.init)
    if origin == nil { try Terminal.say(json: summaries) } else { try Terminal.say(json: summaries[0]) }
  }
}
