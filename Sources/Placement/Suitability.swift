import Assumptions
import Planning

/// Which kinds suit a complexity band, and at what penalty: the tables `placement.suitability_*`.
///
/// A hard rule: a kind that a table does not list for a band is never used for it by the allocation. A penalty is in
/// pence a year, for a place more or less intensive than the child needs.
public struct Suitability: Sendable {
  /// Early years (below NC year 0), school age (0 to 11), post-16 (from 12).
  enum Stage: Int, CaseIterable, Sendable {
    case earlyYears, school, post16
    init(ncYear: Int) { self = ncYear < 0 ? .earlyYears : ncYear < 12 ? .school : .post16 }
  }
  static let bands = 1...4
  private static let unsuitable = -1
  private static let kinds = ProvisionKind.allCases.count

  /// From least to most intensive; kinds nobody competes for are left out.
  static let byIntensity: [ProvisionKind] = [
    .earlyYears, .mainstream, .fe, .supportBase, .specialistBase, .satellite, .special, .specialistPost16, .nmss,
    .independentSpecial,
  ]

  private var penalties: [Int]
  private let baseSuits: [Bool]

  init(_ assumptions: AssumptionSet) throws {
    penalties = Array(
      repeating: Self.unsuitable, count: Stage.allCases.count * Self.bands.count * ProvisionKind.allCases.count)
    let id = "placement.base_suits_need"
    baseSuits = try needTable(id, try assumptions.table(id), otherwise: 0).map { $0 > 0 }
    let names = ["early_years", "school", "post16"]
    for stage in Stage.allCases {
      let id = "placement.suitability_\(names[stage.rawValue])"
      for (key, row) in try assumptions.nested(id) {
        guard let band = Int(key), Self.bands.contains(band) else {
          throw AssumptionError(id: id, problem: "\(key) is not a complexity band", remedy: "Use 1 to 4.")
        }
        for (name, pounds) in row {
          let kind = try ProvisionKind(named: name, in: id)
          guard Self.byIntensity.contains(kind) else {
            throw AssumptionError(
              id: id, problem: "nobody competes for \(name)",
              remedy: "Its share is in placement.other_share_by_nc_year.")
          }
          penalties[Self.entry(stage, band, kind)] = Int((pounds * 100).rounded())
        }
      }
    }
  }

  private static func entry(_ stage: Stage, _ band: Int, _ kind: ProvisionKind) -> Int {
    (stage.rawValue * bands.count + min(max(band, 1), 4) - 1) * kinds + Int(kind.rawValue)
  }

  /// Pence a year, or `nil` where the kind is not suitable. A base must also serve the need.
  public func penalty(_ kind: ProvisionKind, need: Need, band: Int, ncYear: Int) -> Int? {
    if kind.isBase, !baseSuits[Int(need.rawValue)] { return nil }
    let penalty = penalties[Self.entry(Stage(ncYear: ncYear), band, kind)]
    return penalty == Self.unsuitable ? nil : penalty
  }

  /// The first kind, from least to most intensive, that suits without penalty; `nil` when every one has a penalty.
  public func leastIntensiveSuitableKind(need: Need, band: Int, ncYear: Int) -> ProvisionKind? {
    Self.byIntensity.first { penalty($0, need: need, band: band, ncYear: ncYear) == 0 }
  }
}
