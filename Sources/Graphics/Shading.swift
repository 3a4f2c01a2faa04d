/// Values in up to four classes of about equal size, each known by its least and greatest member.
package struct Shading {
  /// From low to high; equal values always share a class.
  package let classes: [ClosedRange<Double>]

  package init(_ values: [Double]) {
    let sorted = values.sorted()
    var groups: [[Double]] = []
    for (rank, value) in sorted.enumerated() {
      let wanted = rank * 4 / max(1, sorted.count)
      if let last = groups.last?.last, last == value {
        groups[groups.count - 1].append(value)
      } else if groups.isEmpty || wanted >= groups.count {
        groups.append([value])
      } else {
        groups[groups.count - 1].append(value)
      }
    }
    classes = groups.map { $0[0]...$0[$0.count - 1] }
  }

  /// Position in the palette's sequence of a class.
  package func shade(_ index: Int) -> Int { classes.count == 4 ? index : min(index + (classes.count < 3 ? 1 : 0), 3) }
  /// Position in the palette's sequence of a value.
  package func index(_ value: Double) -> Int { shade(classes.lastIndex { $0.lowerBound <= value } ?? 0) }
}
