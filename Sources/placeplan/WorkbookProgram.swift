import Foundation

/// The program that writes workbooks, built by itself so that a first build needs no libxlsxwriter.
enum WorkbookProgram {
  static let url: URL = {
    let program = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0]))
      .resolvingSymlinksInPath()
    return program.deletingLastPathComponent().appendingPathComponent("placeplan-workbook")
  }()
}
