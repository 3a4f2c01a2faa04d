import Foundation
import Importing
import Inputs
import Planning
import TestSupport
import Testing

private let routes = """
  Route No,School,Vehicle Type,Capacity,No of Pupils,Daily Miles,Daily Rate,Contract Start,Driver
  R1,Westfield School,Taxi,4,3,22.5,"£1,234.50",01/09/2025,Someone Else
  R2,eastfield special,Minibus,16,11,40,£180,01/09/2024,Someone Else
  R3,100003,Taxi,6,1,66,95.555,01/09/2024,Someone Else

  """

@Suite("Contracts through a mapping file")
struct ContractsImportTests {
  private func outcome(_ text: String, _ study: URL, _ sources: URL, mapping: String? = nil) throws -> Outcome {
    let source = sources.appendingPathComponent("routes.csv")
    try Data(text.utf8).write(to: source)
    var file: URL?
    if let mapping {
      file = sources.appendingPathComponent("mine.yaml")
      try Data(mapping.utf8).write(to: sources.appendingPathComponent("mine.yaml"))
    }
    let result = Outcome {
      try importContracts(source, mapping: file, into: StudyFolder(study, replacesEdited: true), date: "2026-11-21")
    }
    if result.report != nil { _ = try loadTables(at: study, [.areas, .residences, .settings, .contracts]) }
    return result
  }

  @Test("A list with a daily rate is read at once; settings by name, by part of it, or by an id once that is said")
  func atOnce() throws {
    try withImportFolders { study, sources in
      let first = try outcome(routes, study, sources)
      #expect(first.draft?.open == ["setting_name \"100003\": what it means, no setting of that name."])
      let file = study.appendingPathComponent("mappings/contracts.yaml")
      var text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("\"eastfield special\": s2  # Eastfield Special School"))
      #expect(text.contains("days: {value: \"190\"}"))
      #expect(text.contains("price_unit: {value: \"day\"}"))
      text = text.replacingOccurrences(of: "\"100003\": \"?\"", with: "\"100003\": s3")
      try Data(text.utf8).write(to: file)
      let second = try outcome(routes, study, sources)
      #expect(second.problems.map(\.description) == [])
      let rows = try tableRows(study.appendingPathComponent("contracts.csv"))
      #expect(rows.map { $0["setting_id"] } == ["s1", "s2", "s3"])
      #expect(rows.map { $0["price_per_day_pence"] } == ["123450", "18000", "9556"])
      #expect(rows.map { $0["miles_per_day"] } == ["22.5", "40", "66"])
      #expect(rows[0]["start"] == "2025-09-01")
      #expect(rows[0]["seats"] == "4")
      #expect(second.fact("price_per_day_pence") == 151_006)
      #expect(!(try allText(under: study)).contains("someone else"))
    }
  }

  private static let mapping = """
    kind: contracts
    columns:
      route_id: {column: Route No}
      setting_name: {column: School}
      vehicle: {column: Vehicle Type}
      seats: {column: Vehicle Type}
      children: {column: No of Pupils}
      miles_per_journey: {column: Daily Miles}
      price: {column: Daily Rate}
      price_unit: {value: day}
      days: {value: 190}
    values:
      setting_name: {"100003": s3}
      seats: {Taxi: 4, Minibus: 16}

    """

  @Test(
    "Prices by mile, week, journey and year become pence a day, rounded once",
    arguments: [
      // 22.5 miles a journey is 45 a day.
      ("mile", "£0.875", "3938"), ("week", "£451.02", "9020"), ("journey", "£12.345", "2469"),
      ("year", "£19,000", "10000"),
      ("day", "45p", "45"),
    ])
  func units(_ unit: String, _ price: String, _ pence: String) throws {
    try withImportFolders { study, sources in
      let text = routes.replacingOccurrences(of: "\"£1,234.50\"", with: "\"\(price)\"")
      let mapping = Self.mapping.replacingOccurrences(of: "{value: day}", with: "{value: \(unit)}")
      let result = try outcome(text, study, sources, mapping: mapping)
      #expect(result.problems.map(\.description) == [])
      let rows = try tableRows(study.appendingPathComponent("contracts.csv"))
      #expect(rows[0]["price_per_day_pence"] == pence)
      #expect(rows[0]["miles_per_day"] == "45")
      #expect(rows.map { $0["seats"] } == ["4", "16", "4"])
    }
  }

  @Test("A name that two settings share lists them; empty and misshapen cells are named")
  func wrong() throws {
    let twice = { (tiny: inout TinyStudy) in
      tiny.replace("settings.csv", "Farside School", with: "Eastfield Academy")
    }
    try withImportFolders(twice) { study, sources in
      let text = routes.replacingOccurrences(of: "eastfield special", with: "Eastfield")
      let result = try outcome(text, study, sources, mapping: Self.mapping)
      #expect(result.problems.count == 1)
      #expect(result.problems[0].value == "Eastfield")
      #expect(result.problems[0].row == 3)
      #expect(result.problems[0].fault.contains("s2 (Eastfield Special School) or s3 (Eastfield Academy)"))
    }
    try withImportFolders { study, sources in
      for (old, new, column) in [
        ("R2,", ",", "Route No"), ("R2,", "R1,", "Route No"), (",11,", ",,", "No of Pupils"),
        (",11,", ",x,", "No of Pupils"),
        (",40,", ",-4,", "Daily Miles"), (",£180,", ",free,", "Daily Rate"), ("Minibus", "Coach", "Vehicle Type"),
        ("eastfield special", "Nowhere", "School"), ("eastfield special", "", "School"), (",£180,", ",,", "Daily Rate"),
      ] {
        let result = try outcome(routes.replacingOccurrences(of: old, with: new), study, sources, mapping: Self.mapping)
        #expect(
          result.problems.contains { $0.column == column && $0.row == 3 }, "\(new) in \(column): \(result.messages)")
      }
    }
  }

  @Test("Damaged lists")
  func damaged() throws {
    try withImportFolders { study, sources in
      for (name, bytes) in corruptions(of: Array(routes.utf8), seed: 21) {
        let source = sources.appendingPathComponent("routes.csv")
        let mapping = sources.appendingPathComponent("mine.yaml")
        try Data(bytes).write(to: source)
        try Data(Self.mapping.utf8).write(to: mapping)
        let result = Outcome {
          try importContracts(
            source, mapping: mapping, into: StudyFolder(study, replacesEdited: true), date: "2026-11-21")
        }
        if result.report == nil {
          #expect(!result.problems.isEmpty, "\(name)")
        } else {
          #expect(throws: Never.self, "\(name)") {
            _ = try loadTables(at: study, [.areas, .residences, .settings, .contracts])
          }
        }
      }
    }
  }
}
