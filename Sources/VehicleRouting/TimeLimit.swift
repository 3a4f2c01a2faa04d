extension RoutingSolver {
  /// Plans routes in about so many seconds: as many iterations as they allow at the speed found by trying.
  ///
  /// The plan depends on the iterations, which it records, and not on the clock: the same number gives it again. The time
  /// kept is the machine's at the start; one that slows down on the way takes longer.
  ///
  /// - Parameters:
  ///   - seconds: above 0; laying the problem out counts.
  ///   - yesterday, progress: as for a number of iterations.
  public static func solve(
    _ problem: RoutingProblem, seed: UInt64, seconds: Double, yesterday: [[[Int]]] = [],
    progress: ((Progress) -> Bool)? = nil
  ) -> RoutingPlan {
    let start = ContinuousClock.now
    func elapsed() -> Double { (ContinuousClock.now - start) / .seconds(1) }
    guard let model = carriable(problem) else {
      return solve(problem, seed: seed, iterations: 0, yesterday: yesterday, progress: progress)
    }
    let laidOut = elapsed()
    // Whole small searches, each twice the one before, until one takes a fair share of the time.
    var iterations = 32
    _ = Found(model, problem, seed: seed, iterations: 0, yesterday: yesterday, progress: nil)
    let first = elapsed() - laidOut
    var perIteration = 0.0
    while true {
      let began = elapsed()
      _ = Found(model, problem, seed: seed, iterations: iterations, yesterday: yesterday, progress: nil)
      let took = elapsed() - began
      perIteration = max(took - first, 1e-6) / Double(iterations)
      if took > TimeLimit.trialShare * seconds || elapsed() > 3 * TimeLimit.trialShare * seconds + laidOut { break }
      iterations *= 2
    }
    // Laying out comes once more; the last small search's speed stands for all.
    let left = seconds * TimeLimit.used - elapsed() - first
    let chosen = max(0, Int(left / perIteration))
    return finish(problem, model, seed: seed, iterations: chosen, yesterday: yesterday, progress: progress)
  }
}

private enum TimeLimit {
  /// Share of the time that a trial should take before its speed is believed.
  static let trialShare = 0.02
  /// Share of the time that is planned for.
  static let used = 0.93
}
