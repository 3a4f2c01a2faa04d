import Planning

/// Finds settings by their names as other programs write them.
struct SettingNames {
  enum Match: Equatable {
    /// Index into the study's settings, and whether the whole name agrees or only the words that tell it apart.
    case one(Int, isWhole: Bool)
    /// The settings it may be.
    case several([Int])
    case none
  }
  private let words: [Set<String>]
  private let exact: [String: [Int]]
  private let ids: [String: Int]

  init(_ settings: [Setting]) {
    words = settings.map { significantWords($0.name) }
    exact = Dictionary(grouping: settings.indices) { plainWords(settings[$0].name) }
    ids = Dictionary(settings.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The setting a name means: its setting_id, its name whatever the case and punctuation, or the one whose name has all
  /// the words that tell it apart.
  func match(_ name: String) -> Match {
    if let index = ids[name] { return .one(index, isWhole: true) }
    if let same = exact[plainWords(name)] { return same.count == 1 ? .one(same[0], isWhole: true) : .several(same) }
    let wanted = significantWords(name)
    guard !wanted.isEmpty else { return .none }
    let near = words.indices.filter {
      !words[$0].isEmpty && (words[$0].isSuperset(of: wanted) || words[$0].isSubset(of: wanted))
    }
    switch near.count {
    case 0: return .none
    case 1: return .one(near[0], isWhole: false)
    default: return .several(near)
    }
  }
}

extension SettingNames {
  /// Whether every word of a name stands in the name of some setting, so that it can be nobody's own.
  func holdsAllWords(of name: String) -> Bool {
    let wanted = significantWords(name)
    return !wanted.isEmpty && words.contains { $0.isSuperset(of: wanted) }
  }
}

/// The words of a setting's name without those that many names share.
private func significantWords(_ name: String) -> Set<String> {
  Set(plainWords(name).split(separator: " ").map(String.init)).subtracting([
    "the", "school", "academy", "of", "and", "at", "in", "a", "ltd", "trust", "centre", "center",
  ])
}
