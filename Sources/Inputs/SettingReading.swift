import Geometry
import Planning

/// Schools, colleges and other places that children travel to.
extension StudyReader {
  mutating func readSettings() {
    guard let table = files.table("settings") else { return }
    let id = table.column("setting_id")
    settings.isKnown = id != nil && table.isWhole
    let name = table.column("name")
    let inArea = table.column("in_area")
    let points = PointColumns(table, expected: bounds)
    let urn = table.optionalColumn("urn")
    let typeCode = table.optionalColumn("type_code")
    let laCode = table.optionalColumn("la_code")
    let body = table.optionalColumn("responsible_body")
    let capacity = table.optionalColumn("net_capacity_places")
    let roll = table.optionalColumn("roll")
    let rollForecast = table.optionalColumn("roll_forecast")
    let bellStart = table.optionalColumn("bell_start")
    let bellEnd = table.optionalColumn("bell_end")
    let admissions = table.optionalColumn("admissions_policy")
    for row in 0..<table.rowCount {
      let settingID = table.newID(row, id, in: &settings, index: study.settings.count)
      let isInArea = table.flag(row, inArea, required: true)
      // A school over the border may lie anywhere; one inside must lie near an area.
      let point = points.point(table, row, margin: isInArea == false ? 100_000 : 5_000)
      var setting = Setting(
        id: settingID ?? "", urn: table.text(row, urn), name: table.text(row, name, required: true) ?? "",
        typeCode: table.text(row, typeCode), laCode: table.text(row, laCode), responsibleBody: table.text(row, body),
        point: point ?? Point(easting: 0, northing: 0), netCapacity: table.integer(row, capacity, in: 0...Int.max),
        roll: table.integer(row, roll, in: 0...Int.max),
        rollForecast: table.integer(row, rollForecast, in: 0...Int.max),
        isInArea: isInArea ?? true, bellStart: table.timeOfDay(row, bellStart), bellEnd: table.timeOfDay(row, bellEnd))
      let policy = table.choice(
        row, admissions, AdmissionsPolicy.self, what: "an admissions policy", required: false)
      setting.isSelective = policy == .selective
      // A setting with a bad point keeps its place, so that rows which name it are not reported as well.
      if settingID != nil { study.settings.append(setting) }
    }
    noteUnused(
      table,
      known: [
        "setting_id", "urn", "name", "type_code", "la_code", "responsible_body", "easting_m", "northing_m",
        "net_capacity_places", "roll", "roll_forecast", "in_area", "bell_start", "bell_end", "admissions_policy",
        // Former URNs of a school that became an academy, joined by `;`: what a caseload may still name it by.
        "former_urns",
      ])
  }
}

/// How a school admits, as `settings.csv` may say.
public enum AdmissionsPolicy: String, CaseIterable, Sendable {
  case selective
  case nonSelective = "non_selective"
}
