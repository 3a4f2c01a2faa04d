import Assumptions
import Units

/// The parts that a workbook asks a figure by: one without a name for a single value, else one for each key of a table, as
/// `ASD`, or of a table of tables, as `minibus / seats`.
///
/// - Returns: Each part's name and its value as text, empty where there is none.
public func workbookParts(_ value: AssumptionValue) -> [(part: String, text: String)] {
  switch value {
  case .number(let number): [("", plainNumber(number))]
  case .flag(let flag): [("", flag ? "yes" : "no")]
  case .text(let text): [("", text)]
  case .numbers(let numbers): numbers.enumerated().map { (String($0.offset + 1), plainNumber($0.element)) }
  case .table(let table): table.map { ($0.key, plainNumber($0.value)) }
  case .nested(let rows): rows.flatMap { row in row.row.map { ("\(row.key) / \($0.key)", plainNumber($0.value)) } }
  }
}

private func plainNumber(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}

/// Answers of the workbook to the figures that only a study may give.
extension StudyReader {
  /// Puts the workbook's figures in the place of the shared ones. `unknown` accepts the shared figure as it stands, and a
  /// sentence says so; a figure without an answer stays as it is, and is named.
  mutating func readWorkbookAssumptions(into set: inout AssumptionSet) {
    guard let table = files.workbook["assumptions"], !set.all.isEmpty else { return }
    var figures: [(id: String, rows: [Int])] = []
    var places: [String: Int] = [:]
    for row in table.rows {
      guard let id = table.required(row, "id") else { continue }
      if let place = places[id] {
        figures[place].rows.append(row)
      } else {
        places[id] = figures.count
        figures.append((id, [row]))
      }
    }
    var open: [String] = []
    for (id, rows) in figures {
      let answered = rows.filter { !table.table.isEmpty($0, table.table.optionalColumn("value")) }
      guard let shared = set[id] else {
        table.report(
          rows[0], "id", "not a figure of the shared assumptions",
          "Correct the id, or give the figure in an assumptions file with its unit and status.")
        continue
      }
      let isGiven = !shared.file.hasPrefix("Models/")
      if answered.isEmpty {
        if !isGiven, !shared.isUsable { open.append(id) }
      } else if isGiven {
        table.report(answered[0], "value", "given for \(id), which \(shared.file) gives too", "Keep one of the two.")
      } else if let answer = FigureAnswer(table, rows, shared).read() {
        if answer.isWhole {
          set.insert(answer.figure)
          notes += answer.notes
        } else {
          open.append("\(id) (answered in part)")
        }
      }
    }
    guard !open.isEmpty else { return }
    notes.append(
      "\(table.place): not answered: \(open.joined(separator: ", ")). A run that needs one of them stops: give the value, or "
        + "write \(unknownAnswer) to use the shared figure.")
  }
}

/// The answer to one figure, in one row or in a row for each part.
private struct FigureAnswer {
  let table: WorkbookTable
  let rows: [Int]
  let shared: Assumption
  /// The shared value of each part.
  let parts: [(part: String, text: String)]

  init(_ table: WorkbookTable, _ rows: [Int], _ shared: Assumption) {
    (self.table, self.rows, self.shared) = (table, rows, shared)
    parts = workbookParts(shared.value)
  }

  struct Result {
    var figure: Assumption
    /// Whether every part has an answer.
    var isWhole: Bool
    var notes: [String] = []
  }

  /// The figure as the study has it; `nil` after a problem.
  func read() -> Result? {
    var answers: [String: (row: Int, text: String?)] = [:]
    var isSound = true
    for row in rows {
      let part = table.text(row, "part") ?? ""
      guard let known = parts.first(where: { $0.part == part }) else {
        table.report(
          row, table.text(row, "part") == nil ? "id" : "part", "not a part of \(shared.id)", "Use \(orList(partNames))."
        )
        isSound = false
        continue
      }
      if let first = answers[part] {
        table.report(
          row, "id", "already in row \(table.table.lines[first.row])", "Keep one row for each figure and part.")
        isSound = false
      } else if table.isUnknown(row, "value") {
        if known.text.isEmpty {
          table.report(
            row, "value", "no answer here: there is no shared figure for \(shared.id) to fall back on",
            "Give the authority's own figure or estimate, with its source.")
          isSound = false
        }
        answers[part] = (row, nil)
      } else if let text = table.text(row, "value") {
        if isSensible(row, text) { answers[part] = (row, text) } else { isSound = false }
      }
    }
    guard isSound else { return nil }
    let isWhole = parts.allSatisfy { answers[$0.part] != nil }
    return result(parts.map { part in answers[part.part]?.text }, isWhole: isWhole)
  }

  private var partNames: [String] { parts.map { $0.part.isEmpty ? "an empty cell" : $0.part } }

  /// Whether a value can be the figure; anything else is reported. Shares lie from 0 to 1, and nothing is negative or so
  /// large that a sum in pence could not hold it.
  private func isSensible(_ row: Int, _ text: String) -> Bool {
    switch shared.value {
    case .text(let value) where !value.isEmpty: return true
    case .flag:
      if ["yes", "no", "true", "false"].contains(text.lowercased()) { return true }
      table.report(row, "value", "not yes or no", "Write yes, no or \(unknownAnswer).")
      return false
    default: break
    }
    guard let value = decimalNumber(ArraySlice(text.utf8)) else {
      table.report(row, "value", "not a number", "Write a number such as 0.4, or \(unknownAnswer).")
      return false
    }
    let isShare = ["share", "fraction"].contains { shared.unit.hasPrefix($0) }
    let most = isShare ? 1 : 1e9
    // A figure whose range begins above 0 is divided by, or is a price that nobody pays nothing for.
    guard value >= 0, value <= most, value > 0 || (shared.low ?? 0) <= 0 else {
      table.report(
        row, "value", isShare ? "not a share from 0 to 1" : "not a figure that can be",
        isShare ? "Write 40% as 0.4." : "Write a number above 0 and up to \(plainNumber(most)).")
      return false
    }
    return true
  }

  private func result(_ texts: [String?], isWhole: Bool) -> Result {
    var figure = shared
    figure.value = value(texts)
    let unknown = zip(parts, texts).filter { $0.1 == nil }.map(\.0)
    figure.owner = first("owner")
    figure.file = workbookFile
    var notes: [String] = []
    if !unknown.isEmpty {
      // Its status stays: it is no less unverified for having been accepted.
      figure.isAcceptedAsUnknown = true
      if unknown.count < parts.count { figure.source = "\(first("source") ?? workbookFile); else \(shared.source)" }
      notes.append(sentence(unknown))
    } else {
      figure.status = .local
      figure.date = first("date") ?? "no date"
      figure.source = first("source") ?? "the authority, no source given"
      if case .number(let value) = figure.value, let low = shared.low, let high = shared.high {
        if value < low || value > high {
          notes.append(
            "\(shared.id): the authority's \(plainNumber(value)) lies outside the shared range of \(plainNumber(low)) to "
              + "\(plainNumber(high)) \(shared.unit).")
        }
      }
      (figure.low, figure.high) = (nil, nil)
    }
    return Result(figure: figure, isWhole: isWhole, notes: notes)
  }

  /// Which figure stands in where the answer is `unknown`.
  private func sentence(_ unknown: [(part: String, text: String)]) -> String {
    let mark = shared.status.mark ?? "shared"
    let basis = "(\(shared.unit); \(shared.source))"
    let owner = first("owner").map { "owner: \($0)" } ?? "no owner"
    if parts.count == 1 {
      return "\(shared.id) is unknown, so the \(mark) figure \(unknown[0].text) \(basis) is used; \(owner)."
    }
    if unknown.count == parts.count {
      return "\(shared.id) is unknown, so its \(parts.count) \(mark) figures \(basis) are used; \(owner)."
    }
    let named = unknown.prefix(6).map(\.part).joined(separator: ", ") + (unknown.count > 6 ? " and others" : "")
    return "\(shared.id) is unknown in \(unknown.count) of \(parts.count) parts (\(named)), where the \(mark) figure "
      + "\(basis) is used; \(owner)."
  }

  /// The shared value with the texts in the place of its parts.
  private func value(_ texts: [String?]) -> AssumptionValue {
    func number(_ index: Int, _ old: Double) -> Double {
      texts[index].flatMap { decimalNumber(ArraySlice($0.utf8)) } ?? old
    }
    switch shared.value {
    case .number(let old): return .number(number(0, old))
    case .flag(let old): return .flag(texts[0].map { ["yes", "true"].contains($0.lowercased()) } ?? old)
    case .text(let old):
      guard old.isEmpty, let text = texts[0], let number = decimalNumber(ArraySlice(text.utf8)) else {
        return .text(texts[0] ?? old)
      }
      return .number(number)
    case .numbers(let old): return .numbers(old.indices.map { number($0, old[$0]) })
    case .table(let old): return .table(old.indices.map { (old[$0].key, number($0, old[$0].value)) })
    case .nested(let old):
      var index = -1
      return .nested(
        old.map { row in
          (
            row.key,
            row.row.map { cell in
              index += 1
              return (cell.key, number(index, cell.value))
            }
          )
        })
    }
  }

  /// The first row's text in a column, as once for a figure is enough.
  private func first(_ column: String) -> String? {
    rows.lazy.compactMap { table.text($0, column) }.first
  }
}
