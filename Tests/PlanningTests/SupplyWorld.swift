import Geometry
import Planning
import Units

/// Two schools over three years: a base of 10 and a special school of 50 with 5 over, and room for proposals.
struct SupplyWorld {
  var study: Study

  init() {
    study = Study(
      name: "Supply", laCode: "999", laName: "Testshire", baseYear: AcademicYear(start: 2025), horizon: 3, draws: 1,
      seed: 1)
    study.settings = [
      Setting(id: "west", name: "West", point: Point(easting: 0, northing: 0)),
      Setting(id: "east", name: "East", point: Point(easting: 1000, northing: 0)),
    ]
    study.provisions = [
      Provision(id: "base", setting: 0, kind: .specialistBase, places: [10, 10, 10, 10]),
      Provision(id: "school", setting: 1, kind: .special, places: [50, 50, 50, 50], overPlaces: 5),
      Provision(id: "anywhere", setting: nil, kind: .mainstream),
    ]
  }

  /// Adds a proposal with one provision, and gives its index.
  mutating func propose(
    _ kind: ProposalKind, at setting: Int, provision: ProvisionKind, places: [Int], overPlaces: Int = 0
  ) -> Int {
    let proposal = study.proposals.count
    study.provisions.append(
      Provision(
        id: "new \(proposal)", setting: setting, kind: provision, places: places, overPlaces: overPlaces,
        proposal: proposal))
    study.proposals.append(
      Proposal(
        id: "p\(proposal)", name: "Proposal", kind: kind, setting: setting, provisions: [study.provisions.count - 1]))
    return proposal
  }

  func places(_ supply: Supply, _ provision: Int) -> [Int] { (0...3).map { supply.places(provision, year: $0) } }
}
