import Appraisal
import Foundation
import Planning

/// What `optimise` writes.
extension PortfolioAnswer {
  /// What `portfolio.json` holds, and `--json` prints.
  private struct File: Encodable {
    struct Opening: Encodable {
      var proposal: String
      var name: String
      var isHost: Bool
      var year: String
      var delayYears: Int
      var places: Int
      var capitalPounds: Int
      var worseWithout: Double?
    }
    struct Measures: Encodable {
      var costPounds: Double
      var independentChildYears: Double
      var childMinutes: Double
      init(_ measures: PortfolioMeasures) {
        costPounds = measures.cost.rounded()
        independentChildYears = (measures.independent * 10).rounded() / 10
        childMinutes = measures.minutes.rounded()
      }
    }
    struct Point: Encodable {
      var budgetPounds: Int
      var capitalPounds: Int
      var change: Measures
      var simulated: Measures
      var proposals: [String]
    }
    struct Test: Encodable {
      var name: String
      var search: Measures
      var simulated: Measures
    }
    struct Host: Encodable {
      var setting: String
      var area: String
      var places: Int
      var needs: [String]
    }
    var study: String
    var budgetPounds: Int
    var minimise: String
    var couldBeBetterBy: Double
    var open: [Opening]
    var searchChange: Measures
    /// By how much each of the search's figures may be off.
    var searchError: Measures
    var simulatedMean: Measures
    var simulatedWorstTenth: Measures
    var nextMillion: Measures
    var frontier: [Point]
    var beyondReach: [String]
    var tests: [Test]
    var hosts: [Host]
    var sentences: [String]
  }

  private var file: File {
    var (worst, error) = (PortfolioMeasures(), PortfolioMeasures())
    for measure in PortfolioMeasure.allCases {
      worst[measure] = outcome.worstTenth(measure)
      error[measure] = statedError(measure)
    }
    return File(
      study: study.name, budgetPounds: ask.budget / 100, minimise: ask.measure.rawValue,
      couldBeBetterBy: plan.couldBeBetterBy,
      open: plan.openings.map { opening in
        let proposal = study.proposals[opening.proposal]
        return File.Opening(
          proposal: proposal.id, name: proposal.name, isHost: opening.proposal >= ownProposals,
          year: study.year(opening.year).description, delayYears: opening.delay,
          places: study.places(of: opening.proposal).max() ?? 0, capitalPounds: Int(opening.capital.rounded()),
          worseWithout: opening.worseWithout.map { ($0 * 10).rounded() / 10 })
      }, searchChange: .init(plan.change), searchError: .init(error),
      simulatedMean: .init(outcome.means), simulatedWorstTenth: .init(worst), nextMillion: .init(nextMillion.change),
      frontier: frontier.map(file), beyondReach: beyondReach,
      tests: tests.map { File.Test(name: $0.name, search: .init($0.search), simulated: .init($0.outcome.means)) },
      hosts: hosts.hosts.map { host in
        File.Host(
          setting: study.settings[host.setting].id, area: study.areas[host.area].id, places: host.places,
          needs: host.needs.map(\.code))
      }, sentences: sentences)
  }

  private func file(_ point: Point) -> File.Point {
    File.Point(
      budgetPounds: point.budget / 100, capitalPounds: Int(point.plan.capital.rounded()),
      change: .init(point.plan.change), simulated: .init(point.outcome.means),
      proposals: point.plan.openings.map { study.proposals[$0.proposal].id })
  }

  /// `portfolio.json`.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(file), as: UTF8.self)
  }

  func write(to folder: URL) throws {
    let files = FileManager.default
    for name in ["options", "proposals"] {
      try files.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    try text(json() + "\n", to: folder.appending(path: "portfolio.json"))
    try text(frontierTable, to: folder.appending(path: "frontier.csv"))
    try text(option, to: folder.appending(path: "options/\(Self.optionID).yaml"))
    for opening in plan.openings where opening.proposal >= ownProposals {
      let proposal = study.proposals[opening.proposal]
      try text(yaml(proposal), to: folder.appending(path: "proposals/\(proposal.id).yaml"))
    }
  }

  private func text(_ text: String, to file: URL) throws { try Data(text.utf8).write(to: file, options: .atomic) }

  private var frontierTable: String {
    frontier.map(file).reduce(
      into: "budget_pounds,capital_pounds,cost_pounds,independent_child_years,child_minutes,proposals,"
        + "simulated_cost_pounds,simulated_independent_child_years,simulated_child_minutes\n"
    ) { text, point in
      func cells(_ measures: File.Measures) -> String {
        "\(Int(measures.costPounds)),\(measures.independentChildYears),\(Int(measures.childMinutes))"
      }
      text +=
        "\(point.budgetPounds),\(point.capitalPounds),\(cells(point.change)),\(point.proposals.joined(separator: ";")),"
        + "\(cells(point.simulated))\n"
    }
  }

  /// The option as `assess` reads it.
  private var option: String {
    let ids = plan.openings.map { study.proposals[$0.proposal].id }
    let envelope = Self.pounds(Double(ask.budget) / 100)
    var text = """
      # Found by optimise: the least \(ask.measure.rawValue) for \(envelope).
      id: \(Self.optionID)
      name: "The portfolio for \(envelope)"
      proposals: [\(ids.joined(separator: ", "))]

      """
    let delayed = plan.openings.filter { $0.delay > 0 }
    if !delayed.isEmpty {
      text += "changes:\n"
      for opening in delayed {
        let id = study.proposals[opening.proposal].id
        text += "  - {proposal: \(id), field: delay_years, value: \(opening.delay)}\n"
      }
    }
    return text
  }

  /// A base at a host as a proposal's file.
  private func yaml(_ proposal: Proposal) -> String {
    let provision = study.provisions[proposal.provisions[0]]
    var steps: [String] = []
    var last = 0
    for (year, places) in (provision.places ?? []).enumerated() where places != last {
      steps.append("\(study.year(year)): \(places)")
      last = places
    }
    let needs = Need.allCases.filter(provision.needs.contains).map(\.code)
    let capital = proposal.capital.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.count)" }
    let name = proposal.name.replacing("\"", with: "'")
    return """
      # Found by optimise at a school with falling rolls; nobody there has been asked.
      id: \(proposal.id)
      name: "\(name)"
      kind: new_base
      setting_id: \(study.settings[proposal.setting].id)
      provisions:
        - kind: \(provision.kind.code)
          needs: [\(needs.joined(separator: ", "))]
          nc_year_low: \(provision.ncYears.lowerBound)
          nc_year_high: \(provision.ncYears.upperBound)
          places: {\(steps.joined(separator: ", "))}
      capital:
        profile_pence: {\(capital.joined(separator: ", "))}
        optimism_bias_percent: \(Int(proposal.optimismBiasPercent.rounded()))
      premises:
        surplus_places: \(proposal.surplusPlaces ?? 0)
      illustrative: true

      """
  }
}
