/// The page on a terminal: plain text, at most 100 columns, long tables cut with a word on where the rest is.
extension QualityPage {
  static let width = 100
  /// Rows of a table that the terminal prints; the HTML page and JSON hold all.
  static let rowLimit = 12

  /// Ends in a line feed.
  public var text: String {
    var lines = wrapped(lead, width: Self.width)
    lines += ["", verdict.sentence, verdict.counts]
    if !findings.isEmpty { lines += ["", "What to fix or know, first things first"] }
    for (number, finding) in findings.enumerated() {
      let start = "\(number + 1). \(finding.severity.title): "
      lines += wrapped(start + finding.sentence, width: Self.width, indent: 2, hanging: 5)
      lines += wrapped(finding.remedy, width: Self.width, indent: 5, hanging: 5)
    }
    for section in sections {
      lines += ["", "", section.title, String(repeating: "-", count: section.title.count)]
      for sentence in section.sentences { lines += wrapped(sentence, width: Self.width, indent: 2, hanging: 4) }
      for table in section.tables {
        if lines.last != "" { lines.append("") }
        lines += wrapped(
          table.caption + (table.isReference ? ": see --page or --json" : ""), width: Self.width, indent: 2, hanging: 2)
        if table.isReference { continue }
        lines += table.lines(width: Self.width - 4).map { $0.isEmpty ? "" : "    " + $0 }
      }
    }
    // Long pages end where the eye is: with the verdict once more.
    if !sections.isEmpty { lines += ["", "", verdict.sentence, "\(verdict.counts): see the top."] }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension QualityTable {
  /// Header and rows in columns; text cells that do not fit are wrapped.
  func lines(width: Int) -> [String] {
    let narrow = self.columns.indices.filter { !self.columns[$0].isWide }
    let columns = narrow.map { self.columns[$0] }
    let shown = rows.prefix(QualityPage.rowLimit).map { row in narrow.map { row[$0] } }
    let cells = [columns.map(\.title)] + shown
    var widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    let gaps = 2 * (columns.count - 1)
    while widths.reduce(gaps, +) > width, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > 8
    {
      widths[widest] -= 1
    }
    var lines: [String] = []
    for (number, row) in cells.enumerated() {
      let wraps = row.indices.map { wrapped(row[$0], width: widths[$0]) }
      for line in 0..<(wraps.map(\.count).max() ?? 0) {
        let parts = row.indices.map { column in
          padded(
            line < wraps[column].count ? wraps[column][line] : "", to: widths[column],
            right: columns[column].isNumeric)
        }
        lines.append(trimmedEnd(parts.joined(separator: "  ")))
      }
      if number == 0 { lines.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")) }
    }
    if rows.count > shown.count {
      lines.append("and \(rows.count - shown.count) more: --page or --json lists them all")
    }
    return lines
  }
}

private func padded(_ text: String, to width: Int, right: Bool) -> String {
  let space = String(repeating: " ", count: max(0, width - text.count))
  return right ? space + text : text + space
}

private func trimmedEnd(_ text: String) -> String {
  var text = Substring(text)
  while text.last == " " { text.removeLast() }
  return String(text)
}

/// Text broken at spaces into lines of at most `width`; a longer word is broken where it must be.
func wrapped(_ text: String, width: Int, indent: Int = 0, hanging: Int = 0) -> [String] {
  var lines: [String] = []
  var line = String(repeating: " ", count: indent)
  var isEmpty = true
  for word in text.split(separator: " ") {
    var word = word
    if !isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = String(repeating: " ", count: hanging)
      isEmpty = true
    }
    while isEmpty, line.count + word.count > width, width > line.count {
      let room = width - line.count
      lines.append(line + word.prefix(room))
      word = word.dropFirst(room)
      line = String(repeating: " ", count: hanging)
    }
    line += (isEmpty ? "" : " ") + word
    isEmpty = false
  }
  return lines + [line]
}
