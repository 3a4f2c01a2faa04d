import Assumptions

/// Figures that sharpen a test of a proposal and that a study may do without: what is not given is said, never guessed.
extension AssumptionSet {
  /// The number, where a run may rest on it; noted as used only then.
  func given(_ id: String) -> Double? {
    guard self[id]?.isUsable == true else { return nil }
    return try? number(id)
  }

  /// Several numbers, or one of them alone.
  func givenNumbers(_ id: String) -> [Double]? {
    guard self[id]?.isUsable == true else { return nil }
    if case .number(let number) = self[id]?.value { return (try? self.number(id)).map { _ in [number] } }
    return try? numbers(id)
  }

  func givenTable(_ id: String) -> [(key: String, value: Double)]? {
    guard self[id]?.isUsable == true else { return nil }
    return try? table(id)
  }

  func givenNested(_ id: String) -> [(key: String, row: [(key: String, value: Double)])]? {
    guard self[id]?.isUsable == true else { return nil }
    return try? nested(id)
  }

  /// An entry of a table of tables.
  func given(_ id: String, _ row: String, _ key: String) -> Double? {
    givenNested(id)?.first { $0.key == row }?.row.first { $0.key == key }?.value
  }
}
