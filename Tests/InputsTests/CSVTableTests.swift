import Inputs
import Testing

/// The splitter and the typed cells on tables of a few bytes.
@Suite struct CSVTableTests {
  private func table(_ text: String) -> CSVTable { table(Array(text.utf8)) }

  private func table(_ bytes: [UInt8]) -> CSVTable { CSVTable(file: "t.csv", bytes: bytes, log: ProblemLog()) }

  private func sentences(_ table: CSVTable) -> [String] { table.log.problems.map(\.description) }

  private func cells(_ table: CSVTable) -> [[String]] {
    (0..<table.rowCount).map { row in table.columns.map { table.text(row, table.optionalColumn($0)) ?? "" } }
  }

  @Test func plainRows() {
    let read = table("a,b\n1,2\n3,4\n")
    #expect(read.columns == ["a", "b"])
    #expect(cells(read) == [["1", "2"], ["3", "4"]])
    #expect(read.lines == [2, 3])
    #expect(sentences(read) == [])
  }

  @Test func theLastLineMayLackItsEnd() {
    #expect(cells(table("a,b\n1,2")) == [["1", "2"]])
  }

  @Test func carriageReturnsBeforeLineFeeds() {
    #expect(cells(table("a,b\r\n1,2\r\n")) == [["1", "2"]])
  }

  @Test func byteOrderMark() {
    #expect(table([0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8)).columns == ["a", "b"])
  }

  @Test func quotedCells() {
    let read = table("a,b\n\"x,y\",\"he said \"\"no\"\"\"\n\"two\nlines\",\n\"\",z\n")
    #expect(cells(read) == [["x,y", "he said \"no\""], ["two\nlines", ""], ["", "z"]])
    #expect(read.lines == [2, 3, 5])
    #expect(sentences(read) == [])
  }

  @Test func emptyCellsAtTheEnds() {
    #expect(cells(table("a,b,c\n,,\n1,,3\n")) == [["", "", ""], ["1", "", "3"]])
  }

  @Test func blankLinesAreSteppedOver() {
    #expect(cells(table("a,b\n\n1,2\n\n")) == [["1", "2"]])
  }

  @Test func emptyFile() {
    #expect(sentences(table("")) == ["t.csv: the file is empty. Write its header row and at least one row below it."])
  }

  @Test func raggedRow() {
    let read = table("a,b\n1,2\n1,2,3\n4\n")
    #expect(
      sentences(read) == [
        "t.csv, row 3: 3 cells where the header has 2. Look for a missing or extra comma, or a comma in a cell that is not "
          + "quoted.",
        "t.csv, row 4: 1 cell where the header has 2. Look for a missing or extra comma, or a comma in a cell that is not "
          + "quoted.",
      ])
    #expect(cells(read) == [["1", "2"]])
  }

  @Test func headerThatNamesAColumnTwice() {
    #expect(
      sentences(table("a,b,a\n")) == ["t.csv, row 1, column a: the header names it twice. Keep one of the two columns."]
    )
  }

  @Test func latin1Bytes() {
    let read = table(Array("a,name\n1,Llangoll".utf8) + [0xE9] + Array("n\n2,Chirk\n".utf8))
    #expect(
      sentences(read) == [
        "t.csv, row 2, column name: \"Llangoll\u{E9}n\" is not UTF-8 text. Save the file as CSV UTF-8."
      ])
    #expect(cells(read) == [["2", "Chirk"]])
  }

  @Test func utf16Text() {
    #expect(sentences(table([0xFF, 0xFE, 0x61, 0])) == ["t.csv: the text is UTF-16. Save the file as CSV UTF-8."])
  }

  @Test func quoteThatNeverEnds() {
    #expect(
      sentences(table("a,b\n1,\"x\n2,y\n")) == [
        "t.csv, row 2, column b: a quoted cell that never ends. Close the quote."
      ])
  }

  @Test func quoteInsideAPlainCell() {
    #expect(
      sentences(table("a,b\n1,5\" pipe\n2,y\n")) == [
        "t.csv, row 2, column b: a quote inside a cell that is not quoted. Quote the whole cell and double the quote."
      ])
  }

  @Test func textAfterAClosingQuote() {
    let read = table("a,b\n\"x\"y,1\n2,3\n")
    #expect(
      sentences(read) == [
        "t.csv, row 2, column a: text after a closing quote. Quote the whole cell and double the quotes inside it."
      ])
    #expect(cells(read) == [["2", "3"]])
  }

  @Test func wholeNumbers() {
    let read = table("n\n12\n-3\n+4\n1.0\n1e3\n 5\n9223372036854775808\n")
    let column = read.column("n")
    #expect((0..<read.rowCount).map { read.integer($0, column) } == [12, -3, nil, nil, nil, nil, nil])
    #expect(read.log.problems.map(\.row) == [4, 5, 6, 7, 8])
  }

  @Test func decimalNumbersAreTheNearestDouble() {
    let texts = [
      "0.1", "-2.675", "123456.789012", "1e-3", "0.000000000000000123", "12345678901234567890.5", "5.", ".5",
    ]
    let read = table("n\n" + texts.joined(separator: "\n") + "\n")
    let column = read.column("n")
    for (row, text) in texts.enumerated() {
      let expected = text == "5." ? 5 : text == ".5" ? 0.5 : Double(text)
      #expect(read.number(row, column) == expected)
    }
    #expect(read.log.isEmpty)
  }

  @Test(arguments: ["nan", "inf", "0x10", "1,5", "--1", ".", "-", "1.2.3", "1_000"])
  func notANumber(_ text: String) {
    let read = table("n\n\"\(text)\"\n")
    #expect(read.number(0, read.column("n")) == nil)
    #expect(read.log.problems.map(\.fault) == ["not a number"])
  }

  @Test func flags() {
    let read = table("f\ntrue\nno\nunknown\nmaybe\n")
    let column = read.column("f")
    #expect((0..<4).map { read.flag($0, column) } == [true, false, nil, nil])
    #expect(sentences(read) == ["t.csv, row 5, column f: \"maybe\" is not true or false. Write true or false."])
  }

  /// Any cells, written with quotes where RFC 4180 asks for them, come back as they were.
  @Test func whatIsWrittenIsRead() {
    var generator = Shuffle(state: 42)
    let pieces = ["a", "é", ",", "\"", "\n", "\r\n", " ", "7", "", ";"]
    for _ in 0..<200 {
      let width = Int.random(in: 2...4, using: &generator)
      let header = (0..<width).map { "c\($0)" }
      let rows = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        (0..<width).map { _ in
          (0..<Int.random(in: 0...4, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }.joined()
        }
      }
      let text = ([header] + rows).map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
      let read = table(text)
      #expect(sentences(read) == [])
      #expect(cells(read) == rows)
    }
  }

  private func quoted(_ cell: String) -> String {
    cell.utf8.contains { [10, 13, 34, 44].contains($0) }
      ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : cell
  }
}

/// A small generator with a seed, for property loops.
struct Shuffle: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
