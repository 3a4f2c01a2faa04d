import Appraisal
import ArgumentParser
import Assumptions
import Foundation
import Inputs
import Planning
import Simulation
import Travel
import Units

/// How often the interval of a change holds what came to pass, in worlds made by separate code.
struct CoverageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Appraises made-up authorities whose future is known, and counts how often the 90% interval holds it.",
    discussion: """
      The study gives homes, roads and settings alone. Each world has a caseload, a history and rates of its own; one
      proposal opens a base with room for all. Asked of each: the change in unmet base demand at the horizon. Exits with 1
      where the share that is covered lies outside 86 to 94%.

        placeplan-bench coverage GeoData/telford
      """)

  @Argument(help: "A study folder.") var study: String
  @Option(help: "Worlds made.") var worlds = 200
  @Option(help: "The first world's number.") var first = 0
  @Option(help: "Plans each holds at the base January, about: England's mean authority.") var plans = 4000
  @Option(help: "Draws of each appraisal.") var draws = 200
  @Option(help: "Threads.") var jobs = ProcessInfo.processInfo.activeProcessorCount
  @Flag(help: "Print each world's truth and interval.") var each = false

  private struct Result: Encodable {
    var worlds: Int
    var draws: Int
    /// Shares of worlds whose truth is within, below and above the interval.
    var covered: Double
    var below: Double
    var above: Double
    /// Mean truth, mean of the interval's middle, and mean width.
    var truth: Double
    var middle: Double
    var width: Double
  }

  func run() async throws {
    let loaded = try PlaceplanBench.run { try loadStudy(at: URL(fileURLWithPath: study)) }
    let coverage = try Coverage(loaded, plans: plans, jobs: jobs)
    var found: [Coverage.Found] = []
    for world in first..<first + worlds {
      let one = try await coverage.appraise(world, draws: draws, jobs: jobs)
      if each { print(world, one.truth, one.change.p05, one.change.p50, one.change.p95) }
      found.append(one)
    }
    let count = Double(max(1, found.count))
    func mean(_ value: (Coverage.Found) -> Double) -> Double { found.reduce(0) { $0 + value($1) } / count }
    let covered = mean { $0.isCovered ? 1 : 0 }
    try printJSON(
      Result(
        worlds: worlds, draws: draws, covered: covered, below: mean { $0.truth < $0.change.p05 ? 1 : 0 },
        above: mean { $0.truth > $0.change.p95 ? 1 : 0 }, truth: mean(\.truth), middle: mean(\.change.p50),
        width: mean { $0.change.p95 - $0.change.p05 }))
    if !Coverage.wanted.contains(covered) { throw ExitCode(1) }
  }
}

/// Made worlds on the ground of a study, and the appraisal of the base that opens in each.
struct Coverage {
  static let wanted = 0.86...0.94
  static let horizon = 4

  struct Found: Sendable {
    /// The change in unmet base demand that came to pass.
    var truth: Double
    var change: Change
    var isCovered: Bool { (change.p05...change.p95).contains(truth) }
  }

  private let plans: Int
  private let ground: Study
  private let assumptions: AssumptionSet
  private let travel: Travel
  private let rates: MadeWorld.Rates
  /// By area and NC year, as `MadeWorld` takes them.
  private let pupils: [[Double]]

  init(_ loaded: LoadedStudy, plans: Int, jobs: Int) throws {
    self.plans = plans
    ground = Self.ground(loaded.study)
    var assumptions = loaded.assumptions
    for (id, value) in Self.figures {
      guard var figure = assumptions[id] else { continue }
      figure.value = value
      figure.isUsableAsDefault = true
      assumptions.insert(figure)
    }
    self.assumptions = assumptions
    travel = try Travel(roads: loaded.roads, study: ground, assumptions: assumptions, jobs: jobs)
    rates = try MadeWorld.Rates(assumptions)
    let ground = ground
    pupils = ground.areas.indices.map { area in
      MadeWorld.Rates.ncYears.map { ncYear in
        ground.pupils.first {
          $0.area == area && $0.year == ground.baseYear && $0.ncYear.number == min(max(ncYear, 0), 11)
        }?
        .pupils ?? 0
      }
    }
  }

  /// The figures of an England in which bands do not depend on need or age, and nothing but competition places a child.
  private static let figures: [(id: String, value: AssumptionValue)] = {
    let bands = [("1", 0.60), ("2", 0.12), ("3", 0.28), ("4", 0.0)].map { (key: $0, value: $1) }
    func same(_ keys: [String]) -> AssumptionValue { .nested(keys.map { (key: $0, row: bands) }) }
    return [
      ("need.band_share_by_need", same(Need.allCases.map(\.code))),
      ("need.band_share_by_phase", same(["all"] + Phase.allCases.map(\.code))),
      ("need.special_stock_ratio", .number(1)),
      ("placement.base_suits_need", .table(Need.allCases.map { (key: $0.code, value: 1) })),
      (
        "placement.suitability_school",
        .nested([
          ("1", [("mainstream", 0)]), ("2", [("specialist_base", 0), ("mainstream", 500_000)]), ("3", [("special", 0)]),
          ("4", [("special", 0)]),
        ])
      ),
      ("placement.directed_share", .number(0)), ("placement.preference_share", .number(0)),
      ("placement.diverted_share", .number(1)), ("placement.waiting_share", .number(0)),
      ("placement.breakdown_by_nc_year", .table([("7", 0)])),
      ("placement.other_share_by_nc_year", .nested([("0", [("ap", 0)])])),
    ]
  }()

  /// Homes, settings and pupils of a study, the pupils the same in every year; one destination of each kind, and one base.
  private static func ground(_ study: Study) -> Study {
    var ground = study
    ground.horizon = horizon
    ground.homes = Array(study.homes.prefix(study.residences.count))
    ground.contracts = []
    ground.options = []
    ground.caseload = []
    ground.pupils = (0...horizon).flatMap { year in
      study.pupils.filter { $0.year == study.baseYear }.map { row in
        var row = row
        row.year = study.year(year)
        row.isForecast = year > 0
        return row
      }
    }
    ground.provisions = study.provisions.filter { $0.setting == nil && $0.proposal == nil }
    let base = Provision(
      id: "base", setting: 0, kind: .specialistBase, ncYears: 0...11,
      places: (0...horizon).map { $0 < MadeWorld.opening ? 0 : 5000 }, proposal: 0)
    ground.proposals = [
      Proposal(id: "base", name: "A base for all", kind: .newBase, setting: 0, provisions: [ground.provisions.count])
    ]
    ground.provisions.append(base)
    return ground
  }

  /// Lives a world, shows its past to a study, and appraises the base.
  func appraise(_ number: Int, draws: Int, jobs: Int) async throws -> Found {
    let world = MadeWorld(number, plans: plans, horizon: Self.horizon, rates: rates, pupils: pupils)
    var study = ground
    study.seed = UInt64(number) + 1
    let homes = Dictionary(grouping: study.homes.indices) { study.homes[$0].area }
    study.caseload = world.caseload.enumerated().map { index, child in
      let near = homes[child.area] ?? Array(study.homes.indices)
      return Child(
        id: "w\(number)-\(index)", ncYear: NCYear(child.ncYear), need: child.need, band: child.band,
        home: near[index % near.count],
        provision: study.destination(child.band > 2 ? .special : child.ncYear > 13 ? .fe : .mainstream))
    }
    study.history = world.past.enumerated().map { index, year in
      HistoryRow(
        area: nil, year: study.baseYear.advanced(by: index + 1 - world.past.count), ncYear: nil, need: nil, kind: nil,
        stock: year.stock, new: nil, ceased: year.ceased, movedIn: nil, movedOut: nil)
    }
    let simulation = try Simulation(study: study, assumptions: assumptions, travel: travel)
    let results = try await Appraisal(simulation, assumptions: assumptions).run(
      worlds: Array(World.all(of: study).prefix(2)), draws: draws, jobs: jobs, progress: RunProgress())
    let row = results.worlds[1].rows.first {
      $0.year == Self.horizon && $0.metric == .unmetBaseDemand && $0.slice == .all
    }
    guard let change = row?.change else { throw ValidationError("No child of world \(number) is unmet base demand.") }
    return Found(truth: -Double(world.inBase), change: change)
  }
}
