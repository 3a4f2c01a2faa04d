import Units

/// The columns that tell the rows of a table apart, the id first.
private let keyColumns = ["settings": ["setting_id"], "provision": ["provision_id", "year_from"]]

/// Where rows from the workbook are numbered from in a table of two sources, far above any line of a file.
private let firstSheetLine = 10_000_000

extension StudyFiles {
  /// The workbook's rows that go over a table of the study.
  func localRows(_ table: String) -> WorkbookTable? {
    guard let rows = workbook[table], rows.sheet.addsTo != nil else { return nil }
    return rows
  }

  /// A table of the study with the workbook's rows over it: cells given there stand in place of the table's, and rows it
  /// does not have come after them. Problems name the file or the sheet that the cell came from.
  mutating func overlaid(_ table: CSVTable, with local: WorkbookTable) -> CSVTable {
    var overlay = TableOverlay(table, local, keys: keyColumns[local.sheet.name] ?? [local.sheet.columns[0].name])
    for row in local.rows { overlay.apply(row) }
    workbook.note(overlay.notes)
    return overlay.result(log)
  }
}

private struct TableOverlay {
  let base: CSVTable
  let local: WorkbookTable
  let keys: [String]
  private var columns: [String]
  private var lines: [Int]
  private var cells: [[String]]
  /// Rows of the base by the id in their first key column.
  private var baseRows: [String: [Int]] = [:]
  /// The first row of each id, of the base or added, whose cells a later step repeats.
  private var firstRows: [String: Int] = [:]
  /// Where a row of the sheet was met, by its keys.
  private var met: [[String]: Int] = [:]
  /// The sheet's row of each cell that it filled, by line of the base and column.
  private var filled: [Int: [String: Int]] = [:]
  private var filledCount = 0
  private var addedCount = 0
  private var leftOut: [String] = []

  init(_ base: CSVTable, _ local: WorkbookTable, keys: [String]) {
    self.base = base
    self.local = local
    self.keys = keys
    let extra = local.sheet.columns.map(\.name).filter { name in
      !base.columns.contains(name) && local.rows.contains { local.text($0, name) != nil }
    }
    columns = base.columns + extra
    lines = base.lines
    let own = base.columns.map { base.optionalColumn($0) }
    cells = (0..<base.rowCount).map { row in
      own.map { base.text(row, $0) ?? "" } + [String](repeating: "", count: extra.count)
    }
    guard let id = base.optionalColumn(keys[0]) else { return }
    for row in 0..<base.rowCount {
      if let text = base.text(row, id) { baseRows[text, default: []].append(row) }
    }
    firstRows = baseRows.compactMapValues(\.first)
  }

  /// Puts one row of the sheet over the table.
  mutating func apply(_ row: Int) {
    guard let id = local.required(row, keys[0]) else { return }
    let key = keys.map { text(row, $0) }
    let line = local.table.lines[row]
    if let first = met[key] {
      return local.report(
        row, keys[0], "already in row \(first)",
        keys.count > 1 ? "Give each row a year_from of its own." : "Keep one row.")
    }
    met[key] = line
    let sameID = baseRows[id] ?? []
    // Without a year the row is about every row of its id.
    let matches = sameID.filter { match in
      keys.dropFirst().allSatisfy { text(row, $0).isEmpty || text(row, $0) == comparable(cell(match, $0)) }
    }
    let given = columns.indices.filter { local.text(row, columns[$0]) != nil }
    for match in matches {
      for column in given where !keys.contains(columns[column]) {
        cells[match][column] = local.text(row, columns[column]) ?? ""
        filled[base.lines[match], default: [:]][columns[column]] = line
        filledCount += 1
      }
    }
    guard matches.isEmpty else { return }
    let missing = local.missingAnswers(row)
    guard missing.isEmpty || firstRows[id] != nil else {
      leftOut.append("row \(line) (\(missing.joined(separator: ", ")))")
      return
    }
    var added = firstRows[id].map { cells[$0] } ?? [String](repeating: "", count: columns.count)
    for column in given { added[column] = local.text(row, columns[column]) ?? "" }
    if firstRows[id] == nil { firstRows[id] = cells.count }
    cells.append(added)
    lines.append(firstSheetLine + line)
    addedCount += 1
  }

  private func cell(_ row: Int, _ column: String) -> String {
    columns.firstIndex(of: column).map { cells[row][$0] } ?? ""
  }

  private func text(_ row: Int, _ column: String) -> String { comparable(local.text(row, column) ?? "") }

  /// A key's text in one spelling of academic years.
  private func comparable(_ text: String) -> String { AcademicYear(text)?.description ?? text }

  var notes: [String] {
    var notes: [String] = []
    if filledCount > 0 {
      notes.append(
        "\(local.place): cells that stand in place of \(base.file), as local knowledge: \(filledCount), in "
          + "\(filled.count) row\(filled.count == 1 ? "" : "s").")
    }
    if addedCount > 0 { notes.append("\(local.place): rows added to \(base.file): \(addedCount).") }
    if !leftOut.isEmpty {
      notes.append("\(local.place): left out, because unknown: \(leftOut.joined(separator: "; ")).")
    }
    return notes
  }

  func result(_ log: ProblemLog) -> CSVTable {
    let (sheet, filled) = (local.sheet.name, filled)
    let placed = ProblemLog(passingTo: log) { problem in
      guard let line = problem.row else { return problem }
      var problem = problem
      func move(_ row: Int) {
        problem.file = workbookFile
        problem.sheet = sheet
        problem.row = row
      }
      if line > firstSheetLine {
        move(line - firstSheetLine)
      } else if let row = problem.column.flatMap({ filled[line]?[$0] }) {
        move(row)
      }
      problem.fault = withSheetRows(problem.fault, sheet: sheet)
      return problem
    }
    return CSVTable(
      file: base.file, columns: columns, lines: lines, cells: cells, isWhole: base.isWhole, log: placed)
  }
}

/// A sentence with the numbers of added rows as the sheet has them.
private func withSheetRows(_ sentence: String, sheet: String) -> String {
  sentence.split(separator: " ", omittingEmptySubsequences: false).map { word in
    guard let line = Int(word), line > firstSheetLine else { return String(word) }
    return "\(line - firstSheetLine) of sheet \(sheet)"
  }.joined(separator: " ")
}

extension CSVTable {
  /// A table of cells that were read elsewhere; every row has as many as there are columns.
  fileprivate init(
    file: String, columns: [String], lines: [Int], cells: [[String]], isWhole: Bool, log: ProblemLog
  ) {
    self.file = file
    sheet = nil
    self.columns = columns
    self.lines = lines
    self.log = log
    self.isWhole = isWhole
    shortRowCount = 0
    var bytes: [UInt8] = []
    var bounds: [(start: Int32, end: Int32)] = []
    for cell in cells.joined() {
      let start = Int32(bytes.count)
      bytes.append(contentsOf: cell.utf8)
      bounds.append((start, Int32(bytes.count)))
    }
    self.bytes = bytes
    self.bounds = bounds
  }
}
