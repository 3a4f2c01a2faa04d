import Inputs
import Planning

/// Appeals of one year.
struct AppealCounts {
  var registered: Double?
  var decided: Double?
  var upheld: Double?
  var settingsOrdered: Double?
  /// Settings ordered by their kind, where a list says it.
  var kinds: [ProvisionKind: Int] = [:]
}

/// Reads appeals by year: rows of counts, or a row for each appeal.
struct AppealTable {
  /// In the order of the years.
  private(set) var years: [(year: String, counts: AppealCounts)] = []
  /// Rows of other authorities.
  private(set) var others = 0

  init(_ rows: inout MappingTable, _ study: Study, _ folder: StudyFolder) {
    let authorities = rows.texts("authority")
    let labels = rows.values("year") { text in
      AppealTable.label(text).map(MappingReading.value)
        ?? .wrong("not a year", "Write it as 2024/25, 2024-25 or 2024.")
    }
    let dates = rows.days("date")
    let own = Set([plainWords(study.laName), plainWords(study.laCode)])
    let counts = ["registered", "decided", "upheld", "settings_ordered"].map { field in
      rows.numbers(field, in: 0...1_000_000)
    }
    let outcomes = rows.codes("outcome")
    let orders = rows.flags("setting_ordered")
    let kinds = rows.orderedKinds(study, folder)
    let isList = counts.allSatisfy { $0 == nil }
    var years: [String: AppealCounts] = [:]
    for row in 0..<rows.table.rowCount {
      if let authority = authorities?[row], !own.contains(plainWords(authority)) {
        others += 1
        continue
      }
      guard let year = labels?[row] ?? dates?[row]?.academicYear.description else {
        rows.faultIfAllEmpty(row, ["year", "date"])
        continue
      }
      var ofYear = years[year] ?? AppealCounts()
      if isList {
        ofYear.add(outcome: outcomes?[row], ordered: orders?[row], kind: kinds[row])
      } else {
        func add(_ key: WritableKeyPath<AppealCounts, Double?>, _ index: Int) {
          if let count = counts[index]?[row] { ofYear[keyPath: key] = (ofYear[keyPath: key] ?? 0) + count }
        }
        add(\.registered, 0)
        add(\.decided, 1)
        add(\.upheld, 2)
        add(\.settingsOrdered, 3)
      }
      years[year] = ofYear
    }
    self.years = years.keys.sorted().map { ($0, years[$0] ?? AppealCounts()) }
  }

  /// One way of writing a year: `2024/25`, or `2024` for a calendar year.
  static func label(_ text: String) -> String? {
    let digits = text.filter { $0.isASCII && $0.isNumber }
    switch digits.count {
    case 4: return (1990...2100).contains(Int(digits) ?? 0) ? digits : nil
    case 6: return academicYear(digits)
    case 8: return academicYear(String(digits.prefix(4) + digits.suffix(2)))
    default: return nil
    }
  }

  private static func academicYear(_ digits: String) -> String? {
    guard let start = Int(digits.prefix(4)), let end = Int(digits.suffix(2)), (start + 1) % 100 == end else {
      return nil
    }
    return "\(start)/\(digits.suffix(2))"
  }
}

extension AppealCounts {
  /// Adds one appeal of a list.
  fileprivate mutating func add(outcome: String?, ordered: Bool?, kind: ProvisionKind?) {
    registered = (registered ?? 0) + 1
    if let outcome {
      if outcome == "upheld" || outcome == "dismissed" { decided = (decided ?? 0) + 1 }
      if outcome == "upheld" { upheld = (upheld ?? 0) + 1 }
    }
    guard let ordered else { return }
    settingsOrdered = (settingsOrdered ?? 0) + (ordered ? 1 : 0)
    if ordered, let kind { kinds[kind, default: 0] += 1 }
  }
}

extension MappingTable {
  /// By row, the kind of the setting ordered: as stated, else that of the setting.
  fileprivate mutating func orderedKinds(_ study: Study, _ folder: StudyFolder) -> [ProvisionKind?] {
    let stated = codes("placement_type")
    let urns = texts("urn")
    let names = texts("setting_name")
    let finder = PlacementFinder(study, folder)
    return (0..<table.rowCount).map { row in
      if let kind = stated?[row].flatMap({ ProvisionKind(code: $0) }) { return kind }
      var setting = urns?[row].flatMap(finder.setting(urn:))
      if setting == nil, let name = names?[row], case .one(let index, _) = finder.names.match(name) { setting = index }
      return setting.flatMap { settingKind(typeCode: study.settings[$0].typeCode) }
    }
  }
}
