import Appraisal
import Foundation
import Geometry
import Planning
import SampleRun
import Testing

@testable import Exports

/// Rows of a CSV file by RFC 4180, each by its column's name.
private func table(_ file: URL) throws -> [[String: String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var cell = ""
  var isQuoted = false
  var scalars = Array(try String(contentsOf: file, encoding: .utf8).unicodeScalars)[...]
  while let scalar = scalars.popFirst() {
    switch (scalar, isQuoted) {
    case ("\"", true):
      if scalars.first == "\"" {
        cell += "\""
        scalars.removeFirst()
      } else {
        isQuoted = false
      }
    case ("\"", false): isQuoted = true
    case (",", false), ("\n", false):
      row.append(cell)
      cell = ""
      if scalar == "\n" {
        rows.append(row)
        row = []
      }
    default: cell.unicodeScalars.append(scalar)
    }
  }
  let header = try #require(rows.first)
  #expect(rows.allSatisfy { $0.count == header.count })
  return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
}

private func features(_ file: URL) throws -> [[String: Any]] {
  let read = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  #expect(read["type"] as? String == "FeatureCollection" && read["crs"] == nil)
  return try #require(read["features"] as? [[String: Any]])
}

private func coordinates<Value>(_ feature: [String: Any], _: Value.Type) throws -> Value {
  let geometry = try #require(feature["geometry"] as? [String: Any])
  return try #require(geometry["coordinates"] as? Value)
}

/// Twice the area, positive where the ring runs anticlockwise.
private func turning(_ ring: [[Double]]) -> Double {
  zip(ring, ring.dropFirst()).reduce(0) {
    $0 + ($1.0[0] - ring[0][0]) * ($1.1[1] - $1.0[1]) - ($1.0[1] - ring[0][1]) * ($1.1[0] - $1.0[0])
  }
}

@Suite struct RunExportTests {
  /// The figures are those of the plain study in every run: names and places are what the tests change.
  private static let results = fewWorlds(Sample.study(proposals: 3))

  /// A run folder that holds the GeoPackage of a study and a file that must not leave.
  private func withRun<Result>(_ change: (inout Study) -> Void = { _ in }, _ body: (URL, Study) throws -> Result) throws
    -> Result
  {
    var study = Sample.study(proposals: 3)
    change(&study)
    return try withTemporaryFolder { folder in
      let run = folder.appendingPathComponent("run")
      try FileManager.default.createDirectory(
        at: run.appendingPathComponent("local"), withIntermediateDirectories: true)
      try Data("MARKER".utf8).write(to: run.appendingPathComponent("local/aggregates.csv"))
      try writeGeoPackage(
        Self.results, study: study, description: Sample.runDescription(study),
        to: run.appendingPathComponent("run.gpkg"))
      return try body(run, study)
    }
  }

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `the copy is the run's own bytes`() throws {
    try withRun { run, _ in
      let target = run.appendingPathComponent("out")
      let export = try exportRun(run, as: .gpkg, to: target)
      #expect(try names(target) == ["run.gpkg"])
      #expect(
        try Data(contentsOf: target.appendingPathComponent("run.gpkg"))
          == Data(contentsOf: run.appendingPathComponent("run.gpkg")))
      let rows = try ["planning_areas", "settings", "proposals", "metrics", "provenance"].reduce(0) { sum, layer in
        sum
          + (Int(try query("SELECT count(*) FROM \(layer)", target.appendingPathComponent("run.gpkg"))[0][0] ?? "") ?? 0)
      }
      #expect(export.files == [.init(file: "run.gpkg", rows: rows)] && export.transformation == nil)
    }
  }

  @Test func `tables hold every row, points in metres and areas as well-known text`() throws {
    try withRun { run, study in
      let target = run.appendingPathComponent("out")
      let export = try exportRun(run, as: .csv, to: target)
      #expect(
        export.files.map(\.file) == [
          "planning_areas.csv", "settings.csv", "proposals.csv", "metrics.csv", "provenance.csv",
        ])
      for file in export.files { #expect(try table(target.appendingPathComponent(file.file)).count == file.rows) }
      let settings = try table(target.appendingPathComponent("settings.csv"))
      for (row, setting) in zip(settings, study.settings.filter { !$0.isProposed }) {
        #expect(Double(row["easting_m"] ?? "") == setting.point.easting)
        #expect(Double(row["northing_m"] ?? "") == setting.point.northing)
        #expect(row["setting_id"] == setting.id)
      }
      let areas = try table(target.appendingPathComponent("planning_areas.csv"))
      #expect(areas[0]["geometry"]?.hasPrefix("MULTIPOLYGON (((3") == true)
      let metrics = try table(target.appendingPathComponent("metrics.csv"))
      let negative = metrics.compactMap { $0["change_mean"] }.filter { $0.hasPrefix("-") }
      #expect(!negative.isEmpty && negative.allSatisfy { Double($0) != nil })
      #expect(metrics.contains { $0["status"] == "c" && $0["mean"] == "" })
    }
  }

  @Test func `a line of text is LF alone and the header is snake case`() throws {
    try withRun { run, _ in
      let target = run.appendingPathComponent("out")
      for file in try exportRun(run, as: .csv, to: target).files {
        let text = try String(contentsOf: target.appendingPathComponent(file.file), encoding: .utf8)
        #expect(text.hasSuffix("\n") && !text.contains("\r"))
        let header = try #require(text.split(separator: "\n").first)
        #expect(header.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" || $0 == "," })
      }
    }
  }

  @Test func `names that a spreadsheet would run come out defused`() throws {
    let areaNames = ["=HYPERLINK(\"http://x\",\"y\")", "+1", "-1+2", "@SUM(A1)", "\tcmd", "\u{FF1D}1", " =1", "plain"]
    let proposalNames = ["=1+1", "@x", "-y"]
    try withRun {
      for (index, name) in areaNames.enumerated() { $0.areas[index].name = name }
      for (index, name) in proposalNames.enumerated() { $0.proposals[index].name = name }
    } _: { run, _ in
      let target = run.appendingPathComponent("out")
      _ = try exportRun(run, as: .csv, to: target)
      let areas = try table(target.appendingPathComponent("planning_areas.csv")).compactMap { $0["name"] }
      #expect(Array(areas.prefix(8)) == areaNames.dropLast().map { "'" + $0 } + ["plain"])
      let proposals = try table(target.appendingPathComponent("proposals.csv")).compactMap { $0["name"] }
      #expect(proposals == proposalNames.map { "'" + $0 })
      // GeoJSON is no spreadsheet's: names stay as they are.
      let map = run.appendingPathComponent("map")
      _ = try exportRun(run, as: .geojson, to: map)
      let first = try #require(features(map.appendingPathComponent("planning_areas.geojson")).first)
      #expect((first["properties"] as? [String: Any])?["name"] as? String == areaNames[0])
    }
  }

  @Test func `there and back again every point lies within a centimetre`() throws {
    try withRun {
      // To the north and to the far south-west of the grid's land, off whole metres.
      $0.settings[0].point = Point(easting: 320_123.456, northing: 974_321.987)
      $0.settings[1].point = Point(easting: 147_002.345, northing: 30_111.111)
    } _: { run, study in
      let target = run.appendingPathComponent("out")
      let export = try exportRun(run, as: .geojson, to: target)
      let grid = try GridTransformation()
      #expect(export.transformation == grid.sentence)
      #expect(export.files.map(\.file) == ["planning_areas.geojson", "settings.geojson", "proposals.geojson"])
      let settings = try features(target.appendingPathComponent("settings.geojson"))
      let existing = study.settings.filter { !$0.isProposed }
      #expect(settings.count == existing.count)
      for (feature, setting) in zip(settings, existing) {
        #expect(feature["id"] as? String == setting.id)
        let position = try coordinates(feature, [Double].self)
        #expect(position.count == 2)
        let back = try grid.point(longitude: position[0], latitude: position[1])
        #expect(back.distance(to: setting.point) < 0.01)
      }
      for (feature, area) in zip(try features(target.appendingPathComponent("planning_areas.geojson")), study.areas) {
        let ring = try coordinates(feature, [[[[Double]]]].self)[0][0]
        let back = try grid.points(longitudes: ring.map { $0[0] }, latitudes: ring.map { $0[1] })
        let outside = area.boundary.polygons[0][0]
        #expect(back.count == outside.count + 1 && ring.first == ring.last)
        #expect(outside.allSatisfy { vertex in back.contains { $0.distance(to: vertex) < 0.01 } })
      }
    }
  }

  @Test func `outside rings run anticlockwise and holes clockwise, however they came`() throws {
    func square(_ low: Double, _ high: Double) -> [Point] {
      [(low, low), (high, low), (high, high), (low, high)].map {
        Point(easting: 400_000 + $0.0, northing: 300_000 + $0.1)
      }
    }
    try withRun {
      $0.areas[0].boundary = MultiPolygon(polygons: [[square(0, 9000), square(1000, 2000)]])
      $0.areas[1].boundary = MultiPolygon(
        polygons: [[square(0, 9000).reversed(), square(1000, 2000).reversed()], [square(20_000, 21_000).reversed()]])
    } _: { run, _ in
      let target = run.appendingPathComponent("out")
      _ = try exportRun(run, as: .geojson, to: target)
      for feature in try features(target.appendingPathComponent("planning_areas.geojson")) {
        for rings in try coordinates(feature, [[[[Double]]]].self) {
          for (index, ring) in rings.enumerated() {
            #expect(ring.first == ring.last && ring.count >= 4)
            #expect(index == 0 ? turning(ring) > 0 : turning(ring) < 0)
          }
        }
      }
    }
  }

  @Test func `positions have seven decimals at most and text is escaped`() throws {
    let name = "A \"quoted\"\\ name\nof two lines"
    try withRun {
      $0.areas[0].name = name
    } _: { run, _ in
      let target = run.appendingPathComponent("out")
      _ = try exportRun(run, as: .geojson, to: target)
      let text = try String(contentsOf: target.appendingPathComponent("settings.geojson"), encoding: .utf8)
      let positions = text.matches(of: /\[(-?\d+\.?\d*), (\d+\.?\d*)\]/)
      #expect(positions.count == 30)
      for position in positions {
        for number in [position.1, position.2] {
          #expect((number.split(separator: ".").dropFirst().first ?? "").count <= 7)
        }
      }
      let first = try #require(features(target.appendingPathComponent("planning_areas.geojson")).first)
      #expect((first["properties"] as? [String: Any])?["name"] as? String == name)
    }
  }

  @Test(arguments: ExportFormat.allCases) func `nothing of the local folder is in an export`(format: ExportFormat)
    throws
  {
    try withRun { run, _ in
      let target = run.appendingPathComponent("out")
      let export = try exportRun(run, as: format, to: target)
      #expect(try names(target) == export.files.map(\.file).sorted())
      for file in export.files {
        let bytes = try Data(contentsOf: target.appendingPathComponent(file.file))
        #expect(bytes.range(of: Data("MARKER".utf8)) == nil)
      }
      // Nor does an export need it.
      let before = try export.files.map { try Data(contentsOf: target.appendingPathComponent($0.file)) }
      try FileManager.default.removeItem(at: run.appendingPathComponent("local"))
      let again = try exportRun(run, as: format, to: target)
      #expect(again == export)
      #expect(try export.files.map { try Data(contentsOf: target.appendingPathComponent($0.file)) } == before)
    }
  }

  @Test func `a folder with other files is refused and left, an earlier export is replaced`() throws {
    try withRun { run, _ in
      let target = run.appendingPathComponent("out")
      _ = try exportRun(run, as: .geojson, to: target)
      let file = target.appendingPathComponent("proposals.geojson")
      try Data("old".utf8).write(to: file)
      _ = try exportRun(run, as: .geojson, to: target)
      #expect(try features(file).count == 3)
      try Data("mine".utf8).write(to: target.appendingPathComponent("letter.txt"))
      let before = try names(target)
      #expect {
        try exportRun(run, as: .geojson, to: target)
      } throws: {
        ($0 as? ExportError)?.description
          == "\(target.path): holds files that are not this export, such as letter.txt. Give an empty or new folder with --output."
      }
      #expect(try names(target) == before)
      #expect(throws: ExportError.self) { try exportRun(run, as: .csv, to: target) }
      #expect(throws: ExportError.self) { try exportRun(run, as: .csv, to: run) }
      #expect(throws: ExportError.self) { try exportRun(run, as: .csv, to: file) }
      #expect(throws: ExportError.self) { try exportRun(run, as: .csv, to: file.appendingPathComponent("below")) }
      #expect(try names(run) == ["local", "out", "run.gpkg"])
    }
  }

  @Test(arguments: [ExportFormat.csv, .geojson], [0, 1, 20])
  func `an interrupted export leaves what was there`(format: ExportFormat, rows: Int) throws {
    try withRun { run, _ in
      let target = run.appendingPathComponent("out")
      for _ in 0..<2 {
        let before = try names(run)
        var asked = 0
        #expect(throws: CancellationError.self) {
          try exportRun(run, as: format, to: target) {
            asked += 1
            return asked > rows
          }
        }
        #expect(try names(run) == before)
        _ = try exportRun(run, as: format, to: target)
      }
    }
  }

  @Test func `a run that is not there or not whole is said so`() throws {
    try withRun { run, _ in
      let target = run.appendingPathComponent("out")
      func fault(_ run: URL) -> RunFileError? {
        do {
          _ = try exportRun(run, as: .csv, to: target)
          return nil
        } catch { return error as? RunFileError }
      }
      let missing = run.appendingPathComponent("nowhere")
      #expect(fault(missing)?.isMissing == true && fault(missing)?.fault == "there is no such folder")
      let empty = run.appendingPathComponent("local")
      #expect(fault(empty)?.isMissing == true && fault(empty)?.fault == "the file is missing")
      let file = run.appendingPathComponent("run.gpkg")
      let whole = try Data(contentsOf: file)
      for bytes in [Data(), Data("no database".utf8), whole.prefix(whole.count / 2), whole.prefix(100)] {
        try bytes.write(to: file)
        let error = try #require(fault(run))
        #expect(!error.isMissing && error.file == "run.gpkg")
      }
      var flipped = whole
      for index in stride(from: 8192, to: flipped.count, by: 512) { flipped[index] ^= 0xFF }
      try flipped.write(to: file)
      #expect(fault(run)?.isMissing == false)
      try FileManager.default.removeItem(at: file)
      let other = try VectorFile(path: file.path, file: "run.gpkg")
      try other.addLayer("homes", .point, fields: [AttributeField("home", .text)]) { _ in }
      try other.finish()
      #expect(fault(run)?.fault == "has no layer planning_areas, so it is not what a run writes")
      #expect(try names(run) == ["local", "run.gpkg"])
    }
  }

  @Test func `a layer whose name would leave the folder is refused`() throws {
    try withRun { run, _ in
      let file = run.appendingPathComponent("run.gpkg")
      try change(file, "CREATE TABLE \"../outside\" (fid INTEGER PRIMARY KEY, a TEXT)")
      try change(
        file, "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('../outside', 'attributes', 'x')")
      #expect {
        try exportRun(run, as: .csv, to: run.appendingPathComponent("out"))
      } throws: { ($0 as? RunFileError)?.fault.contains("cannot name a file") == true }
      #expect(try names(run) == ["local", "run.gpkg"])
    }
  }
}
