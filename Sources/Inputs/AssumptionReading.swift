import Assumptions
import Foundation
import Yams

/// Reads assumption files in order; a later file's figure takes the place of an earlier one's with the same id.
///
/// - Throws: `StudyProblems` naming every row that cannot be read. Within one file an id may stand only once.
public func loadAssumptions(files: [URL]) throws(StudyProblems) -> AssumptionSet {
  let log = ProblemLog()
  var set = AssumptionSet()
  for url in files {
    guard let bytes = readBytes(url) else {
      log.report(
        url.lastPathComponent, "the file is missing", "Put it back, or take its name out of study.yaml.",
        isMissing: true)
      continue
    }
    readAssumptions(file: url.lastPathComponent, bytes: bytes, into: &set, log: log)
  }
  try log.throwIfAny()
  return set
}

/// Adds the figures of one file to the set.
func readAssumptions(file: String, bytes: [UInt8], into set: inout AssumptionSet, log: ProblemLog) {
  guard let root = parseYAML(file: file, bytes: bytes, log: log) else { return }
  guard let rows = root.sequence else {
    return log.report(file, row: root.line, "the file is not a list of figures", "Begin each figure with \"- id:\".")
  }
  var lines: [String: Int] = [:]
  for node in rows {
    guard let mapping = node.mapping else {
      log.report(file, row: node.line, "the item is not a figure", "Begin each figure with \"- id:\".")
      continue
    }
    let row = YAMLMap(file: file, log: log, mapping: mapping)
    guard let assumption = readAssumption(row) else { continue }
    if let first = lines[assumption.id] {
      row.report("id", "already in row \(first)", "Keep one of the two.")
    }
    lines[assumption.id] = row.line("id")
    set.insert(assumption)
  }
}

private func readAssumption(_ row: YAMLMap) -> Assumption? {
  row.allow([
    "id", "value", "unit", "low", "high", "date", "status", "source", "owner", "note", "usable_as_default",
  ])
  guard let id = row.text("id", required: true) else { return nil }
  let unit = row.text("unit", required: true)
  let date = row.text("date", required: true)
  let source = row.text("source", required: true)
  let statusText = row.text("status", required: true)
  let status = statusText.flatMap(AssumptionStatus.init(rawValue:))
  if statusText != nil, status == nil {
    row.report("status", "not a status", "Use \(orList(AssumptionStatus.allCases.map(\.rawValue))).")
  }
  let isUsable = row.flag("usable_as_default") ?? true
  let value = row["value"].map(assumptionValue)
  if value == nil, isUsable {
    row.log.report(
      row.file, row: row.line("id"), "\(id) has no value", "Give it one, or mark it usable_as_default: false.")
  }
  guard let unit, let date, let source, let status, value != nil || !isUsable else { return nil }
  return Assumption(
    id: id, value: value ?? .text(""), unit: unit, low: row.number("low"), high: row.number("high"), date: date,
    status: status, source: source, owner: row.text("owner"), note: row.text("note"), isUsableAsDefault: isUsable,
    file: row.file)
}

/// The value in the first of these shapes that fits: a number, a flag, text, a list of numbers, a table of numbers, a
/// table of tables of numbers; anything else, such as a list of codes, is text.
private func assumptionValue(_ node: Node) -> AssumptionValue {
  if let number = node.plainNumber { return .number(number) }
  if let scalar = node.scalar {
    if !node.isQuoted, let flag = ["true": true, "false": false][scalar.string] { return .flag(flag) }
    return .text(scalar.string)
  }
  if let list = node.sequence {
    let numbers = list.compactMap(\.plainNumber)
    return numbers.count == list.count ? .numbers(numbers) : .text(flatText(node))
  }
  if let table = node.plainTable { return .table(table) }
  let rows = (node.mapping ?? [:]).compactMap { key, value in value.plainTable.map { (key: key.shown, row: $0) } }
  return rows.count == node.mapping?.count ? .nested(rows) : .text(flatText(node))
}

/// `a, b` for a list and `k: a; l: b` for a mapping.
private func flatText(_ node: Node) -> String {
  if let list = node.sequence { return list.map(flatText).joined(separator: ", ") }
  if let mapping = node.mapping {
    return mapping.map { "\($0.key.shown): \(flatText($0.value))" }.joined(separator: "; ")
  }
  return node.shown
}

extension Node {
  fileprivate var isQuoted: Bool { scalar?.style == .singleQuoted || scalar?.style == .doubleQuoted }
  /// A number that is not quoted.
  fileprivate var plainNumber: Double? {
    isQuoted ? nil : plainText.flatMap { decimalNumber(ArraySlice($0.utf8)) }
  }
  fileprivate var plainTable: [(key: String, value: Double)]? {
    guard let mapping else { return nil }
    let rows = mapping.compactMap { key, value in value.plainNumber.map { (key: key.shown, value: $0) } }
    return rows.count == mapping.count ? rows : nil
  }
}
