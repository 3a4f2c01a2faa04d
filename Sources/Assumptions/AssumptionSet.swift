import Synchronization

/// Where a figure stands (DOMAIN): found in a source, derived, measured, seeded, or known and not yet verified; or
/// supplied by the study (`local`), or made up for a demonstration (`illustrative`).
public enum AssumptionStatus: String, Codable, Sendable, CaseIterable {
  case seed = "SEED", found = "FOUND", derived = "DERIVED", measured = "MEASURED", known = "KNOWN"
  case local, illustrative

  /// What a reader sees beside a figure that rests on it.
  public var mark: String? {
    switch self {
    case .known: "unverified"
    case .illustrative: "illustrative"
    case .local: "local"
    default: nil
    }
  }
}

/// The value of an assumption.
public enum AssumptionValue: Sendable, Equatable {
  case number(Double)
  case text(String)
  case flag(Bool)
  case numbers([Double])
  /// Keyed numbers, in file order.
  case table([(key: String, value: Double)])
  /// A table of tables, such as shares by need and kind, in file order.
  case nested([(key: String, row: [(key: String, value: Double)])])

  public static func == (left: AssumptionValue, right: AssumptionValue) -> Bool {
    String(describing: left) == String(describing: right)
  }
}

/// One dated, sourced figure of `Models/assumptions/<topic>.yaml` or of a study's own file.
public struct Assumption: Sendable {
  public var id: String
  public var value: AssumptionValue
  public var unit: String
  public var low: Double?
  public var high: Double?
  public var date: String
  public var status: AssumptionStatus
  public var source: String
  /// Prints as "no owner" when `nil`.
  public var owner: String?
  public var note: String?
  /// False where only a study may supply the value: an unverified figure is never a silent default.
  public var isUsableAsDefault: Bool
  /// The study says that it does not know this figure, so the shared one is used with its status, mark and source as they
  /// stand. Only an answer of the study sets it: leaving a figure out never does.
  public var isAcceptedAsUnknown = false
  /// The file it was read from.
  public var file: String

  public init(
    id: String, value: AssumptionValue, unit: String, low: Double? = nil, high: Double? = nil, date: String,
    status: AssumptionStatus, source: String, owner: String? = nil, note: String? = nil, isUsableAsDefault: Bool = true,
    file: String = ""
  ) {
    self.id = id
    self.value = value
    self.unit = unit
    self.low = low
    self.high = high
    self.date = date
    self.status = status
    self.source = source
    self.owner = owner
    self.note = note
    self.isUsableAsDefault = isUsableAsDefault
    self.file = file
  }

  /// Whether a run may rest on it: a default, a figure that the study gives, or one it accepts because it knows no better.
  public var isUsable: Bool {
    isUsableAsDefault || isAcceptedAsUnknown || status == .local || status == .illustrative
  }
}

/// An assumption that is missing, unusable as a default, or of another shape than the reader expects.
public struct AssumptionError: Error, CustomStringConvertible, Equatable {
  public var id: String
  public var problem: String
  public var remedy: String
  public init(id: String, problem: String, remedy: String) {
    self.id = id
    self.problem = problem
    self.remedy = remedy
  }
  public var description: String { "assumption \(id): \(problem). \(remedy)" }
}

/// All figures a run rests on: the shared ones, with the study's own in their place where it gives them.
public struct AssumptionSet: Sendable {
  /// In file and row order, overridden ones replaced in place.
  public private(set) var all: [Assumption] = []
  private var index: [String: Int] = [:]
  private let reads = ReadLog()

  public init(_ assumptions: [Assumption] = []) { for assumption in assumptions { insert(assumption) } }

  /// Adds a figure, or puts it in the place of one with the same id.
  public mutating func insert(_ assumption: Assumption) {
    if let position = index[assumption.id] {
      all[position] = assumption
    } else {
      index[assumption.id] = all.count
      all.append(assumption)
    }
  }

  public subscript(id: String) -> Assumption? { index[id].map { all[$0] } }

  /// The figures that have been asked for, by this value or a copy of it, in file order: what a run rests on.
  public var used: [Assumption] {
    let ids = reads.ids
    return all.filter { ids.contains($0.id) }
  }

  private func usable(_ id: String) throws -> Assumption {
    reads.note(id)
    guard let assumption = self[id] else {
      throw AssumptionError(
        id: id, problem: "no value", remedy: "Add it to the study's own assumptions file, with unit, date and source.")
    }
    guard assumption.isUsable else {
      throw AssumptionError(
        id: id, problem: "the shared value is unverified (\(assumption.source)) and not usable as a default",
        remedy: "Give the authority's own value, or unknown, in study.xlsx; or the value in a file with status: local.")
    }
    return assumption
  }

  private func shape(_ id: String, _ expected: String) -> AssumptionError {
    AssumptionError(
      id: id, problem: "the value is not \(expected)", remedy: "Correct it in \(self[id]?.file ?? "its file").")
  }

  public func number(_ id: String) throws -> Double {
    guard case .number(let value) = try usable(id).value else { throw shape(id, "a number") }
    return value
  }
  public func flag(_ id: String) throws -> Bool {
    guard case .flag(let value) = try usable(id).value else { throw shape(id, "true or false") }
    return value
  }
  public func numbers(_ id: String) throws -> [Double] {
    guard case .numbers(let value) = try usable(id).value else { throw shape(id, "a list of numbers") }
    return value
  }
  /// Keyed numbers, in file order.
  public func table(_ id: String) throws -> [(key: String, value: Double)] {
    guard case .table(let value) = try usable(id).value else { throw shape(id, "a table of numbers") }
    return value
  }
  public func nested(_ id: String) throws -> [(key: String, row: [(key: String, value: Double)])] {
    guard case .nested(let value) = try usable(id).value else { throw shape(id, "a table of tables") }
    return value
  }
}

/// Which figures were asked for. Shared by copies of a set, so that stages may each hold one.
private final class ReadLog: Sendable {
  private let state = Mutex(Set<String>())
  var ids: Set<String> { state.withLock { $0 } }
  func note(_ id: String) { state.withLock { _ = $0.insert(id) } }
}
