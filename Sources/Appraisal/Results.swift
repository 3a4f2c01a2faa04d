import Planning
import Transport
import Units

/// A mean and interval over draws.
public struct Summary: Sendable, Codable, Equatable {
  public var mean: Double
  public var p05: Double
  public var p50: Double
  public var p95: Double
  public init(mean: Double, p05: Double, p50: Double, p95: Double) {
    self.mean = mean
    self.p05 = p05
    self.p50 = p50
    self.p95 = p95
  }
}

/// The paired change against doing nothing, draw by draw, and the share of draws in which it is for the better.
public struct Change: Sendable, Codable, Equatable {
  public var mean: Double
  public var p05: Double
  public var p50: Double
  public var p95: Double
  /// `nil` for a metric that has no better direction.
  public var pGain: Double?
  public init(mean: Double, p05: Double, p50: Double, p95: Double, pGain: Double?) {
    self.mean = mean
    self.p05 = p05
    self.p50 = p50
    self.p95 = p95
    self.pGain = pGain
  }
}

/// What a metric is broken down by. `metrics.csv` carries the raw value in `slice_kind`.
public enum SliceKind: String, Sendable, Codable, CaseIterable {
  case all, area, phase, need, kind, setting, ruralUrban = "rural_urban", deprivation
  /// How children travel; a routed year alone has it.
  case mode
  /// Only in the tables of `placeplan project`.
  case ncYear = "nc_year"
}

/// One cell's place: `all` has the single slice `all`; others name an area id, phase code, need code, and so on.
public struct Slice: Hashable, Sendable {
  public var kind: SliceKind
  public var id: String
  public init(_ kind: SliceKind, _ id: String) {
    self.kind = kind
    self.id = id
  }
  public static let all = Slice(.all, "all")
  /// Fifths of England's LSOAs by deprivation, `1` the most deprived.
  public static let deprivationFifths = ["1", "2", "3", "4", "5", "unknown"]

  /// The fifth that a home's tenth belongs to.
  static func deprivationFifth(_ decile: Int?) -> Int { decile.map { ($0 - 1) / 2 } ?? deprivationFifths.count - 1 }
}

/// One figure of one world, year and slice.
public struct MetricRow: Sendable {
  public var year: Int
  public var metric: Metric
  public var slice: Slice
  public var value: Summary
  /// `nil` for do nothing itself.
  public var change: Change?
  /// Mean number of children the figure rests on, which disclosure control asks for; `nil` where no child is behind it.
  public var base: Double?
  public init(year: Int, metric: Metric, slice: Slice, value: Summary, change: Change?, base: Double?) {
    self.year = year
    self.metric = metric
    self.slice = slice
    self.value = value
    self.change = change
    self.base = base
  }
}

/// A world's figures.
public struct WorldResults: Sendable {
  public var id: String
  public var name: String
  public var kind: WorldKind
  /// Indices into `Study.proposals`.
  public var proposals: [Int]
  public var rows: [MetricRow]
  public init(id: String, name: String, kind: WorldKind, proposals: [Int], rows: [MetricRow]) {
    self.id = id
    self.name = name
    self.kind = kind
    self.proposals = proposals
    self.rows = rows
  }
}

/// A run's figures before disclosure control: kept in memory and, as aggregates, under `local/`.
public struct RunResults: Sendable {
  public var draws: Int
  public var seed: UInt64
  /// Year indices 0 (base January) to the horizon.
  public var years: [AcademicYear]
  /// Do nothing first, then each proposal alone in study order, then the options in study order.
  public var worlds: [WorldResults]
  /// Sentences the report prints as they are: estimator error, share of straight-line distances, listed exceptions.
  public var notes: [String]
  /// By option; none where they were not asked for.
  public var shares: [FairShares]
  /// Doing nothing and the options in the central future, where they were routed.
  public var routed: [RoutedService]
  /// What stood in the place of routing in the draws; `nil` where there were none.
  public var estimator: Estimator?
  public init(
    draws: Int, seed: UInt64, years: [AcademicYear], worlds: [WorldResults], notes: [String], shares: [FairShares] = [],
    routed: [RoutedService] = [], estimator: Estimator? = nil
  ) {
    self.draws = draws
    self.seed = seed
    self.years = years
    self.worlds = worlds
    self.notes = notes
    self.shares = shares
    self.routed = routed
    self.estimator = estimator
  }
}
