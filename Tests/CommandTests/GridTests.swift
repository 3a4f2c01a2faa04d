import Foundation
import Testing

/// The OSTN15 grid, which Debian does not install: used where it is, missed in words where it is not (DOMAIN 9.1).
@Suite struct GridTests {
  @Test func aGridOnTheMachineIsUsedAndItsAccuracySaid() throws {
    try withTemporaryFolder { folder in
      let still = try northing(folder, secondsNorth: 0)
      let moved = try northing(folder, secondsNorth: 3.6)
      // A thousandth of a degree of latitude is 111 m.
      #expect(abs(still - moved - 111.2) < 0.5)
    }
  }

  /// Northing of a place in degrees, by a grid that moves all of Great Britain.
  private func northing(_ folder: URL, secondsNorth: Float) throws -> Double {
    let place = folder.appendingPathComponent("moved-\(secondsNorth)")
    let grids = place.appendingPathComponent("grids")
    try FileManager.default.createDirectory(at: grids, withIntermediateDirectories: true)
    try madeUpGrid(secondsNorth).write(to: grids.appendingPathComponent("uk_os_OSTN15_NTv2_OSGBtoETRS.tif"))
    func file(_ name: String, _ text: String) throws -> String {
      let file = place.appendingPathComponent(name)
      try Data(text.utf8).write(to: file)
      return file.path
    }
    func placeplan(_ arguments: String...) throws -> String {
      let result = try Command.run(arguments, environment: ["PROJ_USER_WRITABLE_DIRECTORY": grids.path])
      #expect(result.code == 0 || arguments[0] == "new", "\(result.error)")
      return result.output
    }
    let study = place.appendingPathComponent("study")
    _ = try placeplan("new", study.path, "--la-code", "999", "--la-name", "Tinyshire")
    let areas = try placeplan(
      "import", "areas", try file("areas.geojson", Self.areas), "--study", study.path)
    #expect(areas.contains("\"Inverse of OSGB36 to WGS 84 (9) + British National Grid\" (stated accuracy 1 m)."))
    #expect(!areas.contains("is not on this machine"))
    let ages = (0...25).map(String.init).joined(separator: ",")
    let residents = [String](repeating: "9", count: 26).joined(separator: ",")
    _ = try placeplan(
      "import", "population", try file("population.csv", "lsoa11_code,\(ages)\nE01000001,\(residents)\n"),
      "--centroids", try file("centroids.csv", "lsoa11_code,lon,lat\nE01000001,-1.3,51.7\n"), "--study", study.path)
    let table = try String(contentsOf: study.appendingPathComponent("residences.csv"), encoding: .utf8)
    let cells = table.split(separator: "\n").last?.split(separator: ",") ?? []
    return try #require(cells.count > 3 ? Double(cells[3]) : nil)
  }

  private static let areas = """
    {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"area_id":"a","name":"A"},"geometry":
    {"type":"Polygon","coordinates":[[[-1.4,51.6],[-1.2,51.6],[-1.2,51.8],[-1.4,51.8],[-1.4,51.6]]]}}]}

    """

  /// A grid in the format NTv2, which libproj tells by its content: one shift at every node, of Great Britain's degrees.
  private func madeUpGrid(_ secondsNorth: Float) -> Data {
    var bytes = Data()
    func name(_ text: String) { bytes += Data(text.padding(toLength: 8, withPad: " ", startingAt: 0).utf8) }
    func add<Value>(_ value: Value) { withUnsafeBytes(of: value) { bytes += Data($0) } }
    func text(_ key: String, _ value: String) {
      name(key)
      name(value)
    }
    func count(_ key: String, _ value: Int32) {
      name(key)
      add(value.littleEndian)
      add(Int32(0))
    }
    func number(_ key: String, _ value: Double) {
      name(key)
      add(value.bitPattern.littleEndian)
    }
    count("NUM_OREC", 11)
    count("NUM_SREC", 11)
    count("NUM_FILE", 1)
    for (key, value) in [("GS_TYPE", "SECONDS"), ("VERSION", "TEST"), ("SYSTEM_F", "OSGB36"), ("SYSTEM_T", "ETRS89")] {
      text(key, value)
    }
    number("MAJOR_F", 6_377_563.396)
    number("MINOR_F", 6_356_256.909)
    number("MAJOR_T", 6_378_137)
    number("MINOR_T", 6_356_752.314)
    for (key, value) in [("SUB_NAME", "TEST"), ("PARENT", "NONE"), ("CREATED", ""), ("UPDATED", "")] {
      text(key, value)
    }
    // Longitudes count westwards. 49 to 61 north, 2 east to 9 west, a node a degree.
    let bounds: [(String, Double)] = [
      ("S_LAT", 49), ("N_LAT", 61), ("E_LONG", -2), ("W_LONG", 9), ("LAT_INC", 1), ("LONG_INC", 1),
    ]
    for (key, degrees) in bounds { number(key, degrees * 3600) }
    count("GS_COUNT", 13 * 12)
    for _ in 0..<13 * 12 { for shift in [secondsNorth, 0, 0, 0] { add(shift.bitPattern.littleEndian) } }
    text("END", "")
    return bytes
  }
}
