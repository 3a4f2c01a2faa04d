import Appraisal
import Planning
import Units

/// A table that may be published by DfE's rules for open data: tidy, snake case, one column an indicator, symbols for what is
/// missing; and the file that describes its columns (DOMAIN 8, `meta.csv`).
public struct OpenDataTable: Sendable {
  /// Lower case, without an ending.
  public var name: String
  public var data: String
  /// Goes beside it as `<name>.meta.csv`.
  public var meta: String
}

/// The tables of the returns: success measures by world and year, and children by phase and provision type (SCAP).
///
/// Children are counted by the authority that holds their plan, in the January of an academic year.
public func openData(_ results: PublishedResults, study: Study) -> [OpenDataTable] {
  [successMeasures(results, study: study), specialistForecast(results, study: study)]
}

// MARK: columns

private struct Indicator {
  var name: String
  var label: String
  var group: String
  var unit: String
  var decimals: Int
}

private struct Filter {
  var name: String
  var label: String
  var hint: String
}

extension Metric {
  /// The unit of DfE's rules, the factor that brings a figure into it, and its decimals.
  fileprivate var openUnit: (symbol: String, factor: Double, decimals: Int, suffix: String) {
    switch unit {
    case .share: ("%", 100, 1, "percent")
    case .pence: ("\u{00a3}", 0.01, 0, "pounds")
    case .metres: ("", 1 / Metres.perMile, 1, "miles")
    case .seconds: ("", 1 / 60.0, 1, "minutes")
    case .kilograms: ("", 0.001, 0, "tonnes")
    default: ("", 1, 0, "")
    }
  }

  /// The name without the unit that files carry, and the unit that open data has: `distance_mean_miles`.
  fileprivate var openName: String {
    var base = name
    for ending in ["_share", "_pence", "_m", "_s", "_kg"] where base.hasSuffix(ending) {
      base.removeLast(ending.count)
      break
    }
    let suffix = openUnit.suffix
    return suffix.isEmpty || base.hasSuffix(suffix) ? base : "\(base)_\(suffix)"
  }
}

private let basics = [
  "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "old_la_code", "new_la_code",
  "la_name", "level_methodology",
]

/// The first columns of every row.
private func start(_ year: AcademicYear, _ study: Study) -> [String] {
  let digits = "\(year.start)\(String((year.start + 1) % 100 + 100).dropFirst())"
  return [
    digits, "Academic year", "Local authority", "E92000001", "England", study.laCode, study.onsCode ?? "x",
    defused(study.laName), "Pupil residence",
  ]
}

/// A mean and its interval, or the symbol for what is not there: `c` suppressed, `z` not applicable, `x` not available.
private func cells(_ row: PublishedRow?, factor: Double, decimals: Int) -> [String] {
  guard let value = row?.value else {
    let symbol = row.map(\.status.rawValue) ?? "x"
    return Array(repeating: symbol.isEmpty ? "x" : symbol, count: 3)
  }
  return [value.mean, value.p05, value.p95].map { number($0 * factor, decimals) }
}

/// A number; one that rounds to nothing and is not nothing is `low`.
private func number(_ value: Double, _ decimals: Int) -> String {
  var text = ByteText()
  text.append(value, decimals: decimals)
  let words = String(decoding: text.bytes, as: UTF8.self)
  return value != 0 && !words.contains(where: { ("1"..."9").contains($0) }) ? "low" : words
}

private func lines(_ rows: [[String]]) -> String {
  rows.map { $0.map(field).joined(separator: ",") }.joined(separator: "\n") + "\n"
}

/// The mean over draws, and where its 90% interval begins and ends.
private func triple(_ name: String) -> [String] { [name, "\(name)_low", "\(name)_high"] }

private func meta(filters: [Filter], indicators: [Indicator]) -> String {
  let head = [
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
    "filter_grouping_column",
  ]
  let filterRows =
    ([Filter(name: "level_methodology", label: "Level methodology", hint: "Where children are counted")]
    + filters).map { [$0.name, "Filter", $0.label, "", "", "", $0.hint, ""] }
  let indicatorRows = indicators.map {
    [$0.name, "Indicator", $0.label, $0.group, $0.unit, "\($0.decimals)", "", ""]
  }
  return lines([head] + filterRows + indicatorRows)
}

private func scenario(_ world: PublishedWorld) -> String {
  world.kind == .doNothing ? "Do nothing" : defused(world.name)
}

// MARK: tables

private func successMeasures(_ results: PublishedResults, study: Study) -> OpenDataTable {
  let metrics = Metric.successMeasures
  let worlds = results.worlds.filter { $0.kind != .proposal }
  var rows = [basics + ["scenario"] + metrics.flatMap { triple($0.openName) }]
  for world in worlds {
    for (index, year) in results.years.enumerated() {
      rows.append(
        start(year, study) + [scenario(world)]
          + metrics.flatMap { metric in
            let isUndefined = world.kind == .doNothing && metric.isComparison
            return isUndefined
              ? ["z", "z", "z"]
              : cells(
                world[metric, year: index], factor: metric.openUnit.factor, decimals: metric.openUnit.decimals)
          })
    }
  }
  return OpenDataTable(
    name: "success_measures", data: lines(rows),
    meta: meta(
      filters: [Filter(name: "scenario", label: "Scenario", hint: "Doing nothing, or an option for capital")],
      indicators: metrics.flatMap { metric in
        let parts = ["mean of simulated futures", "5 in 100 are lower", "5 in 100 are higher"]
        return zip(triple(metric.openName), parts).map { name, part in
          Indicator(
            name: name, label: "\(metric.title): \(part)", group: "Success measures", unit: metric.openUnit.symbol,
            decimals: metric.openUnit.decimals)
        }
      }))
}

private func specialistForecast(_ results: PublishedResults, study: Study) -> OpenDataTable {
  var rows = [basics + ["scenario", "phase", "provision_type", "planning_area_code", "children"]]
  for world in results.worlds where world.kind != .proposal {
    for (index, year) in results.years.enumerated() {
      for phase in SCAPType.phases where index <= SCAPType.yearsAhead(phase) {
        for type in SCAPType.allCases {
          let found = type.children(world, year: index, phase: phase)
          rows.append(
            start(year, study) + [scenario(world), phase.title, type.title, type.code(phase)]
              + [found.count.map { number($0, 0) } ?? found.status.rawValue])
        }
      }
    }
  }
  return OpenDataTable(
    name: "specialist_forecast", data: lines(rows),
    meta: meta(
      filters: [
        Filter(name: "scenario", label: "Scenario", hint: "Doing nothing, or an option for capital"),
        Filter(name: "phase", label: "Phase", hint: "Primary to 5 years ahead, secondary to 7"),
        Filter(name: "provision_type", label: "Provision type", hint: "As the SCAP survey has it"),
        Filter(
          name: "planning_area_code", label: "Planning area code", hint: "Unverified: compare with your own template"),
      ],
      indicators: [
        Indicator(
          name: "children", label: "Children, mean of simulated futures", group: "Specialist forecast", unit: "",
          decimals: 0)
      ]))
}
