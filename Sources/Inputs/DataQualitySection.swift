/// The data-quality page in words, which the terminal and the HTML page both print.
public struct QualityPage: Sendable, Equatable {
  public var title: String
  /// Whose study, which years, how many draws.
  public var lead: String
  public var verdict: DataQuality.Verdict
  /// In the order to deal with them.
  public var findings: [DataQuality.Finding]
  public var sections: [QualitySection]
}

/// A part of the page: what was looked at, as sentences and tables.
public struct QualitySection: Sendable, Equatable {
  /// Unique on the page; findings name it.
  public var id: String
  public var title: String
  public var sentences: [String]
  public var tables: [QualityTable]

  init(_ id: String, _ title: String, _ sentences: [String] = [], _ tables: [QualityTable] = []) {
    self.id = id
    self.title = title
    self.sentences = sentences
    self.tables = tables.filter { !$0.rows.isEmpty }
  }
}

/// A table in words; the first column names the row.
public struct QualityTable: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public var title: String
    public var isNumeric: Bool
    /// Left out on a terminal, for want of room.
    var isWide = false
    static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }
    static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }
    static func wide(_ title: String) -> Column { Column(title: title, isNumeric: false, isWide: true) }
  }
  /// Unique on the page.
  public var id: String
  public var caption: String
  public var columns: [Column]
  public var rows: [[String]]
  /// For looking up: a terminal prints its caption only.
  var isReference: Bool

  init(_ id: String, _ caption: String, _ columns: [Column], _ rows: [[String]], isReference: Bool = false) {
    self.id = id
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.isReference = isReference
  }
}
