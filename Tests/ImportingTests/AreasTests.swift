import Foundation
import Geometry
import Importing
import Inputs
import Planning
import TestSupport
import Testing

@Suite("Areas import")
struct AreasTests {
  /// Two squares of Tinyshire, as a GeoPackage.
  private let squares = TestLayer(
    columns: ["PlanningAreaCode", "PlanningAreaName", "Type"],
    features: [
      (["1801", "West & North", "Rural town and fringe"], squareText(440_000, 195_000, 10_000)),
      (["1802", "East", "Urban city and town"], squareText(450_000, 195_000, 10_000)),
    ])

  /// Imports a layer into a study of its own; the report, the areas as the study then reads them, and the problems.
  private func imported(
    _ layer: TestLayer, name: String = "source.gpkg", driver: String = "GPKG", epsg: Int32? = 27700,
    options: AreasOptions = AreasOptions()
  ) throws -> (report: ImportReport?, areas: [Area], problems: [String]) {
    var study = TinyStudy()
    study["areas.csv"] = nil
    return try study.withFolder { place in
      try withTestFolder { folder in
        let source = folder.appendingPathComponent(name)
        try layer.write(source, driver, epsg: epsg)
        do {
          let target = try StudyFolder(place)
          let report = try importAreas(source, options: options, into: target, date: "2026-11-21")
          return (report, try target.tables([.areas]).areas, [])
        } catch let error as StudyProblems {
          #expect(!FileManager.default.fileExists(atPath: place.appendingPathComponent("areas.geojson").path))
          return (nil, [], error.problems.map(\.description))
        }
      }
    }
  }

  @Test("Ids, names, phase and rurality come from the columns councils use, and the report says which")
  func columns() throws {
    let result = try imported(squares, options: AreasOptions(phase: "primary", ruralUrban: "Type"))
    #expect(result.areas.map(\.id) == ["1801", "1802"] && result.areas.map(\.name) == ["West & North", "East"])
    #expect(result.areas.map(\.phase) == ["primary", "primary"] && result.areas.map(\.ruralUrban) == [.rural, .urban])
    let report = try #require(result.report)
    #expect(report.facts.map(\.name) == ["areas", "area_hectares", "urban_areas", "rural_areas"])
    #expect(report.facts.map(\.value) == [2, 20_000, 1, 1])
    #expect(report.notes.contains("Areas carry the ids of column PlanningAreaCode and the names of PlanningAreaName."))
    #expect(!report.notes.contains { $0.contains("stand in") || $0.contains("overlap") })
  }

  @Test("The study round-trips within a millimetre, in RFC 7946's order and winding")
  func roundTrip() throws {
    for (area, west) in zip(try imported(squares).areas, [440_000.0, 450_000]) {
      let ring = area.boundary.polygons[0][0]
      let corners = [(0.0, 0.0), (10_000, 0), (10_000, 10_000), (0, 10_000), (0, 0)].map {
        Point(easting: west + $0.0, northing: 195_000 + $0.1)
      }
      #expect(ring.count == 5 && ring.first == ring.last)
      // Anticlockwise, from whichever corner.
      let start = try #require(corners.firstIndex { $0.distance(to: ring[0]) < 0.001 }) % 4
      for index in 0..<4 { #expect(ring[index].distance(to: corners[(start + index) % 4]) < 0.001) }
    }
  }

  @Test("Wards stand in for planning areas, and areas of other authorities are left out")
  func wards() throws {
    let layer = TestLayer(
      columns: ["WD25CD", "WD25NM", "LAD25CD", "LAD25NM"],
      features: [
        (["E05000001", "Oak", "E06000999", "Tinyshire"], squareText(440_000, 195_000, 1000)),
        (["E05000002", "Ash", "E06000999", "Tinyshire"], squareText(441_000, 195_000, 1000)),
        (["E05000003", "Elm", "E06000998", "Farshire"], squareText(442_000, 195_000, 1000)),
      ])
    let result = try imported(layer)
    #expect(result.areas.map(\.name) == ["Oak", "Ash"])
    let notes = try #require(result.report).notes
    #expect(notes.contains("Wards stand in for planning areas."))
    #expect(notes.contains("Areas of other authorities left out by column LAD25NM: 1."))
    // A column of another authority's areas alone leaves nothing out.
    var other = layer
    for index in other.features.indices { other.features[index].values[3] = "Farshire" }
    #expect(try imported(other).areas.count == 3)
  }

  @Test("Phases by feature, in the words of councils")
  func phases() throws {
    var layer = squares
    layer.columns.append("Phase")
    layer.features[0].values.append("Secondary")
    layer.features[1].values.append("PRI")
    #expect(try imported(layer).areas.map(\.phase) == ["secondary", "primary"])
    layer.features[1].values[3] = "Middle"
    #expect(
      try imported(layer).problems == [
        "source.gpkg, column phase: \"Middle\" is not a phase (feature 2). Use all, early_years, primary, secondary or post16."
      ])
  }

  @Test("Overlaps of more than 1% and holes are said; areas of different phases may lie over each other")
  func overlaps() throws {
    var layer = squares
    layer.columns.append("phase")
    for index in layer.features.indices { layer.features[index].values.append("all") }
    layer.features[1].geometry = squareText(449_500, 195_000, 10_000)
    var notes = try #require(try imported(layer).report).notes
    #expect(
      notes.contains {
        $0.hasPrefix("Pairs of areas that overlap by more than 1% of the smaller: 1 (West & North and East (5%)).")
      })
    layer.features[0].values[3] = "primary"
    layer.features[1].values[3] = "secondary"
    notes = try #require(try imported(layer).report).notes
    #expect(!notes.contains { $0.contains("overlap") })
    layer.features[1].geometry =
      "POLYGON((450000 195000,460000 195000,460000 205000,450000 205000,450000 195000),"
      + "(452000 197000,453000 197000,453000 198000,452000 198000,452000 197000))"
    let holed = try imported(layer)
    #expect(try #require(holed.report).notes.contains("Holes are kept in East."))
    #expect(abs(holed.areas[1].boundary.area - 99e6) < 10)
  }

  @Test("Every fault is reported at once, by feature")
  func faults() throws {
    var layer = squares
    layer.features += [
      (["1801", "Twin", nil], squareText(460_000, 195_000, 1000)),
      ([nil, "Nameless", nil], squareText(461_000, 195_000, 1000)),
      (["1805", "Empty", nil], ""), (["1806", "Line", nil], "LINESTRING(440000 195000,441000 195000)"),
      (["1807", "Swapped", nil], squareText(30_000, 147_000, 1000)),
    ]
    let problems = try imported(layer, options: AreasOptions(id: "PlanningAreaCode")).problems
    #expect(problems.count == 5)
    for words in [
      "\"1801\" is the id of feature 1 and of feature 3", "feature 4 has no id", "feature 5 (Empty) has no boundary",
      "feature 6 (Line) is no polygon", "feature 7 (Swapped) has coordinates that look changed over",
    ] { #expect(problems.contains { $0.contains(words) }, "\(words)") }
  }

  @Test("A layer without a coordinate reference system asks for --crs, which then is used")
  func withoutReferenceSystem() throws {
    let problems = try imported(squares, name: "a.shp", driver: "ESRI Shapefile", epsg: nil).problems
    #expect(problems.count == 1 && problems[0].contains("--crs EPSG:27700"))
    let given = try imported(
      squares, name: "a.shp", driver: "ESRI Shapefile", epsg: nil,
      options: AreasOptions(id: "PlanningAr", crs: "EPSG:27700"))
    #expect(given.areas.count == 2)
  }

  @Test("A position that ONS gives beside the boundary must lie by it")
  func ownPosition() throws {
    var layer = squares
    layer.columns += ["BNG_E", "BNG_N"]
    layer.features[0].values += ["445000", "200000"]
    layer.features[1].values += ["455000", "200000"]
    #expect(try imported(layer).areas.count == 2)
    layer.features[1].values[3] = "200000"
    #expect(try imported(layer).problems.first?.contains("does not lie around its own BNG_E, BNG_N") == true)
  }

  @Test("A column or layer that is not there is named with those that are")
  func wrongNames() throws {
    #expect(
      try imported(squares, options: AreasOptions(id: "kode")).problems == [
        "source.gpkg: \"kode\" is not a column of it. Give --id one of PlanningAreaCode, PlanningAreaName or Type."
      ])
    #expect(
      try imported(squares, options: AreasOptions(layer: "wards")).problems == [
        "source.gpkg: \"wards\" is not a layer of it. Use areas."
      ])
    #expect(try imported(squares, options: AreasOptions(phase: "junior")).problems.count == 1)
    #expect(try imported(squares, options: AreasOptions(ruralUrban: "nowhere.csv")).problems.count == 1)
  }

  @Test("Rural or urban of LSOAs: what most of an area's are, by their centroids")
  func classification() throws {
    try withTestFolder { folder in
      let classes = folder.appendingPathComponent("ruc.csv")
      let centroids = folder.appendingPathComponent("centroids.csv")
      try Data(
        """
        LSOA21CD,RUC21CD,Urban_rural_flag
        E01000001,UN1,Urban
        E01000002,RSN1,Rural
        E01000003,RLN1,Rural
        E01000004,UN1,Urban
        """.utf8
      ).write(to: classes)
      try Data(
        """
        LSOA21CD,x,y
        E01000001,441000,196000
        E01000002,442000,196000
        E01000003,443000,196000
        E01000004,300000,300000
        """.utf8
      ).write(to: centroids)
      let result = try imported(squares, options: AreasOptions(ruralUrban: classes.path, centroids: centroids))
      #expect(result.areas.map(\.ruralUrban) == [.rural, .unknown])
      #expect(try #require(result.report).notes.contains { $0.hasSuffix("stay unknown: 1 (East).") })
      #expect(
        try imported(squares, options: AreasOptions(ruralUrban: classes.path)).problems == [
          "ruc.csv: a classification of LSOAs needs to know where they are. Add --centroids with the population-weighted "
            + "centroids of LSOAs."
        ])
    }
  }

  @Test("A study may hold its areas as they come, with FORMATS' columns")
  func studyReadsOtherFormats() throws {
    let layer = TestLayer(
      columns: ["area_id", "name", "phase", "rural_urban"],
      features: [
        (["west", "West", "all", "rural"], squareText(440_000, 195_000, 10_000)),
        (["east", "East", "all", "urban"], squareText(450_000, 195_000, 10_000)),
      ])
    for (file, driver, epsg) in [
      ("areas.gpkg", "GPKG", Int32(27700)), ("areas.shp", "ESRI Shapefile", 4277), ("areas.tab", "MapInfo File", 4326),
    ] {
      var study = TinyStudy()
      study["areas.csv"] = nil
      study["study.yaml"]? += "inputs: {areas: \(file)}\n"
      try study.withFolder { place in
        try layer.write(place.appendingPathComponent(file), driver, epsg: epsg)
        let loaded = try loadStudy(at: place, models: sharedModels())
        #expect(loaded.study.areas.map(\.ruralUrban) == [.rural, .urban])
        #expect(loaded.study.areas.allSatisfy { abs($0.boundary.area - 1e8) < 1000 })
        #expect(loaded.inputs.contains { $0.file == file })
        #expect(file.hasSuffix("gpkg") || loaded.inputs.count { $0.file.hasPrefix("areas.") } > 2)
      }
    }
  }
}
