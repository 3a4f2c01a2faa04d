import Planning
import Units

/// What a public row says about its figures, as `metrics.csv` prints it.
public enum FigureStatus: String, Sendable, Codable, CaseIterable {
  /// The figures are shown.
  case shown = ""
  /// Confidential: the cell, or one that would give it away, rests on too few children (DOMAIN 7).
  case suppressed = "c"
  /// Not applicable: there is no child or place to take a mean or share over.
  case notApplicable = "z"

  /// What a reader sees in place of a figure.
  public var meaning: String {
    switch self {
    case .shown: "shown"
    case .suppressed: "c: suppressed, because the figure or one next to it rests on too few children"
    case .notApplicable: "z: not applicable, because there is nobody to take the figure over"
    }
  }
}

/// One figure of one world, year and slice as anyone may read it.
public struct PublishedRow: Sendable, Equatable {
  /// Index into `PublishedResults.years`.
  public var year: Int
  public var metric: Metric
  public var slice: Slice
  /// `nil` unless the status is `shown`.
  public var value: Summary?
  /// `nil` for do nothing itself, where its figure is suppressed, and unless the status is `shown`.
  public var change: Change?
  public var status: FigureStatus
  public init(year: Int, metric: Metric, slice: Slice, value: Summary?, change: Change?, status: FigureStatus) {
    self.year = year
    self.metric = metric
    self.slice = slice
    self.value = value
    self.change = change
    self.status = status
  }
}

/// A world's public figures, sorted by year, metric, slice kind and slice.
public struct PublishedWorld: Sendable {
  /// `do-nothing`, `alone-<proposal>`, or the option's own id.
  public let id: String
  public let name: String
  public let kind: WorldKind
  /// Indices into `Study.proposals`.
  public let proposals: [Int]
  public let rows: [PublishedRow]

  /// Sorts the rows, so that files and lookups share one order.
  public init(id: String, name: String, kind: WorldKind, proposals: [Int], rows: [PublishedRow]) {
    self.id = id
    self.name = name
    self.kind = kind
    self.proposals = proposals
    let keys = rows.map(RowKey.init)
    self.rows = keys.indices.sorted { keys[$0] < keys[$1] }.map { rows[$0] }
  }

  /// The row of a metric, year and slice; `nil` where the run has none.
  public subscript(_ metric: Metric, year year: Int, slice slice: Slice = .all) -> PublishedRow? {
    let wanted = RowKey(year: year, metric: metric, slice: slice)
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if RowKey(rows[middle]) < wanted { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && RowKey(rows[low]) == wanted ? rows[low] : nil
  }
}

/// A run's figures after disclosure control: the only figures that outputs outside `local/` are made from.
public struct PublishedResults: Sendable {
  public let draws: Int
  public let seed: UInt64
  /// Year indices 0 (base January) to the horizon.
  public let years: [AcademicYear]
  /// Do nothing first, then each proposal alone in study order, then the options in study order.
  public let worlds: [PublishedWorld]
  public let notes: [String]
  /// Counts below this are suppressed below authority level.
  public let threshold: Int
  /// Of authority totals alone, so that there is nothing to suppress.
  public let shares: [FairShares]
  /// Doing nothing and the options in the central future, where they were routed.
  public let routed: [PublishedRouting]

  public init(
    draws: Int, seed: UInt64, years: [AcademicYear], worlds: [PublishedWorld], notes: [String], threshold: Int,
    shares: [FairShares] = [], routed: [PublishedRouting] = []
  ) {
    self.draws = draws
    self.seed = seed
    self.years = years
    self.worlds = worlds
    self.notes = notes
    self.threshold = threshold
    self.shares = shares
    self.routed = routed
  }

  public var doNothing: PublishedWorld? { worlds.first { $0.kind == .doNothing } }
  public var options: [PublishedWorld] { worlds.filter { $0.kind == .option } }
  /// The world in which one proposal, by its index in the study, is all that is done.
  public func alone(_ proposal: Int) -> PublishedWorld? {
    worlds.first { $0.kind == .proposal && $0.proposals == [proposal] }
  }
}

extension Metric {
  /// Position in `allCases`, the order of every file.
  public var position: Int { Self.positions[self]! }
  private static let positions = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))

  /// Decimal places of a public figure: children are whole, shares carry four places.
  public var publishedDecimals: Int {
    switch unit {
    case .share: 4
    case .vehicles: 1
    case .children, .metres, .seconds, .pence, .kilometres, .kilograms, .places: 0
    }
  }
}

/// Where a row stands in the stated order: year, metric, slice kind, slice id by text.
struct RowKey: Comparable {
  var year: Int
  var metric: Int
  var sliceKind: Int
  var slice: String

  init(_ row: PublishedRow) { self.init(year: row.year, metric: row.metric, slice: row.slice) }
  init(year: Int, metric: Metric, slice: Slice) {
    self.year = year
    self.metric = metric.position
    sliceKind = slice.kind.position
    self.slice = slice.id
  }

  static func < (left: RowKey, right: RowKey) -> Bool {
    if left.year != right.year { return left.year < right.year }
    if left.metric != right.metric { return left.metric < right.metric }
    if left.sliceKind != right.sliceKind { return left.sliceKind < right.sliceKind }
    return left.slice < right.slice
  }
}

extension SliceKind {
  /// Position in `allCases`.
  public var position: Int { Self.allCases.firstIndex(of: self)! }
}
