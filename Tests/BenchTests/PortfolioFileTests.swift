import Foundation
import Inputs
import Portfolio
import Testing

@testable import placeplan_bench

@Suite("Portfolio files")
struct PortfolioFileTests {
  /// Two bases of four places for eight of one kind; the second costs less to run and more to place in.
  static let text = """
    {"years": 2, "overflow_cost": 90, "budget": 100, "max_open_by_year": [1, 2],
     "proposals": [{"id": 7, "capital": 60, "places": 4, "open_year_cost": 1.25},
                   {"id": 9, "capital": 40, "places": 4, "open_year_cost": 0.5}],
     "existing": [{"id": 0, "places": 1}],
     "demand": [{"area": 0, "need": 0, "demand": [8, 8], "proposals": [[7, 2.5], [9, 6]], "existing": [[0, 20.1]]}]}
    """

  private func read(_ text: String) throws -> PortfolioInput {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("portfolio-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(text.utf8).write(to: url)
    return try PortfolioInput(PortfolioFile(reading: url.path), path: "a.json")
  }

  @Test func aFileIsReadAndSolved() throws {
    let input = try read(Self.text)
    #expect(input.scale == 100)
    #expect(input.ids == [7, 9])
    let solution = PortfolioSearch.solve(input.instance, gap: 0)
    #expect(solution.starts == [0, 1])
    // Year 0: base 7 takes four, one at the site that exists, three over; year 1: base 9 takes three of them.
    #expect(solution.objective == 125 * 2 + 50 + 4 * 250 + 2010 + 3 * 9000 + 4 * 250 + 4 * 600)
  }

  @Test(arguments: [
    (#""years": 2"#, #""years": 0"#), (#""years": 2"#, #""years": 16"#), (#""budget": 100"#, #""budget": -1"#),
    (#""budget": 100"#, #""budget": "much""#), ("[1, 2],", "[1],"), (#""id": 9"#, #""id": 7"#),
    ("[9, 6]", "[8, 6]"), ("[9, 6]", "[7, 6]"), ("[9, 6]", "[9]"), ("[9, 6]", "[9, -6]"), ("[8, 8]", "[8]"),
    ("[8, 8]", "[8, -8]"), (#""places": 1"#, #""places": -1"#), (#""capital": 60"#, #""capital": -60"#),
    (#""existing": [{"id": 0, "places": 1}],"#, ""),
  ])
  func aWrongFieldIsRefused(_ right: String, _ wrong: String) throws {
    #expect(Self.text.contains(right))
    #expect(throws: StudyProblems.self, "\(wrong)") { try read(Self.text.replacing(right, with: wrong)) }
  }

  @Test func aFileThatIsMissingOrNoJSONIsRefused() {
    #expect(throws: StudyProblems.self) { try PortfolioFile(reading: "no such file.json") }
    #expect(throws: StudyProblems.self) { try read("{") }
  }
}
