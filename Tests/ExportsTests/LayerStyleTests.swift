import Appraisal
import Foundation
import FoundationXML
import Planning
import SampleRun
import Testing

@testable import Exports

/// An element of an XML document with what hangs below it.
private final class Node {
  let name: String
  let attributes: [String: String]
  var children: [Node] = []
  var text = ""
  init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }
  func all(_ name: String) -> [Node] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
  }
  /// The value of an option of a QGIS symbol layer, wherever it stands below.
  func option(_ name: String) -> String? {
    all("Option").first { $0.attributes["name"] == name }?.attributes["value"]
  }
}

private final class Builder: NSObject, XMLParserDelegate {
  var stack = [Node("", [:])]
  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let node = Node(name, attributes)
    stack[stack.count - 1].children.append(node)
    stack.append(node)
  }
  func parser(_ parser: XMLParser, foundCharacters text: String) { stack[stack.count - 1].text += text }
  func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
    stack.removeLast()
  }
}

private func parsed(_ text: String?) throws -> Node {
  let builder = Builder()
  let parser = XMLParser(data: Data(try #require(text).utf8))
  parser.delegate = builder
  #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
  return try #require(builder.stack.first?.children.first)
}

/// A row of `layer_styles`.
private struct StoredStyle {
  var qml: Node
  var sld: Node
}

@Suite struct LayerStyleTests {
  private static let study = Sample.study(proposals: 2)
  private static let results = fewWorlds(study)

  /// A run's GeoPackage in which an area's figures are suppressed.
  private func withGeoPackage<Result>(hidden: String? = nil, _ body: (URL) throws -> Result) throws -> Result {
    let worlds = Self.results.worlds.map { world in
      PublishedWorld(
        id: world.id, name: world.name, kind: world.kind, proposals: world.proposals,
        rows: world.rows.map { row in
          guard row.slice == Slice(.area, hidden ?? "") else { return row }
          return PublishedRow(
            year: row.year, metric: row.metric, slice: row.slice, value: nil, change: nil, status: .suppressed)
        })
    }
    let results = PublishedResults(
      draws: Self.results.draws, seed: Self.results.seed, years: Self.results.years, worlds: worlds, notes: [],
      threshold: Self.results.threshold)
    return try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("run.gpkg")
      try writeGeoPackage(results, study: Self.study, description: Sample.runDescription(Self.study), to: file)
      return try body(file)
    }
  }

  private func style(_ layer: String, _ file: URL) throws -> StoredStyle {
    let rows = try query("SELECT styleQML, styleSLD FROM layer_styles WHERE f_table_name = '\(layer)'", file)
    let row = try #require(rows.first)
    return StoredStyle(qml: try parsed(row[0]), sld: try parsed(row[1]))
  }

  @Test func `every layer with a geometry has an R-tree that holds every feature`() throws {
    try withGeoPackage { file in
      for (layer, count) in [("planning_areas", 12), ("settings", 30), ("proposals", 2)] {
        let listed = try query(
          "SELECT extension_name, scope FROM gpkg_extensions WHERE table_name = '\(layer)' AND column_name = 'geom'",
          file)
        #expect(listed == [["gpkg_rtree_index", "write-only"]])
        #expect(try query("SELECT count(*) FROM rtree_\(layer)_geom", file) == [["\(count)"]])
      }
      let contents = try query("SELECT table_name, data_type, srs_id FROM gpkg_contents ORDER BY rowid", file)
      #expect(
        contents == [
          ["planning_areas", "features", "27700"], ["settings", "features", "27700"],
          ["proposals", "features", "27700"], ["metrics", "attributes", "0"], ["provenance", "attributes", "0"],
          ["layer_styles", "attributes", "0"],
        ])
      let system = try query(
        "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = 27700", file)
      #expect(system == [["EPSG", "27700"]])
    }
  }

  @Test func `each layer has one style that QGIS takes by itself, and no clock is in it`() throws {
    try withGeoPackage { file in
      let columns = try query("SELECT name FROM pragma_table_info('layer_styles')", file).map { $0[0] }
      #expect(
        columns == [
          "id", "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML",
          "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time",
        ])
      let rows = try query(
        """
        SELECT f_table_catalog, f_table_schema, f_table_name, f_geometry_column, useAsDefault, CAST(update_time AS TEXT)
        FROM layer_styles
        """, file)
      #expect(
        rows
          == ["planning_areas", "settings", "proposals"].map {
            ["", "", $0, "geom", "1", "2026-01-01T00:00:00.000Z"]
          })
    }
  }

  @Test func `areas are shaded light to dark by plans in classes that hold every figure once`() throws {
    try withGeoPackage { file in
      let style = try style("planning_areas", file)
      let renderer = try #require(style.qml.all("renderer-v2").first)
      #expect(renderer.attributes["type"] == "graduatedSymbol")
      #expect(renderer.attributes["attr"]?.contains("\"ehcp__do_nothing\"") == true)
      let shown = renderer.all("range").filter { $0.attributes["lower"] != "-1" }
      let colours = try shown.map { range in
        let symbol = try #require(
          renderer.all("symbol").first {
            $0.attributes["name"] == range.attributes["symbol"] && $0.attributes["type"] == "fill"
          })
        return symbol.option("color")
      }
      #expect(colours == ["#dbe9f6", "#6BACE6", "#2073BC", "#12436D"])
      let bounds = try shown.map { range in
        (try #require(Double(range.attributes["lower"] ?? "")), try #require(Double(range.attributes["upper"] ?? "")))
      }
      let figures = try query("SELECT ehcp__do_nothing FROM planning_areas", file).map { Double($0[0] ?? "") ?? -9 }
      for figure in figures { #expect(bounds.count { $0.0 <= figure && figure <= $0.1 } == 1) }
      #expect(style.sld.all("Rule").count == 5)
      let literals = style.sld.all("ogc:Literal").map(\.text)
      #expect(literals == bounds.flatMap { [plainNumber($0.0), plainNumber($0.1)] })
    }
  }

  @Test func `a suppressed area is hatched and labelled c, not told by colour`() throws {
    try withGeoPackage(hidden: "area-3") { file in
      let rows = try query(
        "SELECT ehcp__do_nothing, ehcp__do_nothing_status FROM planning_areas WHERE area_id = 'area-3'", file)
      #expect(rows == [[nil, "c"]])
      let style = try style("planning_areas", file)
      let range = try #require(style.qml.all("range").first { $0.attributes["lower"] == "-1" })
      #expect(range.attributes["upper"] == "-1" && range.attributes["label"]?.hasPrefix("suppressed (c)") == true)
      let symbol = try #require(
        style.qml.all("symbol").first { $0.attributes["name"] == range.attributes["symbol"] })
      #expect(symbol.all("layer").map { $0.attributes["class"] } == ["SimpleFill", "LinePatternFill", "SimpleLine"])
      #expect(symbol.option("color") == "#ffffff")
      #expect(style.qml.all("text-style").first?.attributes["fieldName"]?.contains("ehcp__do_nothing_status") == true)
      let rule = try #require(style.sld.all("Rule").last)
      #expect(rule.all("ogc:PropertyIsNull").count == 1 && rule.all("GraphicFill").count == 1)
    }
  }

  @Test func `each group of settings has a shape and colour of its own, and proposals another shape`() throws {
    try withGeoPackage { file in
      let settings = try style("settings", file)
      let renderer = try #require(settings.qml.all("renderer-v2").first)
      #expect(renderer.attributes["type"] == "categorizedSymbol" && renderer.attributes["attr"] == "map_group")
      let looks = renderer.all("symbol").map { "\($0.option("name") ?? "") \($0.option("color") ?? "")" }
      #expect(looks.count == 6 && Set(looks).count == 6)
      #expect(Set(renderer.all("symbol").map { $0.option("color") }).count == 6)
      let values = Set(renderer.all("category").compactMap { $0.attributes["value"] })
      let used = try query("SELECT DISTINCT map_group FROM settings", file).compactMap { $0[0] }
      #expect(!used.isEmpty && values.isSuperset(of: used))
      #expect(settings.sld.all("ogc:Literal").map(\.text) == renderer.all("category").map { $0.attributes["value"] })
      let proposals = try style("proposals", file)
      #expect(proposals.qml.all("renderer-v2").first?.attributes["type"] == "singleSymbol")
      let star = try #require(proposals.qml.all("symbol").first?.option("name"))
      #expect(star == "star" && !looks.contains { $0.hasPrefix(star) })
      #expect(proposals.sld.all("WellKnownName").map(\.text) == ["star"])
    }
  }

  @Test func `a setting is drawn as its most specialist kind`() {
    #expect(SettingGroup([.mainstream, .specialistBase]) == .base)
    #expect(SettingGroup([.specialistBase, .satellite]) == .special)
    #expect(SettingGroup([.nmss]) == .independent)
    #expect(SettingGroup([.mainstream]) == .other)
    #expect(SettingGroup([ProvisionKind]()) == .other)
  }

  @Test(
    arguments: [
      ([], []), ([7], ["7"]), ([7, 7, 9], ["7", "9"]), ([1, 2, 3, 4, 5], ["1", "2", "3", "4 to 5"]),
    ] as [([Double], [String])])
  func `classes are as many as there are figures, four at most`(values: [Double], titles: [String]) {
    let style = LayerStyle.areas(column: "x", values: values, description: "")
    #expect(style.classes.items.map(\.title) == titles + ["suppressed (c) or no figure"])
  }
}
