import Foundation
import Inputs
import Testing
import VehicleRouting

@testable import placeplan_bench

/// What `body` makes of a folder that holds these texts by name.
private func withFolder<Result>(_ texts: [String: String], _ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("routing-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in texts { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
  return try body(folder.path)
}

private func read(_ text: String) throws -> RoutingInstance {
  try withFolder(["a.json": text]) { try RoutingInstance(VroomFile(reading: $0 + "/a.json"), path: "a.json") }
}

private func faults(_ body: () throws -> Void) throws -> [String] {
  do {
    try body()
    return []
  } catch let error as StudyProblems {
    return error.problems.map(\.fault)
  }
}

private let square = #""matrices":{"car":{"durations":[[0,100,200],[100,0,150],[200,150,0]]}}"#

@Suite struct RoutingFileTests {
  @Test func jobsGoToTheEndOfTheVehicles() throws {
    let instance = try read(
      #"""
      {"jobs":[{"id":7,"location_index":1,"pickup":[1,0],"service":60,"max_ride":900,"not_with":[9]},
               {"id":9,"location_index":2,"pickup":[0,1],"rides_alone":true,"assistant":true}],
       "vehicles":[{"id":3,"end_index":0,"capacity":[4,1],"max_duration":4500,"assistant_cost":50,
                    "costs":{"fixed":6000,"per_second":2}},
                   {"id":5,"end_index":0,"capacity":[4,1],"max_duration":4500,"assistant_cost":50,
                    "costs":{"fixed":6000,"per_second":2}},
                   {"id":4,"end_index":0,"capacity":[8],"costs":{"fixed":9000,"per_hour":7200,"per_km":30}}],
      """# + square + "}")
    let first = Rider(location: 1, boardingSeconds: 60, maxOnBoardSeconds: 900, notWith: [1])
    let second = Rider(location: 2, seats: 0, wheelchairPlaces: 1, ridesAlone: true, needsAssistant: true)
    #expect(instance.problem.riders == [first, second])
    #expect(instance.problem.destinations == [0])
    #expect(instance.problem.bells.isEmpty)
    let taxi = VehicleType(
      seats: 4, wheelchairPlaces: 1, dayPricePence: 6000, micropencePerSecond: 2_000_000, assistantPence: 50,
      maxRouteSeconds: 4500, maximum: 2)
    let minibus = VehicleType(
      seats: 8, dayPricePence: 9000, micropencePerMetre: 30_000, micropencePerSecond: 2_000_000, maximum: 1)
    #expect(instance.problem.vehicleTypes == [taxi, minibus])
    #expect(instance.vehicleIDs == [[3, 5], [4]])
  }

  @Test func shipmentsGoToTheirSchoolsByTheBell() throws {
    let instance = try read(
      #"""
      {"shipments":[{"amount":[1],"pickup":{"id":1,"location_index":1,"service":30},"max_ride":800,
                     "delivery":{"id":2,"location_index":0,"service":20,"time_windows":[[30000,30600]]}},
                    {"amount":[1],"pickup":{"id":3,"location_index":2},
                     "delivery":{"id":4,"location_index":0,"service":40,"time_windows":[[30000,30600]]}},
                    {"amount":[1],"pickup":{"id":5,"location_index":2},"delivery":{"id":6,"location_index":1}}],
       "vehicles":[{"id":0,"start_index":2,"capacity":[4]}],
      """# + square + "}")
    #expect(instance.problem.destinations == [0, 1])
    #expect(instance.problem.bells == [Bell(earliestSeconds: 30_000, latestSeconds: 30_600, dwellSeconds: 40), nil])
    #expect(instance.problem.riders.map(\.destination) == [0, 0, 1])
    #expect(instance.problem.riders.map(\.approachSeconds) == [150, 0, 0])
    let plan = RoutingSolver.solve(instance.problem, seed: 1, iterations: 50)
    let solution = RoutingSolution(plan, of: instance)
    #expect(solution.unassigned.map(\.reason) == ["its destination has no bell time"])
    #expect(solution.routes.map { $0.steps.map(\.type) } == [["pickup", "pickup", "delivery", "delivery"]])
    #expect(solution.routes[0].steps.map(\.id) == [3, 1, 4, 2])
    #expect(solution.routes[0].steps.map(\.arrival) == [29_720, 29_870, 30_000, 30_000])
    #expect(solution.routes(of: instance) == [[[1, 0]]])
  }

  @Test func mixedLoadsAreDeliveredWhereTheyGetOff() throws {
    var instance = try read(
      #"""
      {"shipments":[{"pickup":{"id":1,"location_index":2},"delivery":{"id":2,"location_index":0}},
                    {"pickup":{"id":3,"location_index":2},"delivery":{"id":4,"location_index":1}}],
       "vehicles":[{"id":0,"capacity":[4]},{"id":1,"capacity":[4]}],
      """# + square + "}")
    instance.problem.mixesLoads = true
    let plan = RoutingSolver.solve(instance.problem, seed: 1, iterations: 50)
    let solution = RoutingSolution(plan, of: instance)
    // 150 s to the one school and 100 s on to the other.
    #expect(solution.routes.map { $0.steps.map(\.type) } == [["pickup", "pickup", "delivery", "delivery"]])
    #expect(solution.routes[0].steps.suffix(2).map(\.id) == [4, 2])
    #expect(solution.routes[0].steps.map(\.arrival) == [0, 0, 150, 250])
  }

  @Test func everyFaultIsNamedAtOnce() throws {
    let found = try faults {
      _ = try read(
        #"{"jobs":[{"id":1,"location_index":9,"not_with":[8]},{"id":1,"location_index":1,"service":-1}],"#
          + #""vehicles":[{"id":1,"end_index":0,"capacity":[1,2,3]},{"id":1,"end_index":5}],"# + square + "}")
    }
    #expect(
      found == [
        "no rider: not_with of 1", "no row of the matrix: location_index of the rider 1", "not a rider: 1",
        "not a vehicle: 1", "two riders of one id", "two vehicles of one id", "vehicles with different end_index",
      ])
  }

  @Test func whatIsNotOfTheFormIsNamedByItsField() throws {
    #expect(try faults { _ = try read("{") } == ["not JSON"])
    #expect(try faults { _ = try read("{\"vehicles\":[]}") } == ["without the field matrices"])
    let jobs = #"{"jobs":[{"id":"x","location_index":1}],"vehicles":[],"# + square + "}"
    #expect(try faults { _ = try read(jobs) } == ["a wrong kind of value: jobs.0.id"])
  }
}

@Suite struct SchoolBusFolderTests {
  private let schools = "ID\tX\tY\tAMEARLY\tAMLATE\r\n200001\t0\t0\t510\t540\r\n200002\t29333.3333\t0\t1000\t1015\r\n"
  private let stops =
    "ID\tX_COORD\tY_COORD\tEP_ID\tSTUDENT_COUNT\r\n1\t2933.33333\t2933.33333\t200001\t10\r\n2\t29333.3333\t29.3333333\t200002\t66\r\n"

  @Test func bellsDrivesAndStopsAreTenthsOfASecond() throws {
    let instance = try withFolder(["T-Schools.txt": schools, "T-Stops.txt": stops]) {
      try SchoolBusFolder($0 + "/T-", maxRideSeconds: 2700).instance
    }
    let problem = instance.problem
    let first = Bell(earliestSeconds: 186_000, latestSeconds: 204_000, dwellSeconds: 1544)
    #expect(problem.bells == [first, Bell(earliestSeconds: 360_000, latestSeconds: 369_000, dwellSeconds: 1544)])
    #expect(problem.riders.map(\.boardingSeconds) == [450, 1906])
    #expect(problem.riders.map(\.seats) == [10, 66])
    #expect(problem.matrix.seconds[0 * 4 + 2] == 2000)
    #expect(RoutingSolver.solve(problem, seed: 1, iterations: 10).routes.map(\.runs) == [[[0], [1]]])
  }

  @Test func fixedBellsAreAsTheFiguresWerePublished() throws {
    let problem = try withFolder(["T-Schools.txt": schools, "T-Stops.txt": stops]) {
      try SchoolBusFolder($0 + "/T-", maxRideSeconds: 2700, hasFixedBells: true).instance.problem
    }
    // At the school until 5:10, from 154.4 s before; boarding comes on top of the limit.
    #expect(
      problem.bells[0] == Bell(earliestSeconds: 186_000 - 1544, latestSeconds: 186_000 - 1544, dwellSeconds: 1544))
    #expect(problem.riders.map(\.maxOnBoardSeconds) == [27_000 + 450, 27_000 + 1906])
  }

  @Test func otherSeparatorsLineEndsAndClocksAreReadToo() throws {
    let plain = try withFolder(["T-Schools.txt": schools, "T-Stops.txt": stops]) {
      try SchoolBusFolder($0 + "/T-", maxRideSeconds: 2700).instance.problem
    }
    let semicolons = "\u{FEFF}id;x;y;amearly;amlate\n\n200001;0;0;05:10;5:40\n200002;29333.3333;0;1000;\"1015\"\n  \n"
    let blanks =
      "ID  X_COORD Y_COORD  EP_ID STUDENT_COUNT\n"
      + stops.split(separator: "\r\n").dropFirst()
      .map { $0.replacingOccurrences(of: "\t", with: "   ") }.joined(separator: "\n")
    let other = try withFolder(["schools.txt": semicolons, "stops.txt": blanks]) {
      try SchoolBusFolder(#require(SchoolBusFolder.prefix($0)), maxRideSeconds: 2700).instance.problem
    }
    #expect(other.bells == plain.bells)
    #expect(other.riders == plain.riders)
    #expect(other.matrix == plain.matrix)
  }

  @Test func aFileAFolderOrAPathUpToTheNamesIsMeant() throws {
    try withFolder(["T-Schools.txt": schools]) { folder in
      let prefix = folder + "/T-"
      for path in [prefix, folder + "/T", prefix + "Schools.txt"] { #expect(SchoolBusFolder.prefix(path) == prefix) }
      #expect(SchoolBusFolder.prefix(folder) == nil)
      let found = try faults { _ = try SchoolBusFolder(prefix, maxRideSeconds: 2700) }
      #expect(found == ["there is no such file"])
    }
  }

  @Test func schoolsGivenTwiceAndBellsThatAreNoTimesAreNamed() throws {
    let more = "200001\t0\t0\t510\t540\r\n200003\t0\t0\t575\t600\r\n200004\t0\t0\t600\t510\r\n"
    let found = try withFolder(["T-Schools.txt": schools + more, "T-Stops.txt": stops + "4\t0\t0\t200002\t-1\r\n"]) {
      folder in try faults { _ = try SchoolBusFolder(folder + "/T-", maxRideSeconds: 2700) }
    }
    #expect(found == ["a school given twice", "not a time of day", "before AMEARLY", "not from 0 to 10,000"])
  }

  @Test func aStopNoBusHoldsIsNamedAndTheRestPlanned() throws {
    let instance = try withFolder(["T-Schools.txt": schools, "T-Stops.txt": stops + "9\t0\t0\t200001\t67\r\n"]) {
      try SchoolBusFolder($0 + "/T-", maxRideSeconds: 2700).instance
    }
    let plan = RoutingSolver.solve(instance.problem, seed: 1, iterations: 10)
    #expect(RoutingSolution(plan, of: instance).unassigned.map(\.id) == [9])
    #expect(plan.routes.flatMap(\.riders).sorted() == [0, 1])
  }

  @Test func aStopOfNoSchoolAndAWordForANumberAreNamed() throws {
    let found = try withFolder([
      "T-Schools.txt": schools + "x\t1\t2\t3\t4\n", "T-Stops.txt": stops + "3\t0\t0\t99\t1\n",
    ]) { folder in
      try faults { _ = try SchoolBusFolder(folder + "/T-", maxRideSeconds: 2700) }
    }
    #expect(found == ["not a number", "no school of the other file"])
  }
}
