import Foundation
import Testing

/// The proposals as text: the plan's own totals, and marks that nobody may miss.
@Suite struct ProposalFilesTests {
  let files: [(name: String, text: String)]

  init() throws {
    let folder = StudyFolder.shropshire.url.appendingPathComponent("proposals")
    files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, try StudyFolder.shropshire.text("proposals/\($0)"))
    }
  }

  /// The places of each provision of a file in the last year it names.
  private func finalPlaces(_ text: String) -> [Int] {
    text.split(separator: "\n").filter { $0.contains("places: {") }.compactMap { line in
      line.split { !$0.isNumber }.last.flatMap { Int($0) }
    }
  }

  @Test func `13 inclusion provisions open 358 places`() {
    let bases = files.filter { $0.name.hasPrefix("base-") }
    #expect(bases.count == 13)
    #expect(bases.flatMap { finalPlaces($0.text) }.reduce(0, +) == 358)
  }

  @Test func `the Oswestry site holds three kinds of provision`() throws {
    let satellite = try #require(files.first { $0.name == "oswestry-satellite.yaml" })
    for kind in ["support_base", "specialist_base", "satellite"] {
      #expect(satellite.text.contains("  - kind: \(kind)\n"))
    }
    #expect(finalPlaces(satellite.text) == [24, 24, 48])
  }

  @Test func `the Ludlow school has 120 places by 2031`() throws {
    let ludlow = try #require(files.first { $0.name == "ludlow-special.yaml" })
    #expect(ludlow.text.contains("2031/32: 120") && ludlow.text.contains("2029/30: 40"))
  }

  @Test func `every proposal is marked illustrative and names its optimism bias`() {
    #expect(files.count == 15)
    for file in files {
      #expect(file.text.contains("\nillustrative: true\n"))
      #expect(file.text.contains("optimism_bias_percent: 24") || file.text.contains("optimism_bias_percent: 51"))
    }
  }
}
