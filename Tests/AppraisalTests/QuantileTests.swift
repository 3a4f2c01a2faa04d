import Randomness
import Testing

@testable import Appraisal

@Test func theMedianOfTwoIsHalfWay() {
  #expect(Quantile.sorted([1, 2], 0.5) == 1.5)
  #expect(Quantile.select([9, 3], 0.5) == 6)
}

@Test func nobodyHasNoMedian() {
  #expect(Quantile.select([], 0.5) == nil)
  #expect(Quantile.sorted([], 0.5) == nil)
}

@Test func selectionGivesWhatSortingGives() {
  var random = NamedRandom(seed: 1, stream: RandomStream("test.quantile"), draw: 0)
  for size in 1...200 {
    // Narrow, with many ties; wide, over many buckets; and as far as the numbers go.
    let width = [50, 200_000, Double(Int32.max)][size % 3]
    let values = (0..<size).map { _ in Int32(random.uniform() * width) }
    for q in [0, 0.05, 0.5, 0.9, 1] {
      #expect(Quantile.select(values, q) == Quantile.sorted(values.sorted().map(Double.init), q))
    }
  }
}
