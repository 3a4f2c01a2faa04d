import Appraisal
import Foundation
import Hummingbird
import Reporting

/// Transport: what it costs, and the routes to each school as counts. No home and no route is shown.
extension Site {
  func transportRoutes(_ router: Router<BasicRequestContext>) {
    router.get("runs/:run/transport") { request, context in
      await transportPage(try run(context), request)
    }
  }

  private func transportPage(_ run: FinishedRun, _ request: Request) async -> Response {
    let summary = run.summary
    let query = request.uri.queryParameters
    let year = summary.year(asked: query["year"])
    let option =
      query["option"].map(String.init).flatMap { id in summary.options.first { $0.id == id } } ?? summary.doNothing
    let totals: [Metric] = [.transportEligible, .vehicles, .vehicleKm, .transportCost, .co2e, .timeMedian, .timeP90]
    let features = (try? await maps.features(.settings, of: run)) ?? []
    let names = features.reduce(into: [String: String]()) { $0[$1.properties.settingId ?? ""] = $1.properties.name }
    let measures: [Metric] = [.vehicles, .vehicleKm, .transportCost, .timeMean]
    let columns = measures.map { settingColumn($0, of: run, option: option?.id ?? "", year: year) }
    let settings = Set(columns[0].keys).sorted { left, right in
      let (one, other) = (columns[0][left]?.value?.mean ?? -1, columns[0][right]?.value?.mean ?? -1)
      return one == other ? left < right : one > other
    }
    return page(
      "transport", title: "\(run.provenance.laName): transport",
      known([
        "year": year, "years": summary.yearChoices(year),
        "optionName": option?.name,
        "optionList": summary.ordered.filter { $0.kind != "proposal" }.map {
          ["id": $0.id, "name": $0.name, "chosen": $0.id == option?.id] as [String: Any]
        },
        "totals": totals.compactMap { metric -> [String: Any]? in
          guard let figure = option?[metric, year] else { return nil }
          return known([
            "title": metric.title, "definition": metric.sentence, "mark": summary.marks[metric.name],
            "value": valueCell(figure, metric),
            "change": figure.change == nil ? nil : changeCell(figure, metric),
          ])
        }, "isOption": option?.kind == "option",
        "settings": settings.map { setting -> [String: Any] in
          [
            "name": names[setting] ?? setting,
            "cells": measures.enumerated().map { index, metric -> [String: Any] in
              let figure = columns[index][setting]
              return [
                "words": figure.words { Wording.value(metric, $0.mean) }
              ]
            },
          ]
        }, "hasSettings": !settings.isEmpty,
      ]), run: run, tab: "Transport")
  }
}
