import Foundation
import Placement
import Planning
import Simulation

/// What places are worth and who is beyond the travel ceiling, in the central draw of doing nothing and of each option.
///
/// For local use: a worth and the minutes beside it are one child's, and counts are not suppressed. No row is a child.
struct PlacementFiles {
  let simulation: Simulation
  let worlds: [World]

  func write(to local: URL) throws {
    var worth =
      "option,year,setting_id,easting_m,northing_m,provision_id,kind,need,worth_pence,time_saved_s\n"
    var beyond = "option,year,kind,reason,setting,children,longest_s\n"
    let study = simulation.study
    let cohort = simulation.need.cohort(draw: Simulation.central)
    for world in worlds where world.kind != .proposal {
      let survey = try simulation.placement.survey(cohort, supply: world.supply)
      for place in survey.worth {
        let provision = study.provisions[place.provision]
        guard let index = provision.setting else { continue }
        let setting = study.settings[index]
        worth +=
          "\(quoted(world.id)),\(study.year(place.year)),\(quoted(setting.id)),\(Int(setting.point.easting.rounded())),\(Int(setting.point.northing.rounded())),"
          + "\(quoted(provision.id)),\(provision.kind.code),\(place.need.code),\(place.pence),\(place.secondsSaved.map(String.init) ?? "")\n"
      }
      for exception in survey.beyondCeiling {
        let longest = exception.longest.map { String($0.count) } ?? ""
        beyond +=
          "\(quoted(world.id)),\(study.year(exception.year)),\(exception.kind.code),\(ExplanationWords.code(exception.cause)),"
          + "\(exception.hasSetting ? "known" : "out_of_area"),\(exception.children),\(longest)\n"
      }
    }
    try Data(worth.utf8).write(to: local.appending(path: "place-worth.csv"))
    try Data(beyond.utf8).write(to: local.appending(path: "ceiling-exceptions.csv"))
  }
}
