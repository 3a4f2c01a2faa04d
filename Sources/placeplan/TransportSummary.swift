import Appraisal
import Assumptions
import Foundation
import Planning
import Transport
import Units

/// The publishable summary of a routed year: `summary.json`, and the sentences the terminal shows.
struct TransportSummary: Encodable {
  var study: String
  var option: String
  var year: String
  var seed: UInt64
  /// Routing steps a rider; with the seed they give the same routes again.
  var iterations: Int
  var service: PublishedService
  var journey_time_rules: [Rule]
  var bridge: Bridge?
  var contract_fit: Fit?
  /// `unverified` or `illustrative` where prices rest on such figures.
  var mark: String?
  var definitions: [String: String]

  struct Rule: Encodable {
    /// `nil`: no limit but twenty-four hours.
    var longest_minutes: Int?
    var cost_pence: Int
    var vehicles: Int
    var km: Int
    var onboard_median_s: Int?
  }

  struct Bridge: Encodable {
    struct Line: Encodable {
      var line: String
      var title: String
      /// `c` where the line rests on too few children.
      var status: String
      var contracted_pence: Int?
      var demand_pence: Int?
      var inflation_pence: Int?
      var policy_pence: Int?
      var proposals_pence: Int?
      var total_pence: Int?
    }
    var financial_year: String
    var lines: [Line]
    var reoptimising_pence_not_credited: Int
    var option_cashable_pence: Int
    var option_average_claim_pence: Int
  }

  struct Fit: Encodable {
    struct Line: Encodable {
      var vehicle: String
      var contracts: Int
      var day_pence: Int
      var loaded_mile_pence: Int
      var fitted: Bool
    }
    var contracts: Int
    var explained_share: Double
    var error_share: Double
    var held_out_error_share: Double
    var assumed_prices_error_share: Double
    var lines: [Line]
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  var sentences: [String] {
    func pounds(_ pence: Int) -> String { String(format: "£%.3fm", Double(pence) / 1e8) }
    func minutes(_ seconds: Int?) -> String { seconds.map { "\(($0 + 30) / 60)" } ?? "c" }
    var lines = [
      "\(year), \(option): \(service.eligible) children eligible, \(service.carried) carried in \(service.vehicles) vehicles\(mark.map { " (\($0) prices)" } ?? "")",
      "Cost \(pounds(service.cost_pence)) a year, general fund; \(service.loaded_km) km with children aboard and \(service.dead_km) without; places \(Int((service.occupancy_share * 100).rounded()))% filled",
      "On board: median \(minutes(service.onboard_median_s)) minutes, 90th percentile \(minutes(service.onboard_p90_s))",
    ]
    if let average = service.average_cost_of_a_shared_seat_pence,
      let marginal = service.marginal_saving_of_one_child_pence
    {
      lines.append(
        "A shared seat costs £\(average / 100) a year on average; one child fewer saves £\(marginal / 100)")
    }
    for rule in journey_time_rules {
      let limit = rule.longest_minutes.map { "at most \($0) minutes on board" } ?? "no limit on time on board"
      lines.append("\(limit): \(pounds(rule.cost_pence)), \(rule.vehicles) vehicles, \(rule.km) km")
    }
    if let bridge {
      for line in bridge.lines {
        guard let total = line.total_pence, let contracted = line.contracted_pence else {
          lines.append("\(bridge.financial_year), \(line.line) \(line.title): c")
          continue
        }
        lines.append(
          "\(bridge.financial_year), \(line.line) \(line.title): today \(pounds(contracted)), demand \(pounds(line.demand_pence ?? 0)), inflation \(pounds(line.inflation_pence ?? 0)), policy \(pounds(line.policy_pence ?? 0)), proposals \(pounds(line.proposals_pence ?? 0)): \(pounds(total))"
        )
      }
      lines.append(
        "Planning every route afresh would change \(pounds(bridge.reoptimising_pence_not_credited)) a year, credited to no proposal"
      )
    }
    lines.append("Routing steps a rider: \(iterations), seed \(seed)")
    return lines
  }
}

extension TransportPlanning {
  /// The summary, after disclosure control.
  func summary() -> TransportSummary {
    let hidden = control.hiddenParts(children: S251Line.allCases.map { childrenByLine[$0] ?? 0 })
    return TransportSummary(
      study: study.name, option: world.id, year: study.year(year).description, seed: study.seed,
      iterations: iterations, service: control.publish(service, childrenByLine: childrenByLine),
      journey_time_rules: rules.map { rule in
        TransportSummary.Rule(
          longest_minutes: rule.minutes, cost_pence: rule.service.cost.count,
          vehicles: Int(rule.service.vehicles.rounded()),
          km: Int((rule.service.loadedKm + rule.service.deadKm).rounded()),
          onboard_median_s: control.publish(rule.service, childrenByLine: [:]).onboard_median_s)
      },
      bridge: budget.map { bridge in
        TransportSummary.Bridge(
          financial_year: bridge.year.description,
          lines: zip(S251Line.allCases, hidden).map { line, isHidden in self.line(line, isHidden, bridge) },
          reoptimising_pence_not_credited: bridge.reoptimising, option_cashable_pence: bridge.cashable,
          option_average_claim_pence: bridge.averageClaim)
      },
      contract_fit: policyStage.contractFit.map { fit in
        TransportSummary.Fit(
          contracts: fit.contracts, explained_share: fit.explained, error_share: fit.error,
          held_out_error_share: fit.heldOutError, assumed_prices_error_share: fit.assumedError,
          lines: fit.lines.map {
            TransportSummary.Fit.Line(
              vehicle: $0.vehicle, contracts: $0.contracts, day_pence: Int($0.day.rounded()),
              loaded_mile_pence: Int($0.mile.rounded()), fitted: $0.isOwn)
          })
      }, mark: mark, definitions: Self.definitions)
  }

  private func line(_ line: S251Line, _ isHidden: Bool, _ bridge: FinancialYearBridge)
    -> TransportSummary.Bridge.Line
  {
    let step = isHidden ? nil : bridge.lines[line]
    return TransportSummary.Bridge.Line(
      line: line.rawValue, title: line.title, status: isHidden ? "c" : "", contracted_pence: step?.contracted,
      demand_pence: step?.demand, inflation_pence: step?.inflation, policy_pence: step?.policy,
      proposals_pence: step?.proposals, total_pence: step?.total)
  }

  private static let definitions = [
    "onboard":
      "seconds from the start of a child's own boarding to arrival, one way in the morning; the maximum is rounded up to 5 minutes",
    "loaded_km, dead_km":
      "vehicle-kilometres a school year of two runs a day, with a child aboard and to the first pick-up; the afternoon is the morning driven backwards",
    "occupancy_share": "children carried over passenger and wheelchair places of the routes that carry them",
    "marginal_saving":
      "what one child fewer on a shared route saves: the route gone, shorter, in a smaller vehicle or without its assistant; mean over the children on shared routes",
    "bridge":
      "today's routes rolled forward with children put on and taken off and nobody else moved; 5 steps add up to the total; planning afresh is not credited",
    "option_cashable_pence":
      "of the option's saving in the school year, at today's prices: shared routes gone or shrunk against doing nothing",
    "option_average_claim_pence": "children no longer carried times the average cost of one carried; not a saving",
    "co2e_kg": "vehicle-kilometres, empty ones included, times the factor of the average diesel car",
  ]
}
