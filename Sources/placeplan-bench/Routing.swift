import ArgumentParser
import Foundation
import Inputs
import VehicleRouting

struct Routing: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Routes for riders to one destination or several.",
    discussion: """
      FILE.json is VROOM's input with matrices of its own. Riders are `jobs`, all to the vehicles' `end_index`; or \
      `shipments`, each to its delivery, whose one time window is its school's bell. Where deliveries have windows, a \
      vehicle may serve one school after another. Amounts and capacities are [seats, wheelchair places]. Extra fields of \
      a job or shipment: `max_ride` (seconds from its boarding to its arrival), `rides_alone`, `not_with` (ids), \
      `assistant`; of a vehicle: `max_duration`, `costs.fixed`, `costs.per_second`, `assistant_cost`. A `start_index` is \
      the base vehicles come from.

      Or give the path of a published school bus instance up to its Schools.txt and Stops.txt, as in RSRB01-, or its folder. Buses are \
      then counted first, and cost is their driving in tenths of a second. With --fixed-bells every bus stands at the \
      school when it opens, at AMEARLY, and drives on then; and boarding at one's own stop is not time on board: so the \
      figures for these instances were published.

      Give --time-limit or --iterations. A time limit chooses a number of iterations by the speed it finds; the number is \
      in the output, and gives the same plan again.
      """)

  @Argument(help: ArgumentHelp("FILE.json, or the path before Schools.txt and Stops.txt.", valueName: "file"))
  var file: String
  @Option(help: "Seconds to take, reading apart.") var timeLimit: Double?
  @Option(help: "Steps of the search.") var iterations: Int?
  @Option(help: "Names the search's random numbers.") var seed: UInt64 = 1
  @Option(help: "Where to write the routes.") var output: String?
  @Option(help: "Yesterday's output, to begin with.") var previous: String?
  @Option(help: "What it counts, in pence, that a rider changes route.") var changeCost = 0
  @Option(help: "Longest seconds on board, where FILE is a published school bus instance.") var maxRide = 2700
  @Option(help: "Steps that raise the lower bound, once the routes are planned; some hundreds bring it near.")
  var boundSteps = 0
  @Flag(help: "Let riders of several destinations be on board together.") var mixedLoads = false
  @Flag(help: "Bells at their earliest, where FILE is a published school bus instance.") var fixedBells = false
  @Flag(help: "Say on standard error how far the search is.") var progress = false
  @Flag(help: "Print JSON, as is done anyway.") var json = false

  mutating func validate() throws {
    guard (timeLimit == nil) != (iterations == nil) else {
      throw ValidationError("Give --time-limit or --iterations.")
    }
    if let timeLimit, !(timeLimit > 0 && timeLimit < 1e7) {
      throw ValidationError("--time-limit must be above 0 and below 10,000,000 seconds, not \(timeLimit).")
    }
    if let iterations, iterations < 0 || iterations > 1 << 40 {
      throw ValidationError("--iterations must be from 0 to \(1 << 40), not \(iterations).")
    }
    if maxRide < 1 || maxRide > 86_400 {
      throw ValidationError("--max-ride must be from 1 to 86,400 seconds, not \(maxRide).")
    }
    if boundSteps < 0 || boundSteps > 100_000 {
      throw ValidationError("--bound-steps must be from 0 to 100,000, not \(boundSteps).")
    }
    if changeCost < 0 || changeCost > 1_000_000 {
      throw ValidationError("--change-cost must be from 0 to 1,000,000 pence, not \(changeCost).")
    }
  }

  func run() throws {
    try PlaceplanBench.run {
      var instance = try read()
      let yesterday = try readPrevious(instance)
      for (route, runs) in yesterday.enumerated() {
        for rider in runs.flatMap(\.self) { instance.problem.riders[rider].yesterday = route }
      }
      instance.problem.changePence = changeCost
      instance.problem.mixesLoads = mixedLoads
      let told = progress ? tell : nil
      var plan = Timed {
        if let iterations {
          RoutingSolver.solve(
            instance.problem, seed: seed, iterations: iterations, yesterday: yesterday, progress: told)
        } else {
          RoutingSolver.solve(
            instance.problem, seed: seed, seconds: timeLimit!, yesterday: yesterday, progress: told)
        }
      }
      let recount = Recount(plan.value, of: instance.problem)
      guard recount.breaches.isEmpty else {
        say("A fault of ours: \(recount.breaches.joined(separator: "; ")).")
        throw ExitCode(70)
      }
      plan.value.raiseLowerBound(instance.problem, steps: boundSteps) { step in
        if progress, step % 10 == 0 { say("bound: step \(step) of \(boundSteps)") }
        return true
      }
      if let output {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try encoder.encode(RoutingSolution(plan.value, of: instance)).write(to: URL(fileURLWithPath: output))
      }
      try printJSON(RoutingReport(plan, of: instance))
    }
  }

  private func read() throws -> RoutingInstance {
    if let prefix = SchoolBusFolder.prefix(file) {
      return try SchoolBusFolder(prefix, maxRideSeconds: maxRide, hasFixedBells: fixedBells).instance
    }
    return try RoutingInstance(VroomFile(reading: file), path: file)
  }

  private func readPrevious(_ instance: RoutingInstance) throws -> [[[Int]]] {
    guard let previous else { return [] }
    do {
      return try JSONDecoder().decode(RoutingSolution.self, from: Data(try contents(previous))).routes(of: instance)
    } catch is DecodingError {
      throw StudyProblems(previous, fault: "not routes", remedy: "Give what --output wrote.")
    }
  }

  private var tell: (RoutingSolver.Progress) -> Bool {
    { state in
      say(
        "\(state.iteration) of \(state.iterations): \(state.cost), \(state.vehicles) vehicles, \(state.leftOut) left out"
      )
      return true
    }
  }

  private func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}

/// What `routing` prints. Riders nobody can carry are counted in `unserved` and named in `not_carried`.
private struct RoutingReport: Encodable {
  var cost: Int
  var vehicles: Int
  var unserved: Int
  var lowerBound: Int
  var gap: Double
  var changed: Int
  var iterations: Int
  var seed: UInt64
  var seconds: Double
  var processorSeconds: Double
  var peak: Int
  var notCarried: [RoutingSolution.Left]

  enum CodingKeys: String, CodingKey {
    case cost, vehicles, unserved, gap, changed, iterations, seed, seconds
    case lowerBound = "lower_bound"
    case processorSeconds = "processor_seconds"
    case peak = "peak_bytes"
    case notCarried = "not_carried"
  }

  init(_ plan: Timed<RoutingPlan>, of instance: RoutingInstance) {
    let found = plan.value
    cost = found.cost
    vehicles = found.routes.count
    unserved = found.notCarried.count
    lowerBound = found.lowerBound
    gap = (found.gap * 10_000).rounded() / 10_000
    changed = found.changed
    iterations = found.iterations
    seed = found.seed
    seconds = plan.seconds
    processorSeconds = plan.processorSeconds
    peak = peakBytes()
    notCarried = RoutingSolution(found, of: instance).unassigned
  }
}
