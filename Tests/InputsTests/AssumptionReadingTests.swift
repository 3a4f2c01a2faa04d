import Assumptions
import Foundation
import Inputs
import TestSupport
import Testing

/// Assumption files: every shape of value, and every file of the project.
@Suite struct AssumptionReadingTests {
  private func read(_ values: String...) throws -> [AssumptionValue] {
    let text = values.enumerated().map { index, value in
      "- {id: a.\(index), unit: x, date: 2026, status: FOUND, source: test, value: \(value)}\n"
    }.joined()
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("figures-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try loadAssumptions(files: [file]).all.map(\.value)
  }

  @Test func shapesOfValues() throws {
    #expect(
      try read(
        "3", "-0.5", "true", "\"31\"", "walk", "[1, 2.5]", "{b: 1, a: 2}", "{x: {p: 1}, y: {q: 2, r: 3}}", "[ASD, MLD]",
        "{c: confidential, z: none}") == [
          .number(3), .number(-0.5), .flag(true), .text("31"), .text("walk"), .numbers([1, 2.5]),
          .table([("b", 1), ("a", 2)]), .nested([("x", [("p", 1)]), ("y", [("q", 2), ("r", 3)])]), .text("ASD, MLD"),
          .text("c: confidential; z: none"),
        ])
  }

  @Test func everySharedFileLoadsWithEveryRow() throws {
    let files = sharedModels()
    #expect(files.count >= 15)
    for file in files {
      let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("- id:") }
      #expect(try loadAssumptions(files: [file]).all.count == rows.count, "\(file.lastPathComponent)")
    }
  }

  @Test func noIDStandsInTwoSharedFiles() throws {
    let files = sharedModels()
    let separately = try files.map { try loadAssumptions(files: [$0]).all.count }.reduce(0, +)
    #expect(try loadAssumptions(files: files).all.count == separately)
  }

  @Test func publishedFiguresKeepTheirValueAndDate() throws {
    let set = try loadAssumptions(files: sharedModels())
    #expect(try set.number("transport.school_days") == 190)
    #expect(try set.number("funding.place.special") == 10_000)
    #expect(try set.table("appraisal.discount_standard").map(\.value) == [0.035, 0.03, 0.025, 0.02, 0.015, 0.01])
    #expect(try set.nested("ehcp.placement_mix_by_need_2025").count == 13)
    #expect(set["ehcp.england_caseload"]?.date == "2025-01")
  }

  @Test func anUnverifiedFigureIsNoSilentDefault() throws {
    let set = try loadAssumptions(files: sharedModels())
    #expect(throws: AssumptionError.self) { try set.number("transport.cost_solo_taxi_day") }
    #expect(set["transport.cost_solo_taxi_day"]?.status.mark == "unverified")
  }

  @Test func aFigureGivenTwice() throws {
    var tiny = TinyStudy()
    let once = try #require(tiny["assumptions.yaml"])
    tiny["assumptions.yaml"] = once + once
    #expect(
      try tiny.problems() == [
        "assumptions.yaml, row 11: \"transport.cost_pa_day\" is already in row 1. Keep one of the two."
      ])
  }

  @Test func modelsAreFoundByTheEnvironmentFirst() throws {
    let models = try #require(sharedModels().first).deletingLastPathComponent().deletingLastPathComponent()
    let found = sharedAssumptionFiles(study: URL(fileURLWithPath: "/"), environment: ["PLACEPLAN_MODELS": models.path])
    #expect(found == sharedModels())
    #expect(sharedAssumptionFiles(study: models, environment: ["PLACEPLAN_MODELS": "/nowhere"]) == nil)
  }
}
