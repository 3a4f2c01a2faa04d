import Planning

extension DataQuality {
  /// A count of children at one provision, as a page that may be forwarded prints it: `c` where it is suppressed.
  public enum Count: Sendable, Codable, Equatable, CustomStringConvertible {
    case children(Int)
    case suppressed

    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      self = (try? container.decode(Int.self)).map(Count.children) ?? .suppressed
    }
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if case .children(let count) = self { try container.encode(count) } else { try container.encode("c") }
    }
    public var description: String {
      if case .children(let count) = self { return grouped(count) }
      return "c"
    }
    /// The number, where it may be shown.
    public var shown: Int? {
      if case .children(let count) = self { return count }
      return nil
    }
    /// A total that would give away the one provision behind it: suppressed like a count of that provision.
    init(total: Int, threshold: Int) { self = (1..<max(1, threshold)).contains(total) ? .suppressed : .children(total) }
  }

  /// Counts whose total is printed plain, with those of 1 to one less than `threshold` suppressed (DOMAIN 7).
  ///
  /// The smallest others are suppressed with them until at least two are, which together come to the threshold: one
  /// alone would be the total less the rest. A true zero is shown.
  static func published(_ counts: [Int], threshold: Int, hidden given: Set<Int> = []) -> [Count] {
    var hidden = given.union(counts.indices.filter { (1..<max(1, threshold)).contains(counts[$0]) })
    hidden = hidden.filter { counts[$0] > 0 }
    let others = counts.indices.filter { counts[$0] > 0 && !hidden.contains($0) }.sorted {
      (counts[$0], $0) < (counts[$1], $1)
    }
    for next in others {
      let sum = hidden.reduce(0) { $0 + counts[$1] }
      if hidden.isEmpty || (hidden.count > 1 && sum >= threshold) { break }
      hidden.insert(next)
    }
    return counts.indices.map { hidden.contains($0) ? .suppressed : .children(counts[$0]) }
  }
}

extension DataQuality {
  /// Children at each provision as the page prints them; totals by kind are plain, so each kind is a list of its own.
  static func childrenByProvision(_ study: Study) -> [(count: Int, published: Count)] {
    var held = Array(repeating: 0, count: study.provisions.count)
    for child in study.caseload { held[child.provision] += 1 }
    var result = held.map { (count: $0, published: Count.children($0)) }
    for kind in ProvisionKind.allCases {
      let ofKind = study.provisions.indices.filter {
        study.provisions[$0].kind == kind && study.provisions[$0].setting != nil
      }
      let counts = published(ofKind.map { held[$0] }, threshold: study.disclosureThreshold)
      for (index, count) in zip(ofKind, counts) { result[index].published = count }
    }
    return result
  }
}
