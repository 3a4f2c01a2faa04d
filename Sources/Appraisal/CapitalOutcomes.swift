import Planning

/// The four capital outcomes of the national guidance (CAP5 a to d), scored by rule from a world's public figures and the
/// proposals' own plans; b is a yes or a no.
public struct CapitalOutcomes: Sendable, Equatable {
  public enum Score: String, Sendable, CaseIterable {
    case met, partly, notMet = "not_met", notCovered = "not_covered"
  }
  /// a: inclusion at the core, across all phases. Met when every phase has places in a mainstream school or college and most new
  /// places are there; partly when either holds.
  public var inclusion: Score
  /// b: every child who needs a base place can access one. Met only when unmet base demand is nil in 95% of draws; never partly.
  public var access: Score
  /// c: fewer children travel a long way. Met when the share above the threshold falls with a 90% interval below zero and no more
  /// children travel longer than shorter; partly when one of the two holds.
  public var travel: Score
  /// d: suitability of the mainstream estate. Partly when a proposal adapts premises or states an area for its places: the
  /// condition of buildings is not in the inputs, so it is never scored as met.
  public var estate: Score

  public init(_ world: PublishedWorld, study: Study, year: Int) {
    let proposals = world.proposals.map { study.proposals[$0] }
    let provisions = proposals.flatMap { $0.provisions.map { study.provisions[$0] } }
    inclusion = Self.inclusion(provisions)
    access = Self.access(world[.unmetBaseDemand, year: year])
    travel = Self.travel(
      world[.excessiveTravelShare, year: year]?.change, shorter: world[.journeysShorterCount, year: year]?.value,
      longer: world[.journeysLongerCount, year: year]?.value)
    estate =
      proposals.isEmpty
      ? .notCovered
      : proposals.contains { $0.kind == .adaptation || $0.areaSquareMetres != nil } ? .partly : .notCovered
  }

  static func inclusion(_ provisions: [Provision]) -> Score {
    let total = provisions.reduce(0) { $0 + $1.fullPlaces }
    guard total > 0 else { return .notCovered }
    let inside = provisions.filter { $0.kind.isOnMainstreamSite }
    let isMost = inside.reduce(0) { $0 + $1.fullPlaces } * 2 > total
    let phases = Phase.allCases.filter { phase in
      inside.contains { $0.fullPlaces > 0 && $0.ncYears.contains { Phase(ncYear: $0) == phase } }
    }
    let isAll = phases.count == Phase.allCases.count
    return isMost && isAll ? .met : isMost || isAll ? .partly : .notMet
  }

  static func access(_ row: PublishedRow?) -> Score {
    guard let value = row?.value else { return .notCovered }
    return value.p95 == 0 ? .met : .notMet
  }

  static func travel(_ change: Change?, shorter: Summary?, longer: Summary?) -> Score {
    guard let change, let shorter, let longer else { return .notCovered }
    let isFewer = change.p95 < 0
    let isMoreShorter = shorter.mean > longer.mean
    return isFewer && isMoreShorter ? .met : isFewer || isMoreShorter ? .partly : .notMet
  }
}

/// "Every child who needs a base place can access one", as a yes or no for the authority and each planning area (CAP5 b, C4).
public struct BaseAccess: Sendable, Equatable {
  public enum Answer: Sendable, Equatable {
    case yes
    /// Children without one: mean over draws.
    case no(without: Double)
    /// Too few children to say.
    case suppressed
  }
  /// `nil` is the authority.
  public var area: Int?
  public var answer: Answer

  public static func all(_ world: PublishedWorld, study: Study, year: Int) -> [BaseAccess] {
    func answer(_ row: PublishedRow?) -> Answer {
      // Below authority level a missing row is a count of none in every draw.
      guard let row else { return .yes }
      guard let value = row.value else { return .suppressed }
      return value.p95 == 0 ? .yes : .no(without: value.mean)
    }
    return [BaseAccess(area: nil, answer: answer(world[.unmetBaseDemand, year: year]))]
      + study.areas.indices.map { area in
        BaseAccess(
          area: area,
          answer: answer(world[.unmetBaseDemand, year: year, slice: Slice(.area, study.areas[area].id)]))
      }
  }
}
