import Assumptions
import Planning
import RoadNetwork

/// How fast each link is driven: the class's speed or a lower posted limit, times the factor of the time of day.
struct DrivingSpeeds {
  /// km/h by index into `RoadLinks.classes`; `nil` where the assumptions have no speed for the class.
  private let byClass: [Double?]
  private let classes: [String]
  /// Ratio to the average by index into `RoadLinks.classes`.
  private let factor: [Double]
  private let factorText: String
  private let timeOfDay: TimeOfDay

  init(_ roads: RoadLinks, _ assumptions: AssumptionSet, _ timeOfDay: TimeOfDay) throws {
    let table = try assumptions.table("speed.drive_kmh")
    classes = roads.classes
    byClass = roads.classes.map { name in table.first { $0.key == name }?.value }
    for (name, speed) in table where !(speed > 0) {
      throw AssumptionError(id: "speed.drive_kmh", problem: "\(name) is not above 0", remedy: "Give a speed in km/h.")
    }
    let factors = try SpeedFactor(assumptions, timeOfDay)
    factor = roads.classes.map { factors.of($0) }
    factorText = factors.text
    self.timeOfDay = timeOfDay
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
      milliseconds: Int((Double(millimetres) * 3.6 / (speed * factor[Int(roads.roadClass[link])])).rounded()),
      millimetres: millimetres)
  }

  var sentence: String {
    "Driving times: average speeds by class of road, or the posted limit where lower, times \(factorText) for "
      + "\(timeOfDay.words) (speed.drive_kmh and \(timeOfDay.assumption))."
  }
}
