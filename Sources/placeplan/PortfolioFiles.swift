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
      var proposals: [String]
    }
    struct Test: Encodable {
      var option: String
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
    var (mean, worst) = (PortfolioMeasures(), PortfolioMeasures())
    for measure in PortfolioMeasure.allCases {
      mean[measure] = outcome.mean(measure)
      worst[measure] = outcome.worstTenth(measure)
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
      }, searchChange: .init(plan.change), simulatedMean: .init(mean), simulatedWorstTenth: .init(worst),
      nextMillion: .init(nextMillion.change), frontier: frontier.map(point), beyondReach: beyondReach,
      tests: finder.errors.map { error in
        File.Test(option: error.option, search: .init(error.model), simulated: .init(error.simulated))
      },
      hosts: hosts.hosts.map { host in
        File.Host(
          setting: study.settings[host.setting].id, area: study.areas[host.area].id, places: host.places,
          needs: host.needs.map(\.code))
      }, sentences: sentences)
  }

  private func point(_ budget: Int, _ plan: PortfolioPlan) -> File.Point {
    File.Point(
      budgetPounds: budget / 100, capitalPounds: Int(plan.capital.rounded()), change: .init(plan.change),
      proposals: plan.openings.map { study.proposals[$0.proposal].id })
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
    frontier.reduce(
      into: "budget_pounds,capital_pounds,cost_pounds,independent_child_years,child_minutes,proposals\n"
    ) { text, entry in
      let point = point(entry.budget, entry.plan)
      text +=
        "\(point.budgetPounds),\(point.capitalPounds),\(Int(point.change.costPounds)),"
        + "\(point.change.independentChildYears),\(Int(point.change.childMinutes)),\(point.proposals.joined(separator: ";"))\n"
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
