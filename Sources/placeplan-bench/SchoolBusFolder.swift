import Foundation
import Inputs
import VehicleRouting

/// Reads a school bus instance as Park, Tae and Kim (2012) publish them: two tab-separated files with a head.
///
/// `<name>Schools.txt` has `ID X Y AMEARLY AMLATE`, `<name>Stops.txt` has `ID X_COORD Y_COORD EP_ID STUDENT_COUNT`;
/// coordinates in feet, bells as HHMM, EP_ID the stop's school. Their rules: Manhattan distance at 20 miles an hour
/// (29.3333333 feet a second), 66 seats, 19 + 2.6 seconds a student at a stop, 154.4 seconds at a school, as few buses as
/// possible. Times here are tenths of a second, each drive and stop rounded up, so that no rule is kept by rounding.
///
/// A limit on time on board counts from the start of a stop's own boarding, which is stricter than as published.
struct SchoolBusFolder {
  static let unitsPerSecond = 10.0
  private static let feetPerSecond = 29.3333333
  private static let seats = 66

  let instance: RoutingInstance

  /// - Parameters:
  ///   - prefix: path up to `Schools.txt` and `Stops.txt`, whatever stands before either.
  ///   - maxRideSeconds: longest time on board.
  /// - Throws: `StudyProblems` with every fault of the two files.
  init(_ prefix: String, maxRideSeconds: Int) throws {
    var problems: [Problem] = []
    let schools = try SchoolBusFolder.table(prefix + "Schools.txt", ["ID", "X", "Y", "AMEARLY", "AMLATE"], &problems)
    let stops = try SchoolBusFolder.table(
      prefix + "Stops.txt", ["ID", "X_COORD", "Y_COORD", "EP_ID", "STUDENT_COUNT"], &problems)
    var index: [Int: Int] = [:]
    for (position, school) in schools.enumerated() { index[Int(school[0])] = position }
    var riders: [Rider] = []
    for (position, stop) in stops.enumerated() {
      let students = max(0, min(stop[4], 10_000))
      guard let school = index[Int(stop[3])] else {
        problems.append(
          Problem(
            file: prefix + "Stops.txt", row: position + 2, column: "EP_ID", value: String(Int(stop[3])),
            fault: "no school of the other file", remedy: "Give the ID of a school."))
        continue
      }
      riders.append(
        Rider(
          location: position, destination: school, boardingSeconds: SchoolBusFolder.units(19 + 2.6 * students),
          seats: Int(students), maxOnBoardSeconds: maxRideSeconds * Int(SchoolBusFolder.unitsPerSecond)))
    }
    guard problems.isEmpty else { throw StudyProblems(problems) }
    let points = stops.map { ($0[1], $0[2]) } + schools.map { ($0[1], $0[2]) }
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
        riders: riders, destinations: schools.indices.map { stops.count + $0 }, vehicleTypes: [bus],
        matrix: TravelMatrix(
          count: points.count, seconds: times, metres: Array(repeating: 0, count: points.count * points.count)),
        bells: schools.map { school in
          Bell(
            earliestSeconds: SchoolBusFolder.clock(school[3]), latestSeconds: SchoolBusFolder.clock(school[4]),
            dwellSeconds: SchoolBusFolder.units(154.4))
        }, fewestVehiclesFirst: true),
      riderIDs: stops.map { Int($0[0]) }, dropIDs: stops.map { Int($0[3]) }, vehicleIDs: [Array(0..<riders.count)])
  }

  private static func units(_ seconds: Double) -> Int { Int((seconds * unitsPerSecond - 1e-6).rounded(.up)) }

  /// HHMM as tenths of a second since midnight.
  private static func clock(_ time: Double) -> Int {
    let time = Int(max(0, min(time, 9999)))
    return (time / 100 * 3600 + time % 100 * 60) * Int(unitsPerSecond)
  }

  /// Rows of whole columns in the order asked for.
  private static func table(_ path: String, _ columns: [String], _ problems: inout [Problem]) throws -> [[Double]] {
    let lines = String(decoding: try contents(path), as: UTF8.self).split(whereSeparator: \.isNewline)
    let head = lines.first?.split(whereSeparator: { $0 == "\t" || $0 == "," }).map(String.init) ?? []
    let places = columns.map { head.firstIndex(of: $0) }
    if let missing = places.firstIndex(of: nil) {
      throw StudyProblems(
        path, row: 1, fault: "without the column \(columns[missing])",
        remedy: "Give \(columns.joined(separator: ", ")), tab-separated.")
    }
    var rows: [[Double]] = []
    for (number, line) in lines.enumerated().dropFirst() {
      let words = line.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\t" || $0 == "," })
      let values = places.map { place in
        place.flatMap { $0 < words.count ? Double(words[$0].filter { $0 != " " }) : nil }
      }
      if let bad = values.firstIndex(where: { $0 == nil || !$0!.isFinite || abs($0!) > 1e12 }) {
        problems.append(
          Problem(
            file: path, row: number + 1, column: columns[bad], value: String(line.prefix(60)), fault: "not a number",
            remedy: "Correct the line."))
      } else {
        rows.append(values.map { $0! })
      }
    }
    return rows
  }
}
