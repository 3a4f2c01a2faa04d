/// The title, notes and tables of a page that this module wrote, read back from its source, so that other formats are made
/// from the very figures that the page shows.
public struct PageTables: Sendable {
  public struct Cell: Sendable, Equatable {
    /// What a reader sees, without the interval beneath it.
    public var text: String
    /// The figure behind the words, in `unit`.
    public var value: Double?
    public var low: Double?
    public var high: Double?
    public var unit: String?
    public init(text: String, value: Double? = nil, low: Double? = nil, high: Double? = nil, unit: String? = nil) {
      self.text = text
      self.value = value
      self.low = low
      self.high = high
      self.unit = unit
    }
  }
  public struct Row: Sendable, Equatable {
    /// The heading of the group of rows, where there is one.
    public var group: String?
    public var cells: [Cell]
    public init(group: String?, cells: [Cell]) {
      self.group = group
      self.cells = cells
    }
  }
  public struct Found: Sendable {
    public var id: String
    public var caption: String
    /// The headings that the table stands under, outermost first.
    public var headings: [String]
    public var columns: [String]
    public var rows: [Row]
    public init(id: String, caption: String, headings: [String], columns: [String], rows: [Row]) {
      self.id = id
      self.caption = caption
      self.headings = headings
      self.columns = columns
      self.rows = rows
    }
  }

  public fileprivate(set) var title = ""
  /// The paragraphs above the contents list: banners and the opening line.
  public fileprivate(set) var opening: [String] = []
  public fileprivate(set) var footer: [String] = []
  public fileprivate(set) var tables: [Found] = []

  /// Reads a page; text that is no page of this module gives no table.
  public init(_ html: String) {
    var reader = Reader(Array(html.utf8))
    var parser = Parser(found: self)
    while let piece = reader.next() { parser.take(piece) }
    self = parser.found
  }
}

/// Where in a page the reading is.
private struct Parser {
  var found: PageTables

  private var headings: [String] = []
  private var table: PageTables.Found?
  private var row: PageTables.Row?
  private var cell: PageTables.Cell?
  private var group: String?
  private var isGroup = false
  private var depthOfAside = 0
  private var text: String?
  private var place = ""

  init(found: PageTables) { self.found = found }

  mutating func take(_ piece: Reader.Piece) {
    switch piece {
    case .text(let text): add(text)
    case .open(let name, let attributes): open(name, attributes)
    case .close(let name): close(name)
    }
  }

  private mutating func open(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "header", "footer", "main": place = name
    case "title" where place.isEmpty, "h1", "h2", "h3", "h4", "caption": text = ""
    case "p" where place == "header" || place == "footer": text = ""
    case "table":
      table = PageTables.Found(id: attributes["id"] ?? "", caption: "", headings: headings, columns: [], rows: [])
    case "tr": row = PageTables.Row(group: group, cells: [])
    case "tbody": group = nil
    case "th", "td":
      isGroup = attributes["scope"] == "rowgroup"
      cell = PageTables.Cell(text: "")
    case "data":
      cell?.value = attributes["value"].flatMap(Double.init)
      cell?.low = attributes["data-low"].flatMap(Double.init)
      cell?.high = attributes["data-high"].flatMap(Double.init)
      cell?.unit = attributes["data-unit"]
    case "span" where cell != nil && (attributes["class"] == "interval" || attributes["class"] == "change"):
      depthOfAside += 1
    case "span" where depthOfAside > 0: depthOfAside += 1
    case "br": add(" ")
    default: break
    }
  }

  private mutating func close(_ name: String) {
    switch name {
    case "title" where place.isEmpty: useText { $0.found.title = $1 }
    case "h1": useText { parser, _ in parser.headings = [] }
    case "h2", "h3", "h4":
      let level = Int(String(name.last!))! - 2
      useText { parser, words in parser.headings = Array(parser.headings.prefix(level)) + [words] }
    case "caption": useText { $0.table?.caption = $1 }
    case "p" where place == "header": useText { $0.found.opening.append($1) }
    case "p" where place == "footer": useText { $0.found.footer.append($1) }
    case "span" where depthOfAside > 0: depthOfAside -= 1
    case "th", "td":
      guard var done = cell else { return }
      done.text = squeezed(done.text)
      if isGroup { group = done.text } else { row?.cells.append(done) }
      cell = nil
    case "tr":
      guard let done = row, !done.cells.isEmpty else { return row = nil }
      if table?.columns.isEmpty == true { table?.columns = done.cells.map(\.text) } else { table?.rows.append(done) }
      row = nil
    case "table":
      if let done = table { found.tables.append(done) }
      table = nil
    default: break
    }
  }

  private mutating func useText(_ use: (inout Parser, String) -> Void) {
    guard let words = text else { return }
    text = nil
    use(&self, squeezed(words))
  }

  private mutating func add(_ words: String) {
    if cell != nil { if depthOfAside == 0 { cell!.text += words } } else if text != nil { text! += words }
  }
}

/// One space where there were several, none at the ends.
private func squeezed(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// Tags and text of markup that is known to be well formed.
private struct Reader {
  enum Piece {
    case text(String)
    case open(String, [String: String])
    case close(String)
  }
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Piece? {
    guard position < bytes.count else { return nil }
    if bytes[position] != UInt8(ascii: "<") {
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
      return .text(unescaped(bytes[start..<position]))
    }
    let start = position + 1
    var isQuoted = false
    while position < bytes.count, isQuoted || bytes[position] != UInt8(ascii: ">") {
      if bytes[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
      position += 1
    }
    let tag = String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self)
    position += 1
    if tag.hasPrefix("/") { return .close(String(tag.dropFirst())) }
    return opening(tag)
  }

  private func opening(_ tag: String) -> Piece {
    let name = tag.prefix { $0 != " " && $0 != "/" }
    var attributes: [String: String] = [:]
    var rest = tag.dropFirst(name.count)
    while let equals = rest.firstIndex(of: "="), let start = rest[equals...].firstIndex(of: "\""),
      let end = rest[rest.index(after: start)...].firstIndex(of: "\"")
    {
      let key = rest[..<equals].filter { !$0.isWhitespace }
      attributes[key] = unescaped(Array(rest[rest.index(after: start)..<end].utf8)[...])
      rest = rest[rest.index(after: end)...]
    }
    return .open(String(name), attributes)
  }

  private func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("&") else { return text }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
