import Inputs

/// An export with the mapping that says what its columns are; each field read as a whole column.
///
/// What cannot be read is gathered in `faults`, with row and column; a value is shown only where `isShowable` allows.
struct MappingTable {
  let mapping: MappingFile
  let table: CSVTable
  var faults = MappingFaults()
  private let columns: [String: CSVColumn]

  /// Finds the columns that a mapping names; those that the table lacks are reported under the mapping's lines.
  init(_ mapping: MappingFile, _ table: CSVTable, log: ProblemLog) {
    self.mapping = mapping
    self.table = table
    var columns: [String: CSVColumn] = [:]
    for source in mapping.sources {
      guard let name = source.column else { continue }
      let same = normalizedHeader(name)
      if let column = table.optionalColumn(name)
        ?? table.columns.first(where: { normalizedHeader($0) == same }).flatMap(table.optionalColumn)
      {
        columns[source.field.name] = column
      } else {
        log.report(
          mapping.name, row: source.line, column: source.field.name, value: name, "not a column of \(table.file)",
          "Write a header as it stands in row \(table.headerLine) of the export, take \(source.field.name) out, or delete "
            + "\(mapping.name) to have it drafted anew.")
      }
    }
    self.columns = columns
  }

  /// Whether a column or a constant fills the field.
  func has(_ field: String) -> Bool { columns[field] != nil || mapping[field]?.constant != nil }
  /// The header that a field comes from, for problems; the field's own name where it is constant.
  func header(_ field: String) -> String { columns[field]?.name ?? field }
  func column(_ field: String) -> CSVColumn? { columns[field] }

  /// A field by row, each different value translated once; `nil` where the cell is empty, or wrong and reported.
  ///
  /// - Parameter translate: The meaning of a value, or what is wrong with it.
  mutating func values<Value>(
    _ field: String, _ translate: (String) -> MappingReading<Value>
  ) -> MappedColumn<Value>? {
    if let constant = mapping[field]?.constant {
      guard case .value(let value) = translate(constant) else {
        faults.add(
          table, row: 0, column: field, "the value that \(mapping.name) gives for every row cannot be read",
          "Correct it in line \(mapping[field]?.line ?? 1) there.")
        return nil
      }
      return MappedColumn(ids: nil, values: [value])
    }
    guard let column = columns[field] else { return nil }
    return table.translated(
      column, faults: &faults, isShown: { [self] in isShown(field, $0, $1) }, translate)
  }

  private func isShown(_ field: String, _ text: String, _ count: Int) -> Bool {
    guard mapping.schema.isPersonal else { return text.utf8.count <= 120 }
    guard mapping.schema.field(field)?.shape != .identity, !isPersonalHeader(header(field)) else { return false }
    return isShowable(text, count: count)
  }

  /// A field whose values are codes, or translated to codes by the mapping.
  mutating func codes(_ field: String) -> MappedColumn<String>? {
    guard let known = mapping.schema.field(field) else { return nil }
    let mapping = mapping
    return values(field) { text in
      if let code = mapping.code(known, text) { return .value(code) }
      let article = known.codes.map { $0.isEmpty ? "" : orList($0) } ?? ""
      return .wrong(
        "not among the values of \(field) in \(mapping.name)",
        "Add it there below values, \(field), with what it means: \(article).")
    }
  }

  mutating func flags(_ field: String) -> MappedColumn<Bool>? {
    guard let codes = codes(field) else { return nil }
    return MappedColumn(ids: codes.ids, values: codes.values.map { $0.map { $0 == "true" } })
  }

  mutating func days(_ field: String) -> MappedColumn<CalendarDay>? {
    let format = mapping[field]?.dateFormat ?? .iso
    return values(field) { text in
      if let day = format.day(ArraySlice(text.utf8)) { return .value(day) }
      return .wrong("not a date written as \(format.text)", "Correct it, or the date_format in the mapping file.")
    }
  }

  mutating func numbers(_ field: String, in range: ClosedRange<Double>) -> MappedColumn<Double>? {
    let listed = mapping.values[field]
    return values(field) { text in
      guard let number = plainNumber(listed?[plainWords(text)] ?? text) else {
        return .wrong("not a number", "Write digits, such as 12.5.")
      }
      if range.contains(number) { return .value(number) }
      return .wrong("not between \(shortNumber(range.lowerBound)) and \(shortNumber(range.upperBound))", "Correct it.")
    }
  }

  mutating func integers(_ field: String, in range: ClosedRange<Int>) -> MappedColumn<Int>? {
    let listed = mapping.values[field]
    return values(field) { text in
      guard let number = plainNumber(listed?[plainWords(text)] ?? text), number == number.rounded(), abs(number) < 1e15
      else {
        return .wrong("not a whole number", "Write digits only, such as 12.")
      }
      if range.contains(Int(number)) { return .value(Int(number)) }
      return .wrong("not between \(range.lowerBound) and \(range.upperBound)", "Correct it.")
    }
  }

  mutating func texts(_ field: String) -> MappedColumn<String>? { values(field) { .value($0) } }
}

/// A number as people write it: `12`, `12.5`, `1,234.5` with its commas every three digits.
func plainNumber(_ text: String) -> Double? {
  let groups = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
  if groups.count == 1 { return decimalNumber(ArraySlice(text.utf8)) }
  let isGrouped = groups.enumerated().allSatisfy { index, group in
    let whole = group.prefix { $0 != UInt8(ascii: ".") }
    let isLast = index == groups.count - 1
    return (index == 0 ? (1...4).contains(whole.count) : whole.count == 3) && (isLast || whole.count == group.count)
  }
  return isGrouped ? decimalNumber(ArraySlice(groups.joined())) : nil
}

func shortNumber(_ value: Double) -> String { value == value.rounded() ? String(Int(value)) : String(value) }
