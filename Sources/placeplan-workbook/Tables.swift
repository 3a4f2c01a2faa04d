import ArgumentParser
import Documents
import Foundation
import ReportWorkbook

/// Writes the tables of a report page as a workbook.
struct Tables: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the tables of a report page as a workbook; placeplan report --format xlsx calls it.")

  @Argument(help: "The page, an HTML file that placeplan wrote.") var page: String
  @Argument(help: "The workbook to write.") var workbook: String

  mutating func run() throws {
    guard let data = FileManager.default.contents(atPath: page) else {
      throw stop("\(page): cannot be read.", code: 66)
    }
    do {
      try ReportWorkbook(PageTables(String(decoding: data, as: UTF8.self))).write(to: URL(fileURLWithPath: workbook))
    } catch {
      throw stop(error.description, code: 74)
    }
  }
}
