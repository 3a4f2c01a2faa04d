import Geometry
import Planning
import Testing

@testable import Appraisal

private func school(capacity: Int?, roll: Int?, forecast: Int?) -> Setting {
  Setting(
    id: "s", name: "S", point: Point(easting: 0, northing: 0), netCapacity: capacity, roll: roll, rollForecast: forecast
  )
}

@Suite struct PremisesTests {
  @Test func `65 places that stay free are two classrooms, for 16 to 24 base places`() throws {
    let premises = try #require(Premises(school(capacity: 420, roll: 330, forecast: 355), groupSize: 8...12))
    #expect(premises.surplusNow == 90 && premises.surplusForecast == 65)
    #expect(premises.basePlaces == 16...24)
    #expect(premises.finding(for: 20) == .fits && premises.finding(for: 30) == .short(places: 6))
  }

  @Test func `fewer than a class free no room`() throws {
    let premises = try #require(Premises(school(capacity: 210, roll: 182, forecast: nil), groupSize: 8...12))
    #expect(premises.basePlaces == 0...0 && premises.finding(for: 1) == .short(places: 1))
  }

  @Test func `a full school has no surplus, and an unknown roll none that is known`() throws {
    #expect(try #require(Premises(school(capacity: 100, roll: 120, forecast: 90), groupSize: 8...8)).surplusNow == 0)
    let unknown = try #require(Premises(school(capacity: 100, roll: nil, forecast: nil), groupSize: 8...8))
    #expect(unknown.finding(for: 10) == .notKnown)
    #expect(Premises(school(capacity: nil, roll: 5, forecast: 5), groupSize: 8...8) == nil)
  }
}

@Suite struct ViabilityTests {
  @Test func `the chance of falling under the minimum is the share of draws that do`() {
    let found = Viability(
      filled: [[0, 7, 10], [0, 8, 10], [0, 9, 4], [0, 8, 12]],
      yearGroups: [[0, 3, 4], [0, 4, 4], [0, 5, 4], [0, 4, 4]],
      places: [0, 10, 12], minimum: 0.8)
    #expect(found.years.map(\.year) == [1, 2])
    #expect(found.years[0].children == 8 && found.years[0].chanceBelow == 0.25 && found.years[0].yearGroups == 4)
    // 80% of 12 is 9.6, which 4 alone is under.
    #expect(found.years[1].chanceBelow == 0.25 && found.years[1].occupancy == 0.75)
  }

  @Test func `without a minimum there is no chance, and without a draw no year`() {
    let found = Viability(filled: [[5]], yearGroups: [[2]], places: [10], minimum: nil)
    #expect(found.years[0].chanceBelow == nil)
    #expect(Viability(filled: [], yearGroups: [], places: [10], minimum: 0.5).years.isEmpty)
  }
}

@Suite struct OutcomeTests {
  private func provision(_ kind: ProvisionKind, _ years: ClosedRange<Int>, _ places: Int) -> Provision {
    Provision(id: "p", setting: 0, kind: kind, ncYears: years, places: [0, places])
  }
  private func change(_ low: Double, _ mean: Double, _ high: Double) -> Change {
    Change(mean: mean, p05: low, p50: mean, p95: high, pGain: nil)
  }
  private func count(_ mean: Double) -> Summary { Summary(mean: mean, p05: mean, p50: mean, p95: mean) }

  @Test func `a wants every phase and most places on mainstream sites`() {
    let all = [
      provision(.specialistBase, -4 ... -1, 8), provision(.specialistBase, 0...11, 40), provision(.fe, 12...15, 12),
    ]
    #expect(CapitalOutcomes.inclusion(all) == .met)
    #expect(CapitalOutcomes.inclusion(all + [provision(.special, 0...11, 200)]) == .partly)
    #expect(CapitalOutcomes.inclusion([provision(.specialistBase, 0...6, 20)]) == .partly)
    #expect(CapitalOutcomes.inclusion([provision(.special, 0...11, 50)]) == .notMet)
    #expect(CapitalOutcomes.inclusion([]) == .notCovered)
  }

  @Test func `c wants fewer above the threshold beyond doubt, and more shorter than longer`() {
    #expect(CapitalOutcomes.travel(change(-0.02, -0.01, -0.001), shorter: count(30), longer: count(10)) == .met)
    #expect(CapitalOutcomes.travel(change(-0.02, -0.01, 0.001), shorter: count(30), longer: count(10)) == .partly)
    #expect(CapitalOutcomes.travel(change(-0.02, -0.01, 0.001), shorter: count(10), longer: count(30)) == .notMet)
    #expect(CapitalOutcomes.travel(nil, shorter: nil, longer: nil) == .notCovered)
  }

  /// C4 of the domain reference.
  @Test func `b is a yes or a no, by area too`() {
    func world(_ all: Double, _ north: Double) -> PublishedWorld {
      func row(_ slice: Slice, _ mean: Double) -> PublishedRow {
        PublishedRow(year: 1, metric: .unmetBaseDemand, slice: slice, value: count(mean), change: nil, status: .shown)
      }
      var hidden = row(Slice(.area, "south"), 3)
      hidden.value = nil
      hidden.status = .suppressed
      return PublishedWorld(
        id: "o", name: "O", kind: .option, proposals: [],
        rows: [row(.all, all), row(Slice(.area, "north"), north), hidden])
    }
    let study = areas(["north", "south", "west"])
    #expect(CapitalOutcomes(world(0, 0), study: study, year: 1).access == .met)
    #expect(CapitalOutcomes(world(12, 9), study: study, year: 1).access == .notMet)
    #expect(
      BaseAccess.all(world(12, 9), study: study, year: 1).map(\.answer) == [
        .no(without: 12), .no(without: 9), .suppressed, .yes,
      ])
  }

  private func areas(_ ids: [String]) -> Study {
    var study = Study(
      name: "t", laCode: "000", laName: "T", baseYear: .init(start: 2024), horizon: 1, draws: 1, seed: 1)
    study.areas = ids.map {
      Area(id: $0, name: $0, phase: "all", ruralUrban: .rural, boundary: MultiPolygon(polygons: []))
    }
    return study
  }
}

@Suite struct PathwayTests {
  @Test func `an all-through base counts by its year groups, and one for one is met or short`() {
    var study = Study(
      name: "t", laCode: "000", laName: "T", baseYear: .init(start: 2024), horizon: 1, draws: 1, seed: 1)
    study.settings = [school(capacity: nil, roll: nil, forecast: nil)]
    study.provisions = [
      Provision(id: "a", setting: 0, kind: .specialistBase, ncYears: 0...11, places: [24, 24]),
      Provision(id: "b", setting: 0, kind: .supportBase, ncYears: 7...11, places: [0, 10]),
      Provision(id: "c", setting: 0, kind: .special, ncYears: 0...11, places: [90, 90]),
    ]
    let supply = Supply(study)
    let now = PhasePathway(study, supply, year: 0)
    #expect(now.primary == 14 && now.secondary == 10 && now.isMet)
    let later = PhasePathway(study, supply, year: 1)
    #expect(later.primary == 14 && later.secondary == 20 && later.primaryShort == 6)
  }
}

@Suite struct OrderTests {
  @Test func `the order of independent proposals does not matter`() {
    var study = Study(
      name: "t", laCode: "000", laName: "T", baseYear: .init(start: 2024), horizon: 2, draws: 1, seed: 1)
    study.settings = [school(capacity: nil, roll: nil, forecast: nil), school(capacity: nil, roll: nil, forecast: nil)]
    study.provisions = [
      Provision(id: "old", setting: 0, kind: .specialistBase, places: [8, 8, 8]),
      Provision(id: "a", setting: 0, kind: .specialistBase, places: [0, 10, 10], proposal: 0),
      Provision(id: "b", setting: 1, kind: .special, places: [0, 0, 40], proposal: 1),
      Provision(id: "c", setting: 1, kind: .supportBase, places: [0, 6, 12], proposal: 2),
    ]
    study.proposals = (0..<3).map {
      Proposal(id: "p\($0)", name: "P", kind: .newBase, setting: 0, provisions: [$0 + 1])
    }
    let supply = Supply(study, proposals: [0, 1, 2])
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      #expect(Supply(study, proposals: order) == supply)
    }
  }
}
