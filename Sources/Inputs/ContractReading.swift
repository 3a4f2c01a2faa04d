import Planning
import Units

/// Transport contracts, where the authority has them; they calibrate the price of a route.
extension StudyReader {
  mutating func readContracts() {
    let local = files.workbook["contracts"]
    guard let table = files.optionalTable("contracts") else {
      if let local { return readContracts(local.table) { local.missingAnswers($0).isEmpty } }
      notes.append("contracts.csv: not given; routes are priced from the assumptions alone.")
      return
    }
    readContracts(table)
    guard let local else { return }
    let given = Set(study.contracts.map(\.route))
    readContracts(local.table) { row in
      guard local.missingAnswers(row).isEmpty else { return false }
      guard let id = local.text(row, "route_id"), given.contains(id) else { return true }
      local.report(row, "route_id", "already in \(table.file)", "Keep the file's row or this one.")
      return false
    }
  }

  /// Rows of a table, or those of them that are taken.
  private mutating func readContracts(_ table: CSVTable, where isTaken: (Int) -> Bool = { _ in true }) {
    let id = table.column("route_id")
    let setting = table.column("setting_id")
    let vehicle = table.column("vehicle")
    let seats = table.column("seats")
    let children = table.column("children")
    let miles = table.column("miles_per_day")
    let price = table.column("price_per_day_pence")
    let days = table.column("days")
    let start = table.optionalColumn("start")
    let end = table.optionalColumn("end")
    let notice = table.optionalColumn("notice_weeks")
    var ids = IDIndex()
    for row in (0..<table.rowCount).filter(isTaken) {
      let route = table.newID(row, id, in: &ids, index: row)
      let settingIndex = table.index(row, setting, of: settings, in: "settings.csv")
      let vehicleName = table.text(row, vehicle, required: true)
      let seatCount = table.integer(row, seats, in: 1...100, required: true)
      let childCount = table.integer(row, children, in: 0...100, required: true)
      let milesPerDay = table.number(row, miles, in: 0...2_000, required: true)
      let pence = table.integer(row, price, in: 0...Int.max, required: true)
      let dayCount = table.integer(row, days, in: 1...366, required: true)
      let from = table.date(row, start)
      let to = table.date(row, end)
      let noticeWeeks = table.integer(row, notice, in: 0...520)
      guard let route, let settingIndex, let vehicleName, let seatCount, let childCount, let milesPerDay, let pence,
        let dayCount
      else { continue }
      study.contracts.append(
        Contract(
          route: route, setting: settingIndex, vehicle: vehicleName, seats: seatCount, children: childCount,
          milesPerDay: milesPerDay, pricePerDay: Pence(pence), days: dayCount, start: from, end: to,
          noticeWeeks: noticeWeeks))
    }
  }
}
