import ArgumentParser
import Foundation
import Inputs
import Reporting

/// Hands on a finished run's report as HTML, Word, PDF or workbook.
struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a report of a finished run as HTML, Word, PDF or workbook.",
    discussion: """
      Kinds:
        impact     the travel impact assessment of each proposal, and where the guidance
                   (SPP1-8, CAP1-12) is answered
        board      options side by side, then a page for each
        transport  eligible children, vehicles, kilometres and cost by year and option
        strategy   a capital strategy paper in the order of cabinet reports
        returns    success measures, trajectories and the specialist forecast for SCAP;
                   with csv also as open data, each table with its meta.csv

      Editions: public (after disclosure control, the default) or restricted (aggregates
      before suppression, marked on every page, for named officers).

      docx needs pandoc with librsvg2-bin, pdf needs weasyprint, xlsx the program that
      make workbook builds. Where one is missing the HTML is written all the same, the
      command says what to install, and the exit code is 75.

      Writes RUN/reports/, or RUN/local/reports/ for the restricted edition, or --output.

        placeplan report Runs/shropshire-1 --kind impact
        placeplan report Runs/shropshire-1 --kind strategy --format docx,pdf --output /tmp/papers
        placeplan report Runs/shropshire-1 --kind board --edition restricted --format xlsx
      """)

  @Argument(help: ArgumentHelp("The folder of a finished run.", valueName: "run"))
  var folder: String
  @Option(help: "impact, board, transport, strategy or returns.") var kind: ReportKind
  @Option(help: "html, docx, pdf, xlsx and csv, one or more with commas.") var format = ReportFormats([.html])
  @Option(help: "public or restricted.") var edition = Edition.public
  @Option(help: "Folder to write to.") var output: String?
  @Flag(help: "No summary.") var quiet = false
  @Flag(help: "Print the files written as JSON.") var json = false

  func run() async throws {
    try await Terminal.run {
      let run = URL(fileURLWithPath: folder)
      let page = try page(of: run)
      let target = output.map { URL(fileURLWithPath: $0) } ?? page.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      var faults: [ConversionFault] = []
      var written: [URL] = []
      for format in format.all {
        do {
          written += try write(format, page: page, to: target)
        } catch let fault as ConversionFault { faults.append(fault) }
      }
      try say(written)
      for fault in faults { Terminal.complain(fault.description) }
      if faults.contains(where: \.isMissing) { throw ExitCode.toolMissing }
      if !faults.isEmpty { throw ExitCode.cannotReadOrWrite }
    }
  }

  func validate() throws {
    if format.all.contains(.csv), kind != .returns {
      throw ValidationError("--format csv: only returns has tables for open data, not \(kind.rawValue).")
    }
  }

  /// The report in one format; the files written.
  private func write(_ format: ReportFormat, page: URL, to target: URL) throws -> [URL] {
    func copy(_ source: URL) throws -> URL {
      let file = target.appending(path: source.lastPathComponent)
      if file.standardizedFileURL != source.standardizedFileURL {
        try Data(contentsOf: source).write(to: file, options: .atomic)
      }
      return file
    }
    let file = target.appending(path: "\(kind.rawValue).\(format.rawValue)")
    let conversion = PageConversion(page: page, edition: edition)
    switch format {
    case .html: return [try copy(page)]
    case .csv: return try ReportPlace(run: URL(fileURLWithPath: folder), edition: edition).tables.map(copy)
    case .docx: try conversion.word(file)
    case .pdf: try conversion.pdf(file)
    case .xlsx: try conversion.workbook(file)
    }
    return [file]
  }

  private func say(_ written: [URL]) throws {
    if json {
      try Terminal.say(
        json: Written(edition: edition.rawValue, kind: kind.rawValue, files: written.map(\.path)))
    } else if !quiet {
      for file in written { Terminal.say("Report: \(file.path)") }
    }
  }

  private struct Written: Encodable {
    var edition: String
    var kind: String
    var files: [String]
  }

  /// The page that `assess` wrote.
  private func page(of run: URL) throws -> URL {
    let page = ReportPlace(run: run, edition: edition).page(kind)
    guard !FileManager.default.fileExists(atPath: page.path) else { return page }
    var isFolder: ObjCBool = false
    let isRun = FileManager.default.fileExists(atPath: run.path, isDirectory: &isFolder) && isFolder.boolValue
    throw StudyProblems([
      Problem(
        file: isRun ? page.path : run.path, fault: isRun ? "the run holds no such page" : "there is no such folder",
        remedy: isRun
          ? "Make the run again with placeplan assess; a run copied without its local/ folder has no restricted edition."
          : "Give the folder of a finished run, such as Runs/shropshire-1.",
        isMissing: true)
    ])
  }
}

/// What a report can be handed on as.
enum ReportFormat: String, CaseIterable { case html, docx, pdf, xlsx, csv }

/// `docx,pdf`: one or more formats. HTML is always among them, because the others are made from it.
struct ReportFormats: ExpressibleByArgument, CustomStringConvertible {
  let all: [ReportFormat]
  init(_ formats: [ReportFormat]) { all = ReportFormat.allCases.filter { formats.contains($0) || $0 == .html } }
  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let formats = parts.compactMap { ReportFormat(rawValue: $0.trimmingCharacters(in: .whitespaces)) }
    guard formats.count == parts.count, !formats.isEmpty else { return nil }
    self.init(formats)
  }
  var description: String { all.map(\.rawValue).joined(separator: ",") }
}

extension ReportKind: ExpressibleByArgument {}
extension Edition: ExpressibleByArgument {}
