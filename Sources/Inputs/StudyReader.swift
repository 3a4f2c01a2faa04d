import Foundation
import Geometry
import Planning
import Units

/// A study while it is read: each table's reader (one file each) adds to it and looks up what earlier ones gave.
struct StudyReader {
  let log = ProblemLog()
  var files: StudyFiles
  var study = Study(
    name: "", laCode: "", laName: "", baseYear: AcademicYear(start: 2025), horizon: 1, draws: 1, seed: 1)
  var notes: [String] = []
  var areas = IDIndex.unread
  var settings = IDIndex.unread
  var provisions = IDIndex.unread
  var proposals = IDIndex.unread
  /// Where each proposal of the study was read, as messages name it.
  var proposalFiles: [String] = []
  /// Options with figures of their own, checked once the assumptions are read.
  var assumedOptions: [(option: Int, figures: YAMLMap)] = []
  /// Box around the area boundaries, or around the residences where there are none.
  var bounds: Bounds?
  /// Box of each area, in area order.
  var areaBounds: [Bounds?] = []
  /// The most frequent kind of the residence points, which homes of the caseload share when they do not say.
  var usualPointKind = PointKind.postcode

  init(folder: URL) { files = StudyFiles(folder: folder, log: log) }

  /// A reader of what may still be added to a study that was read and checked.
  init(adding study: Study) {
    self.init(folder: URL(fileURLWithPath: "/"))
    self.study = study
    proposals = IDIndex(study.proposals.map(\.id))
    settings = IDIndex(study.settings.map { $0.isProposed ? nil : $0.id })
    bounds =
      Bounds(study.areas.compactMap(\.boundary.bounds).flatMap { [$0.low, $0.high] })
      ?? Bounds(study.residences.map { study.homes[$0.home].point })
  }

  /// The one destination of each kind that has no setting, below the study's own provisions.
  mutating func addDestinations() {
    for kind in ProvisionKind.allCases {
      study.provisions.append(Provision(id: "any_\(kind.code)", setting: nil, kind: kind))
    }
  }

  /// Notes columns of a table that nothing reads.
  mutating func noteUnused(_ table: CSVTable, known: [String]) {
    let unused = table.columns.filter { !known.contains($0) && !$0.isEmpty }
    if !unused.isEmpty { notes.append("\(table.file): not read: \(unused.joined(separator: ", ")).") }
  }
}

/// Where each id of a table stands: its dense index and the row it was met in.
///
/// One fault is reported once: what names a row that was refused, or a table that could not be read, is passed over.
struct IDIndex {
  /// A table that is still to be read.
  static let unread: IDIndex = {
    var ids = IDIndex()
    ids.isKnown = false
    return ids
  }()
  private var places: [String: (index: Int, row: Int)] = [:]
  /// Whether the table could be read, so that an id that is not here is wrong. Until then nothing is said of ids.
  var isKnown = true
  /// Ids of rows that were reported, so that what names them is not reported as well.
  private var refused: Set<String> = []

  init() {}

  /// The ids of things in their order; `nil` for one that nothing may name.
  init(_ ids: [String?]) {
    for (index, id) in ids.enumerated() {
      if let id { _ = insert(id, index: index, row: 0) }
    }
  }

  subscript(id: String) -> Int? { places[id]?.index }
  func row(_ id: String) -> Int? { places[id]?.row }
  func isRefused(_ id: String) -> Bool { !isKnown || refused.contains(id) }
  mutating func refuse(_ id: String) { refused.insert(id) }

  /// Enters an id; false when it is there already.
  mutating func insert(_ id: String, index: Int, row: Int) -> Bool {
    if places[id] != nil { return false }
    places[id] = (index, row)
    return true
  }
}

extension CSVTable {
  /// The id of a row, entered in `ids`; `nil` and a problem when it is empty or there already.
  func newID(_ row: Int, _ column: CSVColumn?, in ids: inout IDIndex, index: Int) -> String? {
    guard let column, let id = text(row, column, required: true) else { return nil }
    if ids.insert(id, index: index, row: lines[row]) { return id }
    report(row, column, "already in row \(ids.row(id) ?? 0)", "Give each row an id of its own.")
    return nil
  }

  /// The index of an id that another table holds.
  func index(_ row: Int, _ column: CSVColumn?, of ids: IDIndex, in other: String, required: Bool = true) -> Int? {
    guard let column, let id = text(row, column, required: required) else { return nil }
    if let index = ids[id] { return index }
    if ids.isRefused(id) { return nil }
    report(row, column, "not in \(other)", "Correct the id, or add it to \(other).")
    return nil
  }
}
