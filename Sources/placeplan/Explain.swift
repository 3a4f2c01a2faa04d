import ArgumentParser
import Foundation
import Placement
import Planning
import Simulation
import Units

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says why the model places a simulated entrant where it does, the next best, and what would change it.",
    discussion: """
      For children that the projection makes up, in its central draw; never for a child of the caseload, whose placement is
      casework. Writes under local/ only: the explanation, and entrants.csv with every simulated entrant of the year and its id.

        placeplan explain GeoData/shropshire --year 2027/28
        placeplan explain GeoData/shropshire --year 2027/28 --child E0123456789abcdef --option all-bases
      """)

  @OptionGroup var argument: StudyArgument
  @Option(help: "A simulated entrant's id (the list of them alone when left out).") var child: String?
  @Option(help: "The academic year, such as 2027/28.") var year: String
  @Option(help: "The option the child is placed under.") var option = PlanOption.doNothingID
  @OptionGroup var options: SimulationOptions
  @Option(help: "Folder to write to (explain-<study>-<year> when left out).") var output: String?

  func run() async throws {
    try await options.running { line in
      let loaded = try loadedStudy(argument.study, options: options)
      if let child, loaded.study.caseload.contains(where: { $0.id == child }) {
        Terminal.complain(
          "--child \(child): a child of the caseload. placeplan explains simulated entrants only: what it computes says nothing about a real child's placement, and is no part of casework."
        )
        throw ExitCode(64)
      }
      let run = try StudyRun(argument.study, options: options, progress: line.progress)
      let study = run.loaded.study
      guard let academic = AcademicYear(year), let index = study.index(of: academic), index > 0 else {
        Terminal.complain(
          "--year \(year): not a projected year of the study. They run from \(study.year(1)) to \(study.year(study.horizon))."
        )
        throw ExitCode(64)
      }
      let world = try simulatedWorld(option, of: study)
      let cohort = run.simulation.need.cohort(draw: Simulation.central)
      let name = "explain-\(study.name)-\(academic.description.replacing("/", with: "-"))"
      let folder = URL(fileURLWithPath: output ?? name).appending(path: "local")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let list = folder.appending(path: "entrants.csv")
      var space = PlacementStage.Workspace()
      let placements = try run.simulation.placement.place(cohort, supply: world.supply, workspace: &space)
      try writeEntrants(cohort, placements, year: index, study: study, to: list)
      line.finish()
      guard let child else {
        if options.json {
          Terminal.say(#"{"study":"\#(study.name)","year":"\#(academic)","entrants":"\#(list.path)"}"#)
        } else if !options.quiet {
          Terminal.say("Simulated entrants of \(academic), local use only: \(list.path)")
        }
        return
      }
      guard let row = (0..<cohort.count).first(where: { Self.id(cohort, $0) == child }),
        let explanation = try run.simulation.placement.explain(row, year: index, of: cohort, supply: world.supply)
      else {
        Terminal.complain(
          "--child \(child): no simulated entrant of \(academic) has this id. Those there are stand in \(list.path).")
        throw ExitCode(64)
      }
      let words = ExplanationWords(study: study, world: world.name, cohort: cohort, child: row, id: child, year: index)
      let file = folder.appending(path: "\(child)-\(academic.description.replacing("/", with: "-")).md")
      try Data(words.markdown(explanation).utf8).write(to: file, options: .atomic)
      if options.json {
        Terminal.say(words.json(explanation, file: file))
      } else if !options.quiet {
        for sentence in words.sentences(explanation) { Terminal.say(sentence) }
        Terminal.say("Written for local use only: \(file.path)")
      }
    }
  }

  /// An entrant's id: its name in every random stream, the same in every option and draw. `nil` for a child of the caseload.
  static func id(_ cohort: Cohort, _ child: Int) -> String? {
    guard cohort.caseloadIndex[child] < 0 else { return nil }
    let digits = String(cohort.key[child], radix: 16)
    return "E" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  private func writeEntrants(
    _ cohort: Cohort, _ placements: Placements, year: Int, study: Study, to file: URL
  ) throws {
    var text = "child_id,first_year,nc_year,need,band,area_id,kind,setting_id,decided\n"
    for child in 0..<cohort.count where cohort.isPresent(child, year: year) {
      guard let id = Self.id(cohort, child) else { continue }
      let provision = study.provisions[placements.provision(child, year: year)]
      let reason = placements.reason[year * placements.children + child]
      let area = study.areas[study.homes[Int(cohort.home[child])].area].id
      let setting = provision.setting.map { study.settings[$0].id } ?? ""
      text +=
        "\(id),\(study.year(Int(cohort.entry[child]))),\(cohort.ncYear(child, year: year)),\(cohort.need[child].code),\(cohort.band[child]),\(quoted(area)),\(provision.kind.code),\(quoted(setting)),\(ExplanationWords.code(reason))\n"
    }
    try Data(text.utf8).write(to: file, options: .atomic)
  }
}
