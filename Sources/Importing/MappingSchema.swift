/// What a mapping file of one kind may say: the fields that columns of somebody else's export can fill.
struct MappingSchema: Sendable {
  /// `caseload`: the value of the file's key `kind`, and its name in the study's folder `mappings`.
  var kind: String
  /// Whether a row is a child, so that messages hold no cell of it.
  var isPersonal: Bool
  var fields: [MappingField]
  /// Groups of fields; one of each group must be mapped.
  var needed: [MappingNeed]
  /// Keys beside `columns` and `values`.
  var settings: [MappingSetting] = []
  /// What a draft proposes, from the headers found for fields: values that hold for every row, and settings.
  var propose: @Sendable ([String: String]) -> MappingProposal = { _ in MappingProposal() }

  var file: String { "mappings/\(kind).yaml" }
  func field(_ name: String) -> MappingField? { fields.first { $0.name == name } }
}

/// A group of fields of which one must be mapped.
struct MappingNeed: Sendable {
  /// For sentences: `who the child is`.
  var what: String
  var fields: [String]
  init(_ what: String, _ fields: String...) {
    self.what = what
    self.fields = fields
  }
}

/// A figure or text of its own that a mapping file holds, such as who owns the figures. It stands in a draft where the
/// schema or the import proposes something for it; `?` asks the officer.
struct MappingSetting: Sendable {
  var name: String
  var comment: String
  init(_ name: String, _ comment: String) {
    self.name = name
    self.comment = comment
  }
}

/// What a draft holds beside the columns it found.
struct MappingProposal: Sendable {
  /// By field: what holds for every row.
  var constants: [String: String] = [:]
  /// By setting, as YAML.
  var settings: [String: String] = [:]
}

/// A field of a table of FORMATS, or something that leads to one, that a column of an export may fill.
struct MappingField: Sendable {
  enum Shape: Sendable, Equatable {
    /// Leads to a child; hashed or looked up, never copied.
    case identity
    case date
    case number
    /// £ text.
    case money
    case flag
    case text
    /// One of these codes; other values are translated by the file's `values`.
    case code([String])
    /// A setting of settings.csv by its name; `values` may say which one is meant.
    case setting
  }
  var name: String
  var shape: Shape
  /// Header names it goes by, as `normalizedHeader` writes them, likelier ones first.
  var aliases: [String]
  /// For the draft: what the field becomes.
  var comment: String
  /// The code that a value means, by names the field's trade uses.
  var guess: @Sendable (String) -> String?

  init(
    _ name: String, _ shape: Shape, _ aliases: [String], _ comment: String,
    guess: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.name = name
    self.shape = shape
    self.aliases = aliases
    self.comment = comment
    self.guess = guess
  }

  /// The code that a value means without being listed: the code itself, whatever its case.
  func code(_ value: String) -> String? {
    switch shape {
    case .code(let codes):
      return codes.first { $0 == value } ?? codes.first { plainWords($0) == plainWords(value) }
    case .flag: return flagWords[plainWords(value)].map { $0 ? "true" : "false" }
    default: return nil
    }
  }

  /// What `values` may translate to.
  var codes: [String]? {
    switch shape {
    case .code(let codes): codes
    case .flag: ["true", "false"]
    default: nil
    }
  }

  /// Whether `values` may translate what the column holds.
  var isTranslated: Bool { codes != nil || shape == .setting || shape == .number }
}

/// Yes and no as programs write them.
private let flagWords: [String: Bool] = [
  "true": true, "yes": true, "y": true, "1": true, "t": true, "false": false, "no": false, "n": false, "0": false,
  "f": false,
]

/// Text as letters and digits in lower case, words parted by single spaces, so that `SEN Unit ` and `sen-unit` agree.
func plainWords(_ text: String) -> String {
  var result = ""
  var isParted = false
  for character in text.lowercased() {
    if character == "'" || character == "’" { continue }
    if character.isLetter || character.isNumber {
      if isParted && !result.isEmpty { result.append(" ") }
      isParted = false
      result.append(character)
    } else {
      isParted = true
    }
  }
  return result
}
