import Inputs
import Planning

/// The columns of a layer of areas, and which of them hold what.
struct AreasColumns {
  let names: [String]
  private let keys: [String]

  init(_ names: [String]) {
    self.names = names
    keys = names.map(NamedColumns.key)
  }

  /// The column of that name, case and punctuation aside.
  subscript(name: String) -> Int? { names.firstIndex(of: name) ?? keys.firstIndex(of: NamedColumns.key(name)) }

  /// The columns in words, for a remedy.
  var list: String { orList(names) }

  /// The column of the ids: the one given, or the first that looks so. Of several ONS codes it is the one with the most
  /// values, as a ward's is beside its district's.
  func id(_ given: String?, in features: [GeodataFeature]) -> Int? {
    if let given { return self[given] }
    if let column = idKeys.compactMap(keys.firstIndex).first { return column }
    let codes = keys.indices.filter { onsGeography(keys[$0], "cd") != nil }.map { column in
      (column, values: Set(features.compactMap { $0.values[column] }).count)
    }
    let most = codes.map(\.values).max()
    return codes.first { $0.values == most }?.0 ?? (plainKeys + nameKeys).compactMap(keys.firstIndex).first
  }

  /// The column of the names: the one given, that of the same ONS geography as the id, or the first that looks so.
  func name(_ given: String?, besides id: Int?) -> Int? {
    if let given { return self[given] }
    if let id, let geography = onsGeography(keys[id], "cd"),
      let column = keys.firstIndex(where: { onsGeography($0, "nm") == geography })
    {
      return column
    }
    return nameKeys.compactMap(keys.firstIndex).first
  }

  /// The column that names authorities, the study's among them.
  func authority(of study: Study, in features: [GeodataFeature]) -> Int? {
    keys.indices.first { column in
      let key = keys[column]
      let geography = onsGeography(key, "nm")?.filter(\.isLetter)
      guard authorityKeys.contains(key) || geography.map({ ["lad", "utla", "ctyua", "cty"].contains($0) }) == true
      else {
        return false
      }
      return features.contains { isAuthority(study, $0.values[column]) }
    }
  }

  /// Whether a cell names the study's authority, by DfE's code or by name.
  func isAuthority(_ study: Study, _ text: String?) -> Bool {
    guard let text else { return false }
    return text == study.laCode || NamedColumns.key(text) == NamedColumns.key(study.laName)
  }

  /// What stands in for planning areas, by the ids' column and the ids themselves; `nil` where nothing shows that
  /// anything does.
  func standIn(_ id: Int, _ features: [GeodataFeature]) -> String? {
    let kinds = [
      "wd": "Wards", "msoa": "MSOAs", "lsoa": "LSOAs", "oa": "Output areas", "lad": "Districts", "par": "Parishes",
    ]
    if let geography = onsGeography(keys[id], "cd")?.filter(\.isLetter), let kind = kinds[geography] { return kind }
    // ONS codes begin with a letter for the country and two digits for the geography.
    let prefixes = Set(features.compactMap { $0.values[id]?.prefix(3) })
    return switch prefixes {
    case ["E05"]: "Wards"
    case ["E02"]: "MSOAs"
    case ["E01"]: "LSOAs"
    default: nil
    }
  }
}

/// `wd25` of `wd25cd` when the ending is `cd`: letters, a year and the ending, as ONS names its columns.
private func onsGeography(_ key: String, _ ending: String) -> String? {
  guard key.hasSuffix(ending) else { return nil }
  let stem = key.dropLast(ending.count)
  guard stem.count > 2, stem.suffix(2).allSatisfy(\.isNumber), stem.dropLast(2).allSatisfy(\.isLetter) else {
    return nil
  }
  return String(stem)
}

/// Names of a column of ids, as `NamedColumns` compares them.
private let idKeys = [
  "areaid", "planningareaid", "planningareacode", "planningarearef", "planningareareference", "planareacode",
  "planareaid",
  "schoolplanningareacode", "pacode", "paid", "paref", "areacode", "arearef", "areareference", "wardcode",
]

/// Names that other columns than an id may go by, too.
private let plainKeys = ["code", "id"]

/// Names of a column of names.
private let nameKeys = [
  "name", "areaname", "planningareaname", "planningarea", "planareaname", "planarea", "schoolplanningarea",
  "schoolplanningareaname", "paname", "wardname", "area",
]

private let authorityKeys = ["laname", "localauthority", "authority", "lacode", "oldlacode", "ladname", "utlaname"]
