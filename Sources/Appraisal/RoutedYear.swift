import Planning
import Simulation
import Transport

/// A routed school year as rows of figures, so that what leaves of it passes the same `DisclosureControl` as a run.
///
/// One world, one year, no draws: each figure is its own mean and interval. By setting, kind, area, phase, need, rural or
/// urban and mode: eligible children and cost; vehicles and vehicle-kilometres by setting and mode, which routes have.
public struct RoutedYear {
  private let study: Study
  private var eligible: [Slice: Int] = [:]
  private var carried: [Slice: Int] = [:]
  private var cost: [Slice: Int] = [:]
  private var vehicles: [Slice: Double] = [:]
  private var kilometres: [Slice: Double] = [:]

  public init(
    study: Study, cohort: Cohort, placements: Placements, journeys: Journeys, book: RouteBook, summary: ServiceSummary,
    year: Int
  ) {
    self.study = study
    let classes = journeys.classes(book)
    for child in 0..<cohort.count where journeys.isEligible[child] || journeys.cost[child] > 0 {
      let provision = study.provisions[placements.provision(child, year: year)]
      let home = study.homes[Int(cohort.home[child])]
      let area = home.area
      var slices = [
        Slice.all, Slice(.area, study.areas[area].id),
        Slice(.phase, Phase(ncYear: cohort.ncYear(child, year: year)).code), Slice(.need, cohort.need[child].code),
        Slice(.kind, provision.kind.code), Slice(.ruralUrban, study.areas[area].ruralUrban.rawValue),
        Slice(.setting, provision.setting.map { study.settings[$0].id } ?? RoutedYear.elsewhere),
      ]
      if let decile = home.deprivationDecile {
        slices.append(Slice(.deprivation, Slice.deprivationFifths[Slice.deprivationFifth(decile)]))
      }
      if let found = classes[child] { slices.append(Slice(.mode, found.code)) }
      for slice in slices {
        eligible[slice, default: 0] += 1
        cost[slice, default: 0] += journeys.cost[child]
        if journeys.mode[child].isVehicle { carried[slice, default: 0] += 1 }
      }
    }
    for line in book.lines {
      let metres = 2 * Double(line.metres.count) * Double(line.days) / 1000
      for slice in [
        Slice.all, Slice(.setting, study.settings[line.setting].id), Slice(.mode, line.travelClass.code),
      ] {
        vehicles[slice, default: 0] += 1
        kilometres[slice, default: 0] += metres
      }
    }
    let elsewhere = summary.loadedKm + summary.deadKm - (kilometres[.all] ?? 0)
    if journeys.unlocatedVehicles > 0 {
      for slice in [
        Slice.all, Slice(.setting, RoutedYear.elsewhere), Slice(.mode, TravelClass(.elsewhere).code),
      ] {
        vehicles[slice, default: 0] += journeys.unlocatedVehicles
        kilometres[slice, default: 0] += elsewhere
      }
    }
  }

  /// The slice of placements that name no setting.
  private static let elsewhere = "no_setting"

  /// The rows, as one world's results of one year.
  public func results(option: String, name: String, year: Int, notes: [String]) -> RunResults {
    var rows: [MetricRow] = []
    // In one order, because suppression asks which cell comes first.
    for slice in eligible.keys.sorted(by: { ($0.kind.position, $0.id) < ($1.kind.position, $1.id) }) {
      add(.transportEligible, slice, Double(eligible[slice] ?? 0), base: eligible[slice] ?? 0, to: &rows)
      add(.transportCost, slice, Double(cost[slice] ?? 0), base: eligible[slice] ?? 0, to: &rows)
      guard let count = vehicles[slice] else { continue }
      add(.vehicles, slice, count, base: carried[slice] ?? 0, to: &rows)
      add(.vehicleKm, slice, kilometres[slice] ?? 0, base: carried[slice] ?? 0, to: &rows)
    }
    let world = WorldResults(id: option, name: name, kind: .doNothing, proposals: [], rows: rows)
    return RunResults(draws: 1, seed: study.seed, years: [study.year(year)], worlds: [world], notes: notes)
  }

  private func add(_ metric: Metric, _ slice: Slice, _ value: Double, base: Int, to rows: inout [MetricRow]) {
    rows.append(
      MetricRow(
        year: 0, metric: metric, slice: slice, value: Summary(mean: value, p05: value, p50: value, p95: value),
        change: nil, base: Double(base)))
  }
}
