import ArgumentParser
import Assignment

struct AssignmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assignment",
    abstract: "The least-cost assignment of units to sinks with capacities, and its proof.",
    discussion: """
      FILE.bin holds choices by unit, an overflow cost, supplies, capacities and second capacities. FILE.min (DIMACS \
      minimum-cost flow) must be an assignment: arcs from supply nodes to demand nodes, or to nodes in between, each \
      with one arc to the one demand node; an arc from a unit to that node is its overflow.

      --resolve takes the second capacities of a .bin and solves again from the first solution. The certificate is made \
      by separate code that recounts the cost and checks the prices; its time is not counted.
      """)

  @Argument(help: ArgumentHelp("FILE.bin or FILE.min.", valueName: "file")) var file: String
  @Flag(help: "Also solve again with the second capacities, from the first solution.") var resolve = false
  @Flag(help: "Print JSON, as is done anyway.") var json = false

  mutating func validate() throws {
    guard file.hasSuffix(".bin") || file.hasSuffix(".min") else {
      throw ValidationError("\(file) is neither a .bin nor a .min file.")
    }
    if resolve, file.hasSuffix(".min") {
      throw ValidationError("--resolve needs second capacities, which a .min file does not hold. Give a .bin file.")
    }
  }

  func run() throws {
    try PlaceplanBench.run {
      let emptyBytes = peakBytes()
      var input = file.hasSuffix(".bin") ? try readAssignmentBin(file) : try readAssignmentMin(file)
      let built = Timed { input.build() }
      var instance = built.value
      var workspace = AssignmentWorkspace()
      var solution = AssignmentSolution()
      let solved = Timed { workspace.solve(instance, into: &solution) }
      try input.refuseUnplaced(solution, instance)
      var report = AssignmentReport(instance, solution, input, built.seconds, solved)
      if resolve {
        for (sink, room) in input.secondCapacity.enumerated() { instance.setCapacity(Int(room), of: sink) }
        let again = Timed { workspace.resolve(instance, into: &solution) }
        report.add(instance, solution, again)
      }
      report.emptyBytes = emptyBytes
      report.peakBytes = peakBytes()
      try printJSON(report)
    }
  }
}

/// What `assignment` prints.
struct AssignmentReport: Encodable {
  var units: Int
  var sinks: Int
  var choices: Int
  var objective: Int
  /// Whether separate code accepts the solution and its prices as least.
  var certificate: Bool
  var lowerBound: Int
  /// Of supply, what is in the overflow.
  var overflow: Int
  var buildSeconds: Double
  var solveSeconds: Double
  var solveProcessorSeconds: Double
  var resolveObjective: Int?
  var resolveCertificate: Bool?
  var resolveSeconds: Double?
  var resolveProcessorSeconds: Double?
  /// Of the instance in memory.
  var instanceBytes: Int
  /// Of the program before it reads anything, which `peakBytes` includes.
  var emptyBytes = 0
  var peakBytes = 0

  enum CodingKeys: String, CodingKey {
    case units, sinks, choices, objective, certificate, overflow
    case lowerBound = "lower_bound"
    case buildSeconds = "build_seconds"
    case solveSeconds = "solve_seconds"
    case solveProcessorSeconds = "solve_processor_seconds"
    case resolveObjective = "resolve_objective"
    case resolveCertificate = "resolve_certificate"
    case resolveSeconds = "resolve_seconds"
    case resolveProcessorSeconds = "resolve_processor_seconds"
    case instanceBytes = "instance_bytes"
    case emptyBytes = "empty_bytes"
    case peakBytes = "peak_bytes"
  }

  init(
    _ instance: AssignmentInstance, _ solution: AssignmentSolution, _ input: AssignmentInput, _ buildSeconds: Double,
    _ solved: Timed<Void>
  ) {
    let proof = AssignmentCertificate(instance, solution)
    units = instance.units
    sinks = instance.sinks
    choices = instance.choices
    objective = solution.objective + input.fixedCost
    certificate = proof.isAccepted
    lowerBound = proof.lowerBound + input.fixedCost
    overflow = (0..<instance.units).reduce(0) { $0 + solution.overflow($1, of: instance) }
    self.buildSeconds = buildSeconds
    solveSeconds = solved.seconds
    solveProcessorSeconds = solved.processorSeconds
    instanceBytes = 4 * (2 * instance.choices + 3 * instance.units + 1 + instance.sinks)
  }

  mutating func add(_ instance: AssignmentInstance, _ solution: AssignmentSolution, _ again: Timed<Void>) {
    resolveObjective = solution.objective
    resolveCertificate = AssignmentCertificate(instance, solution).isAccepted
    resolveSeconds = again.seconds
    resolveProcessorSeconds = again.processorSeconds
  }
}
