import Appraisal
import ArgumentParser
import Foundation
import Inputs
import Planning
import Simulation

struct EstimateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract:
      "Estimates an option in one draw without chance, in a moment: no interval, and the full run still to come.",
    discussion: """
      Prints one option's figures beside doing nothing. With --lines it reads the study once and then answers each line of
      standard input with a line of standard output, until the input ends: an option as options/<id>.yaml holds it, as JSON.
      Disclosure control is that of assess; a figure it suppresses is null.

        placeplan estimate GeoData/shropshire --option all-bases
        echo '{"id": "1", "option": {"id": "what-if", "proposals": ["base-grove"],
          "changes": [{"proposal": "base-grove", "field": "delay_years", "value": 1}]}}' | tr -d '\\n' |
          placeplan estimate GeoData/shropshire --lines
      """)

  @OptionGroup var argument: StudyArgument
  @Option(help: "The option estimated; doing nothing when left out.") var option = PlanOption.doNothingID
  @Flag(help: "JSON lines in, JSON lines out.") var lines = false
  @OptionGroup var options: SimulationOptions

  func run() async throws {
    try await options.running { line in
      let started = ContinuousClock.now
      var answerer = try EstimateAnswerer(
        StudyRun(argument.study, options: options, progress: line.progress), options: options, progress: line.progress)
      guard lines else {
        let world = try simulatedWorld(option, of: answerer.study)
        let answer = try await answerer.answer(
          PlanOption(
            id: world.id, name: world.name, proposals: world.proposals, changes: world.changes,
            assumptions: world.assumptions))
        line.finish()
        if options.json {
          Terminal.say(try EstimateLine.text(answer))
        } else {
          for sentence in answerer.sentences(answer, name: world.name) { Terminal.say(sentence) }
        }
        return
      }
      try EstimateLine.write(try await answerer.ready(since: started))
      var number = 0
      while let text = readLine() {
        number += 1
        try EstimateLine.write(await answerer.answer(line: text, number))
      }
    }
  }
}

/// Answers one option after another, beside doing nothing of a study that was read once.
struct EstimateAnswerer {
  private let run: StudyRun
  private let options: SimulationOptions
  private let progress: RunProgress
  private var session: EstimateSession
  /// The session of the last option with figures of its own, and those figures.
  private var assumed: (figures: [OptionAssumption], session: EstimateSession)?

  static let basis =
    "An estimate: the central future, one draw whose parameters sit at their fitted values, so that there is no interval; "
    + "transport by the estimator that stands in for routes. The full run says how sure it is."

  init(_ run: StudyRun, options: SimulationOptions, progress: RunProgress) throws {
    self.run = run
    self.options = options
    self.progress = progress
    session = try EstimateSession(
      run.simulation, assumptions: run.loaded.assumptions, jobs: options.jobs, progress: progress)
  }

  var study: Study { run.loaded.study }

  func ready(since start: ContinuousClock.Instant) async throws -> EstimateLine.Ready {
    let nothing = try await session.doingNothing()
    return EstimateLine.Ready(study, nothing, basis: Self.basis, seconds: Self.seconds(since: start))
  }

  /// The answer to a line: figures, or what is wrong with the line or its option.
  mutating func answer(line: String, _ number: Int) async -> EstimateLine.Answer {
    var id = ""
    do {
      let request = try EstimateLine.Request(line, number)
      id = request.id
      let (study, option) = try run.loaded.adding(option: request.option, file: request.file)
      var answer = try await answer(option, in: study)
      answer.id = id
      return answer
    } catch let problems as StudyProblems {
      return EstimateLine.Answer(id: id, error: problems.problems.map(\.description).joined(separator: "\n"))
    } catch {
      return EstimateLine.Answer(id: id, error: "\(error)")
    }
  }

  /// - Parameter study: the session's, or that with what the option moves or gives other needs after its own.
  mutating func answer(_ option: PlanOption, in study: Study? = nil) async throws -> EstimateLine.Answer {
    let start = ContinuousClock.now
    let study = study ?? self.study
    var session = try session(under: option.assumptions)
    if study.provisions.count > self.study.provisions.count { session = try session.adding(study, jobs: options.jobs) }
    let estimate = try await session.estimate(option)
    return EstimateLine.Answer(
      estimate, study, notes: notes(option, study), seconds: Self.seconds(since: start))
  }

  private mutating func session(under figures: [OptionAssumption]) throws -> EstimateSession {
    if figures.isEmpty { return session }
    if let assumed, assumed.figures == figures { return assumed.session }
    let run = try run.assuming(figures, options: options, progress: progress)
    let session = try EstimateSession(
      run.simulation, assumptions: run.loaded.assumptions, jobs: options.jobs, progress: progress)
    assumed = (figures, session)
    return session
  }

  private func notes(_ option: PlanOption, _ study: Study) -> [String] {
    var notes: [String] = []
    if !option.assumptions.isEmpty {
      let figures = option.assumptions.map { "\($0.id) \($0.value.formatted())" }.joined(separator: ", ")
      notes.append("Under figures of its own (\(figures)): changes are against doing nothing under the same figures.")
    }
    if study.settings.count > self.study.settings.count {
      notes.append(
        "Runs to a moved site are priced as the average run of the authority until the full run routes them.")
    }
    let changed = study.changed(by: option.changes)
    if Supply(changed, proposals: option.proposals) == Supply(study) {
      notes.append("No place differs from doing nothing up to \(study.year(study.horizon)).")
    }
    return notes
  }

  /// What an officer reads first of an answer.
  func sentences(_ answer: EstimateLine.Answer, name: String) -> [String] {
    let shown: [Metric] = [
      .ehcp, .independentCount, .independentRateB, .unmetBaseDemand, .timeMedian, .excessiveTravelShare, .transportCost,
      .placementCost, .npv,
    ]
    let figures = shown.compactMap { metric -> String? in
      guard let series = answer.metrics?.first(where: { $0.name == metric.name }), let value = series.option.last ?? nil
      else { return nil }
      let change = (series.change.last ?? nil).map { change in
        " (\(change < 0 ? "-" : "+")\(TerminalSummary.figure(abs(change), metric)) against doing nothing)"
      }
      return "  \(metric.title): \(TerminalSummary.figure(value, metric))\(change ?? "")"
    }
    return ["\(name), \(study.year(study.horizon)):"] + figures + (answer.notes ?? []) + [Self.basis]
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    ((ContinuousClock.now - start) / .milliseconds(1)).rounded() / 1000
  }
}
