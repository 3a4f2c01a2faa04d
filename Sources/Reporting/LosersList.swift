import Appraisal
import Documents
import Planning

/// Who loses by income, and what each mitigation proposed by rule would spare.
struct LosersList {
  let context: ReportContext
  let losers: CloseFindings.Losers

  var markup: Markup { sentences.isEmpty ? .empty : list(sentences.map { Markup($0) }) }

  var sentences: [String] {
    guard let all = losers.all else {
      return ["By rule: too few journeys are longer for their mitigations to be told apart."]
    }
    guard all.rounded() > 0 else { return [] }
    let draws = Wording.whole(Double(context.assessment?.closeDraws ?? 0))
    let shown = Wording.whole(all)
    var lines = [
      losers.lowIncome.map { low in
        "Of \(shown) \(Int(all.rounded()) == 1 ? "child" : "children") with a longer journey, \(Wording.whole(low)) "
          + "\(Int(low.rounded()) == 1 ? "is" : "are") of low income (mean of \(draws) draws)."
      } ?? "How many of the longer journeys are of low income rests on too few children to be shown."
    ]
    if losers.mitigated.isEmpty {
      lines.append("By rule: none of the mitigations tried (\(tried)) would spare a child.")
    }
    lines += losers.mitigated.map { effect in
      let spared =
        effect.spared.map { "would spare \(Wording.count(Int($0.rounded()), "child", "children")) of \(shown)" }
        ?? "would spare too few children to be shown"
      return "By rule: \(title(effect)) \(spared)."
    }
    return lines
  }

  private var tried: String { "shared pick-up, satellite hours, phased transfer, another site" }

  private func title(_ effect: CloseFindings.Losers.Effect) -> String {
    switch effect.mitigation {
    case .sharedPickUp: "a shared pick-up point where three or more of an area travel to one place"
    case .satelliteHours: "some days a week at a mainstream site near home"
    case .phasedTransfer: "moving nobody in the middle of a phase"
    case .alternativeSite:
      "the same places at \(effect.site.map { context.study.settings[$0].name } ?? "another site")"
    }
  }
}
