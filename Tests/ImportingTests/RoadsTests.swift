import Assumptions
import Foundation
import Geometry
import Importing
import Inputs
import Planning
import TestSupport
import Testing

@Suite("Roads import")
struct RoadsTests {
  /// A made-up piece of OS Open Roads around Tinyshire, in the GeoPackage's spelling.
  ///
  /// A to B bends; B to C is a dual carriageway of two links; C leads out of the box; one link lies 100 km away.
  static let openRoads = TestLayer(
    name: "road_link",
    columns: [
      "id", "road_classification", "road_function", "form_of_way", "length", "start_node", "end_node", "name_1",
    ],
    features: [
      (
        ["1", "B Road", "B Road", "Single Carriageway", "2100", "A", "B", "High Street"],
        "LINESTRING Z(444000 200000 10,445000 200000 11,445000 200100 12,445500 200100 12,446000 200100 9)"
      ),
      (
        ["2", "A Road", "A Road", "Collapsed Dual Carriageway", "1000", "B", "C", nil],
        "LINESTRING(446000 200100,447000 200100)"
      ),
      (
        ["3", "A Road", "A Road", "Dual Carriageway", "1100", "C", "B", nil],
        "LINESTRING(447000 200100,447000 200150,446000 200150,446000 200100)"
      ),
      (
        ["4", "Motorway", "Motorway", "Single Carriageway", "30000", "C", "D", nil],
        "LINESTRING(447000 200100,477000 200100)"
      ),
      (
        ["5", "Unclassified", "Restricted Local Access Road", "Single Carriageway", "50", "B", "E", nil],
        "LINESTRING(446000 200100,446000 200050)"
      ),
      (
        ["6", "Not Classified", "Local Access Road", "Guided Busway", "50", "B", "F", nil],
        "LINESTRING(446000 200100,446000 200140)"
      ),
      (
        ["7", "Unclassified", "Local Road", "Single Carriageway", "500", "Y", "Z", nil],
        "LINESTRING(446000 320000,446000 320500)"
      ),
    ])

  private struct Result {
    var report: ImportReport?
    var roads: RoadLinks?
    var problems: [String] = []
  }

  /// Imports a source into the tiny study without its own roads, and reads it back as a study's.
  private func imported(_ source: URL, options: RoadsOptions = RoadsOptions()) throws -> Result {
    var study = TinyStudy()
    study["road_nodes.csv"] = nil
    study["road_links.csv"] = nil
    return try study.withFolder { place in
      do {
        let report = try importRoads(source, options: options, into: try StudyFolder(place), date: "2026-11-21")
        return Result(report: report, roads: try loadStudy(at: place, models: []).roads)
      } catch let error as StudyProblems {
        return Result(problems: error.problems.map(\.description))
      }
    }
  }

  private func imported(
    _ layer: TestLayer, name: String = "oproad.gpkg", driver: String = "GPKG", epsg: Int32? = 27700,
    options: RoadsOptions = RoadsOptions()
  ) throws -> Result {
    try withTestFolder { folder in
      let source = folder.appendingPathComponent(name)
      try layer.write(source, driver, epsg: epsg)
      return try imported(source, options: options)
    }
  }

  @Test("Links become pieces between their vertices, joined at OS's nodes, with their true lengths")
  func openRoads() throws {
    let result = try imported(Self.openRoads)
    #expect(result.problems == [])
    let roads = try #require(result.roads)
    // 4 + 1 + 3 + 1 + 1 pieces; nodes A, B, C, D, E and 3 + 2 bends.
    #expect(roads.count == 10 && roads.nodes.count == 10)
    #expect(
      roads.lengthMillimetres == [
        1_000_000, 100_000, 500_000, 500_000, 1_000_000, 50_000, 1_000_000, 50_000, 30_000_000, 50_000,
      ])
    #expect(
      roads.roadClass.map { roads.classes[Int($0)] }
        == [
          "b_road", "b_road", "b_road", "b_road", "a_road", "a_road", "a_road", "a_road", "motorway",
          "restricted_local_access_road",
        ])
    // B is the end of 1, the start of 2 and 5, the end of 3.
    #expect(Set([roads.to[3], roads.from[4], roads.to[7], roads.from[9]]).count == 1)
    #expect(roads.access.allSatisfy { $0.contains([.driveForward, .driveBackward]) })
    #expect(roads.access.map { $0.contains(.walk) } == [true, true, true, true, true, true, true, true, false, true])
    #expect(roads.speedKmh.allSatisfy { $0 == 0 })
    let report = try #require(result.report)
    #expect(report.facts.map(\.value) == [10, 34])
    #expect(report.files.map(\.file) == ["road_nodes.csv", "road_links.csv"])
    for words in [
      "no footpaths, so walking distances along it are only indicative", "Guided busways, left out: 1.",
      "within 15 km of the study's areas: 5", "dual carriageways on either side too", "as they stand",
    ] { #expect(report.notes.contains { $0.contains(words) }, "\(words)") }
  }

  @Test("Every class that OS Open Roads gives has a speed in the shared assumptions")
  func classesHaveSpeeds() throws {
    let speeds = try tinyStudy().assumptions.table("speed.drive_kmh").map(\.key)
    var layer = Self.openRoads
    let functions = [
      "Motorway", "A Road", "B Road", "Minor Road", "Local Road", "Local Access Road", "Restricted Local Access Road",
      "Secondary Access Road",
    ]
    layer.features = functions.enumerated().map { index, function in
      let north = 200_000 + index * 100
      return (
        [String(index), nil, function, nil, nil, "a\(index)", "b\(index)", nil],
        "LINESTRING(444000 \(north),445000 \(north))"
      )
    }
    #expect(Set(try #require(imported(layer).roads).classes).isSubset(of: speeds))
    // Older files have only the classification.
    layer.columns[2] = "other"
    let classes = [
      "Motorway", "A Road", "B Road", "Classified Unnumbered", "Unclassified", "Not Classified", "Unknown",
    ]
    for index in layer.features.indices { layer.features[index].values[1] = classes[index % classes.count] }
    #expect(Set(try #require(imported(layer).roads).classes).isSubset(of: speeds))
  }

  @Test("The Shapefile's spelling, other reference systems and a narrower margin")
  func spellings() throws {
    let expected = try #require(imported(Self.openRoads).roads).lengthMillimetres
    var older = Self.openRoads
    older.name = "SP_RoadLink"
    older.columns = ["identifier", "class", "function", "formOfWay", "length", "startNode", "endNode", "name1"]
    for (name, driver, epsg) in [("SP_RoadLink.shp", "ESRI Shapefile", Int32(27700)), ("roads.gpkg", "GPKG", 3857)] {
      let lengths = try #require(imported(older, name: name, driver: driver, epsg: epsg).roads).lengthMillimetres
      #expect(zip(lengths, expected).allSatisfy { abs($0 - $1) <= 2 } && lengths.count == expected.count)
    }
    let near = try imported(Self.openRoads, options: RoadsOptions(marginKilometres: 130))
    #expect(near.roads?.count == 11)
  }

  @Test("Each fault of a link is named by the link")
  func faults() throws {
    func problems(_ change: (inout TestLayer) -> Void) throws -> String {
      var layer = Self.openRoads
      change(&layer)
      return try imported(layer).problems.joined(separator: "\n")
    }
    #expect(
      try problems { $0.features[0].values[5] = nil }
        == "oproad.gpkg: road link 1 has no start or end node. Download OS Open Roads again.")
    let canal = try problems { layer in for column in [1, 2] { layer.features[1].values[column] = "Canal" } }
    #expect(canal.contains("\"Canal\" is no class of road that has a speed (road link 2)"))
    let pieces = "MULTILINESTRING((446000 200100,447000 200100),(447000 200200,447000 200300))"
    #expect(try problems { $0.features[2].geometry = pieces }.contains("road link 3 is in several pieces"))
    #expect(try problems { $0.features[2].geometry = "POINT(446000 200100)" }.contains("road link 3 is no line"))
    let long = try problems { $0.features[1].values[4] = "500" }
    #expect(long.contains("road link 2 is 1000 m long on the map and 500 m by its length column"))
    #expect(
      try problems { $0.features[1].values[4] = "far" }.contains("\"far\" is not a length in metres (road link 2)"))
    #expect(try problems { $0.columns[5] = "begin" }.contains("no layer of it holds road links"))
    #expect(try problems { $0.features = Array($0.features.suffix(1)) }.contains("none of its roads lies within 15 km"))
  }

  @Test("A file cut out of another has short links and ends away from their nodes, which are counted")
  func cutOut() throws {
    var layer = Self.openRoads
    layer.features[3].values[4] = "90000"
    layer.features[1].geometry = "LINESTRING(446000 200100,446500 200100)"
    layer.features[1].values[4] = "1000"
    let result = try imported(layer)
    let notes = try #require(result.report).notes
    #expect(notes.contains { $0.hasPrefix("Links shorter than OS says") && $0.hasSuffix(": 2.") })
    #expect(notes.contains { $0.hasPrefix("Ends of links away from the node they name") && $0.hasSuffix(": 2.") })
  }

  @Test("An OpenStreetMap extract is checked and taken over byte for byte")
  func extract() throws {
    let transformation = try GridTransformation()
    var file = TinyPBF()
    let points = [
      Point(easting: 441_000, northing: 200_000), Point(easting: 450_000, northing: 200_000),
      Point(easting: 459_000, northing: 200_000),
    ]
    let (longitudes, latitudes) = try transformation.degrees(points)
    for index in 0..<3 { file.nodes.append((Int64(index + 1), longitudes[index], latitudes[index])) }
    file.ways = [(1, [1, 2, 3], [("highway", "primary")])]
    let result = try file.withFile { try imported($0) }
    #expect(result.roads?.count == 2 && result.report?.files.map(\.file) == ["roads.osm.pbf"])
    // One whose roads mostly lie far away says how to cut it.
    let far = (0..<20).map { Point(easting: 300_000 + Double($0) * 1000, northing: 350_000) }
    let degrees = try transformation.degrees(far)
    for index in far.indices {
      file.nodes.append((Int64(index + 10), degrees.longitudes[index], degrees.latitudes[index]))
    }
    file.ways.append((2, far.indices.map { Int64($0 + 10) }, [("highway", "primary")]))
    let wide = try file.withFile { try imported($0) }
    let notes = try #require(wide.report).notes
    #expect(
      notes.contains {
        $0.hasPrefix("87% of its road nodes lie more than 30 km")
          && $0.contains("osmium extract --bbox -1.86,51.38,-0.69,52.01 ")
      }, "\(notes)")
    file.ways.removeFirst()
    #expect(
      try file.withFile { try imported($0) }.problems.first?.contains("none of its roads lies in the study's areas")
        == true)
    let cut = try file.withFile(cut: { Array($0.prefix(100)) }) { try imported($0) }
    #expect(cut.problems.count == 1)
  }

  @Test("Tables of nodes and links are checked and copied; faults are those a study's tables have")
  func tables() throws {
    let tiny = TinyStudy()
    try withTestFolder { folder in
      for name in ["road_nodes.csv", "road_links.csv"] {
        try Data(tiny[name]!.utf8).write(to: folder.appendingPathComponent(name))
      }
      #expect(try imported(folder).roads?.count == 5)
      #expect(try imported(folder.appendingPathComponent("road_links.csv")).roads?.count == 5)
      try Data(tiny["road_links.csv"]!.replacing("n1,n2,4200", with: "n1,n9,far").utf8)
        .write(to: folder.appendingPathComponent("road_links.csv"))
      #expect(try imported(folder).problems.count == 2)
    }
    #expect(try imported(URL(fileURLWithPath: "/nonexistent/roads.gpkg")).problems.count == 1)
  }

  @Test("Tables are not written beside an extract, which would be read in their place")
  func extractComesFirst() throws {
    try TinyStudy().withFolder { place in
      try Data([1]).write(to: place.appendingPathComponent("roads.osm.pbf"))
      try withTestFolder { folder in
        let source = folder.appendingPathComponent("oproad.gpkg")
        try Self.openRoads.write(source, "GPKG")
        #expect(throws: ImportError.self) { try importRoads(source, into: try StudyFolder(place), date: "2026-11-21") }
      }
    }
  }

  @Test(
    "Damaged road files: problems, or roads that can be read",
    arguments: [("roads.geojson", "GeoJSON"), ("roads.gpkg", "GPKG")])
  func damaged(file: String, driver: String) throws {
    var study = TinyStudy()
    study["road_nodes.csv"] = nil
    study["road_links.csv"] = nil
    try study.withFolder { place in
      try withTestFolder { folder in
        let target = try StudyFolder(place)
        let source = folder.appendingPathComponent(file)
        try Self.openRoads.write(source, driver, epsg: driver == "GeoJSON" ? 4326 : 27700)
        let bytes = [UInt8](try Data(contentsOf: source))
        for damage in corruptions(of: bytes, as: driver == "GPKG" ? .binary : .table, seed: 44) {
          try Data(damage.bytes).write(to: source)
          let isRefused = try isRefused(damage.name) { _ = try importRoads(source, into: target, date: "2026-11-21") }
          if !isRefused {
            var problems: [Problem] = []
            let roads = readRoads(
              nodesFile: place.appendingPathComponent("road_nodes.csv"),
              linksFile: place.appendingPathComponent("road_links.csv"), problems: &problems)
            #expect(roads != nil && problems.isEmpty, "\(damage.name)")
          }
        }
      }
    }
  }

  @Test("Rutland's extract", .enabled(if: SharedData.isPresent, "no shared data"))
  func rutland() throws {
    let data = try #require(SharedData.folder)
    var study = TinyStudy()
    study["areas.csv"] = nil
    try study.withFolder { place in
      let target = try StudyFolder(place)
      _ = try importAreas(
        data.appendingPathComponent("geography/rutland_ward.geojson.gz"), into: target, date: "2026-11-21")
      let source = data.appendingPathComponent("roads/rutland-20220720.osm.pbf")
      let report = try importRoads(source, into: target, date: "2026-11-21")
      #expect(report.facts[0].value > 40_000)
      #expect(!report.notes.contains { $0.contains("more than 30 km") || $0.contains("Areas without a road") })
      let copy = place.appendingPathComponent("roads.osm.pbf")
      #expect(FileManager.default.contents(atPath: copy.path) == FileManager.default.contents(atPath: source.path))
      // Porto is elsewhere.
      #expect(throws: StudyProblems.self) {
        try importRoads(data.appendingPathComponent("roads/porto.osm.pbf"), into: target, date: "2026-11-21")
      }
    }
  }
}
