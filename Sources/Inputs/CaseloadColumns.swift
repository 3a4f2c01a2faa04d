import Planning

/// The columns of `caseload.csv`; those after `year_from` are optional.
struct CaseloadColumns {
  static let names = [
    "child_id", "nc_year", "need", "band", "easting_m", "northing_m", "provision_id", "kind", "year_from",
    "transported", "wheelchair", "assistant", "alone", "not_with", "residential", "directed", "low_income",
    "sibling_id", "sex", "ethnicity", "looked_after", "point_kind",
  ]
  let id, ncYear, need, band, provision, kind, yearFrom, notWith, pointKind, transported: CSVColumn?
  private let flags: [(trait: ChildTraits, column: CSVColumn?)]

  init(_ table: CSVTable) {
    id = table.column("child_id")
    ncYear = table.column("nc_year")
    need = table.column("need")
    band = table.optionalColumn("band")
    provision = table.column("provision_id")
    kind = table.column("kind")
    yearFrom = table.optionalColumn("year_from")
    notWith = table.optionalColumn("not_with")
    pointKind = table.optionalColumn("point_kind")
    transported = table.optionalColumn("transported")
    flags = [
      (.transported, transported), (.wheelchair, table.optionalColumn("wheelchair")),
      (.assistant, table.optionalColumn("assistant")), (.ridesAlone, table.optionalColumn("alone")),
      (.residential, table.optionalColumn("residential")), (.directed, table.optionalColumn("directed")),
      (.lowIncome, table.optionalColumn("low_income")), (.lookedAfter, table.optionalColumn("looked_after")),
    ]
  }

  /// The traits that the optional columns give.
  func traits(_ table: CSVTable, _ row: Int) -> ChildTraits {
    var traits: ChildTraits = []
    for (trait, column) in flags where table.flag(row, column) == true { traits.insert(trait) }
    if let transported, table.text(row, transported).map({ $0 != "unknown" }) ?? false {
      traits.insert(.transportKnown)
    }
    return traits
  }

  /// The provision a row names, or the destination of its kind; both given must agree.
  func provision(_ table: CSVTable, _ row: Int, _ study: Study, _ provisions: IDIndex) -> Int? {
    let isNamed = !table.isEmpty(row, provision)
    let code = table.kind(row, kind, required: !isNamed)
    guard isNamed else { return code.map(study.destination) }
    guard let index = table.index(row, provision, of: provisions, in: "provision.csv") else { return nil }
    if let code, let kind, code != study.provisions[index].kind {
      table.report(
        row, kind, "not the kind of its provision_id (\(study.provisions[index].kind.code))",
        "Correct kind or provision_id, or leave kind empty.")
      return nil
    }
    return index
  }
}
