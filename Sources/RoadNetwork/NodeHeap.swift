/// A four-way heap of nodes by key; a node may be in it more than once, and stale entries are skipped by its user.
struct NodeHeap {
  private var keys: [UInt64] = []
  private var nodes: [Int32] = []

  var isEmpty: Bool { keys.isEmpty }
  var leastKey: UInt64? { keys.first }

  mutating func insert(_ node: Int32, key: UInt64) {
    keys.append(key)
    nodes.append(node)
    var hole = keys.count - 1
    while hole > 0 {
      let parent = (hole - 1) >> 2
      if keys[parent] <= key { break }
      keys[hole] = keys[parent]
      nodes[hole] = nodes[parent]
      hole = parent
    }
    keys[hole] = key
    nodes[hole] = node
  }

  /// Takes out the node of least key. The heap is not empty.
  mutating func removeLeast() -> (node: Int32, key: UInt64) {
    let result = (nodes[0], keys[0])
    let key = keys.removeLast()
    let node = nodes.removeLast()
    let count = keys.count
    guard count > 0 else { return result }
    var hole = 0
    while true {
      let first = hole << 2 + 1
      if first >= count { break }
      var best = first
      let end = min(first + 4, count)
      var child = first + 1
      while child < end {
        if keys[child] < keys[best] { best = child }
        child += 1
      }
      if keys[best] >= key { break }
      keys[hole] = keys[best]
      nodes[hole] = nodes[best]
      hole = best
    }
    keys[hole] = key
    nodes[hole] = node
    return result
  }
}
