import ArgumentParser
import Foundation
import Portfolio

struct PortfolioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio",
    abstract: "The proposals to open, and when, so that placing need costs least within a budget; and its proof.",
    discussion: """
      FILE.json holds proposals with capital, places and a cost of each year open, sites that exist, need by area and \
      kind with the cost of placing one at each site, the cost of one left over, a budget for all capital, and how many \
      proposals may be open by each year. A proposal opens at the start of a year and stays.

      No portfolio costs less than the bound, which is counted in whole numbers from the proof. The check recounts cost \
      and bound by separate code; its time is not counted.
      """)

  @Argument(help: ArgumentHelp("FILE.json.", valueName: "file")) var file: String
  @Option(help: "What the portfolio may cost above the best, as a part of its cost.") var gap = 1e-4
  @Option(help: "Where to write the result too.") var output: String?
  @Flag(help: "Print JSON, as is done anyway.") var json = false

  mutating func validate() throws {
    guard (0...1).contains(gap) else { throw ValidationError("--gap must be from 0 to 1, not \(gap).") }
  }

  private struct Report: Encodable {
    struct Opening: Encodable {
      var proposal: Int
      /// From 0.
      var year: Int
    }
    var objective: Double
    var bound: Double
    var gap: Double
    var seconds: Double
    var processorSeconds: Double
    var open: [Opening]
    /// Whether separate code counts the same cost and bound, and finds the limits kept.
    var isChecked: Bool
    var nodes: Int
    var peakBytes: Int

    enum CodingKeys: String, CodingKey {
      case objective, bound, gap, seconds, open, nodes
      case processorSeconds = "processor_seconds"
      case isChecked = "certificate"
      case peakBytes = "peak_bytes"
    }
  }

  func run() throws {
    try PlaceplanBench.run {
      let input = try PortfolioInput(PortfolioFile(reading: file), path: file)
      let solved = Timed { PortfolioSearch.solve(input.instance, gap: gap) }
      let solution = solved.value
      let check = PortfolioCheck(input.instance, solution)
      let report = Report(
        objective: Double(solution.objective) / Double(input.scale),
        bound: Double(solution.bound) / Double(input.scale), gap: solution.gap, seconds: solved.seconds,
        processorSeconds: solved.processorSeconds,
        open: zip(input.ids, solution.starts).compactMap { id, start in
          start.map { Report.Opening(proposal: id, year: $0) }
        },
        isChecked: check.isAllowed && check.cost == solution.objective && check.bound == solution.bound,
        nodes: solution.nodes, peakBytes: peakBytes())
      try printJSON(report)
      if let output {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try encoder.encode(report).write(to: URL(fileURLWithPath: output))
      }
    }
  }
}
