import Inputs
import Planning

/// Guesses a mapping of an export from its headers and values, and writes it as a file that an officer can edit.
struct MappingDrafting {
  struct Column {
    var field: MappingField
    var header: String
    /// Guessed from the values; `?` when none fits.
    var dateFormat: String?
    /// Values and what they mean, with a comment.
    var values: [(value: String, code: String, comment: String?)] = []
    /// Lines of the table whose values are not shown, because fewer than three rows have them.
    var hiddenLines: [Int] = []
  }
  let schema: MappingSchema
  let table: CSVTable
  let headerRow: Int
  let names: SettingNames
  let settings: [Setting]
  private(set) var columns: [Column] = []
  /// Fields that hold one value for every row.
  private(set) var constants: [(field: MappingField, value: String)] = []
  private(set) var ownSettings: [(setting: MappingSetting, value: String)] = []
  private(set) var missing: [MappingNeed] = []
  private(set) var guessed: [String] = []
  private(set) var open: [String] = []

  init(_ schema: MappingSchema, _ table: CSVTable, headerRow: Int, settings: SettingNames, all: [Setting]) {
    self.schema = schema
    self.table = table
    self.headerRow = headerRow
    names = settings
    self.settings = all
  }

  mutating func guess(_ drafts: [String: String]) {
    for (field, header) in guessedColumns(schema, table) {
      var column = Column(field: field, header: header)
      guard let place = table.optionalColumn(header) else { continue }
      let distinct = table.distinctValues(place)
      if distinct.values.isEmpty { continue }
      guessed.append("\(field.name) is column \(header).")
      if field.shape == .date { guessDates(&column, distinct) }
      if field.codes != nil { guessValues(&column, distinct) }
      if field.shape == .setting { guessSettings(&column, distinct) }
      columns.append(column)
    }
    let proposal = schema.propose(
      Dictionary(columns.map { ($0.field.name, $0.header) }, uniquingKeysWith: { first, _ in first }))
    for field in schema.fields {
      guard let value = proposal.constants[field.name], !columns.contains(where: { $0.field.name == field.name }) else {
        continue
      }
      constants.append((field, value))
      if value == openMark {
        open.append("\(field.name): \(field.comment).")
      } else {
        guessed.append("\(field.name) is \(value) in every row.")
      }
    }
    let mapped = Set(columns.map(\.field.name) + constants.map(\.field.name))
    for need in schema.needed where mapped.isDisjoint(with: need.fields) {
      missing.append(need)
      open.append("No column says \(need.what): map \(orList(need.fields)).")
    }
    for setting in schema.settings {
      guard let value = drafts[setting.name] ?? proposal.settings[setting.name] else { continue }
      ownSettings.append((setting, value))
      if value.contains(openMark) { open.append("\(setting.name): \(setting.comment)") }
    }
  }

  private mutating func guessDates(_ column: inout Column, _ distinct: DistinctValues) {
    let sample = distinct.values.prefix(5_000)
    let fitting = candidateFormats.filter { format in
      sample.count { format.day(ArraySlice($0.utf8)) != nil } * 100 >= sample.count * 95
    }
    column.dateFormat = fitting.first?.text ?? openMark
    if let format = fitting.first {
      guessed.append("Dates of \(column.header) are \(format.text).")
    } else {
      open.append("\(column.field.name): how column \(column.header) writes its dates.")
    }
  }

  private mutating func guessValues(_ column: inout Column, _ distinct: DistinctValues) {
    for (index, value) in distinct.values.enumerated() where column.field.code(value) == nil {
      if let code = column.field.guess(value) {
        column.values.append((value, code, nil))
        guessed.append("\(column.field.name) \"\(value)\" is \(code).")
      } else {
        askValue(&column, value, distinct, index, comment: nil)
      }
    }
  }

  private mutating func guessSettings(_ column: inout Column, _ distinct: DistinctValues) {
    for (index, value) in distinct.values.enumerated() {
      switch names.match(value) {
      case .one(_, isWhole: true): continue
      case .one(let setting, isWhole: false):
        guard isShown(value, distinct.counts[index]) else { continue }
        column.values.append((value, settings[setting].id, settings[setting].name))
        guessed.append("\(column.field.name) \"\(value)\" is \(settings[setting].id) (\(settings[setting].name)).")
      case .several(let candidates):
        let list = candidates.prefix(6).map { "\(settings[$0].id) (\(settings[$0].name))" }
        askValue(&column, value, distinct, index, comment: "one of \(orList(list))")
      case .none:
        // A child may be anywhere; a route must go to a setting of the study.
        if !schema.isPersonal { askValue(&column, value, distinct, index, comment: "no setting of that name") }
      }
    }
  }

  private mutating func askValue(
    _ column: inout Column, _ value: String, _ distinct: DistinctValues, _ index: Int, comment: String?
  ) {
    if isShown(value, distinct.counts[index]), column.values.count < 200 {
      column.values.append((value, openMark, comment))
      open.append("\(column.field.name) \"\(value)\": what it means\(comment.map { ", \($0)" } ?? "").")
    } else {
      let line = table.lines[distinct.firstRows[index]]
      column.hiddenLines.append(line)
      if column.hiddenLines.count == 1 {
        open.append(
          "\(column.field.name): values of column \(column.header) that fewer than three rows have, such as in row \(line); "
            + "add them below values with what they mean.")
      }
    }
  }

  private func isShown(_ value: String, _ count: Int) -> Bool {
    guard schema.isPersonal else { return value.utf8.count <= 120 }
    return isShowable(value, count: count) || (names.holdsAllWords(of: value) && !holdsPersonalData(value))
  }
}

/// Likelier first; a day and month that could be changed over are read the British way.
private let candidateFormats = [
  "DD/MM/YYYY", "YYYY-MM-DD", "DD-MM-YYYY", "YYYY/MM/DD", "YYYY-MMM-DD", "DD-MMM-YYYY", "DD MMMM YYYY", "DD.MM.YYYY",
  "DD/MM/YY", "DD-MMM-YY", "MM/DD/YYYY", "YYYYMMDD", "serial",
].compactMap(DateFormat.init)

/// The fields of a schema that headers of a table name, each with its header.
func guessedColumns(_ schema: MappingSchema, _ table: CSVTable) -> [(field: MappingField, header: String)] {
  let headers = table.columns.map { (name: $0, forms: headerForms($0)) }
  var taken: Set<String> = []
  var found: [(field: MappingField, header: String)] = []
  for field in schema.fields {
    let header = field.aliases.lazy.compactMap { alias in
      headers.first { !taken.contains($0.name) && $0.forms.contains(alias) }?.name
    }.first
    guard let header else { continue }
    taken.insert(header)
    found.append((field, header))
  }
  return schema.settled(found)
}

/// A header as it stands and without words that say whose it is: `Child's current school` is `school`.
private func headerForms(_ header: String) -> Set<String> {
  let name = normalizedHeader(header.filter { $0 != "'" && $0 != "’" })
  let words = name.split(separator: "_").map(String.init)
  let noise: Set<String> = [
    "child", "childs", "pupil", "pupils", "student", "students", "current", "cyp", "person", "the", "ehcp", "ehc",
  ]
  return [name, words.filter { !noise.contains($0) }.joined(separator: "_"), words.joined()]
}

extension MappingSchema {
  /// Leaves out fields that another makes needless.
  fileprivate func settled(
    _ found: [(field: MappingField, header: String)]
  ) -> [(field: MappingField, header: String)] {
    let names = Set(found.map(\.field.name))
    return found.filter { field, _ in
      switch field.name {
      case "nc_year": !names.contains("date_of_birth")
      case "easting_m": names.contains("northing_m")
      case "northing_m": names.contains("easting_m")
      default: true
      }
    }
  }
}
