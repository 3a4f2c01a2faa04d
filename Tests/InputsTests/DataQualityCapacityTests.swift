import Planning
import TestSupport
import Testing

@testable import Inputs

/// Counts at one provision, and places against children.
@Suite struct DataQualityCapacityTests {
  private typealias Count = DataQuality.Count

  @Test func aSmallCountTakesTheNextSmallestWithIt() {
    #expect(
      DataQuality.published([12, 3, 0, 7], threshold: 5) == [.children(12), .suppressed, .children(0), .suppressed])
    #expect(
      DataQuality.published([2, 2, 9, 6], threshold: 5) == [.suppressed, .suppressed, .children(9), .suppressed])
    #expect(DataQuality.published([3, 4, 9], threshold: 5) == [.suppressed, .suppressed, .children(9)])
    #expect(DataQuality.published([5, 0, 9], threshold: 5) == [.children(5), .children(0), .children(9)])
    #expect(DataQuality.published([3], threshold: 5) == [.suppressed])
    #expect(DataQuality.published([1, 4], threshold: 0) == [.children(1), .children(4)])
    #expect(
      DataQuality.published([9, 8, 0], threshold: 5, hidden: [0, 2]) == [.suppressed, .suppressed, .children(0)])
  }

  /// Every list of four counts up to 7: what is shown, with the total, never pins a small count down.
  @Test func theTotalGivesNoSmallCountAway() {
    for code in 0..<4096 {
      let counts = [code % 8, code / 8 % 8, code / 64 % 8, code / 512]
      let shown = DataQuality.published(counts, threshold: 5)
      let hidden = counts.indices.filter { shown[$0] == .suppressed }
      for index in counts.indices where shown[index] != .suppressed { #expect(!(1...4).contains(counts[index])) }
      let others = counts.indices.contains { shown[$0] != .suppressed && counts[$0] > 0 }
      guard !hidden.isEmpty, others else { continue }
      #expect(hidden.count > 1)
      #expect(hidden.reduce(0) { $0 + counts[$1] } >= 5)
    }
  }

  @Test func rowsAndKindsCountPlacesAndChildren() throws {
    let check = try checked { $0.addChildren(9, need: "ASD", to: "s1-base") }
    let capacity = check.quality.capacity
    #expect(capacity.rows.map(\.provision) == ["s1-base", "s2-special"])
    #expect(capacity.rows.map(\.places) == [6, 10])
    #expect(capacity.rows.map(\.overPlaces) == [0, 2])
    #expect(capacity.rows.map(\.children) == [.children(11), .suppressed])
    #expect(capacity.rows[0].occupancy == 1.833333)
    #expect(capacity.rows[1].occupancy == nil)
    #expect(capacity.rows.map(\.isOver) == [true, false])
    #expect(capacity.kinds.map(\.kind) == ["specialist_base", "special"])
    #expect(capacity.kinds.map(\.children) == [11, 2])
    #expect(capacity.kinds.map(\.unfilled) == [0, 8])
    #expect(capacity.kinds.map(\.excess) == [5, 0])
    #expect(
      check.sentences("capacity") == [
        "1 base or special school holds more children than places: Westfield School (11 in 6)."
      ])
  }

  @Test func overNumberPlacesAreForInformation() throws {
    let check = try checked { $0.addChildren(9, need: "SLD", to: "s2-special") }
    #expect(check.quality.capacity.over == 0)
    #expect(check.quality.capacity.overNumber == 1)
    let finding = try #require(check.findings.first { $0.section == "capacity" })
    #expect(finding.severity == .information)
    #expect(finding.sentence == "1 base or special school uses over-number places.")
  }

  @Test func unfilledAndExcessAreNeverNetted() throws {
    let check = try checked {
      $0.replace("provision.csv", "s1-support,s1,support_base", with: "s1-support,s1,specialist_base")
      $0.replace("provision.csv", "2026/27,4,0", with: ",4,0")
      $0.addChildren(9, need: "ASD", to: "s1-base")
    }
    let base = try #require(check.quality.capacity.kinds.first { $0.kind == "specialist_base" })
    #expect(base.provisions == 2)
    #expect(base.places == 10)
    #expect(base.unfilled == 4)
    #expect(base.excess == 5)
  }

  @Test func aBaseWithoutANumberOfPlacesIsNamed() throws {
    let check = try checked { $0.replace("provision.csv", "ASD;SLCN,0,11,,6,0", with: "ASD;SLCN,0,11,,,0") }
    #expect(check.quality.capacity.withoutPlaces == ["s1-base"])
    #expect(
      check.sentences("capacity") == [
        "1 base or special school has no number of places and would take any number of children: s1-base."
      ])
  }

  /// The reader's note names a small count; the page must not.
  @Test func aSmallCountOverCapacityStandsNowhere() throws {
    let check = try checked { $0.replace("provision.csv", "ASD;SLCN,0,11,,6,0", with: "ASD;SLCN,0,11,,1,0") }
    #expect(check.sentences("capacity") == ["1 base or special school holds more children than places."])
    #expect(check.quality.capacity.rows.first { $0.provision == "s1-base" }?.isOver == false)
    #expect(!check.text.contains("2 in 1"))
    #expect(!check.notes.contains { $0.contains("s1-base") })
  }

  @Test func aThresholdOfNothingShowsEverything() throws {
    let check = try checked { $0.replace("study.yaml", "disclosure_threshold: 5", with: "disclosure_threshold: 0") }
    #expect(check.quality.capacity.rows.map(\.children) == [.children(2), .children(2)])
    #expect(!check.text.contains("printed as c"))
  }
}

extension TinyStudy {
  /// More children of NC year 5 at a provision, at the home of the first child.
  mutating func addChildren(_ count: Int, need: String, to provision: String, ncYear: Int = 5) {
    for number in 0..<count {
      self["caseload.csv", default: ""] +=
        "\(provision)-\(ncYear)-\(number),\(ncYear),\(need),2,442000,200500,\(provision),,2024/25,true,false,false,false,,"
        + "false,false,false\n"
    }
  }

  fileprivate subscript(name: String, default text: String) -> String {
    get { self[name] ?? text }
    set { self[name] = newValue }
  }
}
