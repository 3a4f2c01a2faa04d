import Simulation
import Testing

@Test(arguments: [1, 2, 7]) func resultsComeInIndexOrderForAnyNumberOfJobs(jobs: Int) async throws {
  let squares = try await inParallel(100, jobs: jobs, work: "", progress: RunProgress(), workspace: { 0 }) {
    index, used in
    used += 1
    return index * index
  }
  #expect(squares == (0..<100).map { $0 * $0 })
}

@Test func cancellingStopsTheWork() async {
  let progress = RunProgress(isCancelled: { true })
  await #expect(throws: CancellationError.self) {
    _ = try await inParallel(10, jobs: 2, work: "", progress: progress, workspace: {}) { index, _ in index }
  }
}

@Test func nothingToDoIsDone() async throws {
  let none = try await inParallel(0, jobs: 2, work: "", progress: RunProgress(), workspace: {}) { index, _ in index }
  #expect(none.isEmpty)
}
