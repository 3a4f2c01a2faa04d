import Planning
import Testing

@testable import Appraisal

/// Draws of a group that all look the same.
private func looks(
  moved: Int, newlyEligible: Int = 0, inmss: (Int, Int) = (0, 0), moves: [(PlaceGroup, PlaceGroup, Int)] = [],
  draws: Int = 4
) -> [TravelGroupLook] {
  var look = TravelGroupLook()
  var group = TravelGroupSums()
  group.children = moved
  group.travelling = moved
  group.nothing = [10_000 * moved, 900 * moved, 0, 0, inmss.0, 0]
  group.proposal = [9_000 * moved, 840 * moved, 0, 0, inmss.1, 0]
  group.newlyEligible = newlyEligible
  look.groups[TravelGroup.moved.rawValue] = group
  for (from, to, children) in moves { look.moves[from.rawValue * PlaceGroup.allCases.count + to.rawValue] = children }
  return Array(repeating: look, count: draws)
}

private let control = DisclosureControl(threshold: 5)

@Suite struct TravelGroupTests {
  @Test func `of four children nothing is shown, of six only means, of twelve the interval too`() {
    let four = control.publish(looks(moved: 4), year: 8)[.moved]
    #expect(four.children == nil && four.nothing.allSatisfy { $0 == nil } && four.change.allSatisfy { $0 == nil })
    let six = control.publish(looks(moved: 6), year: 8)[.moved]
    #expect(six.children == ShownRange(mean: 5, low: nil, high: nil))
    #expect(six.change[TravelMeasure.time.rawValue]?.mean == -60)
    #expect(control.publish(looks(moved: 12), year: 8)[.moved].children == ShownRange(mean: 10, low: 10, high: 15))
  }

  @Test func `a count of one to four is left out of a large group, zero is not`() {
    let found = control.publish(looks(moved: 40, newlyEligible: 3, inmss: (12, 4)), year: 8)[.moved]
    #expect(found.newlyEligible == nil && found.noLongerEligible == 0)
    #expect(found.nothing[TravelMeasure.inmss.rawValue] == nil)
    #expect(found.change[TravelMeasure.inmss.rawValue] == nil)
    #expect(found.nothing[TravelMeasure.outOfArea.rawValue] == 0)
  }

  @Test func `counts are rounded to five, each on its own, so that no difference tells of fewer`() {
    for children in 5...60 {
      let found = control.publish(
        looks(moved: children, moves: [(.mainstream, .base, children - 5), (.inmss, .base, 5)]), year: 8)
      #expect(found[.moved].children?.mean.truncatingRemainder(dividingBy: 5) == 0)
      for count in (found.moves ?? []).joined() { #expect((count ?? 0).truncatingRemainder(dividingBy: 5) == 0) }
    }
  }

  @Test func `a matrix in which all do the same is not shown`() {
    #expect(control.publish(looks(moved: 20, moves: [(.inmss, .special, 20)]), year: 8).moves == nil)
    let two = control.publish(looks(moved: 20, moves: [(.inmss, .special, 17), (.mainstream, .base, 3)]), year: 8).moves
    #expect(two?[PlaceGroup.inmss.rawValue][PlaceGroup.special.rawValue] == 15)
    #expect(two?[PlaceGroup.mainstream.rawValue][PlaceGroup.base.rawValue] == .some(nil))
  }

  @Test func `without a threshold everything is exact`() {
    let found = DisclosureControl(threshold: 0).publish(
      looks(moved: 3, newlyEligible: 1, moves: [(.mainstream, .base, 3)]), year: 8)
    #expect(found[.moved].children == ShownRange(mean: 3, low: 3, high: 3))
    #expect(found[.moved].newlyEligible == 1)
    #expect(found.moves?[PlaceGroup.mainstream.rawValue][PlaceGroup.base.rawValue] == 3)
  }
}
