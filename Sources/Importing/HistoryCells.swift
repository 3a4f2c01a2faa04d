import Inputs

/// Figures of official statistics, where a letter may stand for one (DOMAIN 7), and how many letters were met.
struct HistoryCells {
  private var symbols: [String: Int] = [:]
  private var empty = 0

  /// The figure of a cell; `nil` where it is empty or a symbol, which is counted, or no number, which is reported.
  mutating func count(_ table: CSVTable, _ row: Int, _ column: CSVColumn?) -> Int? {
    guard let column else { return nil }
    if table.isEmpty(row, column) {
      empty += 1
      return nil
    }
    let cell = table.bytes(row, column)
    if let value = RegisterText.number(cell) {
      if (0...10_000_000).contains(value) { return value }
      table.report(row, column, "not a count of plans", "Download the file again.")
      return nil
    }
    let text = String(decoding: cell, as: UTF8.self).lowercased()
    let bare = text.filter { !"[]() ".contains($0) }
    guard let symbol = Self.meanings.first(where: { $0.marks.contains(bare) })?.marks[0] else {
      table.report(row, column, "neither a number nor one of DfE's symbols", "Download the file again.")
      return nil
    }
    symbols[symbol, default: 0] += 1
    return nil
  }

  /// What was met, a sentence a symbol.
  var notes: [String] {
    (empty > 0 ? ["\(empty) cells hold neither a figure nor a symbol: left empty."] : [])
      + Self.meanings.compactMap { meaning in
        symbols[meaning.marks[0]].map { "\($0) cells hold \(meaning.marks[0]) (\(meaning.text)): left empty." }
      }
  }

  /// The symbols of DfE's statistics, those of releases before 2023 beside them.
  private static let meanings: [(marks: [String], text: String)] = [
    (["c", "*"], "suppressed"), (["x", ":", ".."], "not available"), (["z", "."], "not applicable"),
    (["low", "k", "~"], "rounds to 0 but is not 0"), (["u"], "of low reliability"),
  ]
}
