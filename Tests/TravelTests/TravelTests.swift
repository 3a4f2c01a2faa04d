import Assumptions
import Geometry
import Planning
import Testing

@testable import Travel

@Suite("Travel")
struct TravelTests {
  /// A road 2 km from west to east, with a turning 1 km to the north at its middle.
  static var crossing: Roads {
    var roads = Roads([at(0, 0), at(1000, 0), at(2000, 0), at(1000, 1000)])
    roads.link(0, 1)
    roads.link(1, 2)
    roads.link(1, 3)
    return roads
  }

  func travel(
    _ roads: Roads?, homes: [Point], settings: [Point], _ figures: AssumptionSet = assumptions(), jobs: Int = 1
  ) throws -> Travel {
    try Travel(roads: roads?.links, study: study(homes: homes, settings: settings), assumptions: figures, jobs: jobs)
  }

  @Test("At 36 km/h a home 900 m short of the turning and 1 km along it drives 1,900 m in 190 s")
  func drive() throws {
    let times = try travel(Self.crossing, homes: [at(100, 20)], settings: [at(1010, 1000)]).times
    #expect(times.driveMetres == [1900])
    #expect(times.driveSeconds == [190])
    #expect(times.walkMillimetres == [1_900_000])
    #expect(times.isStraightLine == [false])
  }

  @Test("A setting added later has the column it would have had from the start, on the road and beyond it")
  func addedColumn() throws {
    let homes = [at(100, 20), at(1900, -10), at(40_000, 0)]
    let settings = [at(1010, 1000), at(30_000, 0), at(500, 0)]
    let known = try travel(Self.crossing, homes: homes, settings: [settings[0]])
    let added = try known.reaching(study(homes: homes, settings: settings), assumptions: assumptions(), jobs: 2)
    let whole = try travel(Self.crossing, homes: homes, settings: settings)
    #expect(added.times.driveSeconds == whole.times.driveSeconds && added.times.driveMetres == whole.times.driveMetres)
    #expect(added.times.walkMillimetres == whole.times.walkMillimetres)
    #expect(added.times.isStraightLine == whole.times.isStraightLine)
    #expect(added.times.isWalkStraightLine == whole.times.isWalkStraightLine)
    #expect(added.times.settings == 3 && added.unreachable.count == whole.unreachable.count)
  }

  @Test(
    "A posted limit of 18 km/h on half of the way makes that half take twice as long; a higher limit changes nothing")
  func postedLimit() throws {
    var roads = Roads([at(0, 0), at(1000, 0), at(2000, 0)])
    roads.link(0, 1, limit: 18)
    roads.link(1, 2, limit: 110)
    #expect(try travel(roads, homes: [at(0, 0)], settings: [at(2000, 0)]).times.driveSeconds == [300])
  }

  @Test("The school-run factor divides times and leaves distances")
  func schoolRun() throws {
    let figures = assumptions(factor: 0.5)
    let times = try travel(Self.crossing, homes: [at(0, 0)], settings: [at(2000, 0)], figures).times
    #expect(times.driveSeconds == [400])
    #expect(times.driveMetres == [2000])
  }

  @Test("The fastest drive may be the longer one, and its own length is reported")
  func fastestNotShortest() throws {
    var roads = Roads([at(0, 0), at(1000, 0), at(500, 500)])
    roads.link(0, 1, roadClass: 0)
    roads.link(0, 2, roadClass: 1)
    roads.link(2, 1, roadClass: 1)
    let figures = assumptions(speeds: [(key: "minor", value: 72)])
    let times = try travel(roads, homes: [at(0, 0)], settings: [at(1000, 0)], figures).times
    #expect(times.driveMetres == [1414])
    #expect(times.driveSeconds == [71])
    #expect(times.walkMillimetres == [1_000_000])
  }

  @Test("A path across the corner is walked and not driven")
  func path() throws {
    var roads = Self.crossing
    roads.link(0, 3, access: .walk)
    let times = try travel(roads, homes: [at(0, 0)], settings: [at(1000, 1000)]).times
    #expect(times.driveMetres == [2000])
    #expect(times.walkMillimetres == [1_414_214])
  }

  @Test("Where nothing is open on foot the walk is the fallback, and the report says for how many")
  func nothingWalkable() throws {
    var roads = Roads([at(0, 0), at(1000, 0)])
    roads.link(0, 1, access: [.driveForward, .driveBackward])
    let times = try travel(roads, homes: [at(0, 0)], settings: [at(1000, 0)]).times
    #expect(times.driveMetres == [1000])
    #expect(times.walkMillimetres == [1_500_000])
    #expect(times.isStraightLine == [false])
    #expect(times.provenance.contains { $0.hasPrefix("Besides, 100% of walking distances") })
  }

  @Test("A one-way street is driven round and walked straight")
  func oneWay() throws {
    var roads = Self.crossing
    roads.link(3, 0, access: [.driveForward, .walk])
    let times = try travel(roads, homes: [at(0, 0), at(1000, 1000)], settings: [at(1000, 1000), at(0, 0)]).times
    #expect(times.driveMetres == [2000, 0, 0, 1414])
    #expect(times.walkMillimetres == [1_414_214, 0, 0, 1_414_214])
  }

  @Test("A setting 3 km beyond the roads is the straight line x 1.5 at 54 km/h, flagged; others are not")
  func beyond() throws {
    let travel = try travel(Self.crossing, homes: [at(0, 0)], settings: [at(2000, 0), at(0, -3000)])
    #expect(travel.times.isStraightLine == [false, true])
    #expect(travel.times.driveMetres == [2000, 4500])
    #expect(travel.times.driveSeconds == [200, 300])
    #expect(travel.times.walkMillimetres == [2_000_000, 4_500_000])
    #expect(travel.unreachable.isEmpty)
    #expect(travel.times.provenance.contains { $0.hasPrefix("50% of journeys") && $0.contains("x 1.5") })
  }

  @Test("Without a road file every journey is the flagged fallback")
  func noRoads() throws {
    let travel = try travel(nil, homes: [at(0, 0)], settings: [at(300, 400)])
    #expect(travel.times.isStraightLine(home: 0, setting: 0))
    #expect(travel.times.drive(home: 0, setting: 0) == (50, 750))
    #expect(travel.times.walk(home: 0, setting: 0) == 750_000)
    #expect(travel.times.straightLineShare == 1)
    #expect(travel.journeys.amongHomes([0, 0]).metres == [0, 0, 0, 0])
  }

  @Test("The circuity is asked for only where a point lies beyond the roads")
  func circuityMissing() throws {
    let figures = assumptions(circuity: nil)
    _ = try travel(Self.crossing, homes: [at(0, 0)], settings: [at(2000, 0)], figures)
    let error = #expect(throws: AssumptionError.self) {
      try travel(Self.crossing, homes: [at(0, 0)], settings: [at(0, -3000)], figures)
    }
    #expect(error?.id == "transport.circuity_fallback")
  }

  @Test("A class of road without a speed is named")
  func unknownClass() throws {
    var roads = Self.crossing
    roads.links.classes = ["causeway", "minor"]
    let error = #expect(throws: AssumptionError.self) {
      try travel(roads, homes: [at(0, 0)], settings: [at(2000, 0)])
    }
    #expect(error?.problem == "no speed for the class of road \"causeway\"")
  }

  @Test("A class of road without a speed is driven at the limit its links state")
  func unknownClassWithLimit() throws {
    var roads = Roads([at(0, 0), at(1000, 0)])
    roads.links.classes = ["causeway"]
    roads.link(0, 1, limit: 18)
    #expect(try travel(roads, homes: [at(0, 0)], settings: [at(1000, 0)]).times.driveSeconds == [200])
  }

  @Test("Homes in a village whose roads do not join the rest are reported with each setting in use, circuity or not")
  func cutOffVillage() throws {
    var roads = Self.crossing
    roads.links.nodes += [at(0, 900), at(200, 900)]
    roads.link(4, 5)
    let travel = try travel(
      roads, homes: [at(0, 0), at(100, 910)], settings: [at(2000, 0), at(1000, 900)], assumptions(circuity: nil))
    #expect(travel.unreachable.map(\.home) == [1, 1])
    #expect(travel.unreachable.map(\.setting) == [0, 1])
  }

  @Test("A setting in a village whose roads do not join the rest is reported with each home")
  func cutOffSetting() throws {
    var roads = Self.crossing
    roads.links.nodes += [at(0, 900), at(200, 900)]
    roads.link(4, 5)
    let travel = try travel(roads, homes: [at(0, 0), at(2000, 0)], settings: [at(100, 910)])
    #expect(travel.unreachable.map(\.home) == [0, 1])
    #expect(travel.times.isStraightLine == [true, true])
  }

  @Test("A home by a stretch that does not join, a few metres from one that does, is taken to the one that does")
  func privateDrive() throws {
    var roads = Self.crossing
    roads.links.nodes += [at(100, 30), at(100, 60)]
    roads.link(4, 5)
    let travel = try travel(roads, homes: [at(110, 40)], settings: [at(2000, 0)])
    #expect(travel.unreachable.isEmpty)
    #expect(travel.times.driveMetres == [1890])
  }

  @Test("A setting by a one-way road clipped at the file's edge counts as beyond the roads, not as a fault")
  func clippedRoad() throws {
    var roads = Self.crossing
    roads.links.nodes.append(at(4000, 0))
    roads.link(2, 4, access: .driveForward)
    let travel = try travel(roads, homes: [at(0, 0)], settings: [at(4000, 0)])
    #expect(travel.unreachable.isEmpty)
    #expect(travel.times.isStraightLine == [true])
  }

  @Test("A setting without any provision is no cause to refuse a road file")
  func unusedSetting() throws {
    var roads = Self.crossing
    roads.links.nodes += [at(0, 900), at(200, 900)]
    roads.link(4, 5)
    var study = study(homes: [at(0, 0)], settings: [at(100, 910)])
    study.provisions = []
    let travel = try Travel(roads: roads.links, study: study, assumptions: assumptions(), jobs: 1)
    #expect(travel.unreachable.isEmpty)
  }

  @Test(
    "Among homes: the journeys of the matrix, in the order asked for, with the fallback for a home beyond the roads")
  func amongHomes() throws {
    let homes = [at(0, 0), at(2000, 0), at(1000, 1000), at(0, -3000)]
    let journeys = try travel(Self.crossing, homes: homes, settings: [at(0, 0)]).journeys
    let among = journeys.amongHomes([2, 0, 3])
    #expect(
      among.metres == [
        0, 2000, Int32((1.5 * homes[2].distance(to: homes[3])).rounded()), 2000, 0, 4500, among.metres[2], 4500, 0,
      ])
    #expect(among.seconds[1] == 200)
    #expect(among.seconds[5] == 300)
    #expect(journeys.amongHomes([]).seconds.isEmpty)
  }

  @Test("The number of threads changes nothing")
  func jobs() throws {
    let homes = (0..<40).map { at(Double($0) * 50, 5) }
    let settings = (0..<7).map { at(1000, Double($0) * 150) }
    let one = try travel(Self.crossing, homes: homes, settings: settings, jobs: 1)
    let three = try travel(Self.crossing, homes: homes, settings: settings, jobs: 3)
    #expect(one.times.driveSeconds == three.times.driveSeconds)
    #expect(one.times.driveMetres == three.times.driveMetres)
    #expect(one.times.provenance == three.times.provenance)
    #expect(one.journeys.amongHomes(Array(0..<40)).seconds == three.journeys.amongHomes(Array(0..<40)).seconds)
  }

  @Test("The report says what network, what share of it is connected, and that distances are one way")
  func provenance() throws {
    let sentences = try travel(Self.crossing, homes: [at(0, 20)], settings: [at(2000, 0)]).times.provenance
    #expect(sentences.contains { $0.hasPrefix("Driving network: 4 junctions and 3 roads between them, 3 km; 100%") })
    #expect(sentences.contains { $0.contains("one way") })
    #expect(sentences.contains { $0 == "Homes on the road network: 1 of 1, median 20 m from the road, farthest 20 m." })
  }
}
