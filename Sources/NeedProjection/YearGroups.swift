import Planning
import Units

/// Positions of NC years -4 to 21 in flat arrays: 0 to 25.
enum YearGroups {
  static let count = 26
  static let numbers = Array(NCYear.all)
  static let lowest = -4
  @inline(__always) static func slot(_ ncYear: Int) -> Int { ncYear - lowest }
  /// The last year group a plan can be held in; the next birthday ends it.
  static let last = 21
}

/// Needs in tables; a constant, because asking the enumeration builds an array each time.
let needCount = 13

/// Positions of ages in tables that name them: `5`, or `0-2` and `20+`, which stand at their youngest age.
func youngestAge(_ key: String) -> Int? { Int(key.prefix { $0.isNumber }) }
