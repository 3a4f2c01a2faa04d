import Appraisal

/// What a change says, decided from its figures alone, so that no sentence can contradict its table.
enum Finding: Equatable {
  /// Reads as zero, and so does its whole interval.
  case none
  /// The 90% interval holds zero: the model cannot tell it from no change.
  case withinNoise
  case up
  case down

  init(_ change: Change, metric: Metric) {
    let scale = Wording.changeScale(metric, change)
    let ends = [change.p05, change.p95]
    if scale.isZero(change.mean), ends.allSatisfy(scale.isZero) {
      self = .none
    } else if change.p05 > 0, change.mean > 0, !scale.isZero(change.mean) {
      self = .up
    } else if change.p95 < 0, change.mean < 0, !scale.isZero(change.mean) {
      self = .down
    } else {
      self = .withinNoise
    }
  }

  /// A clause such as `independent placements fall by 14 (6 to 22)`.
  static func clause(_ subject: String, _ metric: Metric, _ change: Change, isPlural: Bool) -> String {
    let scale = Wording.changeScale(metric, change)
    let suffix = scale.suffix
    func size(_ value: Double) -> String {
      let text = scale.signed(value)
      return text.hasPrefix("+") || text.hasPrefix("\u{2212}") ? String(text.dropFirst()) : text
    }
    switch Finding(change, metric: metric) {
    case .none: return "\(subject) \(isPlural ? "do" : "does") not change"
    case .withinNoise:
      return "the change in \(subject) cannot be told from no change (90% interval \(scale.signed(change.p05)) to "
        + "\(scale.signed(change.p95))\(suffix))"
    case .up:
      return "\(subject) \(isPlural ? "rise" : "rises") by \(size(change.mean))\(suffix) "
        + "(90% interval \(size(change.p05)) to \(size(change.p95)))"
    case .down:
      return "\(subject) \(isPlural ? "fall" : "falls") by \(size(change.mean))\(suffix) "
        + "(90% interval \(size(change.p95)) to \(size(change.p05)))"
    }
  }

  /// How a figure moves between two years: `rise from 3,016 to 4,456`.
  static func movement(_ subject: String, _ metric: Metric, from: Summary, to: Summary, isPlural: Bool) -> String {
    let scale = Wording.Scale(metric.unit, for: [from.mean, to.mean, to.p05, to.p95])
    let before = scale.number(from.mean)
    let after = scale.number(to.mean)
    let interval =
      scale.number(to.p05) == scale.number(to.p95)
      ? "" : " (90% interval \(scale.number(to.p05)) to \(scale.number(to.p95)))"
    if before == after { return "\(subject) \(isPlural ? "stay" : "stays") at \(after)\(scale.suffix)\(interval)" }
    let verb = to.mean > from.mean ? (isPlural ? "rise" : "rises") : (isPlural ? "fall" : "falls")
    return "\(subject) \(verb) from \(before) to \(after)\(scale.suffix)\(interval)"
  }
}
