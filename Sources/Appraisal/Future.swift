import Assumptions
import Foundation
import NeedProjection
import Planning
import Simulation

/// Another course of events in which the options are tried: one thing is otherwise, everything else is as assumed.
struct Future: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case asAssumed = "as_assumed"
    case demandSurge = "demand_surge"
    case reform = "threshold_reform"
    case priceBands = "price_bands"
    case feeGrowth = "fee_growth"
    case contractInflation = "contract_inflation"
    case providerLeaves = "provider_leaves"
    case buildDelay = "build_delay"
    /// Everything is decided a year later; what it is worth to wait is its difference from as assumed.
    case waiting

    /// The future with the same children and places: those that differ in money alone are placed once.
    var placements: Kind {
      switch self {
      case .priceBands, .feeGrowth, .contractInflation: .asAssumed
      case .waiting: .buildDelay
      case .asAssumed, .demandSurge, .reform, .providerLeaves, .buildDelay: self
      }
    }
  }
  var kind: Kind
  var need: NeedProjection
  /// The study as this future has it, but for what opens or is paid later.
  var study: Study
  /// Whether proposals open a year later, and are paid for a year later too.
  var opensLate = false
  var paysLate = false
  var money: MoneyRules
  /// Growth of independent fees a year above other prices.
  var feeGrowth: Double
  /// What school transport costs after the first year, over what it is assumed to cost.
  var transportPrices = 1.0

  /// Every future that the study has the figures for, as assumed first.
  static func all(_ study: Study, _ assumptions: AssumptionSet, need: NeedProjection) throws -> [Future] {
    let money = try MoneyRules(study: study, assumptions: assumptions)
    let plain = Future(kind: .asAssumed, need: need, study: study, money: money, feeGrowth: 0)
    return try Kind.allCases.compactMap { kind in
      var future = plain
      future.kind = kind
      switch kind {
      case .asAssumed: break
      case .demandSurge, .reform:
        let id = "scenario.\(kind.rawValue)"
        guard assumptions["\(id)_terms"]?.isUsable == true, let figures = assumptions.with(id, 1) else { return nil }
        future.need = try NeedProjection(study: study, assumptions: figures)
      case .priceBands:
        // The bands have no values yet; the low end of the published ranges stands for them.
        guard let one = assumptions.atLow("cost.inmss_in_area"), let both = one.atLow("cost.inmss_out_of_area")
        else { return nil }
        future.money = try MoneyRules(study: study, assumptions: both)
      case .feeGrowth:
        guard let fees = assumptions.given("cost.inflation.inmss_3yr"),
          let others = assumptions.given("cost.inflation.state_special_3yr")
        else { return nil }
        future.feeGrowth = Self.yearly((1 + fees) / (1 + others), years: 3)
      case .contractInflation:
        guard let dearer = assumptions.given("scenario.contract_inflation") else { return nil }
        future.transportPrices = 1 + dearer
      case .providerLeaves:
        guard let provider = study.largestIndependent else { return nil }
        for index in study.provisions.indices where study.provisions[index].setting == provider {
          future.study.provisions[index].places = study.provisions[index].places?.enumerated().map { $0 < 2 ? $1 : 0 }
        }
      case .buildDelay: future.opensLate = true
      case .waiting:
        future.opensLate = true
        future.paysLate = true
      }
      return future
    }
  }

  /// The study with a world's proposals as its own changes and then this future leave them.
  func study(of world: World) -> Study {
    var changed = study.changed(by: world.changes)
    if opensLate { changed.delayPlaces() }
    if paysLate { changed.delayCapital() }
    return changed
  }

  /// The yearly growth that makes a ratio over years.
  static func yearly(_ ratio: Double, years: Int) -> Double { pow(ratio, 1 / Double(years)) - 1 }
}

extension Study {
  /// The independent or non-maintained special school with most children at the base January, of those whose
  /// places are known; `nil` where there is none.
  var largestIndependent: Int? {
    var children: [Int: Int] = [:]
    for child in caseload
    where provisions[child.provision].kind.isINMSS && provisions[child.provision].places != nil {
      if let setting = provisions[child.provision].setting { children[setting, default: 0] += 1 }
    }
    return children.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// Puts every proposal's places off by a year.
  fileprivate mutating func delayPlaces() {
    for index in provisions.indices where provisions[index].proposal != nil {
      guard let places = provisions[index].places, let first = places.first else { continue }
      provisions[index].places = [first] + places.dropLast()
    }
  }

  fileprivate mutating func delayCapital() {
    for index in proposals.indices {
      proposals[index].capital = proposals[index].capital.reduce(into: [:]) { later, entry in
        later[.init(start: entry.key.start + 1)] = entry.value
      }
    }
  }
}

extension AssumptionSet {
  /// The same with another number in a figure's place; `nil` where there is no such figure. Leaves the original as it is.
  func with(_ id: String, _ value: Double) -> AssumptionSet? {
    guard var figure = self[id], figure.isUsable, case .number = figure.value else { return nil }
    figure.value = .number(value)
    var changed = self
    changed.insert(figure)
    return changed
  }
  func atLow(_ id: String) -> AssumptionSet? { self[id]?.low.flatMap { with(id, $0) } }
  func atHigh(_ id: String) -> AssumptionSet? { self[id]?.high.flatMap { with(id, $0) } }
}
