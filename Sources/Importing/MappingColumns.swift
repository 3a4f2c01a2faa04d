import Inputs

/// What a value of an export turned out to be.
enum MappingReading<Value> {
  case value(Value)
  /// Stands for an empty cell.
  case nothing
  case wrong(_ fault: String, _ remedy: String)
}

/// A field by row: an index into its different values, or one value for all rows.
struct MappedColumn<Value> {
  var ids: [Int32]?
  var values: [Value?]

  subscript(row: Int) -> Value? {
    guard let ids else { return values[0] }
    let id = Int(ids[row])
    return id < 0 ? nil : values[id]
  }
}

extension CSVTable {
  /// The line that the header stands on.
  var headerLine: Int { max(1, (lines.first ?? 2) - 1) }

  /// A column by row, each different value translated once; what is wrong with one goes to `faults` with its rows.
  ///
  /// - Parameters:
  ///   - isShown: Whether a value that so many rows hold may be printed.
  ///   - translate: The meaning of a value, or what is wrong with it.
  func translated<Value>(
    _ column: CSVColumn, faults: inout MappingFaults, isShown: (String, Int) -> Bool,
    _ translate: (String) -> MappingReading<Value>
  ) -> MappedColumn<Value> {
    let distinct = distinctValues(column)
    var values: [Value?] = []
    var wrong: [Int: (fault: String, remedy: String)] = [:]
    for (index, text) in distinct.values.enumerated() {
      switch translate(text) {
      case .value(let value): values.append(value)
      case .nothing: values.append(nil)
      case .wrong(let fault, let remedy):
        values.append(nil)
        wrong[index] = (fault, remedy)
      }
    }
    if wrong.isEmpty { return MappedColumn(ids: distinct.ids, values: values) }
    for row in 0..<rowCount {
      let index = Int(distinct.ids[row])
      guard let (fault, remedy) = wrong[index] else { continue }
      let text = distinct.values[index]
      faults.add(
        self, row: row, column: column.name, value: isShown(text, distinct.counts[index]) ? text : nil, fault, remedy)
    }
    return MappedColumn(ids: distinct.ids, values: values)
  }
}
