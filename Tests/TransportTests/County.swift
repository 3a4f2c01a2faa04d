import Planning
import Randomness

extension TransportWorld {
  /// A seeded county of four special schools 20 km apart, children around them, one in ten out of area.
  static func county(children: Int, seed: UInt64 = 1) -> TransportWorld {
    var world = TransportWorld(settings: [(0, 0), (20_000, 0), (0, 20_000), (20_000, 20_000)])
    var random = NamedRandom(seed: seed, stream: RandomStream("test.county"), draw: 0)
    for _ in 0..<children {
      let isOut = random.uniform() < 0.1
      world.add(
        random.uniform() * 25_000, random.uniform() * 25_000,
        provision: isOut ? world.destination(.independentSpecial) : Int(random.uniform() * 4),
        ncYear: Int(random.uniform() * 14), need: Need.allCases[Int(random.uniform() * 13)],
        band: 1 + Int(random.uniform() * 4))
    }
    return world
  }
}
