import Appraisal
import Foundation
import Graphics
import Hummingbird
import Reporting

/// The map of a run and, with the same figures, its tables: each row carries what the map draws of it.
extension Site {
  func mapRoutes(_ router: Router<BasicRequestContext>) {
    router.get("runs/:run/map") { request, context in
      let run = try run(context)
      let asked = try MapQuestion(request, run: run, metrics: tables.metrics(by: .area, of: run))
      return page("map", title: "\(run.provenance.laName): map", try await mapValues(run, asked), run: run, tab: "Map")
    }
    router.get("runs/:run/map/tables") { request, context in
      let run = try run(context)
      let asked = try MapQuestion(request, run: run, metrics: tables.metrics(by: .area, of: run))
      return part("map-tables", try await mapValues(run, asked))
    }
    router.get("runs/:run/map/:layer") { _, context in
      let run = try run(context)
      guard let layer = RunMaps.Layer(rawValue: try context.parameters.require("layer")),
        let data = try await maps.layer(layer, of: run)
      else { throw HTTPError(.notFound, message: "The run has no such layer.") }
      return Response(
        status: .ok, headers: [.contentType: "application/geo+json"], body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }
  }

  /// The names of planning areas by id; none where the map cannot be made.
  func areaNames(_ run: FinishedRun) async -> [String: String] {
    let features = (try? await maps.features(.areas, of: run)) ?? []
    return features.reduce(into: [:]) { names, feature in
      if let id = feature.properties.areaId { names[id] = feature.properties.name }
    }
  }

  private func mapValues(_ run: FinishedRun, _ asked: MapQuestion) async throws -> [String: Any] {
    let summary = run.summary
    let figures = asked.metric.map { metric in (try? tables.figures(metric, by: .area, of: run)) ?? [] } ?? []
    let areas = areaRows(asked, figures, await areaNames(run))
    let settings = settingRows(run, asked, try await maps.features(.settings, of: run))
    let proposals = try await maps.features(.proposals, of: run)
    let chosen = summary.options.first { $0.id == asked.option }
    let reached = Set(try await maps.features(.isochrones, of: run).compactMap(\.properties.settingId))
    return known([
      "run": run.folder.id,
      "metrics": asked.metrics.map {
        ["name": $0.name, "title": $0.title, "chosen": $0 == asked.metric] as [String: Any]
      },
      "years": summary.yearChoices(asked.year),
      "optionList": summary.ordered.map {
        [
          "id": $0.id, "name": $0.kind == "proposal" ? "Alone: \($0.name)" : $0.name, "chosen": $0.id == asked.option,
        ] as [String: Any]
      },
      "metricTitle": asked.metric?.title, "definition": asked.metric?.sentence, "year": asked.year,
      "optionName": chosen?.name, "isChange": asked.isChange, "areas": areas.rows, "classes": areas.classes,
      "hasSuppressed": areas.rows.contains { $0["status"] as? String == "c" },
      "settings": settings.filter { $0["group"] as? String != "other" },
      "others": settings.filter { $0["group"] as? String == "other" },
      "settingsReached": settings.filter { reached.contains($0["id"] as? String ?? "") },
      "proposals": proposals.map { feature -> [String: Any] in
        let of = feature.properties
        let isIn = chosen?.proposals.contains(of.proposalId ?? "") ?? false
        return known([
          "id": of.proposalId, "name": of.name, "site": of.site, "places": of.places.map { Wording.whole($0) },
          "opens": of.opens, "capital": of.capitalPence.map { Wording.pounds($0) }, "isIn": isIn,
          "longitude": feature.geometry.point.first, "latitude": feature.geometry.point.last,
        ])
      },
      "tileAddress": self.settings.tileAddress, "tileAttribution": self.settings.tileAttribution,
    ])
  }

  /// Planning areas with the figure asked for, and the four classes that the map shades them by.
  private func areaRows(
    _ asked: MapQuestion, _ figures: [SliceFigure], _ names: [String: String]
  ) -> (rows: [[String: Any]], classes: [[String: Any]]) {
    guard let metric = asked.metric else { return ([], []) }
    let here = figures.filter { $0.option == asked.option && $0.year == asked.year }
    func shown(_ figure: SliceFigure) -> Double? { asked.isChange ? figure.change?.mean : figure.value?.mean }
    let shades = Shading(here.compactMap(shown))
    let rows = here.map { figure -> [String: Any] in
      let value = shown(figure)
      let words: (mean: String, interval: String?)? =
        asked.isChange
        ? figure.change.map { Wording.change(metric, $0) } : figure.value.map { Wording.summary(metric, $0) }
      return known([
        "id": figure.slice, "name": names[figure.slice] ?? figure.slice,
        "words": words?.mean ?? (figure.status == "c" ? "c" : "not applicable"), "interval": words?.interval,
        "shade": value.map { "\(shades.index($0))" }, "status": figure.status,
      ])
    }
    let legend = shades.classes.enumerated().map { index, range in
      [
        "shade": "\(shades.shade(index))",
        "words": range.lowerBound == range.upperBound
          ? Wording.value(metric, range.lowerBound)
          : "\(Wording.value(metric, range.lowerBound)) to \(Wording.value(metric, range.upperBound))",
      ]
    }
    return (rows, legend)
  }

  /// Settings with their places, the children placed there and how full they are in the year and option asked for.
  private func settingRows(
    _ run: FinishedRun, _ asked: MapQuestion, _ features: [MapFeature]
  ) -> [[String: Any]] {
    func column(_ metric: Metric) -> [String: SliceFigure] {
      settingColumn(metric, of: run, option: asked.option, year: asked.year)
    }
    let (children, occupancy, worth) = (column(.ehcp), column(.occupancyShare), column(.placeWorth))
    func words(_ metric: Metric, _ figure: SliceFigure?) -> String? {
      guard let figure else { return nil }
      return figure.value.map { Wording.value(metric, $0.mean) } ?? (figure.status == "c" ? "c" : nil)
    }
    return features.compactMap { feature -> [String: Any]? in
      let of = feature.properties
      guard let id = of.settingId else { return nil }
      return known([
        "id": id, "name": of.name, "group": of.mapGroup,
        "kinds": (of.kinds ?? "").split(separator: ";").map { $0.replacing("_", with: " ") }.joined(separator: ", "),
        "children": words(.ehcp, children[id]), "occupancy": words(.occupancyShare, occupancy[id]),
        "fill": occupancy[id]?.value.map { $0.mean > 1.005 ? "over" : $0.mean >= 0.9 ? "full" : "free" },
        "worth": words(.placeWorth, worth[id]), "longitude": feature.geometry.point.first,
        "latitude": feature.geometry.point.last,
      ])
    }
  }
}

/// What the map is asked to show.
private struct MapQuestion {
  let metrics: [Metric]
  let metric: Metric?
  let year: String
  let option: String
  /// Whether the change against doing nothing is asked for, and not the figure.
  let isChange: Bool

  init(_ request: Request, run: FinishedRun, metrics: [Metric]) {
    let query = request.uri.queryParameters
    func asked(_ name: String) -> String? { query[Substring(name)].map(String.init) }
    self.metrics = metrics
    metric =
      asked("metric").flatMap { Metric(named: $0) }.flatMap { metrics.contains($0) ? $0 : nil }
      ?? (metrics.contains(.unmetBaseDemand) ? .unmetBaseDemand : metrics.first)
    year = run.summary.year(asked: query["year"])
    let ids = run.summary.options.map(\.id)
    let option = asked("option").flatMap { ids.contains($0) ? $0 : nil } ?? "do-nothing"
    self.option = option
    isChange = asked("show") == "change" && option != "do-nothing"
  }
}
