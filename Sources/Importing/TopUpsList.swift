import Inputs
import Planning

/// The bands that a list of top-ups gives to the children of a caseload.
struct TopUpList {
  /// By caseload index: 1 to 4, or 0 where the list does not hold the child.
  private(set) var bands: [Int]
  /// Children of the list who are not in the caseload.
  private(set) var outside: Set<String> = []
  private let indices: [String: Int]
  private var identities: CaseloadIdentities
  private let childIDs: CSVColumn?

  init(_ rows: MappingTable, _ caseload: [Child], _ hash: PseudonymHash) {
    bands = Array(repeating: 0, count: caseload.count)
    indices = Dictionary(caseload.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    identities = CaseloadIdentities(rows, hash)
    childIDs = rows.column("child_id")
  }

  /// How many children have a band, or this one.
  func count(_ band: Int? = nil) -> Int { bands.count { $0 > 0 && (band == nil || $0 == band) } }

  /// Reads every row; amounts of one child are added up, and two bands of one child are a fault.
  mutating func read(_ rows: inout MappingTable, _ thresholds: [MappingMoney]?) {
    let named = rows.codes("band")
    let amounts = rows.values("amount") { text in
      MappingMoney(text).map(MappingReading.value) ?? .wrong("not an amount of money", "Write it like £1,234.50.")
    }
    var totals = [Int](repeating: -1, count: bands.count)
    var firstRows = [Int](repeating: 0, count: bands.count)
    for row in 0..<rows.table.rowCount {
      let child = child(row, &rows)
      if let band = named?[row].flatMap({ Int($0) }) {
        guard let child else { continue }
        if bands[child] != 0, bands[child] != band {
          rows.faults.add(
            rows.table, row: row, column: rows.header("band"),
            "another band than in row \(rows.table.lines[firstRows[child]]) for the same child",
            "Keep one row for each child.")
        }
        bands[child] = band
        firstRows[child] = row
      } else if thresholds != nil, let amount = amounts?[row] {
        // A million rows of the greatest amount would pass the range of a number.
        if let child { totals[child] = min(max(totals[child], 0) + amount.millionths, 1 << 60) }
      } else {
        rows.faultIfAllEmpty(row, ["band", "amount"])
      }
    }
    guard let thresholds else { return }
    for child in bands.indices where bands[child] == 0 && totals[child] >= 0 {
      bands[child] = thresholds.count { $0.millionths <= totals[child] }
    }
  }

  /// The caseload index of a row's child: by child_id where the list was made from the caseload, else by the pseudonym of
  /// its number. `nil` where the caseload does not hold the child, or with a fault where nothing says who it is.
  private mutating func child(_ row: Int, _ rows: inout MappingTable) -> Int? {
    if let childIDs, let id = rows.table.text(row, childIDs), let index = indices[id] { return index }
    if childIDs != nil, !rows.has("upn"), !rows.has("person_id") {
      rows.faults.add(
        rows.table, row: row, column: rows.header("child_id"), "not a child_id of caseload.csv",
        "Take it from caseload.csv, or map upn.")
      return nil
    }
    guard let pseudonym = identities.pseudonym(row, &rows.faults) else { return nil }
    var bytes: [UInt8] = []
    appendHexadecimal(pseudonym, &bytes)
    let id = String(decoding: bytes, as: UTF8.self)
    if let index = indices[id] { return index }
    outside.insert(id)
    return nil
  }
}
