import Appraisal
import Foundation
import Planning

/// Writes `summary.json`: authority-level figures of doing nothing, each proposal alone and each option (FORMATS, "A
/// run"). No time stands in it, so that two runs of the same inputs are the same bytes.
///
/// - Parameter assessment: What the run says beyond its figures; under `assessment`, and absent without it.
public func writeSummary(
  _ results: PublishedResults, study: Study, description: RunDescription, assessment: Assessment? = nil, to url: URL
) throws(ExportError) {
  let text = summaryJSON(results, study: study, description: description, assessment: assessment)
  try write(Array(text.utf8), to: url)
}

/// The text of `summary.json`. Keys stand in a fixed order; worlds, years and metrics in that of the results.
public func summaryJSON(
  _ results: PublishedResults, study: Study, description: RunDescription, assessment: Assessment? = nil
) -> String {
  let judged = assessment.map { [("assessment", assessmentJSON($0, results: results, study: study))] } ?? []
  return JSON.object(
    [
      ("study", .string(description.study)),
      ("base_year", .string(description.baseYear.description)),
      ("years", .strings(results.years.map(\.description))),
      ("draws", .number(Double(results.draws))),
      ("seed", .whole(results.seed)),
      ("version", .string(description.version)),
      ("inputs", inputs(description)),
      ("options", .array(results.worlds.map { world($0, results: results, study: study) })),
      ("definitions", .object(Metric.published.map { ($0.name, .string($0.definition)) })),
      // Metrics that rest on a figure nobody has verified, or on one made up for a demonstration.
      (
        "marks",
        .object(
          Metric.published.compactMap { metric in
            metric.mark(in: description.assumptions).map { (metric.name, .string($0)) }
          })
      ),
    ] + judged
  ).text(depth: 5)
}

func inputs(_ description: RunDescription) -> JSON {
  .array(description.inputs.map { .object([("file", .string($0.file)), ("sha256", .string($0.sha256))]) })
}

private func world(_ world: PublishedWorld, results: PublishedResults, study: Study) -> JSON {
  var byYear: [[(key: String, value: JSON)]] = Array(repeating: [], count: results.years.count)
  for row in world.rows where row.slice == .all { byYear[row.year].append((row.metric.name, figures(row))) }
  let kind =
    switch world.kind {
    case .doNothing: "do_nothing"
    case .proposal: "proposal"
    case .option: "option"
    }
  var members: [(key: String, value: JSON)] = [
    ("id", .string(world.id)), ("kind", .string(kind)), ("name", .string(world.name)),
    ("proposals", .strings(world.proposals.map { study.proposals[$0].id })),
    ("years", .object(zip(results.years, byYear).map { ($0.description, .object($1)) })),
  ]
  if let found = results.shares.first(where: { $0.option == world.id }) {
    members.append(("fair_shares", shares(found, results, study)))
  }
  if let found = results.routed.first(where: { $0.world == world.id }) {
    members.append(("routed", routed(found, results, study)))
  }
  return .object(members)
}

/// Each proposal's share of the option's change, metric by metric; the shares of a metric add to `change`.
private func shares(_ shares: FairShares, _ results: PublishedResults, _ study: Study) -> JSON {
  func proposals(_ row: FairShares.Row) -> JSON {
    .object(
      shares.proposals.enumerated().map { index, proposal in
        let error = row.errors[index]
        let figures: [(key: String, value: JSON)] = [
          ("share", .number(row.shares[index])), ("standard_error", error.isFinite ? .number(error) : .null),
        ]
        return (study.proposals[proposal].id, .object(figures))
      })
  }
  return .object([
    ("year", .string(results.years[shares.year].description)), ("draws", .number(Double(shares.draws))),
    ("orders_per_draw", shares.orders.map { JSON.number(Double($0)) } ?? .null),
    (
      "metrics",
      .object(
        shares.rows.map { row in
          (row.metric.name, .object([("change", .number(row.total)), ("proposals", proposals(row))]))
        })
    ),
  ])
}

/// The central future with every route planned; `null` stands where too few children are behind a figure.
private func routed(_ routed: PublishedRouting, _ results: PublishedResults, _ study: Study) -> JSON {
  func number(_ value: Int?) -> JSON { value.map { .number(Double($0)) } ?? .null }
  let years = routed.years.map { year in
    let service = year.service
    return (
      key: results.years[year.year].description,
      value: JSON.object([
        ("carried", number(service.carried)), ("vehicles", number(service.vehicles)),
        ("loaded_km", number(service.loadedKm)), ("dead_km", number(service.deadKm)),
        ("occupancy_share", .number(service.occupancyShare)), ("onboard_median_s", number(service.onboardMedianS)),
        ("cost_pence", number(service.costPence)),
        ("vehicles_by_kind", .object(year.vehicles.map { ($0.code, number($0.vehicles)) })),
        ("with_assistant", number(year.withAssistant)), ("with_wheelchair", number(year.withWheelchair)),
      ])
    )
  }
  let rules = routed.rules.map { rule in
    JSON.object([
      ("longest_minutes", number(rule.longestMinutes)), ("cost_pence", number(rule.costPence)),
      ("vehicles", number(rule.vehicles)), ("km", number(rule.kilometres)),
      ("onboard_median_s", number(rule.onboardMedianS)),
    ])
  }
  let contracts = routed.contracts.map { contract in
    (
      key: study.settings[contract.setting].id,
      value: JSON.object([
        ("vehicles_do_nothing", number(contract.change?.vehiclesBefore)),
        ("vehicles", number(contract.change?.vehicles)),
        ("saved_pence", number(contract.change?.saved)), ("added_pence", number(contract.change?.added)),
      ])
    )
  }
  return .object([
    ("years", .object(years)), ("journey_time_rules", .array(rules)), ("contracts", .object(contracts)),
    ("cashable_pence", number(routed.saved)), ("added_pence", number(routed.added)),
  ])
}

/// A figure that is not shown carries its status and nothing else.
private func figures(_ row: PublishedRow) -> JSON {
  guard let value = row.value else { return .object([("status", .string(row.status.rawValue))]) }
  var members: [(key: String, value: JSON)] = [
    ("mean", .number(value.mean)), ("p05", .number(value.p05)), ("p50", .number(value.p50)),
    ("p95", .number(value.p95)),
  ]
  if let change = row.change {
    members.append(
      (
        "change",
        .object([
          ("mean", .number(change.mean)), ("p05", .number(change.p05)), ("p50", .number(change.p50)),
          ("p95", .number(change.p95)), ("p_gain", change.pGain.map(JSON.number) ?? .null),
        ])
      ))
  }
  return .object(members)
}
