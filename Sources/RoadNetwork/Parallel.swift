import Dispatch
import Synchronization

/// Work on items `0..<items` by up to `jobs` threads, each of which asks for the next until there is none.
///
/// - Parameter work: runs once on each thread, with its own workspace; items come to threads in no fixed order.
func onThreads(_ jobs: Int, items: Int, _ work: @Sendable (_ next: () -> Int?) -> Void) {
  let taken = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, items))) { _ in
    work {
      let item = taken.wrappingAdd(1, ordering: .relaxed).oldValue
      return item < items ? item : nil
    }
  }
}
