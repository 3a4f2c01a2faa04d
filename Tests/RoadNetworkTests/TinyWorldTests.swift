import Geometry
import Testing

@testable import RoadNetwork

@Suite("Routes in tiny worlds")
struct TinyWorldTests {
  /// A square of four two-way streets, 100 m each: A south-west, B south-east, C north-east, D north-west.
  var square: World {
    var world = World()
    world.place("A", east: 0, north: 0)
    world.place("B", east: 100, north: 0)
    world.place("C", east: 100, north: 100)
    world.place("D", east: 0, north: 100)
    world.road("ABCDA")
    return world
  }

  @Test("From the middle of one street to the middle of the opposite one is 200 m round the square")
  func acrossSquare() {
    #expect(square.network.metres(at(50, 0), at(50, 100)) == 200)
  }

  @Test("Two points on one street are as far apart as they lie, in both orders")
  func sameStreet() {
    #expect(square.network.metres(at(20, 0), at(70, 0)) == 50)
    #expect(square.network.metres(at(70, 0), at(20, 0)) == 50)
  }

  @Test("A point beside a street is taken to the nearest place on it, not to a corner")
  func besideStreet() {
    #expect(square.network.metres(at(30, -40), at(100, 0)) == 70)
  }

  @Test("The same point is no distance from itself")
  func samePoint() {
    #expect(square.network.metres(at(30, 0), at(30, 0)) == 0)
  }

  @Test("Against a one-way street one goes round: 350 m instead of 50 m")
  func oneWay() {
    var world = World()
    world.place("A", east: 0, north: 0)
    world.place("B", east: 100, north: 0)
    world.place("C", east: 100, north: 100)
    world.place("D", east: 0, north: 100)
    world.road("AB", oneWay: true)
    world.road("BCDA")
    #expect(world.network.metres(at(20, 0), at(70, 0)) == 50)
    #expect(world.network.metres(at(70, 0), at(20, 0)) == 350)
  }

  @Test("The end of a dead-end street is left by the way one came")
  func deadEnd() {
    var world = square
    world.place("E", east: 100, north: -80)
    world.road("BE")
    #expect(world.network.metres(at(100, -80), at(50, 0)) == 130)
    #expect(world.network.metres(at(50, 0), at(100, -80)) == 130)
  }

  @Test("Round a roundabout one goes one way: a quarter to the next exit, three quarters back")
  func roundabout() {
    var world = World()
    world.place("E", east: 50, north: 0)
    world.place("N", east: 0, north: 50)
    world.place("W", east: -50, north: 0)
    world.place("S", east: 0, north: -50)
    world.place("e", east: 150, north: 0)
    world.place("n", east: 0, north: 150)
    // Clockwise, as in Great Britain, 80 m a quarter.
    world.road("ESWNE", metres: 80, oneWay: true)
    world.road("Ee")
    world.road("Nn")
    let network = world.network
    #expect(network.metres(world.point("n"), world.point("e")) == 280)
    #expect(network.metres(world.point("e"), world.point("n")) == 440)
  }

  @Test("A house on one carriageway of a dual road reaches the one opposite by the next crossing")
  func dualCarriageway() {
    var world = World()
    world.place("a", east: 0, north: 0)
    world.place("b", east: 1000, north: 0)
    world.place("c", east: 1000, north: 20)
    world.place("d", east: 0, north: 20)
    world.road("ab", oneWay: true)
    world.road("cd", oneWay: true)
    world.road("bc")
    world.road("da")
    #expect(world.network.metres(at(400, 0), at(400, 20)) == 1220)
    #expect(world.network.metres(at(400, 20), at(400, 0)) == 820)
  }

  @Test("A bend is as long as its pieces, and a point on it lies between its ends")
  func bend() {
    var world = World()
    world.place("A", east: 0, north: 0)
    world.place("b", east: 100, north: 0)
    world.place("c", east: 100, north: 100)
    world.place("D", east: 200, north: 100)
    world.road("AbcD")
    let network = world.network
    #expect(network.statistics.junctions == 2)
    #expect(network.statistics.chains == 1)
    #expect(network.metres(world.point("A"), world.point("D")) == 300)
    #expect(network.metres(at(100, 40), world.point("D")) == 160)
    #expect(network.metres(world.point("D"), at(100, 40)) == 160)
  }

  @Test("Of two equally fast routes the shorter is reported")
  func equalTime() {
    var segments = Segments(points: [at(0, 0), at(100, 0), at(50, 50), at(50, -50), at(-50, 0), at(150, 0)])
    func add(_ from: Int, _ to: Int, _ metres: Int) {
      segments.append(
        from: from, to: to, cost: Cost(milliseconds: 10_000, millimetres: metres * 1000), direction: .both)
    }
    add(0, 2, 300)
    add(2, 1, 300)
    add(0, 3, 200)
    add(3, 1, 250)
    add(4, 0, 50)
    add(1, 5, 50)
    let network = Network(segments)
    let source = network.nearest(to: at(-50, 0), within: 1)!
    let target = network.nearest(to: at(150, 0), within: 1)!
    let cost = network.costs(from: [source], to: [target], jobs: 1)[0, 0]
    #expect(cost.milliseconds == 40_000)
    #expect(cost.millimetres == 550_000)
  }

  @Test("A ring without any junction can be travelled both ways round")
  func ring() {
    #expect(square.network.statistics.junctions == 1)
    #expect(square.network.metres(at(10, 0), at(0, 10)) == 20)
    #expect(square.network.metres(at(0, 10), at(10, 0)) == 20)
  }

  @Test("Roads cut off from the rest are not snapped onto, and can be told from roads that are joined")
  func island() {
    var world = square
    world.place("X", east: 0, north: 500)
    world.place("Y", east: 80, north: 500)
    world.road("XY")
    world.place("Z", east: 300, north: 0)
    world.road("BZ", oneWay: true)
    let network = world.network
    #expect(network.nearest(to: at(40, 500), within: 300) == nil)
    let island = network.nearestOfAny(to: at(40, 500), within: 300)!
    #expect(!network.touchesMain(island))
    let clipped = network.nearestOfAny(to: at(300, 0), within: 10)!
    #expect(network.touchesMain(clipped))
    #expect(!network.isMain[clipped.segment])
    #expect(network.statistics.mainMetres == 400)
    #expect(network.statistics.metres == 680)
  }

  @Test("A network without roads has no places")
  func empty() {
    let network = Network(Segments(points: []))
    #expect(network.nearest(to: at(0, 0), within: 1000) == nil)
    #expect(network.costs(from: [], to: [], jobs: 2).costs.isEmpty)
    #expect(network.statistics.mainShareOfLength == 0)
  }
}
