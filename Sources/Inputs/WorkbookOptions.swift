import Planning

/// Options of the workbook: one row for each proposal of an option, joined as its YAML file would list them.
extension StudyReader {
  mutating func readWorkbookOptions(_ ids: inout IDIndex) {
    guard let table = files.workbook["options"] else { return }
    var groups: [(id: String, rows: [Int])] = []
    for row in table.rows {
      guard let id = table.required(row, "option_id") else { continue }
      guard isPlainID(id) else {
        table.report(row, "option_id", "not an id", "Use letters, digits, hyphens and underscores, such as all-bases.")
        continue
      }
      if let group = groups.firstIndex(where: { $0.id == id }) {
        groups[group].rows.append(row)
      } else {
        groups.append((id, [row]))
      }
    }
    for (id, rows) in groups {
      var yaml = SheetYAML(table, rows[0])
      yaml.value("id: ", table, rows[0], "option_id")
      if let named = rows.first(where: { table.text($0, "name") != nil }) { yaml.value("name: ", table, named, "name") }
      let known = rows.filter { isProposal(table, $0) }
      if !known.isEmpty { yaml.line("proposals:") }
      for row in known { yaml.value("  - ", table, row, "proposal_id") }
      if let map = yaml.map("\(workbookFile), option \(id)", log: log) { readOption(map, &ids) }
    }
  }

  /// Whether a row names a proposal; one that was refused is passed over.
  private func isProposal(_ table: WorkbookTable, _ row: Int) -> Bool {
    guard let id = table.required(row, "proposal_id") else { return false }
    if proposals[id] != nil { return true }
    if !proposals.isRefused(id) {
      table.report(row, "proposal_id", "not a proposal", "Correct the id, or add it to the sheet proposals.")
    }
    return false
  }
}
