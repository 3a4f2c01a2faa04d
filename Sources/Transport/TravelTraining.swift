import Assumptions

/// Independent travel training: a pupil who would be carried learns to travel by public transport. A mode and a saving.
///
/// Off where no share is offered it. Of those offered it, the share that succeeds travels on a pass from then on; the
/// training itself is paid for all who start, spread over the years a pupil travels so.
struct TravelTraining: Sendable {
  /// Share of pupils that could be trained who are both offered training and succeed.
  let share: Double
  /// Pence a year for one who succeeds, a pass included.
  let annual: Int

  init(_ assumptions: AssumptionSet, pass: Int) throws {
    let id = "transport.travel_training"
    let row = try assumptions.table(id)
    let success = try TransportFigures.value("success", row, id)
    let offered = try TransportFigures.value("offered", row, id)
    let years = try TransportFigures.value("years", row, id)
    guard (0...1).contains(success), (0...1).contains(offered), years >= 1, success > 0 || offered == 0 else {
      throw AssumptionError(
        id: id, problem: "not shares and years", remedy: "Give offered and success from 0 to 1 and years of at least 1."
      )
    }
    share = offered * success
    let cost = try TransportFigures.value("cost_gbp", row, id) * 100
    annual = pass + (offered > 0 ? Int((cost / success / years).rounded()) : 0)
  }
}
