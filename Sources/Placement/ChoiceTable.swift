import Planning
import Units

/// For every need, band and NC year, the destinations without a setting that suit and what each costs, and the penalty of
/// each kind.
///
/// Made once. Provisions at a setting are many and are kept apart, by home (`JourneyTable`, `NearbyMainstream`).
struct ChoiceTable: Sendable {
  /// A kind that is competed for at settings, and suits.
  struct Kind: Sendable {
    var kind: ProvisionKind
    /// Pence a year.
    var penalty: Int32
  }
  /// A destination without a setting and without limit.
  struct AtLarge: Sendable {
    var provision: Int32
    /// Annual cost plus penalty, and for an independent place the journey, pence.
    var cost: Int32
    var kind: ProvisionKind
  }
  private var kinds: [Kind] = []
  private var atLarge: [AtLarge] = []
  private var kindsStart: [Int32] = [0]
  private var atLargeStart: [Int32] = [0]
  /// Penalty for mainstream, -1 where it does not suit.
  private var mainstream: [Int32] = []
  private static let years = NCYear.all.count

  init(_ table: ProvisionTable, _ parameters: PlacementParameters, annualCost: [Int]) {
    let outOfArea = parameters.outOfAreaMetres * parameters.travelPencePerKilometre / 1000
    for need in Need.allCases {
      for band in Suitability.bands {
        for ncYear in NCYear.all {
          func penalty(_ kind: ProvisionKind) -> Int? {
            parameters.suitability.penalty(kind, need: need, band: band, ncYear: ncYear)
          }
          mainstream.append(Int32(penalty(.mainstream) ?? -1))
          for kind in Suitability.byIntensity where kind != .mainstream {
            guard let penalty = penalty(kind) else { continue }
            kinds.append(Kind(kind: kind, penalty: Int32(penalty)))
            let destination = table.destination[Int(kind.rawValue)]
            guard Self.hasDestination(kind), destination >= 0,
              table.takes(destination, need: need, ncYear: ncYear)
            else { continue }
            let journey = kind == .independentSpecial ? outOfArea : 0
            atLarge.append(
              AtLarge(
                provision: Int32(destination), cost: Int32(annualCost[destination] + penalty + journey), kind: kind))
          }
          kindsStart.append(Int32(kinds.count))
          atLargeStart.append(Int32(atLarge.count))
        }
      }
    }
  }

  /// Kinds with places beyond those the study names: the rest of the county's colleges, nurseries, and independents.
  private static func hasDestination(_ kind: ProvisionKind) -> Bool {
    switch kind {
    case .earlyYears, .fe, .specialistPost16, .independentSpecial: true
    default: false
    }
  }

  private func row(_ need: Need, _ band: Int, _ ncYear: Int) -> Int {
    let year = min(max(ncYear, NCYear.all.lowerBound), NCYear.all.upperBound) - NCYear.all.lowerBound
    return (Int(need.rawValue) * Suitability.bands.count + min(max(band, 1), 4) - 1) * Self.years + year
  }
  /// From least to most intensive.
  func kinds(need: Need, band: Int, ncYear: Int) -> ArraySlice<Kind> {
    let row = row(need, band, ncYear)
    return kinds[Int(kindsStart[row])..<Int(kindsStart[row + 1])]
  }
  func atLarge(need: Need, band: Int, ncYear: Int) -> ArraySlice<AtLarge> {
    let row = row(need, band, ncYear)
    return atLarge[Int(atLargeStart[row])..<Int(atLargeStart[row + 1])]
  }
  func mainstreamPenalty(need: Need, band: Int, ncYear: Int) -> Int { Int(mainstream[row(need, band, ncYear)]) }
}
