import Appraisal
import ArgumentParser
import Foundation
import Inputs
import Planning
import Simulation
import Transport
import Units

struct TransportPlan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transport",
    abstract: "Routes one school year for the transport team: a publishable summary and a route book for local use.",
    discussion: """
      Routes the central draw of a year under an option (do nothing when left out) and bridges today's budget to the
      financial year that starts in it. summary.json and routes.csv may be published: totals, and figures by setting, area,
      phase, need, kind and mode, with small counts suppressed. local/ holds pick-ups, children and what could not be
      planned as asked, child by child; it is for the team alone and is never published.

      --time-limit finds out how many routing steps fit the time and prints them; --iterations with that number gives the
      same routes again, on any machine. --policy takes a file of assumptions (a post-16 policy, travel training) and shows
      what it changes as a step of the bridge.

        placeplan transport GeoData/shropshire --year 2027/28
        placeplan transport GeoData/shropshire --option all-bases --year 2029/30 --time-limit 60 --output /tmp/routes
        placeplan transport GeoData/shropshire --year 2027/28 --journey-time-rules --json
      """)

  @OptionGroup var argument: StudyArgument
  @Option(help: "The option to route.") var option = PlanOption.doNothingID
  @Option(help: "The academic year, such as 2027/28 (the last year when left out).") var year: String?
  @Option(help: "Routing steps a rider; the routes depend on it and never on the clock (100 when left out).")
  var iterations: Int?
  @Option(help: "Seconds that routing may take; the steps used are printed and can be given back as --iterations.")
  var timeLimit: Double?
  @Option(help: "A file of assumptions that hold instead: a change of policy.") var policy: String?
  @Flag(help: "Also route the year with longest times on board of 45, 60 and 75 minutes and without a limit.")
  var journeyTimeRules = false
  @OptionGroup var options: SimulationOptions
  @Option(help: "Folder to write to (transport-<study>-<year> when left out).") var output: String?

  func validate() throws {
    if let iterations, !(0...1_000_000).contains(iterations) {
      throw ValidationError("--iterations must be 0 to 1000000, not \(iterations).")
    }
    if let timeLimit, !(timeLimit > 0 && timeLimit <= 86_400) {
      throw ValidationError("--time-limit must be seconds up to 86400, not \(timeLimit).")
    }
    if iterations != nil, timeLimit != nil { throw ValidationError("Give --iterations or --time-limit, not both.") }
  }

  func run() async throws {
    try await options.running { line in
      let run = try StudyRun(argument.study, options: options, progress: line.progress)
      let study = run.loaded.study
      let index = try yearIndex(study)
      let world = try simulatedWorld(option, of: study)
      var planning = try TransportPlanning(
        run, world: world, year: index, policy: policy.map { URL(fileURLWithPath: $0) }, iterations: iterations,
        timeLimit: timeLimit, jobs: options.jobs, progress: line.progress)
      if journeyTimeRules { try planning.planJourneyTimeRules() }
      try planning.bridge()
      if Interrupt.isRequested { throw CancellationError() }
      let name = "transport-\(study.name)-\(study.year(index).description.replacing("/", with: "-"))"
      let folder = URL(fileURLWithPath: output ?? name)
      let summary = planning.summary()
      let text = try summary.json()
      try TransportFiles(planning).write(summary: text, to: folder)
      line.finish()
      for sentence in planning.exceptionSentences { Terminal.complain(sentence) }
      if options.json {
        Terminal.say(text)
      } else if !options.quiet {
        for sentence in summary.sentences { Terminal.say(sentence) }
        Terminal.say("Summary: \(folder.appending(path: "summary.json").path), routes.csv beside it")
        Terminal.say("Route book, local use only: \(folder.appending(path: "local/route-book.csv").path)")
      }
    }
  }

  private func yearIndex(_ study: Study) throws -> Int {
    guard let year else { return study.horizon }
    guard let academic = AcademicYear(year), let index = study.index(of: academic) else {
      Terminal.complain(
        "--year \(year): not a year of the study. It runs from \(study.baseYear) to \(study.year(study.horizon)).")
      throw ExitCode(64)
    }
    return index
  }
}
