import Geometry
import Inputs
import Planning

/// What a source says of where a child lives.
struct StatedHome {
  /// A number that stands for a cell which is filled and has not the form of a UPRN or postcode.
  static let unreadable = UInt64.max
  /// 0: not given.
  var uprn: UInt64 = 0
  /// Packed; 0: not given.
  var postcode: UInt64 = 0
  var point: Point?
  var pointKind: PointKind?
}

/// The children of a source as it states them, before homes and provisions are looked up in other tables.
struct CaseloadSource {
  /// The table whose rows are the children.
  let table: CSVTable
  /// Headers of the columns that lead to a home, for problems.
  let homeColumns: [String]
  var faults = MappingFaults()
  var caseload = Caseload()
  /// By child: index into `placements`.
  private(set) var placementOf: [Int32] = []
  /// The different placements stated.
  var placements: [StatedPlacement] = []
  private(set) var homes: [StatedHome] = []

  init(table: CSVTable, homeColumns: [String]) {
    self.table = table
    self.homeColumns = homeColumns
  }

  /// Adds a child who is placed as the entry of `placements` with that index says.
  mutating func add(_ child: CaseloadChild, placement: Int, _ home: StatedHome) {
    caseload.children.append(child)
    placementOf.append(Int32(placement))
    homes.append(home)
  }

  /// Looks up kind and provision of every child.
  mutating func place(_ finder: inout PlacementFinder) {
    for index in caseload.children.indices {
      let found = finder.find(placement: Int(placementOf[index]), ncYear: Int(caseload.children[index].ncYear))
      caseload.children[index].kind = found.kind
      caseload.children[index].provision = found.provision.map(Int32.init) ?? -1
    }
  }

  /// Puts the children in the order of their pseudonyms, and finds those whom two rows hold.
  mutating func order(column: String) {
    let order = caseload.children.enumerated().map { (pseudonym: $1.pseudonym, index: $0) }
      .sorted { ($0.pseudonym, $0.index) < ($1.pseudonym, $1.index) }
    caseload.order = order.map(\.index)
    for (first, second) in zip(order, order.dropFirst()) where first.pseudonym == second.pseudonym {
      faults.add(
        table, row: caseload.children[second.index].row, column: column, "the same child as another row",
        "Keep one row for each child, or map placement_rank so that second placements are left out.")
    }
  }
}

extension Caseload {
  /// The index of an ethnicity code, added when it is new.
  mutating func ethnicity(_ code: String) -> Int16 {
    // A code is at most eight letters; free text may say who somebody is.
    let kept = code.utf8.count <= 8 && code.utf8.allSatisfy { (65...90).contains($0 & 0xDF) } ? code : "unknown"
    if let index = ethnicities.firstIndex(of: kept) { return Int16(index) }
    // There are a few dozen codes; a column with hundreds holds something else.
    if ethnicities.count >= 200 { return ethnicity("unknown") }
    ethnicities.append(kept)
    return Int16(ethnicities.count - 1)
  }
}
