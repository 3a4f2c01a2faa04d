import Planning
import Units

/// Capital proposals of the workbook: each becomes what its YAML file would be, and the same reader checks it.
extension StudyReader {
  mutating func readWorkbookProposals() {
    let places = rowsByProposal("proposal_places")
    let capital = rowsByProposal("proposal_capital")
    guard let sheet = files.workbook["proposals"] else { return }
    var met: [String: Int] = [:]
    for row in sheet.rows {
      guard let id = newProposalID(sheet, row, &met) else { continue }
      let rows = places.rows[id] ?? []
      if sheet.text(row, "kind") != ProposalKind.adaptation.rawValue, rows.isEmpty {
        proposals.refuse(id)
        // Rows that were left out have their own note or problem.
        if !places.refused.contains(id) {
          sheet.report(row, "id", "without rows in the sheet proposal_places", "Add its places there.")
        }
        continue
      }
      var yaml = SheetYAML(sheet, row)
      writeProposal(sheet, row, &yaml)
      if let table = files.workbook["proposal_places"] { writePlaces(table, rows, &yaml) }
      writeCapital(sheet, row, files.workbook["proposal_capital"], capital.rows[id] ?? [], &yaml)
      if let file = yaml.map("\(workbookFile), proposal \(id)", log: log) { readProposal(file, stem: id) }
    }
  }

  /// The id of a row that can be read; `nil` after a problem, or a note where the row is left out.
  private mutating func newProposalID(_ sheet: WorkbookTable, _ row: Int, _ met: inout [String: Int]) -> String? {
    let id = sheet.required(row, "id")
    let name = sheet.required(row, "name")
    let kind = sheet.required(row, "kind")
    guard let id else { return nil }
    defer { met[id] = met[id] ?? sheet.table.lines[row] }
    if let first = met[id] {
      sheet.report(row, "id", "already in row \(first)", "Give each proposal one row.")
      return nil
    }
    guard isPlainID(id) else {
      sheet.report(row, "id", "not an id", "Use letters, digits, hyphens and underscores, such as base-oakham.")
      proposals.refuse(id)
      return nil
    }
    if proposals[id] != nil {
      sheet.report(row, "id", "already a proposal of a file", "Keep the file or the row, or give one another id.")
      return nil
    }
    let missing = sheet.missingAnswers(row)
    guard name != nil, kind != nil, missing.isEmpty else {
      proposals.refuse(id)
      return nil
    }
    return id
  }

  /// Rows of a sheet that can be read, by the proposal they name, and the proposals that name others; a row that names none
  /// is reported.
  private func rowsByProposal(_ name: String) -> (rows: [String: [Int]], refused: Set<String>) {
    guard let table = files.workbook[name] else { return ([:], []) }
    var ids: Set<String> = []
    if let sheet = files.workbook["proposals"] {
      ids = Set(sheet.rows.compactMap { sheet.table.text($0, sheet.table.optionalColumn("id")) })
    }
    var rows: [String: [Int]] = [:]
    var refused: Set<String> = []
    let columns = table.sheet.columns.filter { $0.isRequired && $0.name != "proposal_id" }.map(\.name)
    for row in table.rows {
      guard let id = table.required(row, "proposal_id") else { continue }
      guard ids.contains(id) else {
        table.report(row, "proposal_id", "not in the sheet proposals", "Correct the id, or add its row to that sheet.")
        continue
      }
      let given = columns.filter { table.required(row, $0) != nil }
      if given.count == columns.count, table.missingAnswers(row).isEmpty {
        rows[id, default: []].append(row)
      } else {
        refused.insert(id)
      }
    }
    return (rows, refused)
  }

  private func writeProposal(_ sheet: WorkbookTable, _ row: Int, _ yaml: inout SheetYAML) {
    for key in ["id", "name", "kind", "setting_id", "engagement", "illustrative"] {
      yaml.value("\(key): ", sheet, row, key)
    }
    let site = [("name", "site_name"), ("easting_m", "easting_m"), ("northing_m", "northing_m")]
    writeMap("site", site, sheet, row, &yaml)
    writeMap("decisions", ["consent", "statutory", "place_change", "naming"].map { ($0, $0) }, sheet, row, &yaml)
    writeMap("premises", ["surplus_places", "area_m2"].map { ($0, $0) }, sheet, row, &yaml)
    let mitigations = parts(sheet.text(row, "mitigations"))
    guard !mitigations.isEmpty else { return }
    yaml.line("mitigations:")
    for text in mitigations { yaml.value("  - ", text, sheet, row, "mitigations") }
  }

  private func writeMap(
    _ key: String, _ columns: [(key: String, column: String)], _ sheet: WorkbookTable, _ row: Int,
    _ yaml: inout SheetYAML
  ) {
    let given = columns.filter { sheet.text(row, $0.column) != nil }
    guard !given.isEmpty else { return }
    yaml.line("\(key):")
    for (key, column) in given { yaml.value("  \(key): ", sheet, row, column) }
  }

  /// Rows of one kind, needs and year groups are one provision whose places change from year to year.
  private func writePlaces(_ table: WorkbookTable, _ rows: [Int], _ yaml: inout SheetYAML) {
    guard !rows.isEmpty else { return }
    let columns = ["kind", "needs", "nc_year_low", "nc_year_high"]
    var groups: [(key: [String], rows: [Int])] = []
    for row in rows {
      let key = columns.map { table.text(row, $0) ?? "" }
      if let group = groups.firstIndex(where: { $0.key == key }) {
        groups[group].rows.append(row)
      } else {
        groups.append((key, [row]))
      }
    }
    yaml.line("provisions:")
    for (_, rows) in groups {
      let first = rows[0]
      yaml.value("  - kind: ", table, first, "kind")
      yaml.value("    nc_year_low: ", table, first, "nc_year_low")
      yaml.value("    nc_year_high: ", table, first, "nc_year_high")
      let needs = parts(table.text(first, "needs"))
      if !needs.isEmpty {
        yaml.line("    needs:")
        for need in needs { yaml.value("      - ", need, table, first, "needs") }
      }
      for column in ["annual_cost_pence", "opens_with_nc_year", "opening_month"] {
        writeShared(column, table, rows, &yaml)
      }
      yaml.line("    places:")
      for row in distinct(table, rows, by: "year") {
        yaml.value("      \(SheetYAML.quoted(table.text(row, "year") ?? "")): ", table, row, "places")
      }
    }
  }

  /// The one value of a column that the rows of a provision give.
  private func writeShared(_ column: String, _ table: WorkbookTable, _ rows: [Int], _ yaml: inout SheetYAML) {
    let given = rows.filter { table.text($0, column) != nil }
    guard let first = given.first else { return }
    yaml.value("    \(column): ", table, first, column)
    for row in given where table.text(row, column) != table.text(first, column) {
      table.report(
        row, column, "not what row \(table.table.lines[first]) says of the same places",
        "Give one value for places of one kind, needs and year groups.")
    }
  }

  private func writeCapital(
    _ sheet: WorkbookTable, _ row: Int, _ table: WorkbookTable?, _ rows: [Int], _ yaml: inout SheetYAML
  ) {
    let columns = ["price_base", "optimism_bias_percent", "funding"].filter { sheet.text(row, $0) != nil }
    guard !columns.isEmpty || !rows.isEmpty else { return }
    yaml.line("capital:")
    for column in columns { yaml.value("  \(column): ", sheet, row, column) }
    guard let table, !rows.isEmpty else { return }
    yaml.line("  profile_pence:")
    for row in distinct(table, rows, by: "financial_year") {
      yaml.value("    \(SheetYAML.quoted(table.text(row, "financial_year") ?? "")): ", table, row, "pence")
    }
  }

  /// Rows without those that repeat a column's value, which are reported.
  private func distinct(_ table: WorkbookTable, _ rows: [Int], by column: String) -> [Int] {
    var met: [String: Int] = [:]
    return rows.filter { row in
      let text = table.text(row, column) ?? ""
      if let first = met[text] {
        table.report(row, column, "already in row \(first)", "Give one row for each year.")
        return false
      }
      met[text] = table.table.lines[row]
      return true
    }
  }
}

/// Whether an id can name a file and a column of an output.
func isPlainID(_ id: String) -> Bool {
  id.utf8.allSatisfy { byte in
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
  }
}
