import Inputs

/// Columns of SEN units and resourced provision in GIAS, which every row is counted by.
struct GIASBases {
  /// What the rows of a register add up to, one model of base.
  struct Total {
    var rows = 0
    /// Sum of the capacities given.
    var places = 0
  }
  let kind: CSVColumn?
  private let capacity: [CSVColumn?]
  private let onRoll: [CSVColumn?]
  private(set) var totals = [Total](repeating: Total(), count: SchoolBase.Model.allCases.count)
  /// Values of TypeOfResourcedProvision that are not the register's own.
  private(set) var strange: [String] = []

  init(_ columns: NamedColumns) {
    kind = columns["TypeOfResourcedProvision (name)", "TypeOfResourcedProvision"]
    capacity = [
      columns["SenUnitCapacity", "SenUnitCapacity (name)"],
      columns["ResourcedProvisionCapacity", "ResourcedProvisionCapacity (name)"],
    ]
    onRoll = [columns["SenUnitOnRoll", "SenUnitOnRoll (name)"], columns["ResourcedProvisionOnRoll"]]
  }

  /// What the register says of the kind of base, as names are compared.
  static let kinds: Set<String> = ["senunit", "resourcedprovision", "resourcedprovisionandsenunit"]

  /// The columns that hold numbers.
  var numbers: [CSVColumn?] { capacity + onRoll }

  /// Whether the register has any of the columns.
  var isKnown: Bool { kind != nil || capacity.contains { $0 != nil } || onRoll.contains { $0 != nil } }

  /// The bases of a row: those its type names, and those it gives a number above 0 for.
  func bases(_ table: CSVTable, _ row: Int) -> [SchoolBase] {
    let named = NamedColumns.key(table.registerText(row, kind) ?? "")
    return SchoolBase.Model.allCases.enumerated().compactMap { index, model in
      let base = SchoolBase(
        model: model, places: table.registerCount(row, capacity[index]), onRoll: table.registerCount(row, onRoll[index])
      )
      let isNamed = named.contains(model == .unit ? "unit" : "resourced")
      return isNamed || (base.places ?? 0) > 0 || (base.onRoll ?? 0) > 0 ? base : nil
    }
  }

  /// Counts the bases of a row.
  mutating func add(_ bases: [SchoolBase], _ table: CSVTable, _ row: Int) {
    for base in bases {
      let index = base.model == .unit ? 0 : 1
      totals[index].rows += 1
      totals[index].places += base.places ?? 0
    }
    if bases.isEmpty, let text = table.registerText(row, kind), !strange.contains(text) { strange.append(text) }
  }

  /// The counts as facts: `sen_unit_rows`, `sen_unit_places`, `resourced_rows`, `resourced_places`.
  var facts: [ImportReport.Fact] {
    guard isKnown else { return [] }
    return [
      .init("sen_unit_rows", totals[0].rows, "\(totals[0].rows) rows have a SEN unit."),
      .init("sen_unit_places", totals[0].places, "\(totals[0].places) places in SEN units."),
      .init("resourced_rows", totals[1].rows, "\(totals[1].rows) rows have resourced provision."),
      .init("resourced_places", totals[1].places, "\(totals[1].places) places in resourced provision."),
    ]
  }
}
