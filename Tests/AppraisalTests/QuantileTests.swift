import Randomness
import Testing

@testable import Appraisal

@Test func theMedianOfTwoIsHalfWay() {
  #expect(Quantile.sorted([1, 2], 0.5) == 1.5)
  var values: [Int32] = [9, 3]
  #expect(Quantile.select(&values, 0.5) == 6)
}

@Test func nobodyHasNoMedian() {
  var none: [Int32] = []
  #expect(Quantile.select(&none, 0.5) == nil)
  #expect(Quantile.sorted([], 0.5) == nil)
}

@Test func selectionGivesWhatSortingGives() {
  var random = NamedRandom(seed: 1, stream: RandomStream("test.quantile"), draw: 0)
  for size in 1...200 {
    let values = (0..<size).map { _ in Int32(random.uniform() * 50) }
    for q in [0, 0.05, 0.5, 0.9, 1] {
      var copy = values
      #expect(Quantile.select(&copy, q) == Quantile.sorted(values.sorted().map(Double.init), q))
    }
  }
}
