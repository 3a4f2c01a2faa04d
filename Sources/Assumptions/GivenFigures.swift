/// Figures that sharpen a test of a proposal and that a study may do without: what is not given is said, never guessed.
extension AssumptionSet {
  /// The number, where a run may rest on it; noted as used only then.
  public func given(_ id: String) -> Double? {
    guard self[id]?.isUsable == true else { return nil }
    return try? number(id)
  }

  /// Several numbers, or one of them alone.
  public func givenNumbers(_ id: String) -> [Double]? {
    guard self[id]?.isUsable == true else { return nil }
    if case .number(let number) = self[id]?.value { return (try? self.number(id)).map { _ in [number] } }
    return try? numbers(id)
  }

  public func givenTable(_ id: String) -> [(key: String, value: Double)]? {
    guard self[id]?.isUsable == true else { return nil }
    return try? table(id)
  }

  public func givenNested(_ id: String) -> [(key: String, row: [(key: String, value: Double)])]? {
    guard self[id]?.isUsable == true else { return nil }
    return try? nested(id)
  }

  /// An entry of a table of tables.
  public func given(_ id: String, _ row: String, _ key: String) -> Double? {
    givenNested(id)?.first { $0.key == row }?.row.first { $0.key == key }?.value
  }
}
