import Appraisal
import Documents
import Planning

/// A way of splitting a figure below authority level: its slices in a table's order, and what they are called.
struct Breakdown {
  let title: Markup
  let slices: [(slice: Slice, name: String)]

  private init(_ title: Markup, _ slices: [(slice: Slice, name: String)]) {
    self.title = title
    self.slices = slices
  }

  static let need = Breakdown("Primary need", Need.allCases.map { (Slice(.need, $0.code), $0.title) })
  static let phase = Breakdown("Phase", Phase.allCases.map { (Slice(.phase, $0.code), $0.title) })
  static let kind = Breakdown("Kind of placement", ProvisionKind.allCases.map { (Slice(.kind, $0.code), $0.title) })
  static let ruralUrban = Breakdown(
    "Rural or urban", RuralUrban.allCases.map { (Slice(.ruralUrban, $0.rawValue), $0.rawValue) })
  static let deprivation = Breakdown(
    "Deprivation, by fifths of England's neighbourhoods",
    Slice.deprivationFifths.map { fifth in
      let names = ["1": "1, most deprived", "5": "5, least deprived"]
      return (Slice(.deprivation, fifth), names[fifth] ?? fifth)
    })
  static func area(_ study: Study) -> Breakdown {
    Breakdown("Planning area", study.areas.map { (Slice(.area, $0.id), $0.name) })
  }
}

extension ReportContext {
  /// A metric in each world at the last year by slice; slices that no world has are left out.
  func group(_ breakdown: Breakdown, _ metric: Metric, _ worlds: [PublishedWorld]) -> Table.Group {
    Table.Group(
      breakdown.title,
      rows: breakdown.slices.compactMap { slice, name in
        let cells = worlds.map { $0[metric, year: lastYear, slice: slice] }
        guard cells.contains(where: { $0 != nil }) else { return nil }
        return [Markup(name)] + cells.map { valueCell($0, metric: metric, absent: "0") }
      })
  }
}
