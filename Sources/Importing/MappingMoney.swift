/// An amount of money in millionths of a pound, so that prices by mile with more than two decimals stay exact.
struct MappingMoney: Equatable {
  var millionths: Int

  /// Reads £ text: `£1,234.50`, `1234.5`, `£0.875`, `45p`. Negative amounts, other currencies and amounts of 100 million
  /// pounds or more are refused.
  init?(_ text: String) {
    var rest = text.filter { !$0.isWhitespace }
    var scale = 1_000_000
    if rest.hasPrefix("£") {
      rest.removeFirst()
    } else if rest.lowercased().hasPrefix("gbp") {
      rest.removeFirst(3)
    } else if rest.lowercased().hasSuffix("p") {
      rest.removeLast()
      scale = 10_000
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, !rest.isEmpty,
      rest.utf8.allSatisfy({ (44...57).contains($0) && $0 != 45 && $0 != 47 })
    else { return nil }
    let groups = first.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count == 1 || groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), groups[0].utf8.count <= 8 else {
      return nil
    }
    let digits = groups.joined()
    let fraction = parts.count > 1 ? parts[1] : ""
    guard digits.utf8.count <= 8, !digits.isEmpty || !fraction.isEmpty, fraction.utf8.count <= 6,
      !fraction.contains(where: { $0 == "," || $0 == "." })
    else { return nil }
    let whole = Int(digits.isEmpty ? "0" : digits) ?? 0
    let padded = fraction + String(repeating: "0", count: 6 - fraction.utf8.count)
    millionths = whole * scale + (Int(padded) ?? 0) * scale / 1_000_000
  }

  /// The amount times `factor` over `divisor`, in whole pence, half a penny away from zero.
  func pence(times factor: Int = 1, over divisor: Int = 1) -> Int {
    let (product, overflow) = millionths.multipliedReportingOverflow(by: factor)
    let by = 10_000 * divisor
    if overflow { return Int((Double(millionths) * Double(factor) / Double(by)).rounded()) }
    return (product + by / 2) / by
  }
}
