import Randomness
import Testing

@testable import Appraisal

@Test func theMedianOfTwoIsHalfWay() {
  #expect(Quantile.sorted([1, 2], 0.5) == 1.5)
  var two = [9.0, 3]
  #expect(Quantile.threeOf(&two) == (3.3, 6, 8.7))
}

@Test func nobodyHasNoMedian() {
  #expect(Quantile.sorted([], 0.5) == nil)
}

@Test func selectionGivesWhatSortingGives() {
  var random = NamedRandom(seed: 1, stream: RandomStream("test.quantile"), draw: 0)
  for size in 1...300 {
    // Narrow whole numbers with many ties; wide ones; fractions, some of them tied.
    let values: [Double] = (0..<size).map { _ in
      switch size % 3 {
      case 0: Double(Int(random.uniform() * 50)) - 25
      case 1: Double(Int(random.uniform() * 2_000_000_000)) - 1e9
      default: Double(Int(random.uniform() * 400)) / 7
      }
    }
    var mixed = values
    let (low, middle, high) = Quantile.threeOf(&mixed)
    let sorted = values.sorted()
    #expect(low == Quantile.sorted(sorted, 0.05), "\(size)")
    #expect(middle == Quantile.sorted(sorted, 0.5), "\(size)")
    #expect(high == Quantile.sorted(sorted, 0.95), "\(size)")
  }
}
