import Geometry
import Planning
import RoadNetwork
import Testing

@testable import Travel

/// What a road file can hold, one feature a world; 10 m a second, and a walk along anything that is not marked otherwise.
@Suite("Features of roads")
struct RoadFeatureTests {
  func times(
    _ roads: Roads, from home: Point, to setting: Point, leg: TravelTimes.Leg = .fromHome
  ) throws -> (drive: Int32, walk: Int32) {
    let travel = try Travel(
      roads: roads.links, study: study(homes: [home], settings: [setting]), assumptions: assumptions(), leg: leg,
      jobs: 1)
    return (travel.times.driveMetres[0], travel.times.walkMillimetres[0])
  }

  /// A crossroads at (0, 0) with a block to the north-east that one can drive round.
  static var block: Roads {
    var roads = Roads([at(0, 0), at(0, -500), at(500, 0), at(0, 500), at(500, 500)])
    roads.link(0, 1)
    roads.link(0, 2)
    roads.link(0, 3)
    roads.link(3, 4)
    roads.link(4, 2)
    return roads
  }

  @Test("A turn that is forbidden to cars is driven round the block, home again directly, and walked either way")
  func turn() throws {
    var roads = Self.block
    #expect(try times(roads, from: at(0, -250), to: at(250, 0)) == (500, 500_000))
    roads.links.turns = [.init(links: [0, 1], node: 0, isOnlyWay: false)]
    #expect(try times(roads, from: at(0, -250), to: at(250, 0)) == (2000, 500_000))
    #expect(try times(roads, from: at(0, -250), to: at(250, 0), leg: .toHome) == (500, 500_000))
  }

  @Test("At a bollard cars turn and walkers go on; at a locked gate both turn")
  func barriers() throws {
    var roads = Self.block
    roads.links.barriersToCars = [0]
    #expect(try times(roads, from: at(450, 0), to: at(0, 100)) == (1450, 550_000))
    roads.links.barriersOnFoot = [0]
    #expect(try times(roads, from: at(450, 0), to: at(0, 100)) == (1450, 1_450_000))
  }

  @Test("A turn rule at a barrier is no rule any more")
  func ruleAtBarrier() throws {
    var roads = Self.block
    roads.links.barriersToCars = [2]
    roads.links.turns = [.init(links: [1, 4], node: 2, isOnlyWay: false)]
    #expect(try times(roads, from: at(0, -250), to: at(400, 0)).drive == 650)
  }

  @Test("A home by the river is taken to its own road, whose nodes are far, not to the bank with a node opposite")
  func river() throws {
    // The river runs along northing 0; the only bridge is 5 km to the east.
    var roads = Roads([at(-1000, -30), at(5000, -30), at(0, 40), at(-800, 40), at(5000, 40)])
    roads.link(0, 1)
    roads.link(3, 2)
    roads.link(2, 4)
    roads.link(1, 4)
    #expect(try times(roads, from: at(0, -10), to: at(0, 60)).drive == 10_070)
    #expect(try times(roads, from: at(0, -10), to: at(-1000, -30)).drive == 1000)
  }

  @Test("From home and to home differ along a one-way street by the way round it, and walks do not")
  func legs() throws {
    var roads = Self.block
    roads.links.access[1] = [.driveForward, .walk]
    #expect(try times(roads, from: at(0, -500), to: at(400, 0)) == (900, 900_000))
    #expect(try times(roads, from: at(0, -500), to: at(400, 0), leg: .toHome) == (2100, 900_000))
  }

  @Test("The journey home is driven at the speeds of the afternoon, by class where the table says so")
  func timeOfDay() throws {
    var roads = Roads([at(0, 0), at(1800, 0), at(3600, 0)])
    roads.link(0, 1)
    roads.link(1, 2, roadClass: 1)
    let study = study(homes: [at(0, 0)], settings: [at(3600, 0)])
    var figures = assumptions(factor: 0.5, afternoon: 0.75)
    func seconds(_ leg: TravelTimes.Leg) throws -> Int32 {
      try Travel(roads: roads.links, study: study, assumptions: figures, leg: leg, jobs: 1).times.driveSeconds[0]
    }
    #expect(try seconds(.fromHome) == 720)
    #expect(try seconds(.toHome) == 480)
    figures.insert(
      .init(
        id: "speed.school_run_factor", value: .table([("minor", 1), ("other", 0.5)]), unit: "", date: "2026",
        status: .local, source: "test"))
    #expect(try seconds(.fromHome) == 540)
    figures.insert(
      .init(
        id: "speed.school_run_factor", value: .table([("minor", 1)]), unit: "", date: "2026", status: .local,
        source: "test"))
    #expect(throws: (any Error).self) { try seconds(.fromHome) }
  }

  @Test("Islands, one-way traps and settings that no home reaches are named with their length")
  func reports() throws {
    var roads = Self.block
    roads.links.nodes += [at(2000, 2000), at(2100, 2000), at(-300, 0)]
    roads.link(5, 6)
    roads.link(0, 7, access: .driveForward)
    let study = study(homes: [at(0, 0)], settings: [at(500, 0), at(2050, 2010), at(-290, 10), at(9000, 0)])
    let sentences = try Travel(roads: roads.links, study: study, assumptions: assumptions(), jobs: 1).times.provenance
    #expect(sentences.contains { $0.contains("; 0.1 km are 1 islands; 0.3 km can be entered or left only") })
    #expect(
      sentences.contains("Settings that no home reaches, by a road that does not join the rest: 1 (Setting 1)."))
    #expect(sentences.contains("Settings by a road that joins the rest in one direction only: 1 (Setting 2)."))
    #expect(sentences.contains("Settings farther than 500 m from every road of the file: 1 (Setting 3)."))
  }
}
