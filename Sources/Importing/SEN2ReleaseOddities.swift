/// What was odd about one file, counted while it is read.
struct SEN2Oddities {
  let file: String
  let shortRows: Int
  var badPeriods = 0
  var nowhere = 0
  private var symbols: [String: [String: Int]] = [:]
  private var repeats = 0
  private var conflicts: [(place: String, year: Int)] = []

  init(file: String, shortRows: Int) {
    self.file = file
    self.shortRows = shortRows
  }

  /// A cell that is not a count.
  mutating func mark(_ column: String, _ text: String) {
    symbols[column, default: [:]][text.isEmpty ? "empty" : text.count > 12 ? "text" : text, default: 0] += 1
  }

  /// Enters a cell; one given twice stays if both agree and is not known if they do not.
  mutating func enter(_ value: Double?, _ key: SEN2Cells.Key, into cells: inout [SEN2Cells.Key: Double?]) {
    guard let before = cells[key] else {
      cells[key] = .some(value)
      return
    }
    repeats += 1
    if before != value {
      cells[key] = .some(nil)
      if !conflicts.contains(where: { $0.place == key.place && $0.year == key.year }) {
        conflicts.append((key.place, key.year))
      }
    }
  }

  func notes(_ names: [String: String]) -> [String] {
    var notes: [String] = []
    for (column, counts) in symbols.sorted(by: { $0.key < $1.key }) {
      let said = counts.sorted { $0.key < $1.key }.map { "\($0.key) in \($0.value)" }.joined(separator: ", ")
      notes.append("\(file): \(column) is \(said) of the cells read: taken as not known, never as zero.")
    }
    if repeats > 0 {
      let told = conflicts.map { "\(names[$0.place] ?? $0.place) \($0.year)" }.joined(separator: ", ")
      notes.append(
        "\(file): \(repeats) cells are given more than once; "
          + (conflicts.isEmpty ? "they agree and count once." : "they disagree for \(told): taken as not known there."))
    }
    if badPeriods > 0 {
      notes.append("\(file): \(badPeriods) rows were left out, because their time_period is not a year of this file.")
    }
    if nowhere > 0 {
      notes.append("\(file): \(nowhere) rows were left out, because they name no authority, region or nation.")
    }
    if shortRows > 0 { notes.append("\(file): \(shortRows) rows end early; their missing cells are not known.") }
    return notes
  }
}
