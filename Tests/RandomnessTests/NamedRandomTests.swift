import Testing

@testable import Randomness

@Suite struct NamedRandomTests {
  static let stream = RandomStream("test.stream")

  private func first(
    _ count: Int, seed: UInt64 = 1, stream: RandomStream = stream, draw: Int = 0, year: Int = 0, subject: UInt64 = 0
  ) -> [UInt64] {
    var random = NamedRandom(seed: seed, stream: stream, draw: draw, year: year, subject: subject)
    return (0..<count).map { _ in random.next() }
  }

  @Test func theSameNameGivesTheSameNumbers() {
    #expect(first(9, subject: 42) == first(9, subject: 42))
  }

  @Test func everyPartOfANameCounts() {
    let names = [
      first(1), first(1, seed: 2), first(1, seed: 1 << 32), first(1, stream: RandomStream("test.other")),
      first(1, draw: 1), first(1, draw: -1), first(1, draw: 1 << 20), first(1, year: 1), first(1, subject: 1),
      first(1, subject: 1 << 40),
    ]
    #expect(Set(names).count == names.count)
  }

  @Test func drawAndYearDoNotRunIntoOneAnother() {
    var seen = Set<[UInt64]>()
    for draw in -1..<300 { for year in 0..<30 { seen.insert(first(1, draw: draw, year: year)) } }
    #expect(seen.count == 301 * 30)
  }

  @Test func neighbouringNamesAreUncorrelated() {
    // Correlation of 20,000 pairs has a standard error of 0.007.
    var sum = 0.0
    for subject in 0..<20_000 {
      var one = NamedRandom(seed: 5, stream: Self.stream, draw: 0, subject: UInt64(subject))
      var next = NamedRandom(seed: 5, stream: Self.stream, draw: 0, subject: UInt64(subject + 1))
      sum += (one.uniform() - 0.5) * (next.uniform() - 0.5) * 12
    }
    #expect(abs(sum / 20_000) < 0.03)
  }

  @Test func uniformsLieStrictlyBetweenZeroAndOneAndFillIt() {
    var random = NamedRandom(seed: 9, stream: Self.stream, draw: 0)
    var tenths = Array(repeating: 0, count: 10)
    for _ in 0..<50_000 {
      let u = random.uniform()
      #expect(u > 0 && u < 1)
      tenths[Int(u * 10)] += 1
    }
    // 5,000 each, standard deviation 67.
    #expect(tenths.allSatisfy { abs($0 - 5000) < 350 })
  }

  @Test func aCopyGoesItsOwnWay() {
    var random = NamedRandom(seed: 9, stream: Self.stream, draw: 0)
    _ = random.next()
    var copy = random
    #expect(random.next() == copy.next())
    _ = random.next()
    let ahead = random.next()
    #expect(copy.next() != ahead)
  }

  @Test func subjectKeysOfTextAndNumbersKeepApart() {
    #expect(subjectKey("child 1") == subjectKey("child 1"))
    // FNV-1a of "a", as published.
    #expect(subjectKey("a") == 0xAF63_DC4C_8601_EC8C)
    var keys = Set<UInt64>()
    for area in 0..<20 { for year in -4...21 { for need in 0..<13 { keys.insert(subjectKey(area, year, need)) } } }
    #expect(keys.count == 20 * 26 * 13)
    #expect(subjectKey(1, 2) != subjectKey(2, 1))
    #expect(subjectKey(0) != subjectKey(0, 0))
  }
}
