import Planning
import Testing

@testable import NeedProjection

@Suite struct EntrantProfileTests {
  private func entrants(
    _ authority: Authority, nation: TinyNation = TinyNation(), draws: Int = 200
  ) throws -> (Cohort, [Int]) {
    let need = try NeedProjection(study: authority.study, assumptions: nation.assumptions)
    var all = Cohort(horizon: authority.study.horizon, draw: 0)
    for draw in 0..<draws {
      let cohort = need.cohort(draw: draw)
      for child in 0..<cohort.count where cohort.caseloadIndex[child] < 0 {
        all.append(
          key: cohort.key[child], home: Int(cohort.home[child]), baseNCYear: Int(cohort.baseNCYear[child]),
          need: cohort.need[child], band: Int(cohort.band[child]), traits: cohort.traits[child],
          entry: Int(cohort.entry[child]), exit: Int(cohort.exit[child]))
      }
    }
    return (all, Array(0..<all.count))
  }

  @Test func homesAreDrawnByWeight() throws {
    // One area with three residences of weight 1, 2 and 3.
    let (cohort, children) = try entrants(Authority(areas: 1))
    let shares = (0..<3).map { home in
      Double(children.filter { cohort.home[$0] == home }.count) / Double(children.count)
    }
    #expect(children.count > 5000)
    #expect(abs(shares[0] - 1.0 / 6) < 0.03 && abs(shares[1] - 2.0 / 6) < 0.03 && abs(shares[2] - 3.0 / 6) < 0.03)
  }

  @Test func bandsAndTraitsFollowTheirShares() throws {
    let (cohort, children) = try entrants(Authority(areas: 1))
    let count = Double(children.count)
    #expect(cohort.band.allSatisfy { $0 == 1 || $0 == 3 })
    #expect(abs(Double(children.filter { cohort.band[$0] == 3 }.count) / count - 0.5) < 0.03)
    #expect(abs(Double(children.filter { cohort.traits[$0].contains(.lowIncome) }.count) / count - 0.25) < 0.03)
    #expect(!children.contains { cohort.traits[$0].contains(.wheelchair) })
  }

  /// England places half of such children in special schools; an authority that places a fifth has a fifth of entrants with
  /// bands 3 and 4, and one whose evidence is thin stays by England.
  @Test(arguments: [(0.0, 0.2), (200, 0.35), (1e9, 0.5)])
  func specialBandsFollowTheAuthoritysOwnLevel(_ prior: Double, _ expected: Double) throws {
    var authority = Authority(areas: 1)
    authority.addPlans(320, ncYear: 5)
    authority.addPlans(80, ncYear: 5, kind: .special)
    var nation = TinyNation()
    nation.specialPrior = prior
    let (cohort, children) = try entrants(authority, nation: nation)
    let share = Double(children.filter { cohort.band[$0] >= 3 }.count) / Double(children.count)
    #expect(abs(share - expected) < 0.03, "prior \(prior): \(share)")
  }

  @Test func aTraitRecordedInTheCaseloadIsTakenFromIt() throws {
    var authority = Authority(areas: 1)
    authority.addPlans(200, ncYear: 5)
    for index in 0..<100 { authority.study.caseload[index].traits = .wheelchair }
    let (cohort, children) = try entrants(authority)
    let share = Double(children.filter { cohort.traits[$0].contains(.wheelchair) }.count) / Double(children.count)
    #expect(abs(share - 0.5) < 0.05)
  }

  @Test func theMixOfNeedsBendsTowardsTheCaseload() throws {
    var authority = Authority(areas: 1)
    authority.addPlans(300, ncYear: 5, need: .semh)
    authority.addPlans(100, ncYear: 5, need: .asd)
    let (cohort, children) = try entrants(authority)
    let share = Double(children.filter { cohort.need[$0] == .semh }.count) / Double(children.count)
    #expect(share > 0.65 && share < 0.76)
  }

  @Test func downSyndromeTakesItsShareOfOtherDifficulty() throws {
    var nation = TinyNation()
    nation.needs = [("OTH", 1)]
    var authority = Authority(areas: 1)
    authority.addPlans(30, ncYear: 5, need: .ds)
    authority.addPlans(10, ncYear: 5, need: .oth)
    let mix = NeedMix(study: authority.study, rates: try NationalRates(nation.assumptions), laterWeight: 0)
    #expect(abs(mix.movingIn[Int(Need.ds.rawValue)] - 0.75) < 1e-12)
    #expect(abs(mix.movingIn[0..<needCount].reduce(0, +) - 1) < 1e-12)
  }

  @Test func baseNeedIsSplitFromMainstreamAsTheCaseloadSplitsIt() throws {
    var authority = Authority(areas: 1)
    authority.addPlans(400, ncYear: 5)
    for index in 0..<100 { authority.study.caseload[index].band = 2 }
    for index in 100..<200 { authority.study.caseload[index].band = 3 }
    let (cohort, children) = try entrants(authority)
    func share(_ band: UInt8) -> Double {
      Double(children.filter { cohort.band[$0] == band }.count) / Double(children.count)
    }
    // Half of entrants have band 1 or 2 by the nation's table; of the caseload's 300 with either, 100 have band 2.
    #expect(abs(share(2) - 0.5 / 3) < 0.03 && abs(share(1) - 1.0 / 3) < 0.03 && abs(share(3) - 0.5) < 0.03)
  }

  @Test func laterNeedsAreThoseOfPlansThreeYearsOn() throws {
    var rates = try NationalRates(TinyNation().assumptions)
    // Every plan held in Year 3 is SEMH, so with weight 1 every entrant to Reception has that need.
    let row = YearGroups.slot(3) * needCount
    rates.stockNeeds[row + Int(Need.asd.rawValue)] = 0
    let mix = NeedMix(study: Authority().study, rates: rates, laterWeight: 1)
    let reception = YearGroups.slot(0) * needCount
    #expect(mix.newPlans[reception + Int(Need.semh.rawValue)] == 1)
    let half = NeedMix(study: Authority().study, rates: rates, laterWeight: 0.5)
    #expect(abs(half.newPlans[reception + Int(Need.semh.rawValue)] - 0.75) < 1e-12)
  }
}
