import ArgumentParser
import Exports
import Foundation
import Planning
import Travel
import Units

struct TravelTable: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "travel",
    abstract: "Writes journeys between every residence and every setting: drive time and distance, walking distance.",
    discussion: """
      One way, in the morning: fastest drive in seconds, metres along that drive, shortest walk in metres. Rows are residences
      (weighted points), never children. Where residences are addresses or postcodes the file goes into a local/ folder, which is
      never published. Each row says its direction, the kind of point the residence is and by what network each distance was
      measured; straight_line is yes where a point lies beyond the road file.

      --both-ways adds the journeys home in the afternoon. --areas writes isochrones and catchments of special schools and bases.

        placeplan travel GeoData/shropshire --output /tmp/travel.csv
        placeplan travel GeoData/shropshire --both-ways --areas /tmp/areas.gpkg --output /tmp/travel.csv
      """)

  @OptionGroup var argument: StudyArgument
  @OptionGroup var options: SimulationOptions
  @Flag(help: "Also the journeys home: one-way streets, turn restrictions and speeds of the afternoon.") var bothWays =
    false
  @Option(help: "A GeoPackage to write isochrones and catchments to.") var areas: String?
  @Option(help: "The CSV file to write.") var output: String

  func run() async throws {
    try await options.running { line in
      let run = try StudyRun(argument.study, options: options, progress: line.progress)
      let study = run.loaded.study
      var legs = [run.travel.times]
      if bothWays {
        legs.append(
          try Travel(
            roads: run.loaded.roads, study: study, assumptions: run.loaded.assumptions, leg: .toHome, jobs: options.jobs
          ).times)
      }
      var file = URL(fileURLWithPath: output)
      let isPersonal = study.residences.contains { [.address, .postcode].contains(study.homes[$0.home].kind) }
      if isPersonal, file.deletingLastPathComponent().lastPathComponent != "local" {
        file = file.deletingLastPathComponent().appending(path: "local").appending(path: file.lastPathComponent)
      }
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(journeyTable(legs, study: study).utf8).write(to: file, options: .atomic)
      if let areas {
        let drawn = try run.travel.areas(study, run.loaded.assumptions, jobs: options.jobs)
        try writeTravelAreas(drawn, study: study, to: URL(fileURLWithPath: areas))
      }
      line.finish()
      if options.json {
        let share = legs[0].straightLineShare
        Terminal.say(
          #"{"residences":\#(study.residences.count),"settings":\#(study.settings.count),"straight_line_share":\#(share),"file":"\#(file.path)"}"#
        )
      } else if !options.quiet {
        for sentence in legs[0].provenance { Terminal.say(sentence) }
        for leg in legs.dropFirst() {
          for sentence in leg.provenance where !legs[0].provenance.contains(sentence) { Terminal.say(sentence) }
        }
        Terminal.say("Journeys: \(file.path)")
        if let areas { Terminal.say("Isochrones and catchments: \(areas)") }
      }
    }
  }
}

/// A row for each residence, setting and leg.
private func journeyTable(_ legs: [TravelTimes], study: Study) -> String {
  func metres(_ millimetres: Int32) -> String {
    millimetres < 0 || millimetres == .max ? "" : String(Millimetres(Int(millimetres)).metres.count)
  }
  func network(_ isStraightLine: Bool, _ name: String) -> String { isStraightLine ? "straight_line" : name }
  var text =
    "residence_id,setting_id,drive_s,drive_m,walk_m,straight_line,direction,point_kind,drive_network,walk_network\n"
  for residence in study.residences {
    let kind = study.homes[residence.home].kind.rawValue
    for (index, setting) in study.settings.enumerated() {
      for times in legs {
        let drive = times.drive(home: residence.home, setting: index)
        let walk = times.walk(home: residence.home, setting: index)
        let isLine = times.isStraightLine(home: residence.home, setting: index)
        let fields = [
          quoted(residence.id), quoted(setting.id), String(drive.seconds), String(drive.metres),
          metres(walk), isLine ? "yes" : "no", times.leg.rawValue, kind,
          network(isLine, "roads"),
          network(times.isWalkStraightLine(home: residence.home, setting: index), "roads_and_paths"),
        ]
        text += fields.joined(separator: ",") + "\n"
      }
    }
  }
  return text
}

/// A CSV field, quoted when it needs to be.
func quoted(_ text: String) -> String {
  text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline })
    ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
}
