/// Collects problems while a study is read, so that one reading finds all of them.
///
/// A reader reports here and carries on with `nil`; only the end of the reading decides that the study is refused.
/// Used by one reader at a time and never shared between tasks.
public final class ProblemLog {
  public private(set) var problems: [Problem] = []
  private let next: ProblemLog?
  private let placed: (Problem) -> Problem

  public init() {
    next = nil
    placed = { $0 }
  }

  /// A log for a text that was put together from other places: what is reported goes on to `next`, with the place that
  /// `placed` gives it.
  init(passingTo next: ProblemLog, placed: @escaping (Problem) -> Problem) {
    self.next = next
    self.placed = placed
  }

  public var isEmpty: Bool { problems.isEmpty }

  public func report(_ problem: Problem) {
    let problem = placed(problem)
    problems.append(problem)
    next?.report(problem)
  }

  /// Reports a fault of one file, and of a row, column and value where they are known.
  public func report(
    _ file: String, sheet: String? = nil, row: Int? = nil, column: String? = nil, value: String? = nil, _ fault: String,
    _ remedy: String,
    isMissing: Bool = false
  ) {
    report(
      Problem(
        file: file, sheet: sheet, row: row, column: column, value: value, fault: fault, remedy: remedy,
        isMissing: isMissing))
  }

  /// Ends a reading: throws everything found, if anything was.
  public func throwIfAny() throws(StudyProblems) {
    if !problems.isEmpty { throw StudyProblems(problems) }
  }
}
