import ArgumentParser
import Foundation
import Inputs
import StudyWorkbook

/// Writes workbooks. A product of its own, so that a first build of placeplan needs no libxlsxwriter.
@main struct Workbooks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "placeplan-workbook", abstract: "Write a study's workbook, or a report's tables as one.",
    subcommands: [Write.self, Tables.self], defaultSubcommand: Write.self)
}

struct Write: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Write study.xlsx, the workbook that an officer fills in, into a study's folder.",
    discussion: """
      It has a sheet for each table of what no file holds, and a row for each figure that only the authority can give. A \
      workbook that is there already is left as it is.
      """)

  @Argument(help: "The study's folder, which holds study.yaml.") var study: String

  mutating func run() throws {
    let folder = URL(fileURLWithPath: study)
    let file = folder.appendingPathComponent(workbookFile)
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw stop("\(file.path): there already. Move it away first, so that no answer is lost.", code: 74)
    }
    do {
      let tables = try loadTables(at: folder, [])
      guard let files = sharedAssumptionFiles(study: folder) else {
        throw stop(
          "Models/assumptions: the shared assumptions are not found. Set PLACEPLAN_MODELS to the Models folder of placeplan.",
          code: 66)
      }
      try StudyWorkbook(study: tables, assumptions: loadAssumptions(files: files)).write(to: file)
    } catch let error as StudyProblems {
      throw stop(
        error.problems.map(\.description).joined(separator: "\n"),
        code: error.problems.allSatisfy(\.isMissing) ? 66 : 65)
    } catch let error as WorkbookError {
      throw stop(error.description, code: 74)
    }
  }

}

/// Says what went wrong and gives the exit code for it.
func stop(_ message: String, code: Int32) -> ExitCode {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  return ExitCode(code)
}
