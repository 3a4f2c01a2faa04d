import Geometry
import Inputs
import Planning
import Units

/// The mapped columns of a caseload, each read as a whole.
struct CaseloadColumns {
  let status: MappedColumn<String>?
  let planStart, planEnd: MappedColumn<CalendarDay>?
  let rank: MappedColumn<Int>?
  private let births: MappedColumn<CalendarDay>?
  private let ncYears: MappedColumn<Int>?
  private let needs: MappedColumn<Need>?
  private let bands: MappedColumn<UInt8>?
  private let placementStarts: MappedColumn<CalendarDay>?
  private let traits: [(trait: CaseloadTrait, column: MappedColumn<Bool>)]
  private let sexes: MappedColumn<CaseloadSex>?
  private let ethnicities: MappedColumn<String>?
  private let uprns, postcodes: MappedColumn<UInt64>?
  private let eastings, northings: MappedColumn<Double>?
  private let pointKinds: MappedColumn<PointKind>?
  private let placements: CaseloadPlacementColumns

  init(_ rows: inout MappingTable, _ study: Study, withEqualityColumns: Bool) {
    status = rows.codes("status")
    planStart = rows.days("plan_start")
    planEnd = rows.days("plan_end")
    rank = rows.integers("placement_rank", in: 1...9)
    births = rows.days("date_of_birth")
    ncYears = rows.values("nc_year") { text in
      if let year = numberedYear(text), NCYear.all.contains(year) { return .value(year) }
      return .wrong("not a year group", "Write it as an NC year, -4 to 21, or as Year 6 or R.")
    }
    needs = rows.codes("need")?.map { Need(code: $0) }
    bands = rows.codes("band")?.map { UInt8($0) }
    placementStarts = rows.days("placement_start")
    traits = CaseloadTrait.allCases.compactMap { trait in rows.flags(trait.column).map { (trait, $0) } }
    sexes = withEqualityColumns ? rows.codes("sex")?.map { CaseloadSex(rawValue: $0) } : nil
    ethnicities = withEqualityColumns ? rows.texts("ethnicity") : nil
    uprns = rows.values("uprn") {
      .value(HomePoints.packedNumber(ArraySlice($0.utf8)) ?? StatedHome.unreadable)
    }
    postcodes = rows.values("postcode") {
      .value(HomePoints.packedPostcode(ArraySlice($0.utf8)) ?? StatedHome.unreadable)
    }
    eastings = rows.numbers("easting_m", in: 0...700_000)
    northings = rows.numbers("northing_m", in: 0...1_300_000)
    pointKinds = rows.codes("point_kind")?.map { PointKind(rawValue: $0) }
    placements = CaseloadPlacementColumns(&rows, study)
  }

  /// The NC year of a row; `nil` and a fault where there is none.
  func ncYear(_ row: Int, _ year: AcademicYear, _ rows: inout MappingTable) -> Int8? {
    let field = births == nil ? "nc_year" : "date_of_birth"
    if let birth = births?[row] {
      let ncYear = birth.ncYear(in: year)
      if NCYear.all.contains(ncYear) { return Int8(ncYear) }
      rows.faults.add(
        rows.table, row: row, column: rows.header(field), "no age at which a plan is held, 0 to 25",
        "Correct the date of birth, or take the row out.")
      return nil
    }
    if let ncYear = ncYears?[row] { return Int8(ncYear) }
    rows.faultIfAllEmpty(row, [field])
    return nil
  }

  func need(_ row: Int, _ rows: inout MappingTable) -> Need? {
    if let need = needs?[row] { return need }
    rows.faultIfAllEmpty(row, ["need"])
    return nil
  }

  /// Puts in what the other columns say of a child.
  func describe(_ child: inout CaseloadChild, _ row: Int, _ caseload: inout Caseload) {
    child.band = bands?[row] ?? 0
    if let start = placementStarts?[row] { child.yearFrom = Int16(start.academicYear.start) }
    for (trait, column) in traits { child.set(trait, column[row]) }
    child.sex = sexes?[row]
    if let ethnicity = ethnicities?[row] { child.ethnicity = caseload.ethnicity(ethnicity) }
  }

  /// The different placements stated, and the index of a row's own.
  var statedPlacements: [StatedPlacement] { placements.stated }
  func placement(_ row: Int) -> Int { Int(placements.numbers[row]) }

  /// Where a child lives, as stated.
  func home(_ row: Int) -> StatedHome {
    var home = StatedHome(uprn: uprns?[row] ?? 0, postcode: postcodes?[row] ?? 0)
    if let easting = eastings?[row], let northing = northings?[row] {
      home.point = Point(easting: easting, northing: northing)
      home.pointKind = pointKinds?[row]
    }
    return home
  }
}

/// The columns that say where a child is placed; equal combinations share a number.
private struct CaseloadPlacementColumns {
  /// By row: index into `stated`.
  let numbers: [Int32]
  let stated: [StatedPlacement]

  init(_ rows: inout MappingTable, _ study: Study) {
    let urns = rows.numberTexts("urn", "a URN: six digits", digits: 5...7)
    let ukprns = rows.numberTexts("ukprn", "a UKPRN: eight digits", digits: 8...8)
    let mapping = rows.mapping
    let names = rows.values("setting_name") { .value(mapping.values["setting_name"]?[plainWords($0)] ?? $0) }
    let ids = Set(study.provisions.filter { $0.setting != nil }.map(\.id))
    let provisions = rows.values("provision_id") { text in
      ids.contains(text)
        ? .value(text) : .wrong("not in provision.csv", "Correct the id, or add it to provision.csv.")
    }
    let kinds = rows.codes("placement_type")?.map { ProvisionKind(code: $0) }
    let units = rows.flags("sen_unit")
    let resourced = rows.flags("resourced_provision")
    var numbers = [Int32](repeating: 0, count: rows.table.rowCount)
    var stated: [StatedPlacement] = []
    var known: [SIMD8<Int32>: Int32] = [:]
    for row in numbers.indices {
      let key = SIMD8(
        urns.id(row), ukprns.id(row), names.id(row), provisions.id(row), kinds.id(row), units.id(row),
        resourced.id(row),
        0)
      if let number = known[key] {
        numbers[row] = number
        continue
      }
      numbers[row] = Int32(stated.count)
      known[key] = numbers[row]
      stated.append(
        StatedPlacement(
          urn: urns?[row], ukprn: ukprns?[row], settingName: names?[row], provisionID: provisions?[row],
          kind: kinds?[row], isInSENUnit: units?[row] ?? false, isInResourcedProvision: resourced?[row] ?? false))
    }
    self.numbers = numbers
    self.stated = stated
  }

}

extension Optional {
  /// The number of a row's value among a column's different ones; -1 where there is none.
  fileprivate func id<Value>(_ row: Int) -> Int32 where Wrapped == MappedColumn<Value> {
    guard let self else { return -1 }
    return self.ids.map { $0[row] } ?? 0
  }
}

extension MappedColumn {
  /// The column with each value turned into another.
  fileprivate func map<Other>(_ change: (Value) -> Other?) -> MappedColumn<Other> {
    MappedColumn<Other>(ids: ids, values: values.map { $0.flatMap(change) })
  }
}

extension MappingTable {
  /// Numbers of so many digits, as text.
  fileprivate mutating func numberTexts(
    _ field: String, _ what: String, digits: ClosedRange<Int>
  ) -> MappedColumn<String>? {
    values(field) { text in
      guard let number = HomePoints.packedNumber(ArraySlice(text.utf8)), digits.contains(String(number).count) else {
        return .wrong("not \(what)", "Correct it, or empty the cell.")
      }
      return .value(String(number))
    }
  }
}

/// An NC year as people write it: `6`, `Year 6`, `Y6`, `R`, `Reception`, `N2` (the nursery year before Reception), `N1`.
func numberedYear(_ text: String) -> Int? {
  if let number = wholeNumber(ArraySlice(text.utf8)) { return number }
  switch plainWords(text) {
  case "r", "yr", "rec", "reception", "year r", "yrr": return 0
  case "n2", "nursery", "nursery 2", "year n2": return -1
  case "n1", "nursery 1", "year n1": return -2
  case let words:
    for prefix in ["year ", "yr ", "y ", "year", "yr", "y", "nc year ", "ncy "] where words.hasPrefix(prefix) {
      let rest = words.dropFirst(prefix.count)
      if let number = wholeNumber(ArraySlice(rest.utf8)), number >= 0 { return number }
    }
    return nil
  }
}
