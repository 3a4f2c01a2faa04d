/// A fixed row of plain values that a search reads and writes millions of times a second.
///
/// Arrays would count references and check for sharing at each access of the search's state: measured, a third of its time.
/// Bounds are checked in debug builds only; this file and its owner `Arena` are the only unsafe code of the engine.
struct Flat<Value: BitwiseCopyable> {
  private let start: UnsafeMutablePointer<Value>
  let count: Int

  fileprivate init(_ start: UnsafeMutablePointer<Value>, count: Int) {
    self.start = start
    self.count = count
  }

  @inline(__always) subscript(index: Int) -> Value {
    get {
      assert(index >= 0 && index < count)
      return start[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count)
      start[index] = newValue
    }
  }
}

/// Owns the rows it makes, for as long as it lives: whoever keeps a `Flat` keeps its arena beside it.
final class Arena {
  private var rows: [UnsafeMutableRawPointer] = []

  func row<Value: BitwiseCopyable>(_ count: Int, of value: Value) -> Flat<Value> {
    let start = UnsafeMutablePointer<Value>.allocate(capacity: max(1, count))
    start.initialize(repeating: value, count: max(1, count))
    rows.append(UnsafeMutableRawPointer(start))
    return Flat(start, count: count)
  }

  func row<Value: BitwiseCopyable>(_ values: [Value]) -> Flat<Value> {
    let start = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
    values.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { start.initialize(from: base, count: source.count) }
    }
    rows.append(UnsafeMutableRawPointer(start))
    return Flat(start, count: values.count)
  }

  deinit {
    for row in rows { row.deallocate() }
  }
}
