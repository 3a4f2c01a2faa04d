/// Places at every provision in every year: the whole of what an option changes.
///
/// The supply of an option without proposals equals that of doing nothing, value for value.
public struct Supply: Sendable, Equatable {
  /// Provisions times years (0 to horizon), provision-major; `Int32.max` where a kind has no capacity of its own.
  public private(set) var places: [Int32]
  /// Over-number places, per provision.
  public private(set) var overPlaces: [Int32]
  public let years: Int

  /// Doing nothing, with the given proposals applied to it in order.
  public init(_ study: Study, proposals: [Int] = []) {
    years = study.horizon + 1
    places = []
    places.reserveCapacity(study.provisions.count * years)
    for provision in study.provisions {
      for year in 0..<years {
        if provision.proposal != nil { places.append(0) } else { places.append(Supply.places(provision, year)) }
      }
    }
    overPlaces = study.provisions.map { $0.proposal == nil ? Int32($0.overPlaces) : 0 }
    for index in proposals { apply(study.proposals[index], in: study) }
  }

  @inlinable public func places(_ provision: Int, year: Int) -> Int { Int(places[provision * years + year]) }
  @inlinable public func isOpen(_ provision: Int, year: Int) -> Bool { places[provision * years + year] > 0 }

  /// The first year index in which this supply differs from another; `years` when it never does.
  public func firstDifference(from other: Supply) -> Int {
    for year in 0..<years
    where (0..<overPlaces.count).contains(where: { provision in
      let cell = provision * years + year
      return places[cell] != other.places[cell]
        || (places[cell] > 0 && overPlaces[provision] != other.overPlaces[provision])
    }) {
      return year
    }
    return years
  }

  /// The same with more places at one provision in one year.
  public func adding(_ more: Int, to provision: Int, year: Int) -> Supply {
    var supply = self
    if places[provision * years + year] < .max { supply.places[provision * years + year] += Int32(more) }
    return supply
  }

  private mutating func apply(_ proposal: Proposal, in study: Study) {
    for index in proposal.provisions {
      let provision = study.provisions[index]
      guard let byYear = provision.places else { continue }
      switch proposal.kind {
      case .close, .redesignate, .relocate:
        // The provision it replaces is shut from the first year the proposal states; all but a closure then open their own.
        guard let first = byYear.firstIndex(where: { $0 >= 0 }) else { continue }
        let setting = proposal.kind == .relocate ? proposal.movesFrom : provision.setting
        for (other, existing) in study.provisions.enumerated()
        where existing.proposal == nil && existing.setting == setting && existing.kind == provision.kind {
          for year in first..<years { places[other * years + year] = 0 }
        }
        if proposal.kind == .close { continue }
      case .adaptation:
        continue
      default:
        break
      }
      for year in 0..<years { places[index * years + year] = Int32(max(0, byYear[year])) }
      overPlaces[index] = Int32(provision.overPlaces)
    }
  }

  private static func places(_ provision: Provision, _ year: Int) -> Int32 {
    guard let places = provision.places else { return .max }
    return Int32(places[year])
  }
}
