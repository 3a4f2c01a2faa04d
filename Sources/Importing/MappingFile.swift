import Foundation
import Inputs
import Yams

/// A mapping file as read: which column of an export fills which field, and what its values mean.
struct MappingFile {
  /// Where a field's values come from.
  struct Source {
    var field: MappingField
    /// A header of the export; else `constant` holds for every row.
    var column: String?
    var constant: String?
    var dateFormat: DateFormat?
    /// Line in the mapping file, for problems.
    var line: Int?
  }
  let schema: MappingSchema
  /// The file's name, for problems.
  let name: String
  var sheet: String?
  /// The row that the header stands on, counted from 1; `nil`: found.
  var headerRow: Int?
  private(set) var sources: [Source] = []
  /// By field: what a value means, under its plain words.
  private(set) var values: [String: [String: String]] = [:]
  /// The whole file, for a schema's own settings.
  let root: YAMLMap

  subscript(field: String) -> Source? { sources.first { $0.field.name == field } }

  /// Reads a file; `nil` when it cannot be read at all, and problems with their lines for all that is wrong or open.
  init?(schema: MappingSchema, name: String, bytes: [UInt8], log: ProblemLog) {
    guard let root = YAMLMap(file: name, bytes: bytes, log: log) else { return nil }
    self.schema = schema
    self.name = name
    self.root = root
    root.allow(["kind", "source", "columns", "values"] + schema.settings.map(\.name))
    if let kind = root.text("kind", required: true), kind != schema.kind {
      root.report("kind", "the kind of another import", "Give the mapping file of a \(schema.kind) import.")
    }
    if let source = root.map("source") {
      source.allow(["sheet", "header_row"])
      sheet = source.text("sheet")
      headerRow = source.integer("header_row", in: 1...1000)
    }
    readColumns()
    readValues()
    for setting in schema.settings where root[setting.name]?.scalar?.string == openMark {
      root.report(setting.name, "still open", "\(setting.comment) Write it in place of the question mark.")
    }
    for need in schema.needed where !need.fields.contains(where: { self[$0] != nil }) {
      log.report(
        name, row: root.line("columns"), "no column says \(need.what)",
        "Map \(orList(need.fields)) below columns, or delete the file to have it drafted anew.")
    }
  }

  private mutating func readColumns() {
    guard let columns = root.map("columns", required: true) else { return }
    columns.allow(schema.fields.map(\.name))
    for field in schema.fields {
      guard let map = columns.map(field.name) else { continue }
      map.allow(["column", "value"] + (field.shape == .date ? ["date_format"] : []))
      let line = map.mapping.mark?.line
      let column = map.text("column")
      let constant = map.text("value")
      if column == openMark || constant == openMark {
        map.log.report(
          name, row: line, value: openMark, "still open: which column holds \(field.name) is not settled",
          "Write the column's name, or take the field out.")
        continue
      }
      if (column == nil) == (constant == nil) {
        map.log.report(
          name, row: line, "\(field.name) needs either column or value",
          "Write column: with a header of the export, or value: with what holds for every row.")
        continue
      }
      var source = Source(field: field, column: column, constant: constant, line: line)
      if field.shape == .date, column != nil {
        guard let text = map.text("date_format", required: true) else { continue }
        source.dateFormat = DateFormat(text)
        if source.dateFormat == nil {
          map.report(
            "date_format", text == openMark ? "still open" : "not a date format",
            "Write it as the export has dates, such as DD/MM/YYYY, YYYY-MM-DD or DD-MMM-YYYY.")
        }
      }
      sources.append(source)
    }
  }

  private mutating func readValues() {
    guard let tables = root.map("values") else { return }
    let fields = schema.fields.filter(\.isTranslated)
    tables.allow(fields.map(\.name))
    for field in fields {
      guard let table = tables.map(field.name) else { continue }
      for (key, node) in table.mapping {
        guard let value = key.scalar?.string, let code = node.scalar?.string else {
          table.log.report(
            name, row: key.mark?.line, "the values of \(field.name) are not text",
            "Write each as \"value of the export\": \(field.codes?.first ?? "setting_id").")
          continue
        }
        if code == openMark {
          table.log.report(
            name, row: node.mark?.line, value: value, "still open: what it means as \(field.name) is not settled",
            field.codes.map { "Write \(orList($0)) in place of the question mark." }
              ?? (field.shape == .number
                ? "Write a number in place of the question mark."
                : "Write the setting_id of settings.csv in place of the question mark."))
        } else if let codes = field.codes, field.code(code) == nil {
          table.log.report(
            name, row: node.mark?.line, value: code, "not a value of \(field.name)", "Use \(orList(codes)).")
        } else if field.shape == .number, plainNumber(code) == nil {
          table.log.report(name, row: node.mark?.line, value: code, "not a number", "Write digits, such as 12.")
        } else {
          values[field.name, default: [:]][plainWords(value)] = field.code(code) ?? code
        }
      }
    }
  }

  /// The code that a value of a field means: as the file lists it, else the code itself.
  func code(_ field: MappingField, _ value: String) -> String? {
    values[field.name]?[plainWords(value)] ?? field.code(value)
  }
}

/// What stands in a draft where the officer must decide.
let openMark = "?"
