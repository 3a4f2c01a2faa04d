import Assumptions
import Planning
import RoadNetwork

/// How fast each link is driven: the class's speed or a lower posted limit, times the school-run factor.
struct DrivingSpeeds {
  /// km/h by index into `RoadLinks.classes`; `nil` where the assumptions have no speed for the class.
  private let byClass: [Double?]
  private let classes: [String]
  private let factor: Double

  init(_ roads: RoadLinks, _ assumptions: AssumptionSet) throws {
    let table = try assumptions.table("speed.drive_kmh")
    classes = roads.classes
    byClass = roads.classes.map { name in table.first { $0.key == name }?.value }
    factor = try assumptions.number("speed.school_run_factor")
    for (name, speed) in table + [("speed.school_run_factor", factor)] where !(speed > 0) {
      throw AssumptionError(id: "speed.drive_kmh", problem: "\(name) is not above 0", remedy: "Give a speed in km/h.")
    }
  }

  /// Time and distance of a link: milliseconds rounded once.
  func cost(_ link: Int, of roads: RoadLinks) throws -> Cost {
    let limit = roads.speedKmh[link] > 0 ? Double(roads.speedKmh[link]) : nil
    let usual = byClass[Int(roads.roadClass[link])]
    guard let speed = [usual, limit].compactMap({ $0 }).min() else {
      throw AssumptionError(
        id: "speed.drive_kmh", problem: "no speed for the class of road \"\(classes[Int(roads.roadClass[link])])\"",
        remedy: "Add the class to the table in the study's assumptions file, or give speed_kmh on its links.")
    }
    let millimetres = Int(roads.lengthMillimetres[link])
    // A kilometre an hour is 1/3.6 mm a millisecond.
    return Cost(
      milliseconds: Int((Double(millimetres) * 3.6 / (speed * factor)).rounded()), millimetres: millimetres)
  }

  var sentence: String {
    "Driving times: average speeds by class of road, or the posted limit where lower, times \(decimal(factor)) for the "
      + "school run (speed.drive_kmh and speed.school_run_factor)."
  }
}
