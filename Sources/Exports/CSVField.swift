/// A field as RFC 4180 wants it: quoted where it holds a comma, a quote or a line end.
func field(_ text: String) -> String {
  let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
  guard text.utf8.contains(where: special.contains) else { return text }
  var quoted = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" { quoted += "\"" }
    quoted.unicodeScalars.append(scalar)
  }
  return quoted + "\""
}

/// Text that no spreadsheet runs as a formula when it opens a CSV file: such text gets an apostrophe in front.
///
/// Spreadsheets take a cell as a formula when it begins with `=`, `+`, `-` or `@`, some after spaces or quotes that
/// they strip, some in their full-width or small forms; a leading tab, carriage return or line feed hides what follows.
/// For text alone: a number in a column of numbers keeps its sign.
func defused(_ text: String) -> String {
  for scalar in text.unicodeScalars {
    if formulaStarts.contains(scalar) || ["\t", "\r", "\n"].contains(scalar) { return "'" + text }
    let isSkipped =
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
      || scalar.properties.isQuotationMark || scalar == "`" || scalar.properties.generalCategory == .control
    if !isSkipped { return text }
  }
  return text
}

/// `=`, `+`, `-` and `@`, each with its full-width and small form, and the minus sign.
private let formulaStarts: Set<Unicode.Scalar> = [
  "=", "\u{FF1D}", "\u{FE66}", "+", "\u{FF0B}", "\u{FE62}", "-", "\u{FF0D}", "\u{FE63}", "\u{2212}", "@", "\u{FF20}",
  "\u{FE6B}",
]
