import Planning
import Units

/// Year groups of a school from its statutory ages.
///
/// The low age is that on 31 August before the first year group, the high age that reached within the last one: 4 to 11 is
/// Reception to Year 6, 11 to 18 is Year 7 to 13. Children below 4 are counted in the one nursery year before Reception.
struct SchoolAges {
  var low: Int?
  var high: Int?
  /// GIAS PhaseOfEducation, in words.
  var phase: String?

  /// The phases of the register, as names are compared.
  static let phases: Set<String> = [
    "nursery", "primary", "middledeemedprimary", "middledeemedsecondary", "secondary", "16plus", "allthrough",
  ]

  /// The year groups; `nil` when the ages contradict each other. What is not given is what the kind and phase usually have.
  func ncYears(_ kind: ProvisionKind) -> ClosedRange<Int>? {
    let usual = usualYears(kind)
    var first = low.map { $0 < 4 ? -1 : $0 - 4 } ?? usual.lowerBound
    // Compulsory school age begins at 5, and schools with that statutory age take children from the September before.
    if low == 5, kind == .mainstream { first = 0 }
    // Plans end with 25 at the latest; colleges write 99.
    var last = high.map { $0 >= 25 ? NCYear.all.upperBound : $0 - 5 } ?? usual.upperBound
    if kind == .earlyYears { last = min(last, -1) }
    if low == nil { first = min(first, last) }
    if high == nil { last = max(first, last) }
    first = max(first, NCYear.all.lowerBound)
    last = min(last, NCYear.all.upperBound)
    return first <= last ? first...last : nil
  }

  private func usualYears(_ kind: ProvisionKind) -> ClosedRange<Int> {
    switch kind {
    case .fe, .specialistPost16: return 12...21
    case .earlyYears: return -1 ... -1
    case .special, .nmss, .independentSpecial: return -1...14
    case .ap: return 1...11
    default: break
    }
    switch NamedColumns.key(phase ?? "") {
    case "nursery": return -1 ... -1
    case "primary": return 0...6
    case "middledeemedprimary", "middledeemedsecondary": return 5...8
    case "secondary": return 7...11
    case "16plus": return 12...14
    default: return 0...11
    }
  }
}
