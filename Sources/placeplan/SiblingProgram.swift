import Foundation

/// The programs built by themselves beside this one, so that a first build needs neither libxlsxwriter nor a web server.
enum SiblingProgram: String {
  case workbook = "placeplan-workbook"
  case server = "placeplan-serve"

  var url: URL {
    let program = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0]))
      .resolvingSymlinksInPath()
    return program.deletingLastPathComponent().appendingPathComponent(rawValue)
  }
}
