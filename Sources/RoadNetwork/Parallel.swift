import Dispatch
import Synchronization

/// Work over `0..<count` cut into contiguous chunks for `jobs` threads; the pieces are put together in index order.
func inChunks<Value: Sendable>(
  _ count: Int, jobs: Int, _ work: @Sendable (Range<Int>) -> [Value]
) -> [Value] {
  // Four chunks a thread even out searches of unequal length; each chunk has its own workspace.
  let chunks = jobs <= 1 ? 1 : min(count, jobs * 4)
  guard chunks > 1 else { return work(0..<count) }
  let pieces = Mutex(Array(repeating: [Value](), count: chunks))
  let next = Mutex(0)
  DispatchQueue.concurrentPerform(iterations: min(jobs, chunks)) { _ in
    while true {
      let chunk = next.withLock { value -> Int in
        value += 1
        return value - 1
      }
      guard chunk < chunks else { return }
      let piece = work(count * chunk / chunks..<count * (chunk + 1) / chunks)
      pieces.withLock { $0[chunk] = piece }
    }
  }
  return pieces.withLock { $0.flatMap { $0 } }
}
