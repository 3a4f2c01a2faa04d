import Foundation
import Inputs

/// The register's links file, which says what each school was before it became an academy, merged or split.
struct GIASLinks {
  /// Schools that each school came from, by URN.
  private var predecessors: [String: [String]] = [:]
  private(set) var notes: [String] = []

  /// Reads URN, LinkURN and LinkType; faults go to the log.
  init(_ url: URL, log: ProblemLog) {
    let tables = readTables(url, log: log)
    guard let table = tables.first(where: { NamedColumns($0)["LinkURN"] != nil }) ?? tables.first else { return }
    let names = NamedColumns(table)
    let urn = names.required("URN")
    let link = names.required("LinkURN", "Link URN")
    let type = names.required("LinkType", "LinkType (name)")
    guard let urn, let link, let type else { return }
    var others: [String: Int] = [:]
    for row in 0..<table.rowCount {
      guard let from = table.registerCode(row, urn) else {
        table.report(row, urn, "not a URN", "Correct it, or take the row out.")
        continue
      }
      guard let to = table.registerCode(row, link) else {
        table.report(row, link, "not a URN", "Correct it, or take the row out.")
        continue
      }
      let words = NamedColumns.key(table.text(row, type) ?? "")
      if words.hasPrefix("predecessor") || words.hasPrefix("merged") {
        predecessors[from, default: []].append(to)
      } else if words.hasPrefix("successor") {
        predecessors[to, default: []].append(from)
      } else {
        others[table.text(row, type) ?? "", default: 0] += 1
      }
    }
    for (type, count) in others.sorted(by: { $0.key < $1.key }) {
      notes.append("\(table.file): \(count) links of type \"\(type)\" say nothing of what a school was: passed over.")
    }
  }

  /// The URNs that each of these schools had before, joined by `;`, through any number of steps.
  ///
  /// A school that still is open is no predecessor, and one that several came from, as by a split, is given to none of them.
  mutating func formerURNs(of urns: [String], open: Set<String>) -> [String: String] {
    var former: [String: Set<String>] = [:]
    var heirs: [String: Int] = [:]
    for urn in urns {
      var found: Set<String> = []
      var next = [urn]
      while let current = next.popLast() {
        for before in predecessors[current] ?? [] where before != urn && !open.contains(before) {
          if found.insert(before).inserted { next.append(before) }
        }
      }
      former[urn] = found
      for before in found { heirs[before, default: 0] += 1 }
    }
    let shared = heirs.filter { $0.value > 1 }.map(\.key).sorted()
    if !shared.isEmpty {
      notes.append(
        "Former schools that more than one setting came from, so that a child there finds none of them by itself: "
          + "\(RegisterText.few(shared)).")
    }
    return former.compactMapValues { found in
      let own = found.filter { heirs[$0] == 1 }.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
      return own.isEmpty ? nil : own.joined(separator: ";")
    }
  }
}
