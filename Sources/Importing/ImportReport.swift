/// What an import did, for the terminal and as JSON.
public struct ImportReport: Sendable, Codable {
  /// A file written into the study and its rows.
  public struct File: Sendable, Codable {
    public var file: String
    public var rows: Int
  }
  /// A figure with what it counts, in the order they are said: `sen_unit_places`, 897.
  public struct Fact: Sendable, Codable {
    public var name: String
    public var value: Int
    /// In words, with the figure: `36 SEN units with 897 places`.
    public var sentence: String
    public init(_ name: String, _ value: Int, _ sentence: String) {
      self.name = name
      self.value = value
      self.sentence = sentence
    }
  }
  /// `schools`, `caseload` and so on.
  public var kind: String
  public var source: String
  public var files: [File]
  public var facts: [Fact]
  /// What was left out, assumed or repaired, as sentences.
  public var notes: [String]

  public init(kind: String, source: String, files: [ImportedFile], facts: [Fact], notes: [String]) {
    self.kind = kind
    self.source = source
    self.files = files.map { File(file: $0.name, rows: $0.rows) }
    self.facts = facts
    self.notes = notes
  }
}
