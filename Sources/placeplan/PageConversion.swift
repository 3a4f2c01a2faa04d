import Documents
import Foundation
import Reporting

/// A program that a format needs and this machine has not, with how to get it.
struct MissingTool: Error, CustomStringConvertible {
  let tool: String
  let remedy: String
  var description: String { "\(tool) is needed and not here. \(remedy)" }
}

/// Turns a report page into other formats by programs made for it.
struct PageConversion {
  let page: URL
  let edition: Edition

  /// - Throws: `MissingTool` when the program for the format is absent or fails.
  func write(_ format: ReportFormat, to file: URL) throws(MissingTool) {
    switch format {
    case .html: try copy(to: file)
    case .docx: try word(file)
    case .pdf: try pdf(file)
    case .xlsx: try workbook(file)
    }
  }

  private func copy(to file: URL) throws(MissingTool) {
    guard file.standardizedFileURL != page.standardizedFileURL else { return }
    do {
      try Data(contentsOf: page).write(to: file, options: .atomic)
    } catch {
      throw MissingTool(tool: file.path, remedy: "It cannot be written: \(error.localizedDescription)")
    }
  }

  private func word(_ file: URL) throws(MissingTool) {
    let install = "Install it with: sudo apt-get install -y pandoc librsvg2-bin"
    guard let pandoc = program("pandoc") else { throw MissingTool(tool: "pandoc", remedy: install) }
    guard program("rsvg-convert") != nil else { throw MissingTool(tool: "rsvg-convert", remedy: install) }
    let source = FileManager.default.temporaryDirectory.appending(path: "placeplan-\(UUID()).html")
    defer { try? FileManager.default.removeItem(at: source) }
    do {
      let html = String(decoding: try Data(contentsOf: page), as: UTF8.self)
      try Data(wordSource(html).utf8).write(to: source)
    } catch {
      throw MissingTool(tool: source.path, remedy: "It cannot be written: \(error.localizedDescription)")
    }
    var arguments = [source.path, "--from", "html", "--to", "docx", "--standalone", "--output", file.path]
    arguments += ["--shift-heading-level-by=-1", "--metadata", "lang=en-GB"]
    if let template = wordTemplate { arguments += ["--reference-doc", template.path] }
    try run(pandoc, arguments, remedy: install)
  }

  /// The Word styles and, for the restricted edition, the mark at the head of every page.
  private var wordTemplate: URL? { projectFile("Reports/templates/\(edition.rawValue).docx") }

  private func pdf(_ file: URL) throws(MissingTool) {
    let install = "Install it with: sudo apt-get install -y weasyprint"
    guard let weasyprint = program("weasyprint") else { throw MissingTool(tool: "weasyprint", remedy: install) }
    try run(weasyprint, ["--pdf-variant", "pdf/ua-1", "--quiet", page.path, file.path], remedy: install)
  }

  private func workbook(_ file: URL) throws(MissingTool) {
    let build = "Build it with: make workbook"
    let beside = WorkbookProgram.url
    guard FileManager.default.isExecutableFile(atPath: beside.path) else {
      throw MissingTool(tool: beside.lastPathComponent, remedy: build)
    }
    try run(beside, ["tables", page.path, file.path], remedy: build)
  }

  private func run(_ program: URL, _ arguments: [String], remedy: String) throws(MissingTool) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    do { try process.run() } catch {
      throw MissingTool(tool: program.lastPathComponent, remedy: "It does not start: \(error.localizedDescription)")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw MissingTool(
        tool: program.lastPathComponent,
        remedy: "It ended with code \(process.terminationStatus); its message stands above. \(remedy)")
    }
  }
}

/// A program on the search path.
private func program(_ name: String) -> URL? {
  let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
  return path.split(separator: ":").map { URL(fileURLWithPath: String($0)).appending(path: name) }.first {
    FileManager.default.isExecutableFile(atPath: $0.path)
  }
}

/// A file of the project, looked for upwards from the executable and the current folder.
private func projectFile(_ path: String) -> URL? {
  let executable = (Bundle.main.executableURL ?? URL(fileURLWithPath: ".")).resolvingSymlinksInPath()
  for start in [executable.deletingLastPathComponent(), URL(fileURLWithPath: FileManager.default.currentDirectoryPath)]
  {
    var folder = start
    while true {
      let file = folder.appending(path: path)
      if FileManager.default.fileExists(atPath: file.path) { return file }
      if folder.path == "/" { break }
      folder.deleteLastPathComponent()
    }
  }
  return nil
}
