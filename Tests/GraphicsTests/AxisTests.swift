import Testing

@testable import Graphics

@Suite struct AxisTests {
  @Test func `ticks are round and hold the data`() {
    #expect(Axis(holding: [3016, 4741]).ticks == [3000, 3500, 4000, 4500, 5000])
    #expect(Axis(holding: [0.079, 0.101]).ticks.map { ($0 * 1000).rounded() } == [75, 80, 85, 90, 95, 100, 105])
    #expect(Axis(holding: [12, 400]).startsAtZero)
    #expect(!Axis(holding: [300, 400]).startsAtZero)
    #expect(Axis(holding: [-12, -1]).ticks.last == 0)
  }

  @Test func `equal or missing data still make an axis`() {
    #expect(Axis(holding: []).high > Axis(holding: []).low)
    #expect(Axis(holding: [0, 0]).high > 0)
    #expect(Axis(holding: [.nan, 5, 5]).low <= 5)
  }

  @Test func `any data lie within their axis`() {
    var state: UInt64 = 3
    for _ in 0..<500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let low = Double(Int64(bitPattern: state) >> 40)
      let high = low + Double(state >> 44)
      let axis = Axis(holding: [low, high])
      #expect(axis.low <= low && axis.high >= high)
      #expect(axis.ticks.count <= 12)
    }
  }

  @Test func `whole numbers have whole ticks`() {
    #expect(Axis(holding: [0, 2], wholeNumbers: true).ticks == [0, 1, 2])
  }
}

@Suite struct SpreadTests {
  @Test func `labels that would touch move apart about their middle`() {
    #expect(spread([10, 10], gap: 4, in: 0...100) == [8, 12])
  }
  @Test func `labels apart stay where they are`() {
    #expect(spread([10, 50, 30], gap: 4, in: 0...100) == [10, 50, 30])
  }
  @Test func `labels stay in the range`() {
    #expect(spread([0, 0, 1], gap: 10, in: 0...100) == [0, 10, 20])
    #expect(spread([100, 99], gap: 10, in: 0...100) == [100, 90])
  }
}

@Suite struct ShadingTests {
  @Test func everyFigureHasOneClassAndEqualOnesShareIt() {
    let values = [1.0, 2, 2, 2, 3, 9, 10, 11]
    let shading = Shading(values)
    for value in values { #expect(shading.classes.filter { $0.contains(value) }.count == 1, "\(value)") }
    #expect(values.map(shading.index) == values.map(shading.index).sorted() && Set(values.map(shading.index)).count > 2)
  }

  @Test func `four classes of about equal size, equal values together`() {
    #expect(Shading([1, 2, 3, 4, 5, 6, 7, 8]).classes == [1...2, 3...4, 5...6, 7...8])
    #expect(Shading([5, 5, 5, 5]).classes == [5...5])
    #expect(Shading([]).classes.isEmpty)
    let shading = Shading([1, 1, 9])
    #expect(shading.index(1) < shading.index(9))
  }
}
