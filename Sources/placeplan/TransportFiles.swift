import Appraisal
import Foundation
import Planning
import Transport

/// The files of `placeplan transport`: what may be published, and under `local/` what may not.
struct TransportFiles {
  private let planning: TransportPlanning
  private var study: Study { planning.study }

  init(_ planning: TransportPlanning) { self.planning = planning }

  func write(summary: String, to folder: URL) throws {
    let local = folder.appending(path: "local")
    try FileManager.default.createDirectory(at: local, withIntermediateDirectories: true)
    try Data(summary.utf8).write(to: folder.appending(path: "summary.json"), options: .atomic)
    try put(routes, in: folder.appending(path: "routes.csv"))
    try put([Self.warning], in: local.appending(path: "LOCAL-USE-ONLY.txt"))
    try put(routeBook, in: local.appending(path: "route-book.csv"))
    try put(children, in: local.appending(path: "children.csv"))
    try put(exceptions, in: local.appending(path: "not-as-asked.csv"))
  }

  private static let warning =
    "Local use only. These files hold where children are picked up, child by child. They are for the transport team, never published and never sent on."

  private func put(_ lines: [String], in file: URL) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file, options: .atomic)
  }

  /// By slice, after disclosure control.
  private var routes: [String] {
    let published = planning.control.publish(planning.results)
    return ["metric,slice_kind,slice,value,status"]
      + published.worlds.flatMap(\.rows).map { row in
        let value = row.value.map { row.metric.publishedDecimals == 0 ? "\(Int($0.mean))" : "\($0.mean)" } ?? ""
        return "\(row.metric.name),\(row.slice.kind.rawValue),\(quoted(row.slice.id)),\(value),\(row.status.rawValue)"
      }
  }

  private var routeBook: [String] {
    var lines = [
      "route,setting_id,vehicle,seats,wheelchair_places,mode,assistant,stop,child_id,easting_m,northing_m,boards_at,on_board_s,wheelchair,route_m,approach_m,cost_per_day_pence,days,cost_pence"
    ]
    for (number, line) in planning.book.lines.enumerated() {
      for (order, stop) in line.stops.enumerated() {
        let point = study.homes[stop.home].point
        let day = line.costPerDay.count
        var cells: [String] = [String(number + 1), quoted(study.settings[line.setting].id), quoted(line.vehicle)]
        cells += [line.seats, line.wheelchairPlaces].map { String($0) }
        cells += [line.travelClass.code, yes(line.hasAssistant), String(order + 1), quoted(id(stop.child))]
        cells += [Int(point.easting), Int(point.northing)].map { String($0) }
        cells += [time(stop.boards?.count), String(stop.onBoard.count), yes(stop.needsWheelchairPlace)]
        cells += [line.metres.count, line.approach.count, day, line.days, day * line.days].map { String($0) }
        lines.append(cells.joined(separator: ","))
      }
    }
    return lines
  }

  private func yes(_ flag: Bool) -> String { flag ? "yes" : "no" }

  /// Every eligible child's mode and share of the cost.
  private var children: [String] {
    let classes = planning.journeys.classes(planning.book)
    return ["child_id,setting_id,mode,on_board_s,cost_pence"]
      + planning.journeys.mode.indices.compactMap { child in
        guard let mode = classes[child] else { return nil }
        let provision = study.provisions[planning.placements.provision(child, year: planning.year)]
        let setting = provision.setting.map { study.settings[$0].id } ?? ""
        return
          "\(quoted(id(child))),\(quoted(setting)),\(mode.code),\(planning.journeys.onBoard[child]),\(planning.journeys.cost[child])"
      }
  }

  private var exceptions: [String] {
    ["child_id,setting_id,what,remedy"]
      + planning.exceptions.map { exception in
        switch exception {
        case .noBellTime(let setting):
          ",\(quoted(study.settings[setting].id)),no bell time,\(quoted("Give bell_start in settings.csv."))"
        case .noVehicleFits(let child, let setting):
          "\(quoted(id(child))),\(quoted(study.settings[setting].id)),no vehicle of the fleet takes this child,\(quoted("Add a vehicle with a wheelchair place and a seat for the assistant to transport.fleet; one is priced as hired."))"
        case .directDriveBeyondGuideline(let child, let setting, let direct, let guideline):
          "\(quoted(id(child))),\(quoted(study.settings[setting].id)),direct drive of \(direct.count) s is longer than the guideline of \(guideline.count) s,\(quoted("Planned beyond the guideline: agree the journey with the family, or place nearer."))"
        }
      }
  }

  /// A child of the caseload by its own id; a simulated one is nobody.
  private func id(_ child: Int) -> String {
    let index = Int(planning.cohort.caseloadIndex[child])
    return index >= 0 ? study.caseload[index].id : "simulated-\(child)"
  }

  private func time(_ seconds: Int?) -> String {
    guard let seconds else { return "" }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
  }
}
