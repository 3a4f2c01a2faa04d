import Planning

/// Shares in a thousand by kind from `facts/traits.csv`, and of wheelchair users by need from `facts/wheelchair.csv`.
struct ChildTraitShares {
  struct Row {
    /// Weights of bands 1 to 4.
    var bands: [Int]
    var transported: Int
    var assistant: Int
    var alone: Int
    var lowIncome: Int
    var directed: Int
  }
  private var rows: [Row?]
  private var wheelchairs: [Int]

  init(_ facts: Facts) throws(FactError) {
    rows = ProvisionKind.allCases.map { _ in nil }
    wheelchairs = Need.allCases.map { _ in 0 }
    let traits = try facts.table("traits")
    for row in 0..<traits.count {
      guard let kind = ProvisionKind(code: traits.rows[row][0]) else {
        throw FactError(file: traits.file, row: row + 2, problem: "\(traits.rows[row][0]) is not a kind of provision")
      }
      var bands: [Int] = []
      for band in 1...4 { bands.append(try traits.integer(row, "band_\(band)")) }
      rows[Int(kind.rawValue)] = Row(
        bands: bands, transported: try traits.integer(row, "transported"),
        assistant: try traits.integer(row, "assistant"), alone: try traits.integer(row, "alone"),
        lowIncome: try traits.integer(row, "low_income"), directed: try traits.integer(row, "directed"))
    }
    let chairs = try facts.table("wheelchair")
    for row in 0..<chairs.count {
      guard let need = Need(code: chairs.rows[row][0]) else {
        throw FactError(file: chairs.file, row: row + 2, problem: "\(chairs.rows[row][0]) is not a need code")
      }
      wheelchairs[Int(need.rawValue)] = try chairs.integer(row, "permille")
    }
  }

  subscript(kind: ProvisionKind) -> Row {
    rows[Int(kind.rawValue)]
      ?? Row(bands: [1, 0, 0, 0], transported: 0, assistant: 0, alone: 0, lowIncome: 0, directed: 0)
  }
  func wheelchair(_ need: Need) -> Int { wheelchairs[Int(need.rawValue)] }
}
