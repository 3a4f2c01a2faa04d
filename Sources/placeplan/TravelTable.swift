import ArgumentParser
import Foundation
import Planning
import Travel

struct TravelTable: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "travel",
    abstract: "Writes journeys from every residence to every setting: drive time and distance, walking distance.",
    discussion: """
      One way, in the morning: fastest drive in seconds, metres along that drive, shortest walk in metres. Rows are residences
      (weighted points), never children. Where residences are addresses or postcodes the file goes into a local/ folder, which is
      never published. straight_line is yes where a point lies beyond the road file.

        placeplan travel GeoData/shropshire --output /tmp/travel.csv
      """)

  @OptionGroup var argument: StudyArgument
  @OptionGroup var options: SimulationOptions
  @Option(help: "The CSV file to write.") var output: String

  func run() async throws {
    Interrupt.listen()
    try await Terminal.run {
      let line = ProgressLine(isQuiet: options.quiet)
      defer { line.finish() }
      let run = try StudyRun(argument.study, options: options, progress: line.progress)
      let study = run.loaded.study
      var file = URL(fileURLWithPath: output)
      let isPersonal = study.residences.contains { [.address, .postcode].contains(study.homes[$0.home].kind) }
      if isPersonal, file.deletingLastPathComponent().lastPathComponent != "local" {
        file = file.deletingLastPathComponent().appending(path: "local").appending(path: file.lastPathComponent)
      }
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let times = run.travel.times
      var text = "residence_id,setting_id,drive_s,drive_m,walk_m,straight_line\n"
      for residence in study.residences {
        for (index, setting) in study.settings.enumerated() {
          let cell = times.cell(home: residence.home, setting: index)
          let isLine = times.isStraightLine[cell]
          text +=
            "\(quoted(residence.id)),\(quoted(setting.id)),\(times.driveSeconds[cell]),\(times.driveMetres[cell]),"
          text +=
            "\(times.walkMetres[cell] < 0 || times.walkMetres[cell] == .max ? "" : String(times.walkMetres[cell])),\(isLine ? "yes" : "no")\n"
        }
      }
      try Data(text.utf8).write(to: file, options: .atomic)
      line.finish()
      if options.json {
        let cells = times.isStraightLine.count
        let lines = times.isStraightLine.count(where: { $0 })
        Terminal.say(
          #"{"residences":\#(study.residences.count),"settings":\#(study.settings.count),"straight_line_share":\#(cells == 0 ? 0 : Double(lines) / Double(cells)),"file":"\#(file.path)"}"#
        )
      } else if !options.quiet {
        for sentence in times.provenance { Terminal.say(sentence) }
        Terminal.say("Journeys: \(file.path)")
      }
    }
  }
}

/// A CSV field, quoted when it needs to be.
func quoted(_ text: String) -> String {
  text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline })
    ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
}
