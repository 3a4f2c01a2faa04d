import Documents
import Planning

/// Why the path of a kind of placement leaves the authority's own trend, for those that leave it by much.
struct PathAccount {
  /// Yearly growth over up to three years before and after the base January; 0.02 is 2%.
  struct Step {
    var kind: ProvisionKind
    var before: Double
    var after: Double
  }
  let steps: [Step]
  /// Kinds whose yearly growth changes by less than this need no account.
  static let notable = 0.03

  @MarkupBuilder var markup: Markup {
    if !sentences.isEmpty {
      paragraph("Where the path leaves the trend by three percentage points a year or more:")
      list(sentences.map { Markup($0) })
    }
  }

  var sentences: [String] {
    steps.filter { abs($0.after - $0.before) >= Self.notable }.map { step in
      "\(step.kind.title): \(percent(step.before)) a year before and \(percent(step.after)) after. \(reason(step))"
    }
  }

  private func reason(_ step: Step) -> String {
    switch step.kind {
    case .special, .satellite, .supportBase, .specialistBase:
      step.after < step.before
        ? "Places rule it, and doing nothing opens none beyond those of the study."
        : "Places rule it: those that stand free fill before anything else is used."
    case .mainstream:
      step.after > step.before
        ? "It takes those who find no place elsewhere, and places elsewhere stand still."
        : "It takes those who find no place elsewhere, and all plans grow more slowly than they did."
    case .fe: "It follows the number of young people past Year 11 who hold a plan."
    case .unplaced: "It is who finds nothing suitable free."
    case .nmss, .independentSpecial:
      "The share of plans in independent and non-maintained special schools lasts among all authorities, and its own last "
        + "steps say nothing of the next: it follows all plans."
    default:
      "A share far from England\u{2019}s goes part of the way back each year among all authorities, and the last steps do "
        + "not go on."
    }
  }

  private func percent(_ growth: Double) -> String { Wording.decimal(growth * 100, 0) + "%" }
}
