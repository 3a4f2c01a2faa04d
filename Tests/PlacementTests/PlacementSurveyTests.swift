import Planning
import Testing

@testable import Placement

@Suite("Worth of a place by need, and exceptions to the travel ceiling")
struct PlacementSurveyTests {
  /// The worth by need is what the allocation would cost less with one more place that only the need may take.
  @Test func worthByNeedIsWhatAPlaceForTheNeedWouldSave() throws {
    var compared = 0
    for number in 0..<8 {
      let (world, cohort) = randomWorld(number)
      let survey = try world.stage().survey(cohort, supply: world.supply())
      #expect(survey.placements.isEqual(to: try world.stage().place(cohort, world.supply())))
      for place in survey.worth where place.year == 1 && world.provisions[place.provision].kind != .mainstream {
        let wider = world.with(onePlaceFor: place.need, beside: place.provision)
        let after = try wider.stage().place(cohort, wider.supply())
        #expect(
          survey.placements.allocationCost[1] - after.allocationCost[1] == place.pence,
          "world \(number), provision \(place.provision), \(place.need.code)")
        compared += 1
      }
    }
    #expect(compared > 50)
  }

  /// By need the authority's figure is the largest of its provisions, and none is above the worth for all needs.
  @Test(arguments: 0..<16) func theWorthOfANeedIsThatOfItsBestProvision(_ number: Int) throws {
    let (world, cohort) = randomWorld(number)
    let survey = try world.stage([]).survey(cohort, supply: world.supply())
    #expect(!survey.worth.isEmpty)
    for year in 1...world.horizon {
      for need in Need.allCases {
        let best = survey.worth.filter { $0.year == year && $0.need == need }.map(\.pence).max() ?? 0
        #expect(Int(survey.placements.needValue[year * Need.allCases.count + Int(need.rawValue)]) == best)
      }
    }
    for place in survey.worth {
      let cell = place.year * world.study.provisions.count + place.provision
      #expect(place.pence <= Int(survey.placements.placeValue[cell]))
    }
  }

  @Test func minutesAreThoseOfTheChildWhoGainsMost() throws {
    var world = TestWorld(horizon: 1)
    let near = world.home(at: 2)
    let far = world.home(at: 9)
    let full = world.provision(.specialistBase, at: 10, places: 0, ncYears: 0...6)
    world.provision(.mainstream, at: 0, places: nil, ncYears: 0...6)
    var cohort = world.cohort()
    cohort.entrant(.asd, band: 2, ncYear: 1, home: far)
    cohort.entrant(.semh, band: 2, ncYear: 1, home: near)
    let survey = try world.stage().survey(cohort, supply: world.supply())
    func minutes(_ need: Need) -> Int? {
      survey.worth.first { $0.provision == full && $0.need == need }?.secondsSaved.map { $0 / 60 }
    }
    #expect(minutes(.asd) == 16, "one kilometre in place of nine, at two minutes each")
    #expect(minutes(.semh) == -12, "eight in place of two")
  }

  @Test func childrenPlacedBeforeAndPlacesOutOfAreaAreTheExceptions() throws {
    var world = TestWorld(horizon: 2)
    let home = world.home(at: 40)
    let special = world.provision(.special, at: 0, places: 5)
    let independent = world.destination(.independentSpecial)
    world.child(.sld, band: 3, ncYear: 2, home: home, in: special)
    world.child(.sld, band: 3, ncYear: 2, home: home, in: independent)
    let resident = world.child(.sld, band: 3, ncYear: 2, home: home, in: special, traits: .residential)
    #expect(resident == 2)
    var cohort = world.cohort()
    cohort.entrant(.sld, band: 3, ncYear: 1, home: home)
    let found = try world.stage().survey(cohort, supply: world.supply()).beyondCeiling
    let year1 = found.filter { $0.year == 1 }
    #expect(
      year1 == [
        .init(year: 1, kind: .special, cause: .openingStock, hasSetting: true, children: 1, longest: .minutes(80)),
        .init(year: 1, kind: .independentSpecial, cause: .openingStock, hasSetting: false, children: 1),
        .init(year: 1, kind: .independentSpecial, cause: .newPlan, hasSetting: false, children: 1),
      ])
  }

  /// In any world nobody is placed beyond the ceiling but at an independent school out of area.
  @Test(arguments: 0..<16) func nobodyElseIsBeyondIt(_ number: Int) throws {
    let (world, cohort) = randomWorld(number)
    let found = try world.stage([]).survey(cohort, supply: world.supply()).beyondCeiling
    #expect(found.allSatisfy { $0.cause == .openingStock || ($0.kind == .independentSpecial && !$0.hasSetting) })
  }
}

extension TestWorld {
  /// The same with a provision of one place, for one need, at the site of another and of its kind.
  fileprivate func with(onePlaceFor need: Need, beside model: Int) -> TestWorld {
    var wider = self
    var place = provisions[model]
    place.id += "-\(need.code)"
    place.setting = settings.count
    place.needs = NeedSet([need])
    place.places = place.places.map { $0.map { _ in 1 } }
    place.overPlaces = 0
    wider.settings.append(settings[model])
    wider.provisions.append(place)
    // Destinations without a setting stand behind the provisions and move up by one.
    for child in children.indices where children[child].provision >= provisions.count {
      wider.children[child].provision += 1
    }
    return wider
  }
}
