import Dispatch

/// Plans of runs already routed, by who shares them: an option re-routes only the runs whose children differ.
///
/// The caller holds it and passes it in, so that it is shared as far as the caller says. It holds homes, and is never
/// written out.
public struct RouteCache: Sendable {
  private var plans: [RunKey: RunPlan] = [:]
  /// Runs asked for, and those that had to be planned.
  public private(set) var asked = 0
  public private(set) var planned = 0
  private var iterationsPerRider = -1

  public init() {}

  /// The plans of these keys, in their order; those not yet known are planned on up to `jobs` threads.
  mutating func plans(
    _ keys: [RunKey], iterationsPerRider: Int, jobs: Int, _ plan: @Sendable (RunKey) -> RunPlan
  ) -> [RunPlan] {
    if iterationsPerRider != self.iterationsPerRider {
      plans.removeAll()
      self.iterationsPerRider = iterationsPerRider
    }
    let missing = keys.filter { plans[$0] == nil }
    asked += keys.count
    planned += missing.count
    for (key, made) in zip(missing, Self.make(missing, jobs: jobs, plan)) { plans[key] = made }
    return keys.map { plans[$0]! }
  }

  /// Each worker takes every `jobs`-th of the runs, largest first; results go to their own places.
  private static func make(_ keys: [RunKey], jobs: Int, _ plan: @Sendable (RunKey) -> RunPlan) -> [RunPlan] {
    let workers = max(1, min(jobs, keys.count))
    guard workers > 1 else { return keys.map(plan) }
    let order = keys.indices.sorted { (-keys[$0].riders, $0) < (-keys[$1].riders, $1) }
    var made = [RunPlan](repeating: RunPlan(), count: keys.count)
    made.withUnsafeMutableBufferPointer { buffer in
      // Workers write to places of their own only.
      nonisolated(unsafe) let places = buffer
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for index in stride(from: worker, to: order.count, by: workers) {
          places[order[index]] = plan(keys[order[index]])
        }
      }
    }
    return made
  }
}
