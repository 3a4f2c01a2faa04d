import Appraisal
import ArgumentParser
import Foundation
import Inputs
import Planning
import Simulation
import Units

struct Optimise: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Chooses and times proposals, and bases at schools with falling rolls, within an envelope of capital.",
    discussion: """
      Candidates are the study's proposals and, unless --no-hosts is given, a base at every mainstream school whose falling rolls
      leave whole classrooms, in one size or two (a grammar school only with --selective-hosts). Each is simulated alone; the best portfolio is then found with a proven gap, simulated whole, and
      appraised by the run that assess makes. Money is what the high needs block pays and capital, each also by itself; least
      cost says nothing of any one child.

      With --output the folder gets portfolio.json, frontier.csv, options/portfolio.yaml and the proposals of chosen hosts: copied
      into the study they can be assessed as any option.

        placeplan optimise GeoData/shropshire --budget 12000000
        placeplan optimise GeoData/telford --budget 10000000 --minimise independent --output /tmp/portfolio
        placeplan optimise GeoData/coventry --budget-by-year 2025/26=5200000,2026/27=5100000 --pair-phases --json
      """)

  @OptionGroup var argument: StudyArgument
  @Option(help: "All capital with optimism bias, pounds. The sum of --budget-by-year when left out.") var budget: Int?
  @Option(
    help: ArgumentHelp(
      "Capital that comes in each financial year, pounds; what is left is carried forward.",
      valueName: "year=pounds,..."))
  var budgetByYear: BudgetByYear?
  @Option(help: "What to make least: cost, independent (placements) or minutes (of children's journeys).")
  var minimise = PortfolioMeasure.cost
  @Option(
    help: ArgumentHelp(
      "What other measures may change by at most against doing nothing: pounds, child-years or child-minutes.",
      valueName: "measure=change,..."))
  var atMost: MeasureBounds?
  @Flag(help: "At least one primary base place for every secondary one.") var pairPhases = false
  @Flag(help: "Leave out bases at schools that are no proposal of the study.") var noHosts = false
  @Flag(help: "Bases may be at schools that admit by ability, too.") var selectiveHosts = false
  @Option(help: "Years by which a proposal may be put off.") var latestDelay = 2
  @Option(help: "Points of the frontier; 0 for none.") var points = 20
  @OptionGroup var options: SimulationOptions
  @Option(help: "Folder to write to.") var output: String?

  mutating func validate() throws {
    guard let most = budget ?? budgetByYear?.total else {
      throw ValidationError("Give --budget, or --budget-by-year.")
    }
    guard (0...Self.mostPounds).contains(most) else {
      throw ValidationError("--budget must be from 0 to \(Self.mostPounds) pounds, not \(most).")
    }
    guard (0...5).contains(latestDelay) else {
      throw ValidationError("--latest-delay must be from 0 to 5 years, not \(latestDelay).")
    }
    guard (0...100).contains(points) else { throw ValidationError("--points must be from 0 to 100, not \(points).") }
    if let years = options.years, years > Self.mostYears {
      throw ValidationError("--years must be 1 to \(Self.mostYears) here, not \(years).")
    }
  }

  /// More than anybody has, and little enough to add up.
  static let mostPounds = 1_000_000_000
  static let mostYears = 14

  func run() async throws {
    try await options.running { line in
      var loaded = try loadedStudy(argument.study, options: options, mostYears: Self.mostYears)
      let own = loaded.study.proposals.count
      let hosts = try CandidateHosts(
        loaded.study, assumptions: loaded.assumptions, withSelective: selectiveHosts)
      var sizes: [[Int]] = []
      if !noHosts { (loaded.study, sizes) = hosts.proposed(in: loaded.study, assumptions: loaded.assumptions) }
      let run = try StudyRun(loaded, options: options, progress: line.progress)
      let pounds = budget ?? budgetByYear?.total ?? 0
      let ask = PortfolioAsk(
        budget: pounds * 100, budgetByYear: (budgetByYear?.years ?? [:]).mapValues { $0 * 100 }, measure: minimise,
        atMost: atMost?.changes ?? [:], latestDelay: latestDelay, pairsPhases: pairPhases)
      let answer = try await PortfolioAnswer(
        ask, run, ownProposals: own, hosts: hosts, sizes: sizes, points: points, jobs: options.jobs,
        progress: line.progress)
      if let output { try answer.write(to: URL(fileURLWithPath: output)) }
      line.finish()
      if options.json {
        Terminal.say(try answer.json())
      } else if !options.quiet {
        for sentence in answer.sentences { Terminal.say(sentence) }
        if let output { Terminal.say("Portfolio: \(output)") }
      }
    }
  }
}

extension PortfolioMeasure: ExpressibleByArgument {}

/// `independent=-20,minutes=0`: the most that measures may change by.
struct MeasureBounds: ExpressibleByArgument {
  var changes: [PortfolioMeasure: Double] = [:]

  init?(argument: String) {
    for part in argument.split(separator: ",") {
      let sides = part.split(separator: "=")
      guard sides.count == 2, let measure = PortfolioMeasure(rawValue: String(sides[0])), let change = Double(sides[1]),
        change.isFinite, changes.updateValue(change, forKey: measure) == nil
      else { return nil }
    }
    if changes.isEmpty { return nil }
  }
}

/// `2026/27=2500000,2027/28=2500000`: pounds by financial year.
struct BudgetByYear: ExpressibleByArgument {
  var years: [FinancialYear: Int] = [:]
  var total: Int { years.values.reduce(0, +) }

  init?(argument: String) {
    for part in argument.split(separator: ",") {
      let sides = part.split(separator: "=")
      guard sides.count == 2, let year = FinancialYear(sides[0]), let pounds = Int(sides[1]),
        (0...Optimise.mostPounds).contains(pounds), years.updateValue(pounds, forKey: year) == nil
      else { return nil }
    }
    if years.isEmpty { return nil }
  }
}
