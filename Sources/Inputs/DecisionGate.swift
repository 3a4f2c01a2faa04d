import Planning

/// When a proposal's places may count: on the first 1 September by which all its decisions are dated (DESIGN 2).
///
/// The statutory decision and the naming of the provision in plans are needed; consent and the place-change return bind
/// where a date is given. `not needed` settles a decision. A needed one without a date keeps the places out, unless
/// the proposal is marked illustrative.
struct DecisionGate {
  /// The calendar year of the first September; `nil` when the places do not count at all.
  let firstSeptember: Int?
  /// What a report says about it, without the proposal's name.
  let notes: [String]

  init(_ dates: [(name: String, date: String?)], isIllustrative: Bool) {
    let known = dates.compactMap(\.date).filter { $0 != decisionNotNeeded }
    let missing = dates.filter { ["statutory", "naming"].contains($0.name) && $0.date == nil }.map(\.name)
    var notes: [String] = []
    if !missing.isEmpty {
      let list = missing.joined(separator: " and ")
      notes.append(
        isIllustrative
          ? "no date for \(list); its places count all the same because it is illustrative"
          : "no date for \(list); its places do not count")
    }
    self.notes = notes
    if !missing.isEmpty && !isIllustrative {
      firstSeptember = nil
    } else {
      firstSeptember = known.map(firstSeptemberYear).max() ?? Int.min
    }
  }
}

/// What stands in a decision's place when the law asks for none.
let decisionNotNeeded = "not needed"

/// The calendar year of the first 1 September on or after an ISO date.
func firstSeptemberYear(_ isoDate: String) -> Int {
  let year = Int(isoDate.prefix(4)) ?? 0
  return isoDate.dropFirst(5) <= "09-01" ? year : year + 1
}

/// Whether text is a calendar date as `2027-04-30`.
public func isISODate(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.map(\.utf8.count) == [4, 2, 2] else { return false }
  let numbers = parts.compactMap { wholeNumber(ArraySlice($0.utf8)) }
  guard numbers.count == 3, (1...12).contains(numbers[1]) else { return false }
  let year = numbers[0]
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...days[numbers[1] - 1]).contains(numbers[2])
}
