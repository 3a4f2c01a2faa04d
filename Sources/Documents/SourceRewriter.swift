/// Rewrites the source of a page of this module for programs that make paper of it: leaves out what only a screen can use,
/// and gives each table columns as wide as what they hold.
struct SourceRewriter {
  /// What becomes of an element's tags; its content stays, but with `.drop`.
  enum Treatment: Equatable {
    case keep
    /// Other text in the place of the two tags.
    case replace(open: String, close: String)
    /// Neither tags nor content.
    case drop
    static let unwrap = Treatment.replace(open: "", close: "")
  }
  /// By the name of an element and its class.
  let treatment: (_ name: Substring, _ class: Substring) -> Treatment

  private var output: [UInt8] = []
  /// Closing text for each open element that may be treated.
  private var closings: [(name: Substring, text: String?)] = []
  /// Elements open within the one that is dropped, itself among them.
  private var dropped = 0
  private var table = TableWidths()
  private var columnsPlace: Int?

  init(treatment: @escaping (_ name: Substring, _ class: Substring) -> Treatment) { self.treatment = treatment }

  /// The page rewritten; its elements must close in order, as this module's do.
  mutating func rewrite(_ html: String) -> String {
    let bytes = Array(html.utf8)
    output.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let start = position
      if bytes[start] == UInt8(ascii: "<") {
        var isQuoted = false
        while position < bytes.count, isQuoted || bytes[position] != UInt8(ascii: ">") {
          if bytes[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
          position += 1
        }
        position = min(position + 1, bytes.count)
        take(tag: bytes[start..<position])
      } else {
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        if dropped == 0 { take(text: bytes[start..<position]) }
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func take(text: ArraySlice<UInt8>) {
    table.add(text.first == UInt8(ascii: "<") ? Array(" ".utf8)[...] : text)
    output += text
  }

  private mutating func take(tag: ArraySlice<UInt8>) {
    let source = String(decoding: tag, as: UTF8.self)
    let isClosing = source.hasPrefix("</")
    let name = source.dropFirst(isClosing ? 2 : 1).prefix { $0.isLetter || $0.isNumber }
    let isTreated = Self.treated.contains(name)
    if dropped > 0 {
      if isTreated { dropped += isClosing ? -1 : 1 }
    } else if isClosing, isTreated {
      close(source)
    } else if isTreated {
      open(source, name)
    } else {
      watch(name, isClosing: isClosing)
      output += tag
      if isClosing, name == "caption" { columnsPlace = output.count }
    }
  }

  private mutating func open(_ source: String, _ name: Substring) {
    let style = source.firstRange(of: " class=\"").map { source[$0.upperBound...].prefix { $0 != "\"" } } ?? ""
    switch treatment(name, style) {
    case .drop: dropped = 1
    case .keep:
      closings.append((name, nil))
      output += source.utf8
    case .replace(let open, let close):
      closings.append((name, close))
      take(text: Array(open.utf8)[...])
    }
  }

  private mutating func close(_ source: String) {
    let closing = closings.popLast()
    if let text = closing?.text { take(text: Array(text.utf8)[...]) } else { output += source.utf8 }
  }

  /// Counts what the cells of a table hold, and says so once it closes.
  private mutating func watch(_ name: Substring, isClosing: Bool) {
    switch name {
    case "table" where !isClosing: table = TableWidths()
    case "table":
      if let place = columnsPlace, let columns = table.columns { output.insert(contentsOf: columns.utf8, at: place) }
      columnsPlace = nil
    case "tr" where !isClosing: table.startRow()
    case "th", "td": if isClosing { table.endCell() } else { table.startCell() }
    case "br": table.add(Array(" ".utf8)[...])
    default: break
    }
  }

  /// Elements that may be treated; all of them nest, none is empty.
  private static let treated: Set<Substring> = [
    "a", "abbr", "data", "details", "div", "figcaption", "figure", "h1", "nav", "span",
  ]
}

/// How wide each column of a table should be, by the length of what its cells hold.
struct TableWidths {
  private var longestWord: [Int] = []
  private var length: [Int] = []
  private var rows = 0
  private var column = -1
  /// Until the first row, which names the columns, has ended.
  private var isHead = true
  private var cell: [UInt8]?

  mutating func startRow() {
    if column >= 0 { isHead = false }
    column = -1
  }
  mutating func startCell() {
    column += 1
    cell = []
  }
  mutating func add(_ text: ArraySlice<UInt8>) { cell?.append(contentsOf: text) }
  mutating func endCell() {
    guard let text = cell else { return }
    cell = nil
    if isHead {
      longestWord.append(0)
      length.append(0)
    }
    guard column < longestWord.count else { return }
    // The cells of a row's first column count rows; a heading over all columns has none beside it and is left out.
    if column == 0 { heading = text } else { take(text, at: column) }
    if column == 1 {
      take(heading, at: 0)
      rows += 1
    }
  }
  private var heading: [UInt8] = []

  private mutating func take(_ text: [UInt8], at column: Int) {
    let words = text.split { $0 == 0x20 || $0 == 0x0A }
    length[column] += words.reduce(0) { $0 + characters($1) + 1 }
    longestWord[column] = max(longestWord[column], words.map(characters).max() ?? 0)
  }
  /// Mean characters to the power of three quarters, in units in which a short cell keeps its length.
  private static func damped(_ mean: Double) -> Double { 1.6 * (mean * mean.squareRoot()).squareRoot() }
  private func characters(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

  /// `<colgroup>` with shares of the width: no less than the longest word needs, and beyond that by the mean length of a cell,
  /// damped so that a column of long sentences leaves room to the others.
  var columns: String? {
    guard rows > 0, longestWord.count > 1 else { return nil }
    let wanted = longestWord.indices.map { column in
      max(Double(min(longestWord[column], 28)) + 1, Self.damped(Double(length[column]) / Double(rows)))
    }
    let total = wanted.reduce(0, +)
    return "<colgroup>"
      + wanted.map { share in
        let tenths = Int((1000 * share / total).rounded())
        return "<col style=\"width: \(tenths / 10).\(tenths % 10)%\">"
      }.joined() + "</colgroup>"
  }
}
