import Randomness
import Testing

@testable import Appraisal

/// Order statistics of a pool that a few values leave and enter, against sorting what is left.
@Test(arguments: 0..<60) func aChangedPoolGivesWhatSortingGives(_ number: Int) {
  var random = NamedRandom(seed: 2, stream: RandomStream("test.pool"), draw: number)
  var pool = OrderPool()
  for size in [0, 1, 2, 40, 900] {
    // Some above what was expected, and some below nothing.
    let raw = (0..<size).map { _ in Int32(random.uniform() * [30, 7000, 90_000][number % 3]) - 2 }
    pool.fill(raw, largest: 60_000)
    for _ in 0..<4 {
      let removed = Array(raw.shuffled(using: &random).prefix(Int.random(in: 0...min(size, 30), using: &random)))
      let added = (0..<Int.random(in: 0...20, using: &random)).map { _ in Int32(random.uniform() * 7000) }
      var left = raw + added
      for value in removed { left.remove(at: left.firstIndex(of: value)!) }
      let sorted = left.sorted().map(Double.init)
      let asked = [0, 0.5, 0.9, 1]
      pool.quantiles(asked, removed: removed, added: added) { index, value in
        let expected = Quantile.sorted(sorted, asked[index])
        #expect(expected == nil ? value.isNaN : value == expected)
      }
    }
  }
}
