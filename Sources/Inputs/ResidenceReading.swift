import Geometry
import Planning

/// Weighted home points, each in a planning area.
extension StudyReader {
  mutating func readResidences() {
    guard let table = files.table("residences") else { return }
    let id = table.column("residence_id")
    let area = table.column("area_id")
    let points = PointColumns(table, expected: bounds)
    let weights = ["weight_0_4", "weight_5_10", "weight_11_15", "weight_16_25"].map { table.column($0) }
    let kind = table.column("point_kind")
    let deprivation = table.optionalColumn("deprivation_decile")
    var ids = IDIndex()
    var kinds: [PointKind: Int] = [:]
    for row in 0..<table.rowCount {
      let residenceID = table.newID(row, id, in: &ids, index: study.residences.count)
      let areaIndex = table.index(row, area, of: areas, in: "the areas")
      let box = areaIndex.flatMap { areaBounds[$0] }
      let point = points.point(table, row, margin: 10_000, box: box)
      let pointKind = table.choice(row, kind, PointKind.self, what: "a kind of home point")
      let weight = weights.map { table.number(row, $0, in: 0 ... .greatestFiniteMagnitude, required: true) ?? 0 }
      let decile = table.integer(row, deprivation, in: 1...10)
      guard let residenceID, let areaIndex, let point, let pointKind else { continue }
      kinds[pointKind, default: 0] += 1
      study.residences.append(
        Residence(
          id: residenceID, home: study.homes.count,
          weights: SIMD4(weight[0], weight[1], weight[2], weight[3])))
      study.homes.append(Home(point: point, area: areaIndex, kind: pointKind, deprivationDecile: decile))
    }
    if bounds == nil { bounds = Bounds(study.homes.map(\.point)) }
    // In the order of the cases, so that a tie has one answer.
    usualPointKind = PointKind.allCases.max { kinds[$0, default: 0] < kinds[$1, default: 0] } ?? .postcode
  }
}
