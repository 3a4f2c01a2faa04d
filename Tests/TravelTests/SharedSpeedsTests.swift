import Foundation
import Testing

@Suite("Shared road speeds")
struct SharedSpeedsTests {
  @Test(
    "Every class of road that cars drive on in OpenStreetMap, and the usual names of link tables, have a speed",
    arguments: [
      "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link",
      "tertiary", "tertiary_link", "unclassified", "residential", "living_street", "service", "road", "a_road",
      "b_road",
      "minor", "local",
    ])
  func classes(name: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appendingPathComponent("Models/assumptions/road-speeds.yaml"), encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("    \(name): ") })
    let speed = try #require(Double(line.split(separator: " ").last ?? ""))
    #expect((5...113).contains(speed))
  }
}
