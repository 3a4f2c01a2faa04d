import ArgumentParser
import Foundation
import RoadNetwork

struct Matrix: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fastest times from every source to every target of a network.",
    discussion: """
      The network is GRAPH.gr and COORDS.co (DIMACS shortest paths) with SOURCES and TARGETS, files of node numbers from 1, \
      one a line; or one FILE.net, which holds all four and arc lengths.

      --output writes the cells as 32-bit unsigned whole numbers, little-endian, a row for each source: times in the \
      file's unit, 4294967295 where there is no route; with --distances, then a second matrix of millimetres along the \
      same routes. Routes of more than twelve days in milliseconds count as none.
      """)

  @Argument(help: ArgumentHelp("FILE.net, or GRAPH.gr COORDS.co SOURCES TARGETS.", valueName: "file"))
  var files: [String]
  @Option(help: "Only the first sources of the file.") var sources: Int?
  @Option(help: "Only the first targets of the file.") var targets: Int?
  @Flag(help: "Also the distance along each fastest route; of equally fast routes, the shortest.") var distances = false
  @Option(name: [.long, .customLong("jobs")], help: "Threads; results do not depend on it.")
  var threads = ProcessInfo.processInfo.activeProcessorCount
  @Option(help: "Where to write the matrix.") var output: String?
  @Flag(help: "Print JSON, as is done anyway.") var json = false

  mutating func validate() throws {
    guard files.count == 1 || files.count == 4 else {
      throw ValidationError("Give one FILE.net, or GRAPH.gr COORDS.co SOURCES TARGETS; not \(files.count) files.")
    }
    if distances, files.count == 4 {
      throw ValidationError("--distances needs arc lengths, which a .gr file does not hold. Give a FILE.net.")
    }
    for (name, value) in [("--sources", sources), ("--targets", targets), ("--threads", threads)] {
      if let value, value < 1 { throw ValidationError("\(name) must be 1 or more, not \(value).") }
    }
  }

  func run() throws {
    try PlaceplanBench.run {
      var instance = files.count == 1 ? try readNet(files[0]) : try readDimacs(files)
      instance.sources = try first(sources, of: instance.sources, "--sources")
      instance.targets = try first(targets, of: instance.targets, "--targets")
      let prepared = Timed { instance.hierarchy() }
      let report = distances ? try bothCosts(instance, prepared) : try times(instance, prepared)
      try printJSON(report)
    }
  }

  private func first(_ count: Int?, of nodes: [Int32], _ option: String) throws -> [Int32] {
    guard let count else { return nodes }
    guard count <= nodes.count else {
      throw ValidationError("\(option) is \(count), but the file holds \(nodes.count).")
    }
    return Array(nodes.prefix(count))
  }

  private func times(_ instance: NetworkInstance, _ prepared: Timed<Hierarchy>) throws -> MatrixReport {
    let matrix = Timed {
      prepared.value.milliseconds(from: instance.sources, to: instance.targets, jobs: threads)
    }
    var report = MatrixReport(prepared, matrix, threads: threads)
    for time in matrix.value { report.add(time) }
    if let output { try write([matrix.value], to: output) }
    return report
  }

  private func bothCosts(_ instance: NetworkInstance, _ prepared: Timed<Hierarchy>) throws -> MatrixReport {
    let matrix = Timed { prepared.value.costs(from: instance.sources, to: instance.targets, jobs: threads) }
    var report = MatrixReport(prepared, matrix, threads: threads)
    report.distanceChecksum = 0
    for cost in matrix.value.costs {
      report.add(cost.isReachable ? UInt32(cost.milliseconds) : .max, millimetres: cost.millimetres)
    }
    if let output {
      try write(
        [
          matrix.value.costs.map { $0.isReachable ? UInt32($0.milliseconds) : .max },
          matrix.value.costs.map { $0.isReachable ? UInt32($0.millimetres) : .max },
        ], to: output)
    }
    return report
  }

  private func write(_ matrices: [[UInt32]], to path: String) throws {
    var data = Data()
    for matrix in matrices { matrix.withUnsafeBytes { data.append(contentsOf: $0) } }
    try data.write(to: URL(fileURLWithPath: path))
  }
}

/// What `matrix` prints.
struct MatrixReport: Encodable {
  var prepareSeconds: Double
  var prepareProcessorSeconds: Double
  var matrixSeconds: Double
  var matrixProcessorSeconds: Double
  /// Sum of the cells that have a route.
  var checksum: UInt64 = 0
  /// The same of millimetres, when asked for.
  var distanceChecksum: UInt64?
  var unreachable = 0
  var threads: Int
  var peakBytes: Int
  let instructionSet = Hierarchy.instructions

  enum CodingKeys: String, CodingKey {
    case checksum, unreachable, threads
    case prepareSeconds = "prepare_seconds"
    case prepareProcessorSeconds = "prepare_processor_seconds"
    case matrixSeconds = "matrix_seconds"
    case matrixProcessorSeconds = "matrix_processor_seconds"
    case distanceChecksum = "distance_checksum"
    case peakBytes = "peak_bytes"
    case instructionSet = "instruction_set"
  }

  init<Cells>(_ prepared: Timed<Hierarchy>, _ matrix: Timed<Cells>, threads: Int) {
    prepareSeconds = prepared.seconds
    prepareProcessorSeconds = prepared.processorSeconds
    matrixSeconds = matrix.seconds
    matrixProcessorSeconds = matrix.processorSeconds
    self.threads = threads
    peakBytes = placeplan_bench.peakBytes()
  }

  mutating func add(_ time: UInt32, millimetres: Int = 0) {
    guard time != .max else {
      unreachable += 1
      return
    }
    checksum += UInt64(time)
    distanceChecksum? += UInt64(millimetres)
  }
}
