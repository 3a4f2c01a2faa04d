import Inputs

/// A number as spreadsheets and officers write it: `1,944`, `25.0`, `25.5`; `nil` when it is none.
func looseNumber(_ bytes: ArraySlice<UInt8>) -> Double? {
  guard bytes.contains(UInt8(ascii: ",")) else { return decimalNumber(bytes) }
  let whole = bytes.prefix { $0 != UInt8(ascii: ".") }
  let groups = whole.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
  // Commas stand before groups of three digits, and nowhere else.
  guard let first = groups.first, (1...3).contains(first.count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
    return nil
  }
  return decimalNumber(ArraySlice(bytes.filter { $0 != UInt8(ascii: ",") }))
}

/// A number without an exponent: `452`, `0.5`, to three decimals at most.
func decimalText(_ value: Double) -> String {
  let thousandths = Int((value * 1000).rounded())
  guard thousandths % 1000 != 0 else { return String(thousandths / 1000) }
  var digits = String(abs(thousandths) % 1000)
  digits = String(repeating: "0", count: 3 - digits.count) + digits
  while digits.last == "0" { digits.removeLast() }
  return "\(value < 0 ? "-" : "")\(abs(thousandths) / 1000).\(digits)"
}
