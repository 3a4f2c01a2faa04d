/// One thing wrong with an input, as data; `description` is the only place that makes a sentence of it.
public struct Problem: Sendable, Codable, Equatable, Comparable, CustomStringConvertible {
  /// Relative to the study folder.
  public var file: String
  /// The sheet of a workbook.
  public var sheet: String?
  /// 1-based line in the file; the header is row 1.
  public var row: Int?
  public var column: String?
  public var value: String?
  /// What is wrong, as a clause without a full stop: `not a whole number`.
  public var fault: String
  /// What to do about it, as a sentence.
  public var remedy: String
  /// A missing file ends in exit code 66, everything else in 65.
  public var isMissing: Bool

  public init(
    file: String, sheet: String? = nil, row: Int? = nil, column: String? = nil, value: String? = nil, fault: String,
    remedy: String,
    isMissing: Bool = false
  ) {
    self.file = file
    self.sheet = sheet
    self.row = row
    self.column = column
    self.value = value
    self.fault = fault
    self.remedy = remedy
    self.isMissing = isMissing
  }

  public var description: String {
    var place = file
    if let sheet { place += ", sheet \(sheet)" }
    if let row { place += ", row \(row)" }
    if let column { place += ", column \(column)" }
    if let value { return "\(place): \"\(value)\" is \(fault). \(remedy)" }
    return "\(place): \(fault). \(remedy)"
  }

  public static func < (left: Problem, right: Problem) -> Bool {
    (left.file, left.sheet ?? "", left.row ?? 0, left.column ?? "", left.fault)
      < (right.file, right.sheet ?? "", right.row ?? 0, right.column ?? "", right.fault)
  }
}

/// Everything wrong with a study, found in one reading.
public struct StudyProblems: Error, Sendable {
  public var problems: [Problem]
  public init(_ problems: [Problem]) { self.problems = problems.sorted() }

  /// One problem of one file.
  public init(
    _ file: String, row: Int? = nil, value: String? = nil, fault: String, remedy: String, isMissing: Bool = false
  ) {
    self.init([Problem(file: file, row: row, value: value, fault: fault, remedy: remedy, isMissing: isMissing)])
  }
}
