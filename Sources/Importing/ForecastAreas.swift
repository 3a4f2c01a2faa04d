import Inputs
import Planning

/// Finds the area that a cell, a sheet or a title names, by id or by name.
struct AreaNames {
  private let byText: [String: Int]
  private let byKey: [String: Int]
  private let entries: [(key: String, area: Int)]

  init(_ areas: [Area]) {
    var byText: [String: Int] = [:]
    var byKey: [String: Int] = [:]
    for (index, area) in areas.enumerated() {
      byText[area.id] = index
      byKey[NamedColumns.key(area.id)] = index
    }
    // Ids come first: a name is used only where it is no area's id and no other area's name.
    let names = Dictionary(grouping: areas.indices) { NamedColumns.key(areas[$0].name) }
    for (key, owners) in names where owners.count == 1 && byKey[key] == nil { byKey[key] = owners[0] }
    byKey[""] = nil
    self.byText = byText
    self.byKey = byKey
    entries = byKey.map { ($0.key, $0.value) }.sorted {
      $0.key.count != $1.key.count ? $0.key.count > $1.key.count : $0.key < $1.key
    }
  }

  /// The area of a cell: its id or its name, case and punctuation aside. A spreadsheet may have made an id a number.
  subscript(text: String) -> Int? {
    byText[text] ?? byKey[NamedColumns.key(text)]
      ?? (text.hasSuffix(".0") ? byText[String(text.dropLast(2))] : nil)
  }

  /// The area that a title names somewhere, such as `Planning area 1803001: Oakham`; the longest name where there are
  /// several.
  func within(_ title: String) -> Int? {
    if let area = self[title] { return area }
    let words = Set(title.split { !$0.isLetter && !$0.isNumber }.map { NamedColumns.key($0) })
    let key = NamedColumns.key(title)
    // A short id must be a word of its own: area 1 is not named by "Sheet 12".
    return entries.first { words.contains($0.key) || $0.key.count > 4 && key.contains($0.key) }?.area
  }
}
