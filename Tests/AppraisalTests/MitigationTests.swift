import Planning
import Testing

@testable import Appraisal

private func growth(
  _ minutes: Double, area: Int = 0, provision: Int = 0, isMove: Bool = false, satellite: Double? = nil,
  isLowIncome: Bool = false
) -> JourneyGrowth {
  JourneyGrowth(
    seconds: Int(minutes * 60), area: area, provision: provision, isMove: isMove,
    satelliteSeconds: satellite.map { Int($0 * 60) }, isLowIncome: isLowIncome)
}

@Suite struct MitigationTests {
  private let rules = MitigationRules(boardingSeconds: 180, satelliteDays: 0.4)
  private func count(_ growths: [JourneyGrowth]) -> LongerJourneys {
    var found = LongerJourneys()
    found.count(growths, rules)
    return found
  }

  @Test func `five minutes is not longer, a second more is`() {
    #expect(count([growth(5)]).all == 0)
    #expect(
      count([
        JourneyGrowth(seconds: 301, area: 0, provision: 0, isMove: false, satelliteSeconds: nil, isLowIncome: true)
      ])
        == {
          var one = LongerJourneys(); one.all = 1; one.lowIncome = 1
          one.left = [.phasedTransfer: 1, .satelliteHours: 1, .sharedPickUp: 1]; return one
        }())
  }

  @Test func `phased transfer spares those who moved in the middle of a phase`() {
    let found = count([growth(10, isMove: true), growth(10), growth(2, isMove: true)])
    #expect(found.all == 2 && found.left[.phasedTransfer] == 1)
  }

  @Test func `two days near home spare a child whose week is then no longer`() {
    // 8 minutes on three days and 3 fewer on two: 3.6 on average. At 20 minutes it is 10.8.
    let found = count([growth(8, satellite: -3), growth(20, satellite: -3), growth(8)])
    #expect(found.left[.satelliteHours] == 2)
  }

  @Test func `one stop for three children of an area saves three minutes on average`() {
    let three = [growth(7), growth(7.9), growth(8.1)]
    #expect(count(three).left[.sharedPickUp] == 1)
    #expect(count(Array(three.dropLast())).left[.sharedPickUp] == 2)
    // In three areas nobody shares.
    #expect(count(three.enumerated().map { growth(Double($1.seconds) / 60, area: $0) }).left[.sharedPickUp] == 3)
  }

  @Test func `the other site is the one with the fewest longer journeys, where that is fewer than here`() {
    func draw(_ bySite: [Int: Int]) -> LongerJourneys {
      var found = LongerJourneys()
      found.bySite = bySite
      return found
    }
    let draws = [draw([0: 10, 1: 4, 2: 9]), draw([0: 8, 1: 6, 2: 2])]
    let best = AlternativeSite.best(draws, own: 0, candidates: [1, 2])
    #expect(best?.site == 1 && best?.fewer == 4)
    #expect(AlternativeSite.best(draws, own: 1, candidates: [0, 2]) == nil)
    #expect(AlternativeSite.best([], own: 0, candidates: [1]) == nil)
  }
}

@Suite struct LoserDisclosureTests {
  private let control = DisclosureControl(threshold: 5)
  private func losers(_ all: Int, low: Int, left: [Mitigation: Int]) -> CloseFindings.Losers {
    var study = Study(
      name: "t", laCode: "000", laName: "T", baseYear: .init(start: 2024), horizon: 1, draws: 1, seed: 1)
    study.proposals = [Proposal(id: "p", name: "P", kind: .newBase, setting: 0, provisions: [])]
    var one = LongerJourneys()
    one.all = all
    one.lowIncome = low
    one.left = left
    return control.losers([one, one], proposal: 0, study: study)
  }

  @Test func `three of low income hide themselves and the others`() {
    #expect(losers(20, low: 3, left: [:]).lowIncome == nil)
    #expect(losers(20, low: 3, left: [:]).otherIncome == nil)
    #expect(losers(20, low: 18, left: [:]).lowIncome == nil)
    #expect(losers(20, low: 8, left: [:]).lowIncome == 8)
  }

  @Test func `an effect on four children, or one that leaves four, is not shown`() {
    #expect(losers(20, low: 8, left: [.phasedTransfer: 16]).mitigated.map(\.spared) == [nil])
    #expect(losers(20, low: 8, left: [.phasedTransfer: 4]).mitigated.map(\.spared) == [nil])
    #expect(losers(20, low: 8, left: [.phasedTransfer: 12]).mitigated.map(\.spared) == [8])
    #expect(losers(20, low: 8, left: [.phasedTransfer: 20]).mitigated.isEmpty)
  }
}
