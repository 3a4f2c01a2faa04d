/// A whole number with thousands commas and a true minus sign.
func grouped(_ count: Int) -> String {
  var digits = String(count.magnitude)
  var text = ""
  while digits.count > 3 {
    text = "," + digits.suffix(3) + text
    digits.removeLast(3)
  }
  return (count < 0 ? "\u{2212}" : "") + digits + text
}

/// `+12`, `−3`, `0`.
func signed(_ count: Int) -> String { (count > 0 ? "+" : "") + grouped(count) }

/// `1 child`, `3,016 children`.
func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(grouped(count)) \(count == 1 ? one : many)" }

/// `4.1%`; `none` of nothing. A share that is not all never reads 100.0%, and one that is not nothing never 0.0%.
func percentage(_ part: Double, of whole: Double) -> String {
  guard whole > 0 else { return "none" }
  if part == whole { return "100%" }
  if part == 0 { return "0%" }
  let tenths = (part / whole * 1000).rounded()
  if tenths == 1000, part < whole { return "99.9%" }
  if tenths == 0 { return "under 0.1%" }
  guard let count = Int(exactly: tenths) else { return "out of range" }
  return "\(grouped(count / 10)).\(abs(count % 10))%"
}
func percentage(_ part: Int, of whole: Int) -> String { percentage(Double(part), of: Double(whole)) }

/// A share as JSON carries it: six decimals.
func share(_ part: Double, of whole: Double) -> Double { whole > 0 ? (part / whole * 1e6).rounded() / 1e6 : 0 }
func share(_ part: Int, of whole: Int) -> Double { share(Double(part), of: Double(whole)) }

/// `a, b and c`; of a long list the first few, and how many more.
func series(_ words: [String], atMost limit: Int = 6) -> String {
  let shown = words.count > limit ? Array(words.prefix(limit)) + ["\(words.count - limit) more"] : words
  guard shown.count > 1 else { return shown.first ?? "" }
  return shown.dropLast().joined(separator: ", ") + " and " + shown[shown.count - 1]
}

/// The nearest whole number, or the end of the range of `Int` beyond which a number lies.
func whole(_ number: Double) -> Int { Int(exactly: number.rounded()) ?? (number < 0 ? Int.min : Int.max) }

/// A sum of counts that stops at the largest `Int`: tables may hold any number.
func total(_ a: Int, _ b: Int) -> Int {
  let (sum, isTooLarge) = a.addingReportingOverflow(b)
  return isTooLarge ? Int.max : sum
}
