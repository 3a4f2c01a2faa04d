import Planning
import Units

/// What September brings for a child already in a provision.
enum Continuity: UInt8, Sendable {
  case stays, phaseTransfer, outOfRange
  /// A transfer that a share of children do not make (Year 12 in INMSS).
  case staysByShare
}

/// The study's provisions as flat columns, with the year groups each takes and what happens at each.
struct ProvisionTable: Sendable {
  let count: Int
  let kind: [ProvisionKind]
  /// -1 for a destination without a setting.
  let setting: [Int32]
  let needs: [NeedSet]
  let lowNCYear: [Int]
  let highNCYear: [Int]
  /// The share of its places for the authority's own children.
  private let residentShare: [Double]
  /// The most of its places one year group may take, 1 for a provision that keeps no spread of them.
  let yearGroupShare: [Double]
  /// Places of its own, as opposed to no limit.
  let isLimited: [Bool]
  /// The destination without a setting, by kind; -1 if the study has none.
  let destination: [Int]
  /// Provisions at a setting, by kind.
  let named: [[Int]]
  /// Whether any base keeps a spread of year groups.
  let keepsSpread: Bool
  let openings: Openings
  private let continuity: [Continuity]
  private static let years = NCYear.all.count
  /// Reception, Year 7 and Year 12, unless a provision states its own (DOMAIN 10.1).
  private static let usualTransfers = [0, 7, 12]

  init(_ study: Study, _ parameters: PlacementParameters) {
    let provisions = study.provisions
    count = provisions.count
    openings = Openings(provisions)
    kind = provisions.map(\.kind)
    setting = provisions.map { Int32($0.setting ?? -1) }
    needs = provisions.map(\.needs)
    let ranges = provisions.map { $0.setting == nil ? parameters.kindNCYears[Int($0.kind.rawValue)] : $0.ncYears }
    lowNCYear = ranges.map(\.lowerBound)
    highNCYear = ranges.map(\.upperBound)
    residentShare = provisions.map { parameters.residentShare[Int($0.kind.rawValue)] }
    yearGroupShare = provisions.indices.map { index in
      let isMixed = provisions[index].kind.isBase && ranges[index].count > 1 && provisions[index].setting != nil
      return isMixed ? parameters.yearGroupShare : 1
    }
    keepsSpread = yearGroupShare.contains { $0 < 1 }
    isLimited = provisions.map { $0.places != nil }
    destination = ProvisionKind.allCases.map { kind in
      provisions.firstIndex { $0.kind == kind && $0.setting == nil && $0.proposal == nil } ?? -1
    }
    named = ProvisionKind.allCases.map { kind in
      provisions.indices.filter { provisions[$0].kind == kind && provisions[$0].setting != nil }
    }
    var continuity: [Continuity] = []
    for (index, provision) in provisions.enumerated() {
      let stays = parameters.post16StayShare[Int(provision.kind.rawValue)] > 0
      for ncYear in NCYear.all {
        if ncYear < lowNCYear[index] || ncYear > highNCYear[index] {
          let isEnd = ncYear == highNCYear[index] + 1 || Self.usualTransfers.contains(ncYear)
          continuity.append(isEnd ? .phaseTransfer : .outOfRange)
        } else if let stated = provision.transferYears {
          continuity.append(stated.contains(ncYear) ? .phaseTransfer : .stays)
        } else {
          switch provision.kind {
          case .special, .satellite, .fe, .specialistPost16: continuity.append(.stays)
          case .nmss, .independentSpecial:
            continuity.append(ncYear == 12 ? (stays ? .staysByShare : .phaseTransfer) : .stays)
          default:
            // A middle school takes its children through Year 7 and sends them on where it ends (SEND Regulations reg 18).
            let isMiddle = (3...6).contains(lowNCYear[index]) && (7...9).contains(highNCYear[index])
            let isTransfer = Self.usualTransfers.contains(ncYear) && !(isMiddle && ncYear == 7)
            continuity.append(isTransfer ? .phaseTransfer : .stays)
          }
        }
      }
    }
    self.continuity = continuity
  }

  func continuity(_ provision: Int, ncYear: Int) -> Continuity {
    let year = min(max(ncYear, NCYear.all.lowerBound), NCYear.all.upperBound)
    return continuity[provision * Self.years + year - NCYear.all.lowerBound]
  }

  /// Places less those that children of other authorities take, to the nearest whole place; never none of an open provision.
  func residentPlaces(_ provision: Int, of places: Int32) -> Int32 {
    let share = residentShare[provision]
    guard share < 1, places > 0, places != .max else { return places }
    return max(1, Int32((Double(places) * share).rounded()))
  }

  /// The hard part of suitability that does not depend on the band: designation and year groups.
  func takes(_ provision: Int, need: Need, ncYear: Int) -> Bool {
    lowNCYear[provision] <= ncYear && ncYear <= highNCYear[provision] && needs[provision].contains(need)
  }
}
