import Foundation
import Testing

/// The rows of the architecture, top to bottom: a room may name rooms of the rows above its own.
private let rows: [[String]] = [
  ["CProj", "CGDAL", "CCrypto", "CXlsxWriter", "OSMReader", "GDALDrivers", "WideLanes"],
  ["Units"], ["Randomness"], ["Geometry"], ["Assumptions"], ["Planning"], ["Inputs"],
  ["Importing", "StudyGeneration", "StudyBundle", "StudyWorkbook"],
  ["RoadNetwork", "Assignment", "VehicleRouting", "Portfolio"],
  ["NeedProjection", "Travel", "Placement", "Transport"],
  ["Simulation"], ["Appraisal"], ["Backtesting", "RunStore"],
  ["Documents"], ["ReportWorkbook", "Graphics"],
  ["Reporting", "Exports"],
  ["Serving"],
  ["placeplan", "placeplan-bench", "placeplan-generate", "placeplan-serve", "placeplan-workbook"],
]

/// Rooms that may not be named even from below: engines have never heard of a school, and only two rooms touch GDAL.
private let forbidden: [String: Set<String>] = [
  "RoadNetwork": ["Planning", "Assumptions", "Inputs", "Units"],
  "Assignment": ["Planning", "Assumptions", "Inputs", "Units"],
  "VehicleRouting": ["Planning", "Assumptions", "Inputs", "Units"],
  "Portfolio": ["Planning", "Assumptions", "Inputs", "Units"],
  "NeedProjection": ["Inputs"], "Travel": ["Inputs"], "Placement": ["Inputs"], "Transport": ["Inputs"],
  "Simulation": ["Inputs"], "Appraisal": ["Inputs"], "Backtesting": ["Inputs", "Importing"],
  "Exports": ["Inputs", "Simulation"],
  "Documents": ["Planning"], "Graphics": ["Planning", "CXlsxWriter"], "ReportWorkbook": ["Graphics"],
  "Reporting": ["Simulation", "CXlsxWriter"],
  "Serving": ["Simulation", "NeedProjection", "Travel", "Placement", "Transport", "RunStore", "CGDAL"],
  "StudyGeneration": ["Inputs", "Appraisal", "Simulation"],
  "StudyWorkbook": ["CGDAL"], "Importing": ["CXlsxWriter"], "Inputs": ["CXlsxWriter"],
]

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// What a manifest row or an import may not name.
private func breaches(room: String, names: some Sequence<String>) -> [String] {
  guard let own = rows.firstIndex(where: { $0.contains(room) }) else { return ["\(room) has no row"] }
  return names.compactMap { name in
    guard let row = rows.firstIndex(where: { $0.contains(name) }) else { return nil }
    if row >= own { return "\(room) names \(name), which is not above it" }
    if forbidden[room]?.contains(name) == true { return "\(room) may not name \(name)" }
    return nil
  }
}

@Test func aManifestRowNamesOnlyRoomsAboveIt() throws {
  let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
  let row = try Regex(#"(?:room|command)\(\s*"([^"]+)"(?:,\s*\[([^\]]*)\])?"#)
  var found: [String] = []
  for match in manifest.matches(of: row) {
    let room = String(match.output[1].substring!)
    found.append(room)
    let names = (match.output[2].substring ?? "").matches(of: /"([^"]+)"/).map { String($0.1) }
    #expect(breaches(room: room, names: names) == [])
  }
  #expect(Set(found) == Set(rows.joined()).subtracting(rows[0]))
}

@Test func anImportNamesOnlyRoomsAboveIt() throws {
  let sources = root.appending(path: "Sources")
  let known = Set(rows.joined())
  var files = 0
  for room in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() {
    let folder = sources.appending(path: room)
    for case let file as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)!
    where file.pathExtension == "swift" {
      files += 1
      let text = try String(contentsOf: file, encoding: .utf8)
      let names = text.matches(
        of:
          /(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |private )?import (?:struct |enum |class |protocol |func )?(\w+)/
      )
      .map { String($0.1) }.filter(known.contains)
      #expect(breaches(room: room, names: names) == [], "\(file.lastPathComponent)")
    }
  }
  #expect(files > 50)
}

@Test func theRuleCatchesASiblingAndAnEngineThatKnowsSchools() {
  #expect(breaches(room: "Travel", names: ["Placement"]) == ["Travel names Placement, which is not above it"])
  #expect(breaches(room: "Assignment", names: ["Planning"]) == ["Assignment may not name Planning"])
  #expect(breaches(room: "Simulation", names: ["Appraisal"]) == ["Simulation names Appraisal, which is not above it"])
}
