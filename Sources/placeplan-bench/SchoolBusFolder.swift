import Foundation
import Inputs
import VehicleRouting

/// Reads a school bus instance as Park, Tae and Kim (2012) publish them: two tables with a head.
///
/// `<name>Schools.txt` has `ID X Y AMEARLY AMLATE`, `<name>Stops.txt` has `ID X_COORD Y_COORD EP_ID STUDENT_COUNT`;
/// coordinates in feet, bells as HHMM, EP_ID the stop's school. Their rules: Manhattan distance at 20 miles an hour
/// (29.3333333 feet a second), 66 seats, 19 + 2.6 seconds a student at a stop, 154.4 seconds at a school, as few buses as
/// possible. Times here are tenths of a second, each drive and stop rounded up, so that no rule is kept by rounding.
///
/// By default a bus may arrive anywhere between the two bells, and a limit on time on board counts from the start of a
/// stop's own boarding. The figures published with Bertsimas, Delarue and Martin (PNAS 2019) come from a program that
/// fixes every bell at AMEARLY, has each bus there the 154.4 seconds before and on its way at the bell, and counts time on
/// board from the end of a stop's own boarding: `hasFixedBells`.
struct SchoolBusFolder {
  static let unitsPerSecond = 10.0
  private static let feetPerSecond = 29.3333333
  private static let seats = 66
  private static let dwell = units(154.4)

  let instance: RoutingInstance

  /// The path up to `Schools.txt` and `Stops.txt` that somebody means by a file, a folder or such a path; `nil` where
  /// there is neither.
  static func prefix(_ path: String) -> String? {
    let names = ["Schools.txt", "Stops.txt", "schools.txt", "stops.txt"]
    var prefixes = [path, path + "/", path + "-", path + "_"]
    for name in names where path.hasSuffix(name) { prefixes.insert(String(path.dropLast(name.count)), at: 0) }
    return prefixes.first { prefix in names.contains { FileManager.default.fileExists(atPath: prefix + $0) } }
  }

  /// The file, in small letters where only that is there.
  private static func path(_ prefix: String, _ name: String) -> String {
    let small = prefix + name.lowercased()
    return !FileManager.default.fileExists(atPath: prefix + name) && FileManager.default.fileExists(atPath: small)
      ? small : prefix + name
  }

  /// - Parameters:
  ///   - prefix: path up to `Schools.txt` and `Stops.txt`, whatever stands before either.
  ///   - maxRideSeconds: longest time on board.
  ///   - hasFixedBells: as the published figures were computed.
  /// - Throws: `StudyProblems` with every fault of the two files.
  init(_ prefix: String, maxRideSeconds: Int, hasFixedBells: Bool = false) throws {
    var problems: [Problem] = []
    let schools = try SchoolBusTable(
      SchoolBusFolder.path(prefix, "Schools.txt"), ["ID", "X", "Y", "AMEARLY", "AMLATE"], clocks: [3, 4], &problems)
    let stops = try SchoolBusTable(
      SchoolBusFolder.path(prefix, "Stops.txt"), ["ID", "X_COORD", "Y_COORD", "EP_ID", "STUDENT_COUNT"], clocks: [],
      &problems)
    var index: [Int: Int] = [:]
    var bells: [Bell] = []
    for (position, school) in schools.rows.enumerated() {
      if index.updateValue(position, forKey: Int(school[0])) != nil {
        problems.append(schools.problem(position, "ID", "a school given twice", "Number the schools apart."))
      }
      let (early, late) = (
        Int(school[3] * SchoolBusFolder.unitsPerSecond), Int(school[4] * SchoolBusFolder.unitsPerSecond)
      )
      if early > late {
        problems.append(
          schools.problem(position, "AMLATE", "before AMEARLY", "Give the earlier of the two bells first."))
      }
      let open = early - SchoolBusFolder.dwell
      bells.append(
        Bell(
          earliestSeconds: hasFixedBells ? open : early, latestSeconds: hasFixedBells ? open : late,
          dwellSeconds: SchoolBusFolder.dwell))
    }
    var riders: [Rider] = []
    for (position, stop) in stops.rows.enumerated() {
      if stop[4] < 0 || stop[4] > 10_000 {
        problems.append(stops.problem(position, "STUDENT_COUNT", "not from 0 to 10,000", "Correct the line."))
      }
      guard let school = index[Int(stop[3])] else {
        problems.append(stops.problem(position, "EP_ID", "no school of the other file", "Give the ID of a school."))
        continue
      }
      let students = max(0, min(stop[4], 10_000))
      let boarding = SchoolBusFolder.units(19 + 2.6 * students)
      riders.append(
        Rider(
          location: position, destination: school, boardingSeconds: boarding, seats: Int(students),
          maxOnBoardSeconds: maxRideSeconds * Int(SchoolBusFolder.unitsPerSecond) + (hasFixedBells ? boarding : 0)))
    }
    guard problems.isEmpty else { throw StudyProblems(problems) }
    let points = (stops.rows + schools.rows).map { ($0[1], $0[2]) }
    var times: [Int32] = []
    times.reserveCapacity(points.count * points.count)
    for a in points {
      for b in points {
        let feet = abs(a.0 - b.0) + abs(a.1 - b.1)
        times.append(Int32(clamping: SchoolBusFolder.units(min(feet, 1e9) / SchoolBusFolder.feetPerSecond)))
      }
    }
    let bus = VehicleType(seats: SchoolBusFolder.seats, dayPricePence: 0, micropencePerSecond: 1_000_000)
    instance = RoutingInstance(
      problem: RoutingProblem(
        riders: riders, destinations: schools.rows.indices.map { stops.rows.count + $0 }, vehicleTypes: [bus],
        matrix: TravelMatrix(
          count: points.count, seconds: times, metres: Array(repeating: 0, count: points.count * points.count)),
        bells: bells, fewestVehiclesFirst: true),
      riderIDs: stops.rows.map { Int($0[0]) }, dropIDs: stops.rows.map { Int($0[3]) },
      vehicleIDs: [Array(0..<riders.count)])
  }

  private static func units(_ seconds: Double) -> Int { Int((seconds * unitsPerSecond - 1e-6).rounded(.up)) }
}
