import Inputs

/// Faults of rows, gathered so that one that a thousand rows share is one problem that names its rows.
struct MappingFaults {
  private struct Group {
    var problem: Problem
    /// Lines of the first rows, and how many there are in all.
    var lines: [Int]
    var count: Int
  }
  private var groups: [Group] = []
  private var places: [String: Int] = [:]
  /// Row numbers listed in one problem.
  private static let listed = 20
  /// Problems told apart in one column by their value.
  private static let told = 50

  var isEmpty: Bool { groups.isEmpty }

  /// Adds a fault of a row. Where `value` is given it is printed: only for what cannot be somebody's.
  mutating func add(
    _ table: CSVTable, row: Int, column: String, value: String? = nil, _ fault: String, _ remedy: String
  ) {
    let key = "\(table.file)\u{0}\(table.sheet ?? "")\u{0}\(column)\u{0}\(value ?? "\u{0}")\u{0}\(fault)"
    let line = table.lines[row]
    if let place = places[key] {
      groups[place].count += 1
      if groups[place].lines.count < Self.listed { groups[place].lines.append(line) }
    } else {
      places[key] = groups.count
      let problem = Problem(
        file: table.file, sheet: table.sheet, row: line, column: column, value: value, fault: fault, remedy: remedy)
      groups.append(Group(problem: problem, lines: [line], count: 1))
    }
  }

  /// Takes over the faults gathered by another reader, of other columns.
  mutating func merge(_ other: MappingFaults) {
    for (key, place) in other.places.sorted(by: { $0.value < $1.value }) where places[key] == nil {
      places[key] = groups.count
      groups.append(other.groups[place])
    }
  }

  /// Reports everything gathered.
  func report(to log: ProblemLog) {
    var told: [String: Int] = [:]
    for group in groups {
      let place = "\(group.problem.file), \(group.problem.column ?? "")"
      told[place, default: 0] += 1
      if told[place, default: 0] > Self.told { continue }
      var problem = group.problem
      problem.fault += rows(group)
      if told[place] == Self.told { problem.remedy += " More values of this column are wrong and not listed." }
      log.report(problem)
    }
  }

  private func rows(_ group: Group) -> String {
    if group.count == 1 { return "" }
    let more = group.count - group.lines.count
    let list = group.lines.map(String.init).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    return ", in \(group.count) rows (\(list))"
  }
}

/// Whether a value of a child's row may be printed: when so many rows have it that it is nobody's own, when it has the form
/// of a program's code, or when every word of it is one of the trade's.
func isShowable(_ value: String, count: Int) -> Bool {
  let looksLikeCode = value.utf8.count <= 12 && value.contains("_") && !value.contains(" ")
  return (count >= 3 || looksLikeCode || isTradeTalk(value)) && !holdsPersonalData(value)
}

/// Whether every word is one that placement types, needs and bands are made of, a single letter, or a number below 100.
private func isTradeTalk(_ value: String) -> Bool {
  let words = plainWords(value).split(separator: " ")
  return !words.isEmpty
    && words.allSatisfy { $0.utf8.count == 1 || Int($0).map { $0 < 100 } ?? tradeWords.contains(String($0)) }
}

private let tradeWords: Set<String> = {
  let others =
    "band level tier top up residential day weekly termly boarding placement type none yes not applicable na pending in out area "
    + "county la local authority private voluntary with without and of for or the time full part package needs support enhanced "
    + "complex profound mild section ehcp ehc plan plans funded maintained matrix range"
  return Set(
    (knownKindNames + knownNeedNames + [others]).flatMap { $0.split(separator: " ").map(String.init) })
}()

/// Whether text holds a pupil number, a date, a telephone number, a postcode or an e-mail address by the look of it.
///
/// Used for headers and values of children's tables before they are printed.
func holdsPersonalData(_ text: String) -> Bool {
  var digits = 0
  for byte in text.utf8 {
    digits = (48...57).contains(byte) ? digits + 1 : 0
    if digits >= 6 || byte < 32 || byte == UInt8(ascii: "@") { return true }
  }
  if text.utf8.count > 120 { return true }
  let words = text.split(separator: " ").map { ArraySlice($0.utf8) }
  if words.contains(where: { word in wholeDates.contains { $0.day(word) != nil } }) { return true }
  if DateFormat("D MMMM YYYY")?.day(ArraySlice(text.utf8)) != nil { return true }
  if words.contains(where: { $0.count >= 5 && HomePoints.packedPostcode($0) != nil }) { return true }
  return zip(words, words.dropFirst()).contains { HomePoints.packedPostcode($0 + $1) != nil && $1.count == 3 }
}

/// Dates that are one word.
private let wholeDates = ["YYYY-MM-DD", "D/M/YYYY", "D/M/YY", "D.M.YYYY", "D-M-YYYY", "D-MMM-YYYY", "YYYY-MMM-DD"]
  .compactMap(DateFormat.init)
