import Planning
import Units

@testable import Placement

/// Rules that any placements must keep, recounted from nothing but the world, the cohort and the result. Each returns what
/// is wrong, as sentences; none is empty when a fault is planted (`PlacementChecksTests`).
struct PlacementChecks {
  let world: TestWorld
  let cohort: Cohort
  let placements: Placements

  /// The NC year after the last of a destination without a setting (`placement.kind_nc_years`), where that is not 22.
  private static let destinationEnds: [ProvisionKind: Int] = [
    .mainstream: 14, .independentMainstream: 14, .supportBase: 14, .specialistBase: 14, .special: 15, .satellite: 15,
    .nmss: 15, .independentSpecial: 15, .ap: 12, .earlyYears: 3,
  ]

  private var kinds: [ProvisionKind] { world.study.provisions.map(\.kind) }

  private func reason(_ child: Int, _ year: Int) -> PlacementReason {
    placements.reason[year * cohort.count + child]
  }

  func occupancy(year: Int) -> [Int] {
    var taken = Array(repeating: 0, count: world.study.provisions.count)
    for child in 0..<placements.children where placements.provision(child, year: year) >= 0 {
      taken[placements.provision(child, year: year)] += 1
    }
    return taken
  }

  /// A child with a plan is in one place and has a reason; one without is in none.
  func childrenNotInOnePlace() -> [String] {
    var wrong: [String] = []
    for year in 0...world.horizon {
      for child in 0..<cohort.count {
        let isPlaced = placements.provision(child, year: year) >= 0
        if isPlaced != cohort.isPresent(child, year: year) || (reason(child, year) == .absent) == isPlaced {
          wrong.append("child \(child), year \(year)")
        }
      }
    }
    return wrong
  }

  /// The kinds of a January add up to its plans.
  func yearsThatDoNotAddUp() -> [String] {
    (0...world.horizon).compactMap { year in
      var byKind = Array(repeating: 0, count: ProvisionKind.allCases.count)
      for (provision, taken) in occupancy(year: year).enumerated() { byKind[Int(kinds[provision].rawValue)] += taken }
      let plans = (0..<cohort.count).count { cohort.isPresent($0, year: year) }
      return byKind.reduce(0, +) == plans ? nil : "year \(year): \(byKind) for \(plans) plans"
    }
  }

  /// Only who was there, is directed or preferred passes a base's places, and the last two are counted.
  func basesOverfull(_ supply: Supply) -> [String] {
    var wrong: [String] = []
    for year in 1...world.horizon {
      var listed = 0
      for (provision, kind) in kinds.enumerated() where kind.isBase {
        let here = (0..<cohort.count).filter { placements.provision($0, year: year) == provision }
        let stayed = here.count { reason($0, year) == .stayed }
        let first = here.count { reason($0, year) == .directed || reason($0, year) == .preference }
        let places = supply.places(provision, year: year)
        if here.count - stayed - first > 0, here.count > places { wrong.append("provision \(provision), year \(year)") }
        listed += max(0, min(first, here.count - places))
      }
      if Int(placements.listedOverCapacity[year]) != listed { wrong.append("\(listed) to be listed in year \(year)") }
    }
    return wrong
  }

  /// Who moves has a reason, and a transfer is at Reception, Year 7, Year 12 or where the place left ends.
  func movesWithoutReason() -> [String] {
    var wrong: [String] = []
    for year in 1...world.horizon {
      for child in 0..<cohort.count where cohort.isPresent(child, year: year) && cohort.entry[child] < year {
        let before = placements.provision(child, year: year - 1)
        let hasMoved = before != placements.provision(child, year: year)
        let ncYear = cohort.ncYear(child, year: year)
        switch reason(child, year) {
        case .stayed, .openingStock, .absent:
          if hasMoved { wrong.append("child \(child) moved in year \(year) without a reason") }
        case .newPlan:
          if before != world.destination(.unplaced) { wrong.append("child \(child) has a new plan in year \(year)") }
        case .phaseTransfer:
          let end =
            before < world.provisions.count
            ? world.provisions[before].ncYears.upperBound + 1 : Self.destinationEnds[kinds[before]] ?? 22
          if ![0, 7, 12, end].contains(ncYear) {
            wrong.append("child \(child) transfers at no transfer age in year \(year)")
          }
        default: break
        }
      }
    }
    return wrong
  }

  /// Nobody is unplaced while a suitable place within the ceiling is free.
  func unplacedBesideFreePlaces(_ supply: Supply, _ stage: PlacementStage) -> [String] {
    var wrong: [String] = []
    for year in 1...world.horizon {
      let taken = occupancy(year: year)
      for child in 0..<cohort.count where placements.provision(child, year: year) == world.destination(.unplaced) {
        let ncYear = cohort.ncYear(child, year: year)
        for provision in world.provisions.indices where taken[provision] < supply.places(provision, year: year) {
          let suits =
            stage.table.takes(provision, need: cohort.need[child], ncYear: ncYear)
            && stage.parameters.suitability.penalty(
              kinds[provision], need: cohort.need[child], band: Int(cohort.band[child]), ncYear: ncYear) != nil
          let metres = abs(world.homes[Int(cohort.home[child])] - world.settings[provision].kilometre) * 1000
          let ceiling = stage.parameters.travelCeiling[Int(Phase(ncYear: ncYear).rawValue)]
          if suits, Int((metres * 0.12).rounded()) <= ceiling {
            wrong.append("child \(child), year \(year), provision \(provision)")
          }
        }
      }
    }
    return wrong
  }

  /// Children who are elsewhere in other placements of the same cohort, among those who live at one of `homes`.
  func moved(in other: Placements, homes: Range<Int>) -> [String] {
    (0...world.horizon).flatMap { year in
      (0..<cohort.count).filter {
        homes.contains(Int(cohort.home[$0]))
          && placements.provision($0, year: year) != other.provision($0, year: year)
      }.map { "child \($0), year \(year)" }
    }
  }

  func independents(year: Int) -> Int {
    zip(occupancy(year: year), kinds).reduce(0) { $0 + ($1.1.isINMSS ? $1.0 : 0) }
  }
}
