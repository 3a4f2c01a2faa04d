import Planning
import Units

/// The columns of `caseload.csv`, read row by row; those after `year_from` are optional.
struct CaseloadColumns {
  static let names = [
    "child_id", "nc_year", "need", "band", "easting_m", "northing_m", "provision_id", "kind", "year_from",
    "transported", "wheelchair", "assistant", "alone", "not_with", "residential", "directed", "low_income",
    "sibling_id", "sex", "ethnicity", "looked_after", "point_kind",
  ]
  let id, notWith, sibling: CSVColumn?
  let hasPointKind: Bool
  var ncYear: RepeatedValues<Int>
  var need: RepeatedValues<Need>
  var band: RepeatedValues<Int>
  var yearFrom: RepeatedValues<AcademicYear>
  var pointKind: RepeatedValues<PointKind>
  private let provision, kind: CSVColumn?
  private var provisions: RepeatedValues<Int>
  private var kinds: RepeatedValues<ProvisionKind>
  private var transported: RepeatedValues<Bool>
  private var flags: [(trait: ChildTraits, values: RepeatedValues<Bool>)]

  init(_ table: CSVTable, provisions ids: IDIndex) {
    id = table.column("child_id")
    let (ncYear, need) = (table.column("nc_year"), table.column("need"))
    let (provision, kind) = (table.column("provision_id"), table.column("kind"))
    let (band, yearFrom) = (table.optionalColumn("band"), table.optionalColumn("year_from"))
    let pointKind = table.optionalColumn("point_kind")
    notWith = table.optionalColumn("not_with")
    sibling = table.optionalColumn("sibling_id")
    hasPointKind = pointKind != nil
    (self.provision, self.kind) = (provision, kind)
    self.ncYear = RepeatedValues(table, ncYear) { table.ncYear($0, ncYear) }
    self.need = RepeatedValues(table, need) { table.need($0, need) }
    self.band = RepeatedValues(table, band) { table.integer($0, band, in: 1...4) }
    self.yearFrom = RepeatedValues(table, yearFrom) { table.year($0, yearFrom, required: false) }
    self.pointKind = RepeatedValues(table, pointKind) {
      table.choice($0, pointKind, PointKind.self, what: "a kind of home point", required: false)
    }
    provisions = RepeatedValues(table, provision) {
      table.index($0, provision, of: ids, in: "provision.csv", required: false)
    }
    kinds = RepeatedValues(table, kind) { table.kind($0, kind, required: false) }
    func flag(_ name: String) -> RepeatedValues<Bool> {
      let column = table.optionalColumn(name)
      return RepeatedValues(table, column) { table.flag($0, column) }
    }
    transported = flag("transported")
    flags = [
      (.wheelchair, flag("wheelchair")), (.assistant, flag("assistant")), (.ridesAlone, flag("alone")),
      (.residential, flag("residential")), (.directed, flag("directed")), (.lowIncome, flag("low_income")),
      (.lookedAfter, flag("looked_after")),
    ]
  }

  /// The traits that the optional columns give.
  mutating func traits(_ row: Int) -> ChildTraits {
    var traits: ChildTraits = []
    for index in flags.indices where flags[index].values[row] == true { traits.insert(flags[index].trait) }
    if let isTransported = transported[row] {
      traits.insert(.transportKnown)
      if isTransported { traits.insert(.transported) }
    }
    return traits
  }

  /// The provision a row names, or the destination of its kind; both given must agree.
  ///
  /// - Parameter destinations: By `ProvisionKind.rawValue`, the study's destination of each kind.
  mutating func provision(_ table: CSVTable, _ row: Int, _ study: Study, _ destinations: [Int?]) -> Int? {
    let code = kinds[row]
    guard !table.isEmpty(row, provision) else {
      if table.isEmpty(row, kind) { _ = table.kind(row, kind, required: true) }
      return code.flatMap { destinations[Int($0.rawValue)] }
    }
    guard let index = provisions[row] else { return nil }
    if let code, let kind, code != study.provisions[index].kind {
      table.report(
        row, kind, "not the kind of its provision_id (\(study.provisions[index].kind.code))",
        "Correct kind or provision_id, or leave kind empty.")
      return nil
    }
    return index
  }
}

/// A column whose values repeat: each is read once, and one that cannot be read in every row that holds it, so that all
/// of them are reported. Codes of a million rows cost a look-up each and no text.
struct RepeatedValues<Value> {
  private let ids: [Int32]
  private var known: [Value?]
  private let read: (Int) -> Value?

  /// - Parameter read: The value of a row; reports what is wrong with it.
  init(_ table: CSVTable, _ column: CSVColumn?, read: @escaping (Int) -> Value?) {
    let distinct = column.map(table.distinctValues)
    ids = distinct?.ids ?? []
    known = Array(repeating: nil, count: distinct?.values.count ?? 0)
    self.read = read
  }

  subscript(row: Int) -> Value? {
    mutating get {
      guard !ids.isEmpty, ids[row] >= 0 else { return read(row) }
      let id = Int(ids[row])
      if let value = known[id] { return value }
      let value = read(row)
      known[id] = value
      return value
    }
  }
}
