import ArgumentParser
import Foundation
import Placement
import Planning
import Simulation
import Transport
import Units

struct TransportPlan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transport",
    abstract: "Routes one school year for the transport team: a publishable summary and a route book for local use.",
    discussion: """
      Routes the central draw of a year under an option (do nothing when left out). routes.csv is by setting and holds no home;
      local/route-book.csv holds pick-ups in order, is for the team alone and is never published.

        placeplan transport GeoData/shropshire --year 2027/28
        placeplan transport GeoData/shropshire --option all-bases --year 2029/30 --iterations 200 --output /tmp/routes
      """)

  @OptionGroup var argument: StudyArgument
  @Option(help: "The option to route.") var option = PlanOption.doNothingID
  @Option(help: "The academic year, such as 2027/28 (the last year when left out).") var year: String?
  @Option(help: "Routing steps a rider; the routes depend on it and never on the clock.")
  var iterations = TransportStage.defaultIterationsPerRider
  @OptionGroup var options: SimulationOptions
  @Option(help: "Folder to write to (transport-<study>-<year> when left out).") var output: String?

  func run() async throws {
    Interrupt.listen()
    try await Terminal.run {
      let line = ProgressLine(isQuiet: options.quiet)
      defer { line.finish() }
      let run = try StudyRun(argument.study, options: options, progress: line.progress)
      let study = run.loaded.study
      let index = try yearIndex(study)
      guard let world = World.all(of: study).first(where: { $0.id == option && $0.kind != .proposal }) else {
        Terminal.complain(
          "--option \(option): the study has no such option. It has: \(study.options.map(\.id).joined(separator: ", "))."
        )
        throw ExitCode(64)
      }
      let stage = run.simulation.transport
      let cohort = run.simulation.need.cohort(draw: Simulation.central)
      let draws = stage.draws(cohort)
      var space = PlacementStage.Workspace()
      let placements = try run.simulation.placement.place(cohort, supply: world.supply, workspace: &space)
      var cache = RouteCache()
      line.progress.report("Routing \(study.year(index))", 0, 1)
      let book = stage.routeBook(
        cohort, draws, placements, year: index, iterationsPerRider: iterations, cache: &cache, jobs: options.jobs)
      let journeys = stage.routed(
        cohort, draws, placements, year: index, iterationsPerRider: iterations, cache: &cache, jobs: options.jobs)
      if Interrupt.isRequested { throw CancellationError() }
      let name = "transport-\(study.name)-\(study.year(index).description.replacing("/", with: "-"))"
      let folder = URL(fileURLWithPath: output ?? name)
      try FileManager.default.createDirectory(at: folder.appending(path: "local"), withIntermediateDirectories: true)
      try writeSettings(journeys, cohort: cohort, placements, year: index, study: study, to: folder)
      try writeBook(book, study: study, to: folder.appending(path: "local/route-book.csv"))
      line.finish()
      report(journeys, study: study, year: index, folder: folder)
    }
  }

  private func yearIndex(_ study: Study) throws -> Int {
    guard let year else { return study.horizon }
    guard let academic = AcademicYear(year), let index = study.index(of: academic) else {
      Terminal.complain(
        "--year \(year): not a year of the study. It runs from \(study.baseYear) to \(study.year(study.horizon)).")
      throw ExitCode(64)
    }
    return index
  }

  private func writeSettings(
    _ journeys: Journeys, cohort: Cohort, _ placements: Placements, year: Int, study: Study, to folder: URL
  ) throws {
    var carried = Array(repeating: 0, count: study.settings.count)
    for child in 0..<cohort.count where journeys.mode[child].isVehicle {
      let provision = placements.provision(child, year: year)
      guard provision >= 0, let setting = study.provisions[provision].setting else { continue }
      carried[setting] += 1
    }
    var text = "setting_id,name,children_carried,vehicles,vehicle_km_per_day,cost_pence,status\n"
    for (index, setting) in study.settings.enumerated() where carried[index] > 0 {
      let place = "\(quoted(setting.id)),\(quoted(setting.name))"
      if carried[index] < study.disclosureThreshold {
        text += "\(place),,,,,c\n"
      } else {
        text +=
          "\(place),\(carried[index]),\(Int(journeys.vehicles[index].rounded())),\(Int((journeys.vehicleMetres[index] / 1000).rounded())),\(journeys.settingCost[index]),\n"
      }
    }
    try Data(text.utf8).write(to: folder.appending(path: "routes.csv"), options: .atomic)
  }

  private func writeBook(_ book: RouteBook, study: Study, to file: URL) throws {
    var text =
      "route,setting_id,vehicle,seats,assistant,stop,easting_m,northing_m,on_board_s,wheelchair,route_m,cost_per_day_pence,days\n"
    for (number, line) in book.lines.enumerated() {
      for (order, stop) in line.stops.enumerated() {
        let point = study.homes[stop.home].point
        text +=
          "\(number + 1),\(quoted(study.settings[line.setting].id)),\(quoted(line.vehicle)),\(line.seats),\(line.hasAssistant ? "yes" : "no"),\(order + 1),\(Int(point.easting)),\(Int(point.northing)),\(stop.onBoard.count),\(stop.needsWheelchairPlace ? "yes" : "no"),\(line.metres.count),\(line.costPerDay.count),\(line.days)\n"
      }
    }
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  private func report(_ journeys: Journeys, study: Study, year: Int, folder: URL) {
    let carried = journeys.mode.count(where: \.isVehicle)
    let vehicles = Int(journeys.vehicles.reduce(journeys.unlocatedVehicles, +).rounded())
    if options.json {
      Terminal.say(
        #"{"study":"\#(study.name)","option":"\#(option)","year":"\#(study.year(year))","iterations":\#(iterations),"eligible":\#(journeys.isEligible.count(where: { $0 })),"carried":\#(carried),"vehicles":\#(vehicles),"cost_pence":\#(journeys.totalCost)}"#
      )
    } else if !options.quiet {
      Terminal.say(
        "\(study.year(year)), \(option): \(journeys.isEligible.count(where: { $0 })) children eligible, \(carried) carried in \(vehicles) vehicles"
      )
      Terminal.say(String(format: "Cost £%.2fm a year, general fund", Double(journeys.totalCost) / 1e8))
      Terminal.say("Summary: \(folder.appending(path: "routes.csv").path)")
      Terminal.say("Route book, local use only: \(folder.appending(path: "local/route-book.csv").path)")
    }
  }
}
