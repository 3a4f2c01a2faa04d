import Planning
import Units

/// Places of one kind at one setting. Rows that repeat a provision with a later `year_from` make a step function.
extension StudyReader {
  mutating func readProvision() {
    defer { addDestinations() }
    guard let table = files.table("provision") else { return }
    let columns = ProvisionColumns(table)
    provisions.isKnown = columns.id != nil && columns.kind != nil && table.isWhole
    var steps: [[(year: Int, row: Int, places: Int?)]] = []
    var firstRows: [Int] = []
    for row in 0..<table.rowCount {
      guard let read = columns.read(table, row, settings) else {
        if let id = table.text(row, columns.id) { provisions.refuse(id) }
        continue
      }
      let index: Int
      if let existing = provisions[read.provision.id] {
        index = existing
        guard columns.agrees(table, row, study.provisions[index], read.provision, firstRows[index]) else { continue }
      } else {
        index = study.provisions.count
        _ = provisions.insert(read.provision.id, index: index, row: table.lines[row])
        study.provisions.append(read.provision)
        steps.append([])
        firstRows.append(table.lines[row])
      }
      if let same = steps[index].first(where: { $0.year == read.yearFrom }), let id = columns.id {
        table.report(
          row, id, "already in row \(table.lines[same.row]) with the same year_from",
          "Give each provision one row, or each of its rows a later year_from.")
      }
      steps[index].append((read.yearFrom, row, read.places))
    }
    for index in study.provisions.indices {
      study.provisions[index].places = stepPlaces(
        steps[index].map { ($0.year, $0.places) }, before: 0, baseYear: study.baseYear.start, horizon: study.horizon)
    }
    noteUnused(table, known: ProvisionColumns.names)
  }
}

/// Places at year indices 0 to `horizon`: those of the latest step that has begun, or `before` when none has.
///
/// - Returns: `nil` when any step has no number: the kind has no capacity of its own.
func stepPlaces(_ steps: [(year: Int, places: Int?)], before: Int, baseYear: Int, horizon: Int) -> [Int]? {
  let known = steps.compactMap { step in step.places.map { (year: step.year, places: $0) } }
  guard !steps.isEmpty, known.count == steps.count else { return nil }
  let sorted = known.sorted { $0.year < $1.year }
  return (0...horizon).map { index in sorted.last { $0.year <= baseYear + index }?.places ?? before }
}

private struct ProvisionColumns {
  static let names = [
    "provision_id", "setting_id", "kind", "needs", "nc_year_low", "nc_year_high", "year_from", "places", "over_places",
    "annual_cost_pence", "cost_basis", "transfer_nc_years",
  ]
  let id, setting, kind, needs, low, high, yearFrom, places, overPlaces, cost, basis, transfer: CSVColumn?

  init(_ table: CSVTable) {
    id = table.column("provision_id")
    setting = table.column("setting_id")
    kind = table.column("kind")
    needs = table.column("needs")
    low = table.column("nc_year_low")
    high = table.column("nc_year_high")
    yearFrom = table.optionalColumn("year_from")
    places = table.column("places")
    overPlaces = table.optionalColumn("over_places")
    cost = table.optionalColumn("annual_cost_pence")
    basis = table.optionalColumn("cost_basis")
    transfer = table.optionalColumn("transfer_nc_years")
  }

  /// One row: the provision without its places, the year they hold from (`Int.min`: from the start), the places.
  func read(
    _ table: CSVTable, _ row: Int, _ settings: IDIndex
  ) -> (provision: Provision, yearFrom: Int, places: Int?)? {
    let provisionID = table.text(row, id, required: true)
    let settingIndex = table.index(row, setting, of: settings, in: "settings.csv")
    let kindCode = table.kind(row, kind)
    let years = ncYears(table, row)
    let year = table.year(row, yearFrom, required: false)
    let count = table.integer(row, places, in: 0...Int.max)
    let annualCost = table.integer(row, cost, in: 0...Int.max)
    let points = table.list(row, transfer).compactMap { text -> Int? in
      if let value = wholeNumber(ArraySlice(text.utf8)), NCYear.all.contains(value) { return value }
      if let transfer { table.report(row, transfer, value: text, "not an NC year", ncYearRemedy) }
      return nil
    }
    guard let provisionID, let kindCode, let years else { return nil }
    let provision = Provision(
      id: provisionID, setting: settingIndex, kind: kindCode, needs: table.needs(row, needs), ncYears: years,
      overPlaces: table.integer(row, overPlaces, in: 0...Int.max) ?? 0, annualCost: annualCost.map { Pence($0) },
      costBasis: table.text(row, basis), transferYears: table.isEmpty(row, transfer) ? nil : points)
    return (provision, year?.start ?? Int.min, count)
  }

  private func ncYears(_ table: CSVTable, _ row: Int) -> ClosedRange<Int>? {
    guard let from = table.ncYear(row, low), let to = table.ncYear(row, high) else { return nil }
    if from <= to { return from...to }
    if let low { table.report(row, low, "above nc_year_high (\(to))", "Put the lower year group first.") }
    return nil
  }

  /// Whether a repeated row names the same setting, kind, needs and year groups as the first.
  func agrees(_ table: CSVTable, _ row: Int, _ first: Provision, _ later: Provision, _ firstRow: Int) -> Bool {
    if first.setting == later.setting, first.kind == later.kind, first.needs == later.needs,
      first.ncYears == later.ncYears
    {
      return true
    }
    if let id {
      table.report(
        row, id, "in row \(firstRow) with another setting, kind, needs or year groups",
        "Rows that repeat a provision may differ in year_from and places only; give the other one an id of its own.")
    }
    return false
  }
}
