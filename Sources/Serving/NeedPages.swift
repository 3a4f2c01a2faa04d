import Appraisal
import Foundation
import Graphics
import Hummingbird
import Inputs
import Reporting

/// Need: where plans go, what makes them grow, and how well such forecasts did before.
extension Site {
  func needRoutes(_ router: Router<BasicRequestContext>) {
    router.get("runs/:run/need") { _, context in needPage(try run(context)) }
    router.post("runs/:run/need/growth") { _, context in
      let run = try run(context)
      try await splitGrowth(run)
      return Response.redirect(to: "/runs/\(run.folder.id)/need#growth", type: .normal)
    }
    router.post("runs/:run/need/backtest") { _, context in
      let run = try run(context)
      try await scoreForecasts()
      return Response.redirect(to: "/runs/\(run.folder.id)/need#backtest", type: .normal)
    }
  }

  private func needPage(_ run: FinishedRun) -> Response {
    let summary = run.summary
    let courses: [Metric] = [.ehcp, .independentRateB, .unmetBaseDemand]
    let needs = Metric.allCases.filter { if case .need = $0 { true } else { false } }
    let nothing = summary.doNothing
    let (first, last) = (summary.years.first ?? "", summary.lastYear)
    return page(
      "need", title: "\(run.provenance.laName): need",
      known([
        "years": summary.years,
        "charts": courses.compactMap { metric in
          nothing.map {
            ["title": metric.title, "definition": metric.sentence, "svg": trajectory($0, metric, summary)]
          }
        },
        "rows": courses.map { metric -> [String: Any] in
          [
            "title": metric.title,
            "cells": summary.years.map { year in
              nothing?[metric, year].map { valueCell($0, metric) } ?? ["mean": "not shown"]
            },
          ]
        },
        "needs": needs.compactMap { metric -> [String: Any]? in
          guard let start = nothing?[metric, first], let end = nothing?[metric, last] else { return nil }
          return [
            "title": metric.definition.components(separatedBy: " is ").last ?? metric.title,
            "first": valueCell(start, metric), "last": valueCell(end, metric),
          ]
        },
        "first": first, "last": last, "growth": growth(run), "studyHere": study(of: run) != nil,
        "backtest": backtest(), "hasSEN2": settings.sen2 != nil,
      ]), run: run, tab: "Need")
  }

  private func trajectory(_ option: RunSummary.Option, _ metric: Metric, _ summary: RunSummary) -> String {
    let points = summary.years.map { year in
      option[metric, year].map { TrajectoryChart.Point(mean: $0.mean, low: $0.p05, high: $0.p95) }
    }
    return TrajectoryChart(
      id: "course-\(metric.name)", title: metric.title,
      description: "If nothing is done, with the 90% interval shaded; the table below has the same figures.",
      years: summary.years, series: [.init(label: "Do nothing", style: .reference, points: points)],
      wholeNumbers: metric.unit == .children, format: { Wording.tick(metric, $0) }
    ).svg()
  }

  // MARK: Growth

  private func growthFolder(_ run: FinishedRun) -> URL {
    workspace.state.appending(path: "need/\(run.provenance.identity.prefix(16))")
  }

  /// Splits growth with the study, draws, seed and years of a run.
  private func splitGrowth(_ run: FinishedRun) async throws {
    guard let study = study(of: run) else {
      throw HTTPError(.notFound, message: "The run's study is not in this folder.")
    }
    let summary = run.summary
    let result = try await child.run(
      [
        "project", study.folder.url.path, "--draws", "\(summary.draws)", "--seed", "\(summary.seed)", "--years",
        "\(summary.years.count - 1)", "--output", growthFolder(run).path, "--quiet",
      ], in: workspace.root)
    guard result.code == 0 else { throw ProgramFailure(result) }
  }

  private func growth(_ run: FinishedRun) -> [String: Any]? {
    guard let file = workspace.file("growth.csv", of: growthFolder(run)),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return nil }
    let titles = [
      ("population", "Population"), ("new_plan_rate", "New plans a child"), ("retention", "Keeping plans for longer"),
      ("mix", "Mix of ages"), ("change", "Change in the year"),
    ]
    // year, part, mean, p05, p50, p95
    var years: [String] = []
    var cells: [String: [[String: Any]]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let parts = line.split(separator: ",").map(String.init)
      guard parts.count == 6, let mean = Double(parts[2]), let low = Double(parts[3]), let high = Double(parts[5])
      else {
        continue
      }
      if years.last != parts[0] { years.append(parts[0]) }
      cells[parts[1], default: []].append([
        "mean": Wording.whole(mean), "interval": "\(Wording.whole(low)) to \(Wording.whole(high))",
      ])
    }
    return [
      "years": years,
      "rows": titles.map { ["title": $0.1, "cells": cells[$0.0] ?? [], "isTotal": $0.0 == "change"] as [String: Any] },
    ]
  }

  // MARK: Backtest

  private var backtestFile: URL { workspace.state.appending(path: "backtest.json") }

  /// Scores forecasts on the published years that the reader's settings name.
  private func scoreForecasts() async throws {
    guard let sen2 = settings.sen2 else {
      throw HTTPError(.notFound, message: "No folder of published years is named in .placeplan/settings.yaml.")
    }
    var scores: [String] = []
    for horizon in 1...3 {
      let origin = ["2022/23", "2021/22", "2020/21"][horizon - 1]
      let result = try await child.run(
        ["backtest", "--sen2", sen2, "--origin", origin, "--horizon", "\(horizon)", "--json"], in: workspace.root)
      guard result.code == 0 else { throw ProgramFailure(result) }
      scores.append(result.output)
    }
    try Data("[\(scores.joined(separator: ","))]".utf8).write(to: backtestFile, options: .atomic)
  }

  private struct Score: Decodable {
    struct Rule: Decodable { var mape: Double }
    struct Total: Decodable {
      var n: Int
      var mape: Double
      var bias: Double
      var coverage: [String: Double]
      var rules: [String: Rule]
    }
    var origin: String
    var horizon: Int
    var total: Total
    var inmss: Total
  }

  private func backtest() -> [String: Any]? {
    guard let data = FileManager.default.contents(atPath: backtestFile.path),
      let scores = try? JSONDecoder().decode([Score].self, from: data)
    else { return nil }
    func percent(_ value: Double?) -> String { value.map { Wording.decimal($0, 1) + "%" } ?? "not known" }
    let rows = scores.flatMap { score in
      [("All plans", score.total), ("Independent placements", score.inmss)].map { name, total -> [String: Any] in
        [
          "name": name, "origin": score.origin, "horizon": score.horizon, "n": total.n, "error": percent(total.mape),
          "bias": percent(total.bias), "held": percent(total.coverage["90"]),
          "rule": percent(total.rules.values.map(\.mape).min()),
        ]
      }
    }
    return ["rows": rows]
  }
}
