import Foundation
import Inputs
import Planning

/// Reads a list of transport routes through a mapping file and writes `contracts.csv`: settings by URN or name, prices in
/// pence a day.
///
/// - Throws: as `importCaseload` does.
public func importContracts(
  _ source: URL, mapping: URL? = nil, into folder: StudyFolder, date: String
) throws -> ImportReport {
  let log = ProblemLog()
  let study = try folder.tables([.areas, .residences, .settings])
  let loaded = try loadMapping(
    contractsSchema, of: source, named: mapping, in: folder, settings: study.settings, date: date, log: log)
  var rows = loaded.table
  try log.throwIfAny()
  let columns = ContractColumns(&rows, study, folder)
  var table = TableText([
    "route_id", "setting_id", "vehicle", "seats", "children", "miles_per_day", "price_per_day_pence", "days", "start",
    "end",
    "notice_weeks",
  ])
  var routes: [String: Int] = [:]
  var children = 0
  var perDay = 0
  for row in 0..<rows.table.rowCount {
    guard let contract = columns.contract(row, study, &rows) else { continue }
    if let first = routes[contract.route] {
      rows.faults.add(
        rows.table, row: row, column: rows.header("route_id"), value: contract.route,
        "the route of row \(rows.table.lines[first]) as well", "Give each route one row, with all its children.")
      continue
    }
    routes[contract.route] = row
    children += contract.children
    perDay += contract.pencePerDay
    table.add(contract.cells)
  }
  rows.faults.report(to: log)
  if routes.isEmpty, log.isEmpty { log.report(rows.table.file, "there are no rows in it", "Export it again.") }
  try log.throwIfAny()
  var notes = loaded.notes
  if !columns.partlyNamed.isEmpty {
    notes.append("Settings found by part of their names: \(columns.partlyNamed.joined(separator: "; ")).")
  }
  let file = ImportedFile(name: "contracts.csv", table: table)
  try folder.write([file], from: [source, loaded.file], notes: notes, date: date)
  let count = routes.count
  return ImportReport(
    kind: "contracts", source: source.lastPathComponent, files: [file],
    facts: [
      .init("routes", count, "\(count) routes"), .init("children_carried", children, "\(children) children carried"),
      .init(
        "price_per_day_pence", perDay,
        "£\(perDay / 100).\(perDay % 100 < 10 ? "0" : "")\(perDay % 100) a day in all"),
    ], notes: loaded.guessed + notes)
}

/// A route as `contracts.csv` has it.
private struct ImportedContract {
  var route: String
  var setting: String
  var vehicle: String
  var seats: Int
  var children: Int
  var thousandthsOfMile: Int
  var pencePerDay: Int
  var days: Int
  var start, end: CalendarDay?
  var noticeWeeks: Int?

  var cells: [String] {
    [
      route, setting, vehicle, String(seats), String(children), shortNumber(Double(thousandthsOfMile) / 1000),
      String(pencePerDay), String(days), start?.iso ?? "", end?.iso ?? "", noticeWeeks.map(String.init) ?? "",
    ]
  }
}

private struct ContractColumns {
  private let routes, vehicles, units: MappedColumn<String>?
  private let settings: MappedColumn<Int>?
  private let urns: MappedColumn<Int>?
  private let seats, children, days, daysAWeek, notices: MappedColumn<Int>?
  private let miles, singleMiles: MappedColumn<Double>?
  private let prices: MappedColumn<MappingMoney>?
  private let starts, ends: MappedColumn<CalendarDay>?
  /// Names found by part of a setting's name, for a note.
  private(set) var partlyNamed: [String] = []

  init(_ rows: inout MappingTable, _ study: Study, _ folder: StudyFolder) {
    let finder = PlacementFinder(study, folder)
    var partly: [String] = []
    routes = rows.texts("route_id")
    vehicles = rows.texts("vehicle")
    units = rows.codes("price_unit")
    urns = rows.values("urn") { text in
      if let index = finder.setting(urn: text) { return .value(index) }
      return .wrong("no URN of settings.csv, nor a former one", "Correct it, or add the setting to settings.csv.")
    }
    let listed = rows.mapping.values["setting_name"]
    settings = rows.values("setting_name") { text in
      let name = listed?[plainWords(text)] ?? text
      switch finder.names.match(name) {
      case .one(let index, let isWhole):
        if !isWhole { partly.append("\(text) is \(study.settings[index].name) (\(study.settings[index].id))") }
        return .value(index)
      case .several(let candidates):
        let list = candidates.prefix(8).map { "\(study.settings[$0].id) (\(study.settings[$0].name))" }
        return .wrong(
          "the name of more than one setting: \(orList(list))",
          "Say which below values, setting_name, of the mapping file, with its setting_id.")
      case .none:
        return .wrong(
          "no setting of settings.csv", "Say which it is below values, setting_name, of the mapping file, or add it.")
      }
    }
    partlyNamed = partly
    seats = rows.integers("seats", in: 1...100)
    children = rows.integers("children", in: 0...100)
    days = rows.integers("days", in: 1...366)
    daysAWeek = rows.integers("days_a_week", in: 1...7)
    notices = rows.integers("notice_weeks", in: 0...520)
    miles = rows.numbers("miles_per_day", in: 0...2_000)
    singleMiles = rows.numbers("miles_per_journey", in: 0...1_000)
    prices = rows.values("price") { text in
      MappingMoney(text).map(MappingReading.value) ?? .wrong("not an amount of money", "Write it like £1,234.50.")
    }
    starts = rows.days("start")
    ends = rows.days("end")
  }

  /// The contract of a row; `nil` and faults when something that it needs is empty.
  func contract(_ row: Int, _ study: Study, _ rows: inout MappingTable) -> ImportedContract? {
    let setting = urns?[row] ?? settings?[row]
    let distance = miles?[row] ?? singleMiles?[row].map { $0 * 2 }
    guard let route = routes?[row], let setting, let vehicle = vehicles?[row], let seats = seats?[row],
      let children = children?[row], let distance, let price = prices?[row], let unit = units?[row],
      let days = days?[row]
    else {
      for fields in [
        ["route_id"], ["urn", "setting_name"], ["vehicle"], ["seats"], ["children"],
        ["miles_per_day", "miles_per_journey"], ["price"], ["price_unit"], ["days"],
      ] { rows.faultIfAllEmpty(row, fields) }
      return nil
    }
    let thousandths = Int((distance * 1000).rounded())
    let pence: Int
    switch unit {
    case "mile": pence = price.pence(times: thousandths, over: 1000)
    case "week": pence = price.pence(over: daysAWeek?[row] ?? 5)
    case "journey": pence = price.pence(times: 2)
    case "year": pence = price.pence(over: days)
    default: pence = price.pence()
    }
    return ImportedContract(
      route: route, setting: study.settings[setting].id, vehicle: vehicle, seats: seats, children: children,
      thousandthsOfMile: thousandths, pencePerDay: pence, days: days, start: starts?[row], end: ends?[row],
      noticeWeeks: notices?[row])
  }
}

extension MappingTable {
  /// Adds a fault when every column of some fields is empty in a row.
  mutating func faultIfAllEmpty(_ row: Int, _ fields: [String]) {
    let columns = fields.compactMap(column)
    guard let column = columns.first, columns.allSatisfy({ table.isEmpty(row, $0) }) else { return }
    faults.add(table, row: row, column: column.name, "the cell is empty", "Fill it in, or take the row out.")
  }
}
