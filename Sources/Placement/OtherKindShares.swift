import Assumptions
import Planning
import Units

/// Kinds that nobody competes for, entered at national shares: `placement.other_share_by_nc_year`, `other_need_ratio`.
struct OtherKindShares: Sendable {
  static let kinds: [ProvisionKind] = [
    .independentMainstream, .ap, .eotas, .ehe, .elsewhere, .notRecorded, .specialistPost16, .earlyYears,
  ]
  private static let years = NCYear.all.count
  /// Need x NC year x kind.
  private var shares: [Double] = []

  init(_ assumptions: AssumptionSet) throws {
    let shareID = "placement.other_share_by_nc_year"
    let ratioID = "placement.other_need_ratio"
    let stated = try assumptions.nested(shareID)
    var rows: [Int: [Double]] = [:]
    for (key, row) in stated {
      guard let ncYear = Int(key), NCYear.all.contains(ncYear) else {
        throw AssumptionError(id: shareID, problem: "\(key) is not an NC year", remedy: "Use -4 to 21.")
      }
      let table = row
      rows[ncYear] = Self.kinds.map { kind in table.first { $0.key == kind.code }?.value ?? 0 }
    }
    guard let low = rows.keys.min(), let high = rows.keys.max() else {
      throw AssumptionError(id: shareID, problem: "no year group is stated", remedy: "Give at least one.")
    }
    let ratioRows = try assumptions.nested(ratioID)
    var ratios: [[Double]] = []
    for kind in Self.kinds {
      // Education otherwise and elective home education are published only within "educated elsewhere".
      let row = ratioRows.first { $0.key == kind.code } ?? ratioRows.first { $0.key == ProvisionKind.elsewhere.code }
      ratios.append(try needTable(ratioID, row?.row ?? [], otherwise: 1))
    }
    for need in Need.allCases {
      for ncYear in NCYear.all {
        var nearest = min(max(ncYear, low), high)
        while rows[nearest] == nil { nearest -= 1 }
        for (index, share) in rows[nearest, default: []].enumerated() {
          shares.append(share * ratios[index][Int(need.rawValue)])
        }
      }
    }
  }

  /// The kind that a uniform number falls in, or `nil` for a child who competes.
  ///
  /// - Parameter flows: multipliers on the shares, by position in `SteeredKind.all`.
  func kind(need: Need, ncYear: Int, uniform: Double, flows: [Double]) -> ProvisionKind? {
    let year = min(max(ncYear, NCYear.all.lowerBound), NCYear.all.upperBound) - NCYear.all.lowerBound
    let start = (Int(need.rawValue) * Self.years + year) * Self.kinds.count
    var sum = 0.0
    for index in 0..<Self.kinds.count {
      sum += shares[start + index] * flows[SteeredKind.inmss + 1 + index]
      if uniform < sum { return Self.kinds[index] }
    }
    return nil
  }
}
