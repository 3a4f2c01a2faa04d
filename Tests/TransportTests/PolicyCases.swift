import Assumptions
import Foundation
import Testing
import Planning
import Yams

/// The shared figures of `Models`, read as the tests need them.
enum PolicyCases {
  static let models = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Models").standardizedFileURL

  static func rows(_ file: String) throws -> [[String: Any]] {
    let text = try String(contentsOf: models.appendingPathComponent(file), encoding: .utf8)
    return try #require(Yams.load(yaml: text) as? [[String: Any]])
  }

  static func number(_ value: Any?) -> Double? { value as? Double ?? (value as? Int).map(Double.init) }

  /// The shared transport figures, with those only a study may give taken as suggested.
  static func assumptions() throws -> AssumptionSet {
    var set = AssumptionSet()
    for file in ["assumptions/transport.yaml", "assumptions/transport-fleet.yaml", "assumptions/carbon.yaml"] {
      for row in try rows(file) {
        let id = try #require(row["id"] as? String)
        set.insert(
          Assumption(id: id, value: value(row["value"]), unit: "", date: "", status: .illustrative, source: ""))
      }
    }
    return set
  }

  private static func value(_ value: Any?) -> AssumptionValue {
    if let flag = value as? Bool { return .flag(flag) }
    if let number = number(value) { return .number(number) }
    if let list = value as? [Any] {
      let numbers = list.compactMap(number)
      return numbers.count == list.count ? .numbers(numbers) : .text("")
    }
    guard let map = value as? [String: Any] else { return .text(value as? String ?? "") }
    if let table = table(map) { return .table(table) }
    let rows = map.keys.sorted().compactMap { key in (map[key] as? [String: Any]).flatMap(table).map { (key, $0) } }
    return .nested(rows.map { (key: $0.0, row: $0.1) })
  }

  private static func table(_ map: [String: Any]) -> [(key: String, value: Double)]? {
    let rows = map.keys.sorted().compactMap { key in number(map[key]).map { (key: key, value: $0) } }
    return rows.count == map.count ? rows : nil
  }
}
