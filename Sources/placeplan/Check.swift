import Appraisal
import ArgumentParser
import Assumptions
import Foundation
import Inputs
import Planning
import Reporting
import Simulation
import Travel

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads a study, reports every problem at once, and says whether it is good enough to run.",
    discussion: """
      Each problem names file, row, column, value and what to do. Without one, the page says what the study holds, how old its \
      figures are, what stands in for what is missing, which settings no road reaches, and how caseload, places, rolls, pupils \
      and history fit together. Exit code 0 when there is no problem, 65 for bad data, 66 for a missing file.

        placeplan check GeoData/shropshire
        placeplan check my-study --page quality.html
        placeplan check my-study --json
      """)

  @OptionGroup var argument: StudyArgument
  @Flag(help: "Print the check as JSON, problems too.") var json = false
  @Option(help: ArgumentHelp("Write the page as HTML as well.", valueName: "file.html")) var page: String?

  func run() async throws {
    try await Terminal.run {
      let folder = URL(fileURLWithPath: argument.study)
      let tables = TableFacts(studyAt: folder)
      let loaded: LoadedStudy
      do throws(StudyProblems) {
        loaded = try loadStudy(at: folder)
      } catch {
        let refused = RefusedStudy(name: folder.lastPathComponent, problems: error.problems, tables: tables)
        try write(refused.page)
        if json { try Terminal.say(json: refused) }
        for problem in error.problems { Terminal.complain(problem.description) }
        throw refuse(error.problems)
      }
      let stages = try TrialRun.facts(loaded)
      let check = StudyCheck(loaded, tables: tables, stages: stages)
      try write(check.page)
      if json { try Terminal.say(json: check) } else { Terminal.say(check.text) }
      if !stages.problems.isEmpty { throw refuse(stages.problems) }
    }
  }

  private func write(_ quality: QualityPage) throws {
    guard let page else { return }
    let html = dataQualityPage(quality, version: Placeplan.version)
    try Data(html.utf8).write(to: URL(fileURLWithPath: page), options: .atomic)
    Terminal.complain("Page: \(page)")
  }

  /// How many problems there are, on standard error, and the exit code for them.
  private func refuse(_ problems: [Problem]) -> ExitCode {
    Terminal.complain(problems.count == 1 ? "1 problem." : "\(problems.count) problems.")
    return problems.allSatisfy(\.isMissing) ? .inputMissing : .badData
  }
}

/// The stages built as a run would build them, to list everything that would stop it.
private struct TrialRun {
  private var facts = StageFacts(times: nil, problems: [], usedFigures: [], notes: [])
  private let loaded: LoadedStudy
  private var assumptions: AssumptionSet

  /// Ten times the plans of the largest authority. Beyond it reading takes seconds and the stages minutes and gigabytes.
  private static let mostChildren = 200_000

  static func facts(_ loaded: LoadedStudy) throws -> StageFacts {
    let children = loaded.study.caseload.count
    guard children > mostChildren else { return try TrialRun(loaded).facts }
    return StageFacts(
      times: nil, problems: [], usedFigures: [],
      notes: ["Journeys and the figures of a run were not tried: \(children) children are more than any authority has."]
    )
  }

  private init(_ loaded: LoadedStudy) throws {
    self.loaded = loaded
    assumptions = loaded.assumptions
    let study = loaded.study
    let jobs = ProcessInfo.processInfo.activeProcessorCount
    let travel = try accepting { try Travel(roads: loaded.roads, study: study, assumptions: $0, jobs: jobs) }
    if let travel {
      facts.times = travel.times
      facts.problems += reachProblems(travel, study: study)
      facts.notes = travel.times.provenance
      let simulation = try accepting { try Simulation(study: study, assumptions: $0, travel: travel) }
      if let simulation {
        facts.notes += simulation.need.fit.notes
        _ = try accepting { try Appraisal(simulation, assumptions: $0) }
      }
    }
    facts.problems.sort { ($0.file, $0.value ?? "") < ($1.file, $1.value ?? "") }
    facts.usedFigures = Set(assumptions.used.map(\.id))
  }

  /// What `make` makes. A shared figure that may not be a default is a problem, and is then taken as if it were given,
  /// so that those after it are found as well.
  ///
  /// - Returns: `nil` where a figure has no value that could be taken.
  private mutating func accepting<Made>(_ make: (AssumptionSet) throws -> Made) throws -> Made? {
    var asked: Set<String> = []
    while true {
      do { return try make(assumptions) } catch let error as AssumptionError {
        let isNew = asked.insert(error.id).inserted
        if isNew { facts.problems.append(problem(error)) }
        guard isNew, var figure = assumptions[error.id], !figure.isUsable else {
          return nil
        }
        figure.status = .illustrative
        assumptions.insert(figure)
      }
    }
  }

  private func problem(_ error: AssumptionError) -> Problem {
    let workbook = loaded.inputs.first { $0.file == workbookFile }?.file
    let own = loaded.assumptions.all.first { !$0.file.hasPrefix("Models/") }?.file ?? workbook ?? "assumptions.yaml"
    return Problem(
      file: own, sheet: own == workbook ? "assumptions" : nil, column: "id", value: error.id,
      fault: "a figure that a run needs: \(error.problem)",
      remedy: error.remedy)
  }
}

/// Settings that homes of the road network cannot reach by it.
private func reachProblems(_ travel: Travel, study: Study) -> [Problem] {
  var homes: [Int: Int] = [:]
  for pair in travel.unreachable { homes[pair.setting, default: 0] += 1 }
  return homes.sorted { $0.key < $1.key }.map { setting, count in
    Problem(
      file: "settings.csv", column: "setting_id", value: study.settings[setting].id,
      fault: "not reachable by road from \(count) of \(study.homes.count) homes inside the road network",
      remedy: "Join the roads around it in the road file, or correct its easting_m and northing_m.")
  }
}
