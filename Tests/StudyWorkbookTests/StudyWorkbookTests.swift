import Assumptions
import CGDAL
import Foundation
import Inputs
import Planning
import TestSupport
import Testing
import Units

@testable import StudyWorkbook

/// The empty workbook: what an officer finds in it, and that the file is one that spreadsheets and screen readers take well.
@Suite struct StudyWorkbookTests {
  private func workbook() throws -> StudyWorkbook {
    let study = Study(
      name: "tiny", laCode: "999", laName: "Tinyshire", baseYear: AcademicYear(start: 2025), horizon: 3, draws: 1,
      seed: 1)
    return StudyWorkbook(study: study, assumptions: try loadAssumptions(files: sharedModels()))
  }

  /// Writes the workbook to a file that goes away afterwards.
  private func withFile<Result>(_ workbook: StudyWorkbook, _ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("workbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(workbookFile)
    try workbook.write(to: file)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [workbookFile])
    return try body(file)
  }

  /// A part of the workbook's archive as text.
  private func part(_ name: String, of file: URL) throws -> String {
    let handle = try #require(VSIFOpenL("/vsizip/{\(file.path)}/\(name)", "rb"), "\(name)")
    defer { VSIFCloseL(handle) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = VSIFReadL(&chunk, 1, chunk.count, handle)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func sheets(_ file: URL) throws -> [Sheet] {
    let log = ProblemLog()
    let sheets = readSheets(file, log: log)
    #expect(log.problems == [])
    return try #require(sheets)
  }

  @Test func aSheetATableBehindTheReadMe() throws {
    try withFile(workbook()) { file in
      let names = try sheets(file).map(\.name)
      #expect(
        names == [
          "Read me", "settings", "provision", "proposals", "proposal_places", "proposal_capital", "options",
          "contracts",
          "assumptions", "columns", "lists",
        ])
    }
  }

  @Test func theReadMeSaysWhatMustNotBeEnteredAndWhatUnknownDoes() throws {
    try withFile(workbook()) { file in
      let rows = try #require(try sheets(file).first).rows.map { $0[0] }
      #expect(rows[0] == "Study workbook: Tinyshire (999), 2025/26")
      let text = rows.joined(separator: "\n")
      for words in ["no unique pupil numbers", "Enter no names", "Write unknown", "placeplan check"] {
        #expect(text.contains(words), "\(words)")
      }
      for sheet in workbookSheets { #expect(text.contains("\(sheet.name): \(sheet.purpose)"), "\(sheet.name)") }
    }
  }

  @Test func everyTableIsMarkedUpFrozenAndUnlocked() throws {
    try withFile(workbook()) { file in
      for number in 2...11 {
        let xml = try part("xl/worksheets/sheet\(number).xml", of: file)
        #expect(xml.contains("<tablePart "), "\(number)")
        #expect(xml.contains("ySplit=\"1\"") && xml.contains("state=\"frozen\""), "\(number)")
        #expect(!xml.contains("mergeCell") && !xml.contains("sheetProtection"), "\(number)")
      }
    }
  }

  @Test func everyColumnHasAMessageAndEveryCodedOneADropDown() throws {
    try withFile(workbook()) { file in
      for (index, sheet) in workbookSheets.enumerated() {
        let xml = try part("xl/worksheets/sheet\(index + 2).xml", of: file)
        #expect(xml.components(separatedBy: "<dataValidation ").count - 1 == sheet.columns.count, "\(sheet.name)")
        let coded = sheet.columns.filter { $0.content.choice != nil }
        let lists = xml.components(separatedBy: "<formula1>lists!$B$").count - 1
        #expect(lists >= coded.count, "\(sheet.name)")
      }
    }
  }

  @Test func dropDownsOfferEveryCodeOfTheFormats() throws {
    let lists = Lists(firstYear: AcademicYear(start: 2025), years: 3)
    func offered(_ sheet: String, _ column: String) throws -> [String] {
      let column = try #require(workbookSheets.first { $0.name == sheet }?[column])
      let numbers = try #require(lists.formula(column)).split { !$0.isNumber }.compactMap { Int($0) }
      return (numbers[0]...numbers[1]).map { lists.rows[$0 - 1][1] }
    }
    #expect(try offered("proposal_places", "kind") == ProvisionKind.allCases.map(\.code) + ["unknown"])
    let kinds = ProposalKind.allCases.filter { $0 != .relocate }
    #expect(try offered("proposals", "kind") == kinds.map(\.rawValue) + ["unknown"])
    #expect(try offered("provision", "needs") == ["all"] + Need.allCases.map(\.code) + ["unknown"])
    #expect(try offered("provision", "nc_year_low") == (-4...21).map(String.init) + ["unknown"])
    #expect(try offered("proposal_places", "year") == ["2025/26", "2026/27", "2027/28", "2028/29", "unknown"])
    #expect(try offered("proposal_capital", "financial_year").first == "2024-25")
    #expect(try offered("proposals", "illustrative") == ["yes", "no", "unknown"])
    #expect(try offered("proposals", "statutory") == ["not needed", "unknown"])
    #expect(try offered("assumptions", "value") == ["unknown"])
  }

  @Test func messagesAreNoLongerThanAWorkbookTakes() {
    for sheet in workbookSheets {
      #expect(sheet.name.count <= 31)
      for column in sheet.columns {
        #expect(column.name.count <= 32, "\(column.name)")
        #expect(message(column, in: sheet).count <= 255, "\(sheet.name).\(column.name)")
      }
      #expect(Set(sheet.columns.map(\.name)).count == sheet.columns.count)
    }
  }

  @Test func theSameStudyGivesTheSameBytes() throws {
    let first = try withFile(workbook()) { try Data(contentsOf: $0) }
    #expect(try withFile(workbook()) { try Data(contentsOf: $0) } == first)
  }

  @Test func everyAskedFigureIsASharedOneThatNoRunMayDefault() throws {
    let set = try loadAssumptions(files: sharedModels())
    let rows = try #require(try workbook()["assumptions"]).rows
    for asked in askedFigures {
      let figure = try #require(set[asked.id], "\(asked.id)")
      #expect(!figure.isUsableAsDefault, "\(asked.id)")
      let own = rows.filter { $0[0] == asked.id }
      #expect(own.count == workbookParts(figure.value).count, "\(asked.id)")
      // Where nobody knows, there is something to fall back on.
      #expect(own.allSatisfy { !$0[4].isEmpty }, "\(asked.id)")
    }
    #expect(Set(askedFigures.map(\.id)).count == askedFigures.count)
  }

  @Test func everyFigureThatTheCodeReadsAndMayNotDefaultIsAsked() throws {
    let set = try loadAssumptions(files: sharedModels())
    let asked = Set(askedFigures.map(\.id))
    let sources = projectFolder().appendingPathComponent("Sources")
    var text = ""
    for case let file as URL in FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)!
    where file.pathExtension == "swift" && !file.path.contains("StudyWorkbook") {
      text += try String(contentsOf: file, encoding: .utf8)
    }
    let read = set.all.filter { !$0.isUsableAsDefault && text.contains("\"\($0.id)\"") }.map(\.id)
    #expect(read.filter { !asked.contains($0) } == [])
    #expect(asked.subtracting(read) == [])
  }

  @Test func aFolderThatCannotBeWrittenIsSaid() throws {
    let file = URL(fileURLWithPath: "/nowhere/at/all/study.xlsx")
    #expect(throws: WorkbookError.self) { try workbook().write(to: file) }
  }
}
