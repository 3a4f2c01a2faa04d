/// Costs from each source to each target, a batch of targets at a time.
///
/// A batch climbs from its targets against the direction of travel, lowest rank first, in as many lanes as it has
/// targets. One sweep over what lies above all sources then carries the costs down to them, highest rank first. No step
/// needs a queue: ranks are an order in which every node comes after all that it depends on. Sources are pinned: their
/// restriction is made once.
///
/// Tried on 150,000 nodes, 20,000 x 400, and left out: results of eight batches kept aside and written in long rows, also
/// with sources in order of rank (both slower); tops found without asking each node, and labels of sources fetched ahead
/// (no gain seen); cells written as soon as a node has its label (a third slower); and huge pages by advice (a third of
/// the page faults, but more time in the kernel where memory is in pieces). Half of the time is the look-up of sources'
/// labels and the writing of 32 MB.
struct Sweep<L: Lanes>: Sendable {
  private let hierarchy: Hierarchy
  private let targets: Places
  private let pinned: Restriction<L>

  init(_ hierarchy: Hierarchy, from sources: Places, to targets: Places) {
    self.hierarchy = hierarchy
    self.targets = targets
    pinned = Restriction(hierarchy.up, rank: hierarchy.rank, places: sources, chosen: 0..<sources.count)
  }

  /// - Parameters:
  ///   - sourceStride: how far apart the cells of consecutive sources are, for one target.
  ///   - targetStride: how far apart the cells of consecutive targets are, for one source.
  func cells(sourceStride: Int, targetStride: Int, jobs: Int) -> [L.Cell] {
    Array(unsafeUninitializedCapacity: pinned.placeCount * targets.count) { buffer, count in
      count = buffer.count
      guard let start = buffer.baseAddress, !buffer.isEmpty else { return }
      nonisolated(unsafe) let cells = start
      onThreads(jobs, items: (targets.count + L.count - 1) / L.count) { next in
        let labels = UnsafeMutablePointer<L>.allocate(capacity: pinned.ranks.count)
        defer { labels.deallocate() }
        while let batch = next() {
          let chosen = batch * L.count..<min((batch + 1) * L.count, targets.count)
          L.descend(from: climb(chosen), pinned, into: labels)
          L.store(
            labels, pinned, chosen.count, to: cells + chosen.lowerBound * targetStride, sourceStride, targetStride)
        }
      }
    }
  }

  private func climb(_ chosen: Range<Int>) -> Tops<L> {
    let above = Restriction<L>(hierarchy.down, rank: hierarchy.rank, places: targets, chosen: chosen)
    var labels = Array(repeating: L.unreachable, count: above.ranks.count)
    for lane in 0..<chosen.count {
      for seed in above.seeds[Int(above.firstSeed[lane])..<Int(above.firstSeed[lane + 1])] {
        labels[Int(seed.head)].improve(over: .start(lane), seed.cost)
      }
    }
    for node in above.ranks.indices {
      let label = labels[node]
      for arc in Int(above.firstArc[node])..<Int(above.firstArc[node + 1]) {
        labels[Int(above.arcs[arc].head)].improve(over: label, above.arcs[arc].cost)
      }
    }
    var tops = Tops<L>()
    for node in above.ranks.indices.reversed() where pinned.set.contains(above.ranks[node]) {
      tops.nodes.append(pinned.set.position(of: above.ranks[node]))
      tops.labels.append(labels[node])
    }
    return tops
  }
}
