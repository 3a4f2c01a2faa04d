import Appraisal
import Foundation
import Planning

/// Writes `run.gpkg`: planning areas with headline figures, settings, proposals, isochrones and catchments, the
/// published rows that have a place on the map, provenance and styles, in EPSG:27700. QGIS opens it drawn. Holds no
/// home, no child and no proposed site among the settings. The same arguments give the same bytes.
public func writeGeoPackage(
  _ results: PublishedResults, study: Study, areas travelAreas: [TravelArea] = [], description: RunDescription,
  to url: URL
) throws(ExportError) {
  let changed = description.ended.isEmpty ? nil : description.ended.replacing("Z", with: ".000Z")
  let file = try VectorFile(path: url.path, file: url.lastPathComponent, changed: changed)
  let areas = try addAreas(to: file, results: results, study: study)
  try addSettings(to: file, results: results, study: study)
  try addProposals(to: file, results: results, study: study)
  let drawn = try addTravelAreas(travelAreas, study: study, to: file)
  try addMetrics(to: file, results: results)
  try addProvenance(to: file, results: results, description: description)
  try file.addStyles([areas, .settings, .proposals].compactMap { $0 } + drawn)
  try file.finish()
}

/// One row an area: each headline figure with `..._status` beside it.
///
/// - Returns: the style of the layer, shaded by plans held in the last year if nothing is done.
private func addAreas(
  to file: VectorFile, results: PublishedResults, study: Study
) throws(ExportError) -> LayerStyle? {
  let columns = headlineColumns(results)
  let year = results.years[results.years.count - 1].description
  let fields =
    ["area_id", "name", "phase", "rural_urban", "year"].map { AttributeField($0, .text) }
    + columns.flatMap { [AttributeField($0.name, .real), AttributeField($0.name + "_status", .text)] }
  let description = "Planning areas with headline figures of doing nothing and each option in \(year)."
  try file.addLayer("planning_areas", .multiPolygon, description: description, fields: fields) {
    (add) throws(ExportError) in
    for area in study.areas {
      var attributes: [Attribute] = [
        .text(area.id), .text(area.name), .text(area.phase), .text(area.ruralUrban.rawValue), .text(year),
      ]
      for column in columns {
        let figure = column.figure(area)
        attributes += [figure.value.map { .real($0) } ?? .none, .text(figure.status.rawValue)]
      }
      try add(.area(area.boundary), attributes)
    }
  }
  return columns.first { $0.metric == .ehcp && $0.year == results.years.count - 1 }.map { plans in
    .areas(
      column: plans.name, values: study.areas.compactMap { plans.figure($0).value },
      description: "\(plans.metric.title) by area of home in \(year) if nothing is done; hatched: not shown.")
  }
}

/// Existing settings with their kinds of provision, places at the base year, and what one more place would be worth there
/// in the last year if nothing is done.
private func addSettings(to file: VectorFile, results: PublishedResults, study: Study) throws(ExportError) {
  let fields = [
    AttributeField("setting_id", .text), AttributeField("urn", .text), AttributeField("name", .text),
    AttributeField("kinds", .text), AttributeField("places", .whole), AttributeField("in_area", .whole),
    AttributeField("map_group", .text), AttributeField("place_worth_pence", .real),
  ]
  let description =
    "Existing settings with their kinds of provision and places at the base year; worth of one more place in the last year."
  func figure(_ metric: Metric, _ setting: Setting) -> Attribute {
    let slice = Slice(.setting, setting.id)
    let row = results.doNothing?[metric, year: results.years.count - 1, slice: slice]
    return row?.value.map { .real($0.mean) } ?? .none
  }
  try file.addLayer("settings", .point, description: description, fields: fields) { (add) throws(ExportError) in
    for (index, setting) in study.settings.enumerated() where !setting.isProposed {
      let provisions = study.provisions.filter { $0.setting == index && $0.proposal == nil }
      let kinds = ProvisionKind.allCases.filter { kind in provisions.contains { $0.kind == kind } }
      let places = provisions.compactMap { $0.places?.first }
      try add(
        .point(setting.point),
        [
          .text(setting.id), setting.urn.map { .text($0) } ?? .none, .text(setting.name),
          .text(kinds.map(\.code).joined(separator: ";")),
          places.isEmpty ? .none : .whole(places.reduce(0, +)), .whole(setting.isInArea ? 1 : 0),
          .text(SettingGroup(kinds).rawValue), figure(.placeWorth, setting),
        ])
    }
  }
}

private func addProposals(to file: VectorFile, results: PublishedResults, study: Study) throws(ExportError) {
  let fields = [
    AttributeField("proposal_id", .text), AttributeField("name", .text), AttributeField("kind", .text),
    AttributeField("site", .text), AttributeField("provision_kinds", .text), AttributeField("places", .whole),
    AttributeField("opens", .text), AttributeField("capital_pence", .whole), AttributeField("illustrative", .whole),
    AttributeField("setting_id", .text),
  ]
  let description = "Capital proposals at their sites, each with its places at full size."
  try file.addLayer("proposals", .point, description: description, fields: fields) { (add) throws(ExportError) in
    for proposal in study.proposals {
      let provisions = proposal.provisions.map { study.provisions[$0] }
      let opening = results.years.indices.first { year in
        provisions.contains { provision in provision.places.map { year < $0.count && $0[year] > 0 } ?? false }
      }
      try add(
        .point(study.settings[proposal.setting].point),
        [
          .text(proposal.id), .text(proposal.name), .text(proposal.kind.rawValue),
          .text(study.settings[proposal.setting].name),
          .text(provisions.map(\.kind.code).joined(separator: ";")),
          .whole(provisions.reduce(0) { $0 + $1.fullPlaces }),
          opening.map { .text(results.years[$0].description) } ?? .none, .whole(proposal.totalCapital.count),
          .whole(proposal.isIllustrative ? 1 : 0), .text(study.settings[proposal.setting].id),
        ])
    }
  }
}

/// The rows of `metrics.csv`, figures that are not shown as NULL. Suppressed rows stay: below authority level an absent
/// row is a count of none.
private func addMetrics(to file: VectorFile, results: PublishedResults) throws(ExportError) {
  let texts = ["option", "year", "metric", "slice_kind", "slice"]
  let numbers = ["mean", "p05", "p50", "p95", "change_mean", "change_p05", "change_p95", "p_gain"]
  let fields =
    texts.map { AttributeField($0, .text) } + numbers.map { AttributeField($0, .real) }
    + [AttributeField("status", .text)]
  let names = Metric.allCases.map(\.name)
  let years = results.years.map(\.description)
  let description = "Every published row of the run, as in metrics.csv."
  try file.addLayer("metrics", .none, description: description, fields: fields) { (add) throws(ExportError) in
    for world in results.worlds {
      for row in world.rows {
        let figures = [
          row.value?.mean, row.value?.p05, row.value?.p50, row.value?.p95, row.change?.mean, row.change?.p05,
          row.change?.p95, row.change?.pGain,
        ]
        try add(
          .nowhere,
          [
            .text(world.id), .text(years[row.year]), .text(names[row.metric.position]),
            .text(row.slice.kind.rawValue), .text(row.slice.id),
          ] + figures.map { figure in figure.map { .real($0) } ?? .none } + [.text(row.status.rawValue)])
      }
    }
  }
}

private func addProvenance(
  to file: VectorFile, results: PublishedResults, description: RunDescription
) throws(ExportError) {
  let facts =
    [
      ("study", description.study), ("la_code", description.laCode), ("la_name", description.laName),
      ("base_year", description.baseYear.description), ("version", description.version),
      ("draws", String(results.draws)), ("seed", String(results.seed)),
      ("disclosure_threshold", String(results.threshold)), ("transformation", description.transformation),
      ("started", description.started), ("ended", description.ended),
    ] + description.inputs.map { ("input \($0.file)", $0.sha256) }
    + description.assumptions.map { ("assumption \($0.id)", $0.status.mark ?? $0.status.rawValue) }
    + (results.notes + description.notes).map { ("note", $0) }
  let fields = [AttributeField("fact", .text), AttributeField("value", .text)]
  let description = "What the run was made from and how."
  try file.addLayer("provenance", .none, description: description, fields: fields) { (add) throws(ExportError) in
    for (fact, value) in facts { try add(.nowhere, [.text(fact), .text(value)]) }
  }
}
