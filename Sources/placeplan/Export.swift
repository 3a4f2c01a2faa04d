import ArgumentParser
import Exports
import Foundation
import Inputs

/// Hands on the map and tables of a finished run.
///
/// In CSV no cell can run as a formula: text that begins with `=`, `+`, `-`, `@`, a tab or a line end, also after spaces
/// or quotes and in full-width form, gets an apostrophe in front. Figures stay figures, negative ones too.
struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a finished run's map and tables as GeoPackage, CSV or GeoJSON.",
    discussion: """
      Reads the run's run.gpkg and never its local/ folder. Writes RUN/export-<format>/,
      or --output:

      gpkg: a checked copy, which QGIS opens already drawn.

      csv: a file for each layer and table, in EPSG:27700: points as easting_m and
      northing_m, areas as well-known text. Text that a spreadsheet might run as a
      formula (it begins with = + - @, a tab or a line end, also after spaces or
      quotes and in full-width form) gets an apostrophe in front; numbers stay.

      geojson: a file for each layer with a geometry, in WGS84: longitude first, seven
      decimals (RFC 7946).

      An earlier export is replaced; a folder that holds anything else is refused.

        placeplan export Runs/shropshire-1 --format geojson
        placeplan export Runs/shropshire-1 --format csv --output /tmp/tables --json
      """)

  @Argument(help: ArgumentHelp("The folder of a finished run.", valueName: "run"))
  var folder: String
  @Option(help: "gpkg, csv or geojson.") var format: ExportFormat
  @Option(help: "Folder to write to (export-<format> in the run when left out).") var output: String?
  @Flag(help: "No summary.") var quiet = false
  @Flag(help: "Print the files written and their rows as JSON.") var json = false

  func run() async throws {
    Interrupt.listen()
    try await Terminal.run {
      let run = URL(fileURLWithPath: folder)
      let target = output.map { URL(fileURLWithPath: $0) } ?? run.appending(path: "export-\(format.rawValue)")
      do {
        let export = try exportRun(run, as: format, to: target, isCancelled: { Interrupt.isRequested })
        try report(export, folder: target)
      } catch let error as RunFileError {
        throw StudyProblems([
          Problem(file: error.file, fault: error.fault, remedy: error.remedy, isMissing: error.isMissing)
        ])
      }
    }
  }

  private func report(_ export: RunExport, folder: URL) throws {
    if json {
      try Terminal.say(
        json: Written(
          format: format.rawValue, output: folder.path, files: export.files, transformation: export.transformation))
    } else if !quiet {
      for file in export.files { Terminal.say("\(file.file): \(file.rows) \(file.rows == 1 ? "row" : "rows")") }
      if let sentence = export.transformation { Terminal.say(sentence) }
      Terminal.say("Export: \(folder.path)")
    }
  }

  /// What `--json` prints.
  private struct Written: Encodable {
    var format: String
    var output: String
    var files: [RunExport.File]
    var transformation: String?
  }
}

extension ExportFormat: ExpressibleByArgument {}
