import Inputs

extension MappingDrafting {
  /// The mapping file, with comments for the officer who edits it.
  func text(date: String) -> String {
    var lines = [
      "# How `placeplan import \(schema.kind)` reads \(safeName(table.file)). Drafted on \(date) from its headers and values.",
      "# Check it, write the right thing in place of every ?, and run the import again.",
      "# Take a field out if the export has nothing for it; add one from the list at the end.",
      "kind: \(schema.kind)",
      "source:",
    ]
    if let sheet = table.sheet { lines.append("  sheet: \(quoted(sheet))") }
    lines.append("  header_row: \(headerRow)")
    for (setting, value) in ownSettings {
      lines += ["", "# \(setting.comment)", "\(setting.name): \(value == openMark ? "\"?\"" : value)"]
    }
    lines += ["", "# field: {column: a header of the export}, or {value: what holds for every row}", "columns:"]
    for column in columns {
      var entry = "  \(column.field.name): {column: \(quoted(column.header))"
      if let format = column.dateFormat { entry += ", date_format: \(quoted(format))" }
      lines.append("\(entry)}  # \(column.field.comment)")
    }
    for (field, value) in constants {
      lines.append("  \(field.name): {value: \(quoted(value))}  # \(field.comment)")
    }
    for need in missing {
      lines.append("  # no column was found that says \(need.what): map \(orList(need.fields))")
      if let field = need.fields.first { lines.append("  \(field): {column: \"?\"}") }
    }
    lines += valueLines + droppedLines + fieldLines
    return lines.joined(separator: "\n") + "\n"
  }

  private var valueLines: [String] {
    let coded = columns.filter { !$0.values.isEmpty || !$0.hiddenLines.isEmpty }
    if coded.isEmpty { return [] }
    var lines = ["", "# What values of the export mean. Codes that need no translation are not listed.", "values:"]
    for column in coded {
      if column.values.isEmpty {
        lines.append("  \(column.field.name): {}")
      } else {
        lines.append("  \(column.field.name):")
      }
      if let codes = column.field.codes { lines.append("    # \(codes.joined(separator: ", "))") }
      if !column.hiddenLines.isEmpty {
        let rows = column.hiddenLines.prefix(20).map(String.init).joined(separator: ", ")
        lines.append(
          "    # Values that fewer than three rows have are not shown here, since they may be somebody's own: add those of "
            + "rows \(rows)\(column.hiddenLines.count > 20 ? " and others" : "").")
      }
      for (value, code, comment) in column.values {
        let text = code == openMark ? "\"?\"" : code
        lines.append("    \(quoted(value)): \(text)\(comment.map { "  # \(safeComment($0))" } ?? "")")
      }
    }
    return lines
  }

  /// What becomes of the other columns.
  private var droppedLines: [String] {
    let used = Set(columns.map(\.header))
    let data = isData(table.columns.filter { !used.contains($0) })
    let others = table.columns.filter { !used.contains($0) && !data.contains($0) }
    let personal = others.filter(isPersonalHeader)
    let rest = others.filter { !isPersonalHeader($0) }
    var lines = [""]
    let hashed = columns.filter { $0.field.shape == .identity || $0.field.name == "date_of_birth" }.map(\.header)
    if !hashed.isEmpty {
      lines.append(
        "# Hashed, or used to find a home or year group, and not copied: \(safeComment(hashed.joined(separator: ", ")))"
      )
    }
    if !personal.isEmpty { lines.append("# Personal, dropped: \(safeComment(personal.joined(separator: ", ")))") }
    if !rest.isEmpty { lines.append("# Not read: \(safeComment(rest.joined(separator: ", ")))") }
    if !data.isEmpty { lines.append("# Headers that stand as cells below too, and may be somebody's: \(data.count)") }
    return lines.count == 1 ? [] : lines
  }

  /// Headers that are also cells of the first rows, which a misplaced row of data makes.
  private func isData(_ headers: [String]) -> Set<String> {
    guard schema.isPersonal else { return [] }
    var found: Set<String> = []
    let wanted = Dictionary(headers.map { (Array($0.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    let columns = table.columns.compactMap(table.optionalColumn)
    for row in 0..<min(table.rowCount, 10_000) {
      for column in columns {
        let cell = table.bytes(row, column)
        if let header = wanted[Array(cell)] { found.insert(header) }
      }
    }
    return found
  }

  private var fieldLines: [String] {
    let used = Set(columns.map(\.field.name))
    let others = schema.fields.filter { !used.contains($0.name) }
    if others.isEmpty { return [] }
    return ["", "# Fields that may be added to columns:"] + others.map { "#   \($0.name): \($0.comment)" }
  }

  private func safeComment(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
  private func safeName(_ text: String) -> String { safeComment(text) }
}

/// Text as a YAML double-quoted scalar.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    default:
      if scalar.value < 32 || (0x7F...0xA0).contains(scalar.value) || scalar.value == 0xFEFF
        || (0x2028...0x202E).contains(scalar.value)
      {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + "\""
}
