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
  /// By the first ground that holds; `null` where suppressed.
  var eligibleByGround: [String: Int?]
  var journeyTimeRules: [Rule]
  var bridge: Bridge?
  var contractFit: Fit?
  /// Today's modelled cost beside the outturn the study gives.
  var calibration: Calibration?
  /// `unverified` or `illustrative` where prices rest on such figures.
  var mark: String?
  var definitions: [String: String]

  struct Rule: Encodable {
    /// `nil`: no limit but twenty-four hours.
    var longestMinutes: Int?
    var costPence: Int
    var vehicles: Int
    var km: Int
    var onboardMedianS: Int?
  }

  struct Bridge: Encodable {
    struct Line: Encodable {
      var line: String
      var title: String
      /// `c` where the line rests on too few children.
      var status: String
      var contractedPence: Int?
      var demandPence: Int?
      var inflationPence: Int?
      var policyPence: Int?
      var proposalsPence: Int?
      var totalPence: Int?
    }
    var financialYear: String
    /// Growth of contract prices a year behind the inflation step, with where it stands.
    var priceGrowth: Double
    var priceGrowthStatus: String
    var lines: [Line]
    var reoptimisingPenceNotCredited: Int
    var optionCashablePence: Int
    var optionAverageClaimPence: Int
  }

  struct Fit: Encodable {
    struct Line: Encodable {
      var vehicle: String
      var contracts: Int
      var dayPence: Int
      var loadedMilePence: Int
      var fitted: Bool
    }
    var contracts: Int
    var explainedShare: Double
    var errorShare: Double
    var heldOutErrorShare: Double
    var assumedPricesErrorShare: Double
    var lines: [Line]
  }

  struct Calibration: Encodable {
    var line: String
    var outturnPence: Int
    var modelledPence: Int
    var errorShare: Double
    var priceFactorInForce: Double
    var priceFactorThatMeetsIt: Double?
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  var sentences: [String] {
    func pounds(_ pence: Int) -> String { String(format: "£%.3fm", Double(pence) / 1e8) }
    func minutes(_ seconds: Int?) -> String { seconds.map { "\(($0 + 30) / 60)" } ?? "c" }
    var lines = [
      "\(year), \(option): \(service.eligible) children eligible, \(service.carried) carried in \(service.vehicles) vehicles\(mark.map { " (\($0) prices)" } ?? "")",
      "Cost \(pounds(service.costPence)) a year, general fund; \(service.loadedKm) km with children aboard and \(service.deadKm) without; places \(Int((service.occupancyShare * 100).rounded()))% filled",
      "On board: median \(minutes(service.onboardMedianS)) minutes, 90th percentile \(minutes(service.onboardP90S))",
    ]
    if let average = service.averageCostOfASharedSeatPence,
      let marginal = service.marginalSavingOfOneChildPence
    {
      lines.append(
        "A shared seat costs £\(average / 100) a year on average; one child fewer saves £\(marginal / 100)")
    }
    for rule in journeyTimeRules {
      let limit = rule.longestMinutes.map { "at most \($0) minutes on board" } ?? "no limit on time on board"
      lines.append("\(limit): \(pounds(rule.costPence)), \(rule.vehicles) vehicles, \(rule.km) km")
    }
    if let bridge {
      for line in bridge.lines {
        guard let total = line.totalPence, let contracted = line.contractedPence else {
          lines.append("\(bridge.financialYear), \(line.line) \(line.title): c")
          continue
        }
        lines.append(
          "\(bridge.financialYear), \(line.line) \(line.title): today \(pounds(contracted)), demand \(pounds(line.demandPence ?? 0)), inflation \(pounds(line.inflationPence ?? 0)), policy \(pounds(line.policyPence ?? 0)), proposals \(pounds(line.proposalsPence ?? 0)): \(pounds(total))"
        )
      }
      lines.append(
        "Prices let anew grow by \(String(format: "%.1f", bridge.priceGrowth * 100))% a year (transport.price_growth, \(bridge.priceGrowthStatus))"
      )
      lines.append(
        "Planning every route afresh would change \(pounds(bridge.reoptimisingPenceNotCredited)) a year, credited to no proposal"
      )
    }
    if let calibration {
      let needed = calibration.priceFactorThatMeetsIt.map { String(format: "transport.price_factor %.3f meets it", $0) }
      lines.append(
        "Line \(calibration.line) today: modelled \(pounds(calibration.modelledPence)), outturn \(pounds(calibration.outturnPence)) (\(String(format: "%+.0f%%", calibration.errorShare * 100)))\(calibration.priceFactorInForce == 1 ? ", prices not calibrated" : String(format: ", prices calibrated: x %.3f", calibration.priceFactorInForce)); \(needed ?? "no factor meets it")"
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
      eligibleByGround: eligibleByGround,
      journeyTimeRules: rules.map { rule in
        TransportSummary.Rule(
          longestMinutes: rule.minutes, costPence: rule.service.cost.count,
          vehicles: Int(rule.service.vehicles.rounded()),
          km: Int((rule.service.loadedKm + rule.service.deadKm).rounded()),
          onboardMedianS: control.publish(rule.service, childrenByLine: [:]).onboardMedianS)
      },
      bridge: budget.map { bridge in
        TransportSummary.Bridge(
          financialYear: bridge.year.description, priceGrowth: stage.priceGrowth,
          priceGrowthStatus: priceGrowthStatus,
          lines: zip(S251Line.allCases, hidden).map { line, isHidden in self.line(line, isHidden, bridge) },
          reoptimisingPenceNotCredited: bridge.reoptimising, optionCashablePence: bridge.cashable,
          optionAverageClaimPence: bridge.averageClaim)
      },
      contractFit: policyStage.contractFit.map { fit in
        TransportSummary.Fit(
          contracts: fit.contracts, explainedShare: fit.explained, errorShare: fit.error,
          heldOutErrorShare: fit.heldOutError, assumedPricesErrorShare: fit.assumedError,
          lines: fit.lines.map {
            TransportSummary.Fit.Line(
              vehicle: $0.vehicle, contracts: $0.contracts, dayPence: Int($0.day.rounded()),
              loadedMilePence: Int($0.mile.rounded()), fitted: $0.isOwn)
          })
      },
      calibration: hidden[0]
        ? nil
        : calibration.map {
          TransportSummary.Calibration(
            line: S251Line.pre16.rawValue, outturnPence: $0.outturn, modelledPence: $0.modelled, errorShare: $0.error,
            priceFactorInForce: $0.inForce, priceFactorThatMeetsIt: $0.factor)
        }, mark: mark, definitions: Self.definitions)
  }

  private var eligibleByGround: [String: Int?] {
    let grounds = policyStage.eligibleByGround(cohort, draws, placements, year: year)
    let hidden = control.hiddenParts(children: grounds.map(\.children))
    return Dictionary(uniqueKeysWithValues: zip(grounds, hidden).map { ($0.code, $1 ? nil : $0.children) })
  }

  private func line(_ line: S251Line, _ isHidden: Bool, _ bridge: FinancialYearBridge)
    -> TransportSummary.Bridge.Line
  {
    let step = isHidden ? nil : bridge.lines[line]
    return TransportSummary.Bridge.Line(
      line: line.rawValue, title: line.title, status: isHidden ? "c" : "", contractedPence: step?.contracted,
      demandPence: step?.demand, inflationPence: step?.inflation, policyPence: step?.policy,
      proposalsPence: step?.proposals, totalPence: step?.total)
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
