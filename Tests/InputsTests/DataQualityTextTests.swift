import Testing

@testable import Inputs

/// The words and the layout of the page on a terminal.
@Suite struct DataQualityTextTests {
  @Test func textIsBrokenAtSpacesAndHangs() {
    #expect(wrapped("one two three four", width: 9, indent: 1, hanging: 3) == [" one two", "   three", "   four"])
    #expect(wrapped("abcdefghij k", width: 4) == ["abcd", "efgh", "ij k"])
    #expect(wrapped("", width: 10, indent: 2) == ["  "])
  }

  @Test func columnsAreAsWideAsTheyMustBe() {
    let table = QualityTable(
      "t", "T", [.text("Name"), .number("No"), .wide("Source")], [["ab", "1", "x"], ["c", "20", "y"]])
    #expect(table.lines(width: 40) == ["Name  No", "----  --", "ab     1", "c     20"])
  }

  @Test func aColumnThatDoesNotFitIsWrapped() {
    let table = QualityTable("t", "T", [.text("Name"), .number("No")], [["one two three four", "1"]])
    #expect(
      table.lines(width: 14) == ["Name        No", "----------  --", "one two      1", "three four"])
  }

  @Test func aLongTableIsCut() {
    let table = QualityTable("t", "T", [.text("Name")], (1...20).map { ["row \($0)"] })
    let lines = table.lines(width: 80)
    #expect(lines.count == 2 + 12 + 1)
    #expect(lines.last == "and 8 more: --page or --json lists them all")
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "\u{2212}1,234,567")])
  func wholeNumbersAreGrouped(count: Int, text: String) { #expect(grouped(count) == text) }

  @Test func percentagesNeverRoundToAllOrNothing() {
    #expect(percentage(1, of: 8) == "12.5%")
    #expect(percentage(8, of: 8) == "100%")
    #expect(percentage(0, of: 8) == "0%")
    #expect(percentage(9999, of: 10_000) == "99.9%")
    #expect(percentage(1, of: 10_000) == "under 0.1%")
    #expect(percentage(3, of: 2) == "150.0%")
    #expect(percentage(0, of: 0) == "none")
    #expect(percentage(Double.greatestFiniteMagnitude, of: 1) == "out of range")
  }

  @Test func longListsAreCut() {
    #expect(series(["a"]) == "a")
    #expect(series(["a", "b", "c"]) == "a, b and c")
    #expect(series(["a", "b", "c", "d"], atMost: 2) == "a, b and 2 more")
  }
}
