import Foundation
import Inputs
import Testing

/// Tables as other programs write them.
@Suite("Foreign tables")
struct ForeignTextTests {
  private func table(_ bytes: [UInt8]) -> (table: CSVTable, problems: [String]) {
    let log = ProblemLog()
    let table = CSVTable(file: "x.csv", bytes: bytes, dialect: .foreign, log: log)
    return (table, log.problems.map(\.description))
  }

  private func cells(_ table: CSVTable) -> [[String]] {
    (0..<table.rowCount).map { row in
      table.columns.map { table.text(row, table.optionalColumn($0)) ?? "" }
    }
  }

  @Test("windows-1252, UTF-8 and UTF-16 give the same text")
  func encodings() {
    let text = "name,fee\nSt Zoë’s – “Hall”,£5\n"
    let western: [UInt8] =
      Array("name,fee\nSt Zo".utf8) + [0xEB, 0x92] + Array("s ".utf8) + [0x96, 0x20, 0x93] + Array("Hall".utf8)
      + [0x94, 0x2C, 0xA3] + Array("5\n".utf8)
    let units = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let wide: [UInt8] = [0xFF, 0xFE] + units
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    for bytes in [Array(text.utf8), western, wide, marked] {
      let read = table(bytes)
      #expect(read.problems == [])
      #expect(read.table.columns == ["name", "fee"])
      #expect(cells(read.table) == [["St Zoë’s – “Hall”", "£5"]])
    }
  }

  @Test("The separator is the one the header holds most of", arguments: [",", ";", "\t", "|"])
  func separators(_ separator: String) {
    let read = table(Array("a\(separator)b\(separator)c\n1\(separator)\"x\(separator)y\"\(separator)3\n".utf8))
    #expect(cells(read.table) == [["1", "x\(separator)y", "3"]])
  }

  @Test("Short rows are filled and counted, empty cells too many dropped, a full one too many reported")
  func ragged() {
    let read = table(Array("a,b,c\n1,2\n1,2,3,,\n\n,,\n1,2,3,4\n 5 ,6, 7 \n".utf8))
    #expect(cells(read.table) == [["1", "2", ""], ["1", "2", "3"], ["5", "6", "7"]])
    #expect(read.table.shortRowCount == 1)
    #expect(read.table.lines == [2, 3, 7])
    #expect(read.problems.count == 1)
    #expect(read.problems[0].hasPrefix("x.csv, row 6: 4 cells where the header has 3."))
  }

  @Test("A file cut off in the middle of a row is reported")
  func cutOff() {
    let read = table(Array("a,b,c\n1,2,3\n1,2".utf8))
    #expect(cells(read.table) == [["1", "2", "3"]])
    #expect(read.problems.count == 1)
  }

  @Test("Columns without a name and named twice can be told apart; quotes inside plain cells stay")
  func headers() {
    let read = table(Array("a,,a\n5\" pipe,x,\"say \"\"hi\"\"\"\r\n".utf8))
    #expect(read.table.columns == ["a", "column 2", "a (column 3)"])
    #expect(cells(read.table) == [["5\" pipe", "x", "say \"hi\""]])
    #expect(read.problems == [])
  }

  @Test(
    "The header is found below titles, on the line that it stands on, in any encoding",
    arguments: [
      ("a,b,c\n1,2,3\n", 1, [String]()), ("Pupils of Oakham\n\na,b,c\n1,2,3\n", 3, ["Pupils of Oakham"]),
      ("\"Made, on 1 May\"\r\na;b;c\r\n1;2;3\r\n", 2, ["Made", "on 1 May"]),
      ("\"a\nfirst\",b,c\n1,2,3\n", 1, []), ("title\n\"a\nfirst\",b,c\n1,2,3\n", 2, ["title"]), ("", 1, []),
    ])
  func headerBelowTitles(_ text: String, _ line: Int, _ titles: [String]) {
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [Array(text.utf8), wide] {
      let found = ForeignText(bytes)
      #expect(found.headerLine == line)
      #expect(found.titles == titles)
      let table = found.table(file: "x.csv", log: ProblemLog())
      #expect(table.columns.last == (text.isEmpty ? nil : "c"))
      #expect(table.lines.first == (text.isEmpty ? nil : text.contains("first") ? line + 2 : line + 1))
    }
    #expect(ForeignText(Array("x\na,b\n1,2\n".utf8), headerLine: 3).headerLine == 3)
  }

  @Test("Zero bytes and the end mark of DOS after the text are no part of it")
  func endMarks() {
    let read = table(Array("a,b\n1,2\n".utf8) + [0x1A, 0, 0])
    #expect(cells(read.table) == [["1", "2"]])
    #expect(read.problems == [])
  }

  @Test("A gzip file is read, and a damaged one reported")
  func archives() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("archives-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // gzip of "a,b\n1,2\n", stored without compression.
    let text = Array("a,b\n1,2\n".utf8)
    let gzip: [UInt8] =
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 8, 0, 0xF7, 0xFF] + text + checksum(text) + [8, 0, 0, 0]
    let log = ProblemLog()
    let file = folder.appendingPathComponent("t.csv.gz")
    try Data(gzip).write(to: file)
    let read = readTables(file, log: log)
    #expect(log.problems == [])
    #expect(read.count == 1)
    #expect(read.first.map(cells) == [["1", "2"]])
    try Data(gzip.prefix(20)).write(to: file)
    #expect(readTables(file, log: log).isEmpty || !log.isEmpty)
  }

  /// CRC-32 of RFC 1952, least significant byte first.
  private func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    crc ^= 0xFFFF_FFFF
    return (0..<4).map { UInt8(crc >> (8 * $0) & 0xFF) }
  }
}
