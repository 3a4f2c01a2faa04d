import Assumptions
import Foundation
import Yams

/// The project's `Models` folder, found from this file.
let models = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("Models")

/// The shared assumptions that placement reads, with illustrative values where only a study may give one.
func sharedAssumptions(_ changes: [(id: String, value: AssumptionValue)] = []) throws -> AssumptionSet {
  var set = try published.get()
  let illustrative: [(id: String, value: AssumptionValue)] = [
    ("cost.base_total", .number(20_000)), ("cost.fe_high_needs_total", .number(13_500)),
  ]
  for (id, value) in illustrative + changes {
    set.insert(
      Assumption(id: id, value: value, unit: "", date: "", status: .illustrative, source: "made for this test"))
  }
  return set
}

/// The shared files, read once.
private let published = Result {
  var set = AssumptionSet()
  for topic in ["placement", "cost", "transport", "funding"] {
    let file = models.appendingPathComponent("assumptions/\(topic).yaml")
    for row in try Yams.compose(yaml: String(contentsOf: file, encoding: .utf8))?.sequence ?? [] {
      guard let map = row.mapping, let id = map["id"]?.string, let value = map["value"].flatMap(assumptionValue) else {
        continue
      }
      set.insert(
        Assumption(
          id: id, value: value, unit: map["unit"]?.string ?? "", date: map["date"]?.string ?? "",
          status: map["status"]?.string.flatMap(AssumptionStatus.init(rawValue:)) ?? .known,
          source: map["source"]?.string ?? "", isUsableAsDefault: map["usable_as_default"]?.bool ?? true, file: topic))
    }
  }
  return set
}

private func assumptionValue(_ node: Node) -> AssumptionValue? {
  if let number = node.float { return .number(number) }
  if let map = node.mapping {
    let table = map.compactMap { key, value in
      value.float.flatMap { number in key.string.map { (key: $0, value: number) } }
    }
    if table.count == map.count { return .table(table) }
    let nested = map.compactMap { key, value -> (key: String, row: [(key: String, value: Double)])? in
      guard let name = key.string, case .table(let row)? = assumptionValue(value) else { return nil }
      return (name, row)
    }
    return nested.count == map.count ? .nested(nested) : nil
  }
  return node.string.map(AssumptionValue.text)
}

/// Every share and hazard at nothing: only the rules of the allocation are left.
let withoutChance: [(id: String, value: AssumptionValue)] = [
  ("placement.directed_share", .number(0)), ("placement.preference_share", .number(0)),
  ("placement.diverted_share", .number(1)), ("placement.waiting_share", .number(0)),
  ("placement.sixth_form_share", .number(0)),
  ("placement.breakdown_by_nc_year", .table([("7", 0)])),
  ("placement.other_share_by_nc_year", .nested([("0", [("ap", 0)])])),
]
