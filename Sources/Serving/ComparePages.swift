import Appraisal
import Foundation
import Graphics
import Hummingbird
import Planning
import Reporting

/// Up to four options side by side: what they change, how surely, who loses, and what they cost.
extension Site {
  static let mostCompared = 4

  func compareRoutes(_ router: Router<BasicRequestContext>) {
    router.get("runs/:run/compare") { request, context in
      await comparePage(try run(context), request)
    }
  }

  private static let compared: [Metric] = [
    .unmetBaseDemand, .independentCount, .independentRateB, .outOfAreaCount, .timeMean, .excessiveTravelShare,
    .journeysLongerCount, .journeysShorterCount, .newlyTransportEligibleCount, .vehicles, .transportCost,
    .placementCost,
    .cashable, .avoided, .npvHighNeeds, .npvGeneralFund, .npvCapital, .co2e,
  ]

  private func comparePage(_ run: FinishedRun, _ request: Request) async -> Response {
    let names = await areaNames(run)
    let summary = run.summary
    let alone = summary.options.filter { $0.kind == "proposal" }
    let choices = summary.chosen + alone
    let query = request.uri.queryParameters
    let asked = query.filter { $0.key == "option" }.map { String($0.value) }
    let named = choices.filter { asked.contains($0.id) }
    let options = Array((named.isEmpty ? summary.chosen : named).prefix(Self.mostCompared))
    let year = summary.year(asked: query["year"])
    let letters = ["A", "B", "C", "D"]
    func choice(_ all: [RunSummary.Option]) -> [[String: Any]] {
      all.map { option in
        ["id": option.id, "name": option.name, "chosen": options.contains { $0.id == option.id }]
      }
    }
    let rows = Self.compared.compactMap { metric -> [String: Any]? in
      let cells = options.map { changeCell($0[metric, year], metric) }
      guard options.contains(where: { $0[metric, year]?.change != nil }) else { return nil }
      return known([
        "title": metric.title, "definition": metric.sentence, "mark": summary.marks[metric.name], "cells": cells,
      ])
    }
    return page(
      "compare", title: "\(run.provenance.laName): compare options",
      [
        "choices": choice(summary.chosen), "alone": choice(alone), "hasAlone": !alone.isEmpty,
        "aloneChosen": alone.contains { proposal in options.contains { $0.id == proposal.id } },
        "years": summary.yearChoices(year), "year": year,
        "options": options.enumerated().map { index, option -> [String: Any] in
          [
            "letter": letters[index], "name": option.name, "count": option.proposals.count,
            "capital": Wording.pounds(Self.capital(option, years: summary.years)),
          ]
        },
        "rows": rows, "hasOptions": !options.isEmpty, "tooMany": named.count > Self.mostCompared,
        "charts": charts(options, year, letters), "losers": losers(run, options, year, names),
        "frontier": frontier(summary, options, year, letters),
      ], run: run, tab: "Compare")
  }

  /// Changes with their intervals, a picture a figure.
  private func charts(_ options: [RunSummary.Option], _ year: String, _ letters: [String]) -> [[String: Any]] {
    [Metric.unmetBaseDemand, .independentCount, .transportCost, .placementCost].compactMap { metric in
      let rows = options.enumerated().compactMap { index, option -> DotIntervalChart.Row? in
        guard let change = option[metric, year]?.change else { return nil }
        return DotIntervalChart.Row(
          label: letters[index], value: Wording.change(metric, change.change).mean, mean: change.mean, low: change.p05,
          high: change.p95)
      }
      guard !rows.isEmpty else { return nil }
      let chart = DotIntervalChart(
        id: "chart-\(metric.name)", title: "Change in \(metric.title.lowercased()), \(year)",
        description: "A dot and its 90% interval for each option; the table below has the same figures.", rows: rows,
        sides: metric.direction == .higherIsBetter ? ("worse", "better") : ("better", "worse"),
        wholeNumbers: metric.unit == .children, format: { Wording.tick(metric, $0) })
      return ["title": metric.title, "svg": chart.svg()]
    }
  }

  /// Children whose journey grows by more than five minutes, by planning area, need, phase and kind of place: those that lose
  /// most come first.
  private func losers(_ run: FinishedRun, _ options: [RunSummary.Option], _ year: String, _ names: [String: String])
    -> [[String: Any]]
  {
    let groups: [(kind: SliceKind, title: String, name: (String) -> String)] = [
      (.area, "Planning area", { names[$0] ?? $0 }),
      (.need, "Primary need", { Need(code: $0)?.title ?? $0 }),
      (.phase, "Phase", Self.plainly), (.ruralUrban, "Where they live", Self.plainly),
    ]
    return groups.compactMap { group -> [String: Any]? in
      let figures = ((try? tables.figures(.journeysLongerCount, by: group.kind, of: run)) ?? []).filter {
        $0.year == year
      }
      let rows = figures.reduce(into: [String: [String: SliceFigure]]()) { $0[$1.slice, default: [:]][$1.option] = $1 }
      guard !rows.isEmpty else { return nil }
      func most(_ row: [String: SliceFigure]) -> Double { options.compactMap { row[$0.id]?.value?.mean }.max() ?? -1 }
      return [
        "group": group.title, "span": options.count + 1,
        "rows": rows.sorted { (most($0.value), $1.key) > (most($1.value), $0.key) }.map { slice, row -> [String: Any] in
          [
            "name": group.name(slice),
            "cells": options.map { option -> [String: Any] in
              let figure = row[option.id]
              return [
                "words": figure.words { Wording.whole($0.mean) }
              ]
            },
          ]
        },
      ]
    }
  }

  /// `Early years` of `early_years`.
  private static func plainly(_ code: String) -> String {
    let words = code.replacing("_", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// What each option costs against what it changes, with the chosen ones lettered.
  private func frontier(
    _ summary: RunSummary, _ options: [RunSummary.Option], _ year: String, _ letters: [String]
  ) -> String {
    let points = summary.chosen.compactMap { option -> FrontierChart.Point? in
      guard let change = option[.independentCount, year]?.change else { return nil }
      let letter = options.firstIndex { $0.id == option.id }.map { letters[$0] } ?? ""
      return FrontierChart.Point(
        label: letter, x: Self.capital(option, years: summary.years) / 1e8, y: change.mean, low: change.p05,
        high: change.p95)
    }
    guard !points.isEmpty else { return "" }
    return FrontierChart(
      id: "frontier", title: "Capital and change in independent placements",
      description: "A marker with its 90% interval for each option of the run; those compared are lettered.",
      xTitle: "Capital with optimism bias, \u{a3}m", yTitle: "Change in independent placements", points: points
    ).svg()
  }
}
