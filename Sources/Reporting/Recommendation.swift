import Appraisal
import Planning

/// What a board reads first: the sentence that recommends, how likely that option is the best, and what would change it. Chosen by
/// rule from the figures; where options serve other children it says which does best at what and ranks none.
struct Recommendation {
  let context: ReportContext

  var sentences: [String] {
    guard !context.results.options.isEmpty else {
      return ["The run holds no option, so nothing is recommended: it has only doing nothing and each proposal."]
    }
    return [need, money, change, cohorts].compactMap(\.self)
  }

  private var last: Int { context.lastYear }

  // MARK: need

  /// The option that leaves fewest children without a base place, if that is told apart from doing nothing.
  private var need: String? {
    let found = context.results.options.enumerated().compactMap { index, option -> (index: Int, change: Change)? in
      guard let change = option[.unmetBaseDemand, year: last]?.change,
        Finding(change, metric: .unmetBaseDemand) == .down
      else { return nil }
      return (index, change)
    }
    guard let most = found.map(\.change.mean).min() else {
      return """
        No option can be recommended for the need it meets: in \(context.year(last)) none leaves fewer children without a base \
        place than doing nothing, as far as the model can tell.
        """
    }
    let best = found.filter { $0.change.mean.rounded() == most.rounded() }
    // Of options that meet as much need, the least capital.
    let least = best.min { capital($0.index) < capital($1.index) } ?? best[0]
    let isDearer = best.contains { capital($0.index) > capital(least.index) }
    let others =
      best.count == 1 ? "" : isDearer ? "; others meet as much for more" : "; others meet as much for as much"
    return """
      To meet most need, choose \(name(least.index)): \(Wording.whole(-least.change.mean)) fewer children need a base and are in \
      none in \(context.year(last)) (90% interval \(Wording.whole(-least.change.p95)) to \(Wording.whole(-least.change.p05))), for \
      \(Wording.pounds(capital(least.index))) capital\(others).
      """
  }

  private func capital(_ option: Int) -> Double { context.capital(of: context.results.options[option]) }

  // MARK: money

  private var robustness: Robustness? { context.assessment?.robustness }

  /// The choice that is best in most of the worlds tried, doing nothing among them.
  private var best: (entry: Robustness.Entry, worlds: Int)? {
    guard let robustness, let best = robustness.entries.max(by: { $0.chanceBest < $1.chanceBest }) else { return nil }
    return (best, robustness.draws * robustness.futureIDs.count)
  }

  private var money: String? {
    guard let best else { return nil }
    let chance = "best in \(Wording.decimal(best.entry.chanceBest * 100, 0))% of \(best.worlds) simulated worlds"
    guard best.entry.option == 0 else {
      return """
        By money alone, \(name(best.entry.option - 1)) is \(chance), counting what the high needs block saves less capital. That \
        counts no need met.
        """
    }
    let reach = best.entry.chanceBest == 1 ? "in none of them does" : "in the others"
    return """
      By money alone, doing nothing is \(chance): \(reach) an option \(best.entry.chanceBest == 1 ? "save" : "saves") the high needs \
      block more than its capital. That counts no need met.
      """
  }

  /// Futures in which another choice comes first; where there is none, what comes nearest to changing it.
  private var change: String? {
    guard let robustness, let best else { return nil }
    let others = robustness.futureIDs.indices.filter { best.entry.regret[$0] > 0 }
    if !others.isEmpty {
      let futures = others.map { future -> String in
        let winner = robustness.entries.first { $0.regret[future] == 0 }
        return
          "\(FuturesSection.title(robustness.futureIDs[future]).lowercasedFirst) (then \(winner.map(choice) ?? "another"))"
      }
      return "By money it would change if: \(futures.joined(separator: "; "))."
    }
    let nearest = robustness.tornado.compactMap { tornado in
      tornado.bars.first.map { (tornado: tornado, bar: $0, reach: max($0.atLow, $0.atHigh)) }
    }.max { $0.reach < $1.reach }
    let none = "None of the \(robustness.futureIDs.count) futures tried would change that"
    guard let nearest, best.entry.option == 0, let option = robustness.options.firstIndex(of: nearest.tornado.option)
    else { return none + "." }
    let figure = FuturesSection.figureTitle(nearest.bar.id)
    return nearest.reach > 0
      ? "\(none); \(figure) at the better end of its range would: \(name(option - 1)) then gains \(Wording.pounds(nearest.reach))."
      : """
      \(none); what comes nearest is \(figure) at the better end of its range, where \(name(option - 1)) still costs \
      \(Wording.pounds(-nearest.reach)) more than it saves.
      """
  }

  private func choice(_ entry: Robustness.Entry) -> String {
    entry.option == 0 ? "doing nothing" : name(entry.option - 1)
  }
  private func name(_ option: Int) -> String { "option \(context.letter(option))" }

  // MARK: cohorts

  /// Options that serve other needs or phases are not ranked against each other.
  private var cohorts: String {
    let served = context.results.options.map { option -> NeedSet in
      let study = context.study.changed(by: option.id)
      return option.proposals.flatMap { study.proposals[$0].provisions }.reduce(into: NeedSet([])) {
        $0.formUnion(study.provisions[$1].needs)
      }
    }
    return Set(served).count <= 1
      ? "The options serve the same needs. They stand in the study's order, which is no ranking."
      : "The options serve different children, so they are not ranked against each other: they stand in the study's order."
  }
}

extension String {
  /// The same with a small letter in front.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
