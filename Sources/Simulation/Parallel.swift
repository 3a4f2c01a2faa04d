import Synchronization

/// What a long computation tells its caller and asks of it.
public struct RunProgress: Sendable {
  /// Called with what is being done, how much of it is done, and of how much; from any thread.
  public var report: @Sendable (_ work: String, _ done: Int, _ total: Int) -> Void
  /// Asked between pieces of work; true stops it with `CancellationError`.
  public var isCancelled: @Sendable () -> Bool

  public init(
    report: @escaping @Sendable (String, Int, Int) -> Void = { _, _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.report = report
    self.isCancelled = isCancelled
  }

  /// Throws `CancellationError` once cancelled.
  public func check() throws { if isCancelled() { throw CancellationError() } }
}

/// Results of `body` for 0..<count, in index order, made by `jobs` tasks that each hold one workspace.
///
/// Which task makes which result is left to the moment; results depend on their index alone, so any `jobs` gives the
/// same array.
public func inParallel<Workspace, Result: Sendable>(
  _ count: Int, jobs: Int, work: String, progress: RunProgress, workspace: @escaping @Sendable () -> Workspace,
  body: @escaping @Sendable (Int, inout Workspace) throws -> Result
) async throws -> [Result] {
  let queue = Queue()
  return try await withThrowingTaskGroup(of: [(Int, Result)].self) { group in
    for _ in 0..<max(1, min(jobs, count)) {
      group.addTask {
        var space = workspace()
        var results: [(Int, Result)] = []
        while let index = queue.next(below: count) {
          try progress.check()
          results.append((index, try body(index, &space)))
          progress.report(work, queue.finishOne(), count)
        }
        return results
      }
    }
    var all: [Result?] = Array(repeating: nil, count: count)
    for try await part in group { for (index, result) in part { all[index] = result } }
    return all.map { $0! }
  }
}

private final class Queue: Sendable {
  private let state = Mutex((next: 0, done: 0))
  func next(below count: Int) -> Int? {
    state.withLock { state in
      guard state.next < count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }
  func finishOne() -> Int {
    state.withLock { state in
      state.done += 1
      return state.done
    }
  }
}
