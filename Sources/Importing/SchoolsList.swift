import Geometry
import Inputs
import Planning

/// A school as a study needs it, from whichever register.
struct School {
  /// Row of the source table, for problems.
  var row: Int
  var urn: String
  var name: String
  /// GIAS code of its type; empty where the register has none.
  var typeCode: String
  var kind: ProvisionKind
  var laCode: String
  var body: String
  var point: Point
  var isInArea: Bool
  /// Places of the whole school: GIAS's SchoolCapacity.
  var capacity: Int?
  var roll: Int?
  var ncYears: ClosedRange<Int>
  var needs: NeedSet
  var bases: [SchoolBase] = []
  /// `nil` where the register does not say.
  var admissions: AdmissionsPolicy?
}

/// A SEN unit or resourced provision: both are specialist bases, which councils commission (DOMAIN 3.1).
struct SchoolBase {
  enum Model: String, CaseIterable { case unit, resourced }
  var model: Model
  /// The register's capacity; `nil` where it gives none.
  var places: Int?
  var onRoll: Int?
}

/// A row of a register that may belong to a study, before its details are read.
struct SchoolEntry {
  var row: Int
  var urn: String
  var kind: ProvisionKind
  /// Of the study's own authority.
  var isOwn: Bool
  /// `nil` where the register gives no position.
  var point: Point?
}

/// A register of schools, read in two steps, so that only rows that a study needs are read in full.
protocol SchoolRegister {
  var table: CSVTable { get }
  /// Open schools of the study's own authority, and those elsewhere of kinds that children reach over the border.
  var entries: [SchoolEntry] { get }
  /// URNs of every open school in the register.
  var openURNs: Set<String> { get }
  /// Whether it says anything of SEN units and resourced provision.
  var hasBases: Bool { get }
  var facts: [ImportReport.Fact] { get }
  var notes: [String] { get }
  /// The school of an entry; `nil` when its row has a fault, which is reported.
  mutating func school(_ entry: SchoolEntry) -> School?
}

/// Columns of a position and what is wrong with one.
struct SchoolPositions {
  let easting: CSVColumn?
  let northing: CSVColumn?

  init(_ columns: NamedColumns) {
    easting = columns.required("Easting", "eastings", "easting_m")
    northing = columns.required("Northing", "northings", "northing_m")
  }

  /// The position of a row; `nil` where there is none, and where one is half given or no number, which is reported.
  func point(_ table: CSVTable, _ row: Int) -> Point? {
    guard let easting, let northing else { return nil }
    let isKnown = (table.registerText(row, easting) != nil, table.registerText(row, northing) != nil)
    guard isKnown != (false, false) else { return nil }
    guard isKnown == (true, true) else {
      table.report(
        row, isKnown.0 ? northing : easting, "empty, though its partner is not", "Give both or neither of the two.")
      return nil
    }
    let x = RegisterText.number(table.bytes(row, easting)).map(Double.init) ?? table.number(row, easting)
    let y = RegisterText.number(table.bytes(row, northing)).map(Double.init) ?? table.number(row, northing)
    // The register writes 0, 0 where it has no position.
    guard let x, let y, x != 0 || y != 0 else { return nil }
    return Point(easting: x, northing: y)
  }
}

extension CSVTable {
  /// The name of a school on one line, because registers have line breaks in them; `nil` and a problem where there is none.
  func schoolName(_ row: Int, _ column: CSVColumn?) -> String? {
    guard let column else { return nil }
    let name = RegisterText.oneLine(text(row, column) ?? "")
    if name.isEmpty { report(row, column, "no name of a school", "Fill it in, or take the row out.") }
    return name.isEmpty ? nil : name
  }
}
