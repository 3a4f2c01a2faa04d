import Documents
import Foundation
import Inputs
import Reporting

/// Why a page was not handed on in a format by the program for it.
enum ConversionFault: Error, CustomStringConvertible {
  /// The program is not on this machine; the remedy says how to get it.
  case missing(String, remedy: String)
  /// The program ended with this code, its own message on standard error.
  case failed(String, code: Int32)

  var isMissing: Bool { if case .missing = self { true } else { false } }
  var description: String {
    switch self {
    case .missing(let tool, let remedy): "\(tool) is needed and not here. \(remedy)"
    case .failed(let tool, let code): "\(tool) ended with code \(code); its message stands above."
    }
  }
}

/// Turns a report page into other formats by programs made for it.
///
/// Throws `ConversionFault` when the program for a format is absent or fails; Foundation's error when a file cannot be read or
/// written.
struct PageConversion {
  let page: URL
  let edition: Edition

  func word(_ file: URL) throws {
    let install = "Install it with: sudo apt-get install -y pandoc librsvg2-bin"
    let pandoc = try program("pandoc", remedy: install)
    let rasterise = try program("rsvg-convert", remedy: install)
    let template = try wordTemplate()
    let folder = FileManager.default.temporaryDirectory.appending(path: "placeplan-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var made: [String: String] = [:]
    let source = try rewritten { html in
      try wordSource(html) { svg, width in
        if let known = made[svg] { return known }
        let name = folder.appending(path: "\(made.count)")
        try Data(svg.utf8).write(to: name.appendingPathExtension("svg"))
        let image = name.appendingPathExtension("png").path
        try run(
          rasterise, ["--width", "\(width)", "--output", image, name.appendingPathExtension("svg").path])
        made[svg] = image
        return image
      }
    }
    defer { try? FileManager.default.removeItem(at: source) }
    try run(
      pandoc,
      [
        source.path, "--from", "html", "--to", "docx", "--standalone", "--output", file.path,
        "--shift-heading-level-by=-1", "--metadata", "lang=en-GB", "--reference-doc", template.path,
      ])
  }

  /// The Word styles and, for the restricted edition, the mark at the head of every page, without which it is not written.
  private func wordTemplate() throws(ConversionFault) -> URL {
    let name = "Reports/templates/\(edition.rawValue).docx"
    let found = firstUpwards { folder in
      let file = folder.appending(path: name)
      return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }
    guard let found else {
      throw .missing(name, remedy: "Run placeplan from its own folder or one within it, where this template is.")
    }
    return found
  }

  func pdf(_ file: URL) throws {
    let weasyprint = try program("weasyprint", remedy: "Install it with: sudo apt-get install -y weasyprint")
    let source = try rewritten { paperSource($0, style: paperStyle(edition)) }
    defer { try? FileManager.default.removeItem(at: source) }
    try run(weasyprint, ["--pdf-variant", "pdf/ua-1", "--quiet", source.path, file.path])
  }

  /// The page as another program should read it, in a file of its own that the caller removes.
  private func rewritten(_ rewrite: (String) throws -> String) throws -> URL {
    let source = FileManager.default.temporaryDirectory.appending(path: "placeplan-\(UUID()).html")
    let html = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    try Data(try rewrite(html).utf8).write(to: source)
    return source
  }

  func workbook(_ file: URL) throws {
    let beside = SiblingProgram.workbook.url
    guard FileManager.default.isExecutableFile(atPath: beside.path) else {
      throw ConversionFault.missing(beside.lastPathComponent, remedy: "Build it with: make workbook")
    }
    try run(beside, ["tables", page.path, file.path])
  }

  private func run(_ program: URL, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ConversionFault.failed(program.lastPathComponent, code: process.terminationStatus)
    }
  }
}

/// A program on the search path.
private func program(_ name: String, remedy: String) throws(ConversionFault) -> URL {
  let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
  let places = path.split(separator: ":").map { URL(fileURLWithPath: String($0)).appending(path: name) }
  guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
    throw .missing(name, remedy: remedy)
  }
  return found
}
