import Testing

@testable import Units

@Suite struct QuantityTests {
  @Test func twoMilesIs3218688Millimetres() {
    #expect(Millimetres.miles(2).count == 3_218_688)
    #expect(Millimetres.miles(3).count == 4_828_032)
    #expect(Millimetres.miles(2.01) > Millimetres.miles(2))
  }

  @Test func millimetresRoundToMetresHalfAwayFromZero() {
    #expect(Millimetres(1499).metres == Metres(1) && Millimetres(1500).metres == Metres(2))
    #expect(Millimetres(-1500).metres == Metres(-2) && Millimetres(0).metres == .zero)
  }

  @Test func moneyIsHeldInPence() {
    #expect(Pence.pounds(17) == Pence(1700) && Pence(1234).pounds == 12.34)
    #expect(Pence(100) + Pence(5) - Pence(3) == Pence(102) && Pence(10) * 3 == Pence(30))
  }

  @Test func scalingRoundsOnceHalfAwayFromZero() {
    #expect(Pence(5).scaled(by: 0.5) == Pence(3) && Pence(-5).scaled(by: 0.5) == Pence(-3))
    #expect(Seconds.minutes(45).scaled(by: 1.1) == Seconds(2970))
  }

  @Test func aSumDoesNotDependOnItsOrder() {
    let values = (0..<1000).map { Pence($0 * 7919 % 1013) }
    #expect(values.reduce(.zero, +) == values.reversed().reduce(.zero, +))
    #expect(values.sorted().reduce(.zero, +) == values.reduce(.zero, +))
  }
}
