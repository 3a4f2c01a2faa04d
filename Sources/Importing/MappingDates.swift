import Planning
import Units

/// A day of the calendar.
struct CalendarDay: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Year x 10,000 + month x 100 + day, so that days compare as numbers.
  private let number: Int32

  /// `nil` when there is no such day.
  init?(year: Int, month: Int, day: Int) {
    guard (1...99_999).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...days[month - 1]).contains(day) else { return nil }
    number = Int32(year * 10_000 + month * 100 + day)
  }

  /// Reads `2026-01-15`.
  init?(iso text: String) {
    guard let day = DateFormat.iso.day(ArraySlice(text.utf8)), text.utf8.count == 10 else { return nil }
    self = day
  }

  var year: Int { Int(number) / 10_000 }
  var month: Int { Int(number) / 100 % 100 }
  var day: Int { Int(number) % 100 }
  var description: String { "\(day) \(CivilDate.monthNames[month - 1]) \(year)" }
  /// As FORMATS has days: `2026-01-15`.
  var iso: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
  static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

  /// The academic year that the day lies in.
  var academicYear: AcademicYear { AcademicYear(start: month >= 9 ? year : year - 1) }

  /// The NC year in an academic year of somebody born on this day: age on the 31 August before it, less 4.
  func ncYear(in academicYear: AcademicYear) -> Int {
    let isYoungOfYear = month >= 9
    return academicYear.start - year - (isYoungOfYear ? 1 : 0) - 4
  }

  /// The day of the January census: the third Thursday.
  static func januaryCensus(_ year: Int) -> CalendarDay {
    // Gauss: the weekday of 1 January, 0 for Sunday.
    let past = year - 1
    let weekday = (1 + 5 * (past % 4) + 4 * (past % 100) + 6 * (past % 400)) % 7
    let firstThursday = 1 + (4 - weekday + 7) % 7
    return CalendarDay(year: year, month: 1, day: firstThursday + 14)!
  }
}

/// How a column writes its dates: `DD/MM/YYYY`, `YYYY-MMM-DD` (2022-Sep-28), `DD MMMM YYYY`, `D/M/YY`, `serial` (days
/// since 30 December 1899, as workbooks count). A time after the date is passed over.
struct DateFormat: Sendable {
  private enum Part: Equatable { case day, month, monthName, year, shortYear, mark(UInt8) }
  let text: String
  private let parts: [Part]
  private let isSerial: Bool

  static let iso = DateFormat("YYYY-MM-DD")!
  /// As COLLECT writes them: `2022-Sep-28 00:00:00`.
  static let collect = DateFormat("YYYY-MMM-DD")!

  init?(_ text: String) {
    self.text = text
    isSerial = text == "serial"
    var parts: [Part] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first, !isSerial {
      let run = rest.prefix { $0 == first }
      switch (first, run.count) {
      case (UInt8(ascii: "D"), 1...2): parts.append(.day)
      case (UInt8(ascii: "M"), 1...2): parts.append(.month)
      case (UInt8(ascii: "M"), 3...4): parts.append(.monthName)
      case (UInt8(ascii: "Y"), 2): parts.append(.shortYear)
      case (UInt8(ascii: "Y"), 4): parts.append(.year)
      case (UInt8(ascii: " "), _), (UInt8(ascii: "-"), _), (UInt8(ascii: "/"), _), (UInt8(ascii: "."), _):
        parts += run.map(Part.mark)
      default: return nil
      }
      rest = rest.dropFirst(run.count)
    }
    self.parts = parts
    func count(_ kinds: Part...) -> Int { parts.count(where: kinds.contains) }
    guard isSerial || (count(.day) == 1 && count(.month, .monthName) == 1 && count(.year, .shortYear) == 1) else {
      return nil
    }
  }

  /// The day that some text means; `nil` when it is not of this format or not a day of the calendar.
  func day(_ bytes: ArraySlice<UInt8>) -> CalendarDay? {
    if isSerial { return serialDay(bytes) }
    var (year, month, day) = (0, 0, 0)
    var rest = bytes
    for (index, part) in parts.enumerated() {
      switch part {
      case .mark(let mark):
        guard rest.first == mark else { return nil }
        rest = rest.dropFirst()
      case .monthName:
        let name = rest.prefix { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 }
        guard let found = CivilDate.monthNames.firstIndex(where: { matches(name, $0) }) else { return nil }
        month = found + 1
        rest = rest.dropFirst(name.count)
      case .day, .month, .year, .shortYear:
        let isDelimited = isMark(index + 1) ?? isMark(index - 1) ?? false
        let width = part == .year ? 4 : 2
        let digits = rest.prefix(width).prefix { (48...57).contains($0) }
        // A single digit is a day or month only where something marks its end.
        guard digits.count == width || (digits.count == 1 && isDelimited && part != .shortYear && part != .year) else {
          return nil
        }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        rest = rest.dropFirst(digits.count)
        switch part {
        case .day: day = value
        case .month: month = value
        case .shortYear: year = value < 50 ? 2000 + value : 1900 + value
        default: year = value
        }
      }
    }
    guard isTime(rest) else { return nil }
    return CalendarDay(year: year, month: month, day: day)
  }

  /// Whether a part is a mark; `nil` when there is no such part.
  private func isMark(_ index: Int) -> Bool? {
    guard parts.indices.contains(index) else { return nil }
    if case .mark = parts[index] { return true }
    return false
  }

  /// The first three letters of a month, or all of it.
  private func matches(_ name: ArraySlice<UInt8>, _ month: String) -> Bool {
    let lower = name.map { $0 | 0x20 }
    let whole = Array(month.lowercased().utf8)
    return lower == whole || lower.elementsEqual(whole.prefix(3)) || (lower == Array("sept".utf8) && whole.count == 9)
  }

  /// Nothing, or a time of day set off by a space or a T.
  private func isTime(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return true }
    guard first == UInt8(ascii: " ") || first == UInt8(ascii: "T") else { return false }
    return rest.dropFirst().allSatisfy { (48...58).contains($0) || " .+ZAPM".utf8.contains($0) }
  }

  /// A workbook's day number, from 1 March 1900 on; a fraction is the time of day.
  private func serialDay(_ bytes: ArraySlice<UInt8>) -> CalendarDay? {
    let digits = bytes.prefix { (48...57).contains($0) }
    let fraction = bytes.dropFirst(digits.count)
    guard digits.count == 5, fraction.first ?? 46 == 46, fraction.dropFirst().allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return CalendarDay(dayNumber: digits.reduce(0) { $0 * 10 + Int($1 - 48) })
  }
}

extension CalendarDay {
  /// The day that lies so many days after 30 December 1899 (Hinnant's civil calendar from days).
  fileprivate init?(dayNumber: Int) {
    // Days from 1 March of year 0 to 30 December 1899.
    let days = dayNumber + 693_899
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}
