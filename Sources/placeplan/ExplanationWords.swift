import Foundation
import Placement
import Planning
import Units

/// An explanation in sentences an officer can read. Never a home: the planning area only.
struct ExplanationWords {
  let study: Study
  let world: String
  let cohort: Cohort
  let child: Int
  let id: String
  let year: Int

  func markdown(_ explanation: Explanation) -> String {
    "# \(id), \(study.year(year)): why this place\n\nLocal use only.\n\n"
      + sentences(explanation).joined(separator: "\n\n") + "\n"
  }

  func sentences(_ explanation: Explanation) -> [String] {
    var sentences = [
      "A simulated entrant, no real child: this says how the model works and is no part of casework or of advice on a child.",
      "\(id): \(cohort.need[child].title.lowercased()), complexity band \(cohort.band[child]), \(group), living in \(area). Central draw, \(world).",
      "In \(study.year(year)): \(place(explanation.provision)), because \(cause(explanation)).",
    ]
    if case .competition(let competition) = explanation.basis { sentences += words(competition) }
    return sentences
  }

  private func words(_ competition: Explanation.Competition) -> [String] {
    var sentences: [String] = []
    if competition.isBoundForINMSS {
      sentences.append(
        "The placement broke down in a way for which only an independent place will do (placement.diverted_share).")
    } else if competition.band > Int(cohort.band[child]) {
      sentences.append("Coming from where it was, the child is placed as band \(competition.band).")
    }
    sentences.append(
      "Of \(competition.considered) suitable provisions with a number of places within the travel ceiling, \(competition.full) had none left for those who compete. The place weighs \(weight(competition.chosen))."
    )
    if let next = competition.next {
      let gap = next.total - competition.chosen.total
      let worth = next.worth > 0 ? ", \(pounds(next.worth)) of which is what the place is worth to another child" : ""
      sentences.append(
        "Next best: \(place(next.provision)), which weighs \(weight(next))\(worth): \(pounds(gap)) more than this one.")
    } else {
      sentences.append("Nothing else suitable had room.")
    }
    if competition.changes.isEmpty {
      sentences.append("One more place at any single provision that would cost less would not have changed it.")
    } else {
      for change in competition.changes {
        let target = change.provision == change.movedTo ? "there" : "in \(place(change.movedTo)), as others moved up"
        sentences.append("One more place at \(place(change.provision)) would have placed the child \(target).")
      }
    }
    return sentences
  }

  private func cause(_ explanation: Explanation) -> String {
    let from = explanation.before >= 0 ? place(explanation.before) : "no place"
    switch explanation.basis {
    case .stays(let since): return "it has been there since \(study.year(since)) and nothing calls for a move"
    case .first where explanation.reason == .directed: return "the Tribunal directs it, whatever room there is"
    case .first: return "the parents name it and it suits, so it is given before others compete"
    case .share, .competition:
      let why =
        switch explanation.reason {
        case .phaseTransfer: "it left \(from) at a phase transfer"
        case .breakdown: "its placement in \(from) broke down"
        case .placeClosed: "\(from) closed"
        case .repatriated: "its place in \(from) was reviewed"
        case .outOfRange: "\(from) does not take its year group"
        default: explanation.before >= 0 ? "it waited without a place" : "its plan is new"
        }
      if case .share = explanation.basis {
        return "\(why) and it falls within the share of children in this kind, for which nobody competes"
      }
      return "\(why) and this is the place that the September's competition gives it"
    }
  }

  private func weight(_ choice: Explanation.Choice) -> String {
    var parts = ["\(pounds(choice.cost)) a year for the placement"]
    if let seconds = choice.journeySeconds {
      parts.append("\(pounds(choice.journey)) for the journey of \((seconds + 30) / 60) minutes")
    }
    if choice.weights != 0 { parts.append("\(pounds(choice.weights)) of policy weights") }
    return parts.joined(separator: ", ")
  }

  private func place(_ provision: Int) -> String {
    let provision = study.provisions[provision]
    guard let setting = provision.setting else { return "\(provision.kind.title.lowercased()), no setting named" }
    return "\(study.settings[setting].name) (\(provision.kind.title.lowercased()))"
  }

  private var group: String {
    let ncYear = cohort.ncYear(child, year: year)
    return ncYear == 0 ? "Reception" : ncYear < 0 ? "NC year \(ncYear)" : "Year \(ncYear)"
  }
  private var area: String { study.areas[study.homes[Int(cohort.home[child])].area].name }

  /// Whole pounds with thousands commas.
  private func pounds(_ pence: Int) -> String {
    var digits = String((abs(pence) + 50) / 100)
    var grouped = ""
    while digits.count > 3 {
      grouped = "," + digits.suffix(3) + grouped
      digits.removeLast(3)
    }
    return (pence < 0 ? "\u{2212}" : "") + "\u{a3}" + digits + grouped
  }

  func json(_ explanation: Explanation, file: URL) -> String {
    var fields = [
      ("study", study.name), ("child", id), ("year", study.year(year).description),
      ("provision", study.provisions[explanation.provision].id), ("reason", Self.code(explanation.reason)),
      ("file", file.path),
    ]
    if case .competition(let competition) = explanation.basis {
      if let next = competition.next { fields.append(("next_best", study.provisions[next.provision].id)) }
      fields.append(
        ("changed_by", competition.changes.map { study.provisions[$0.provision].id }.joined(separator: ";")))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    func text(_ value: String) -> String {
      (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    return "{" + fields.map { "\(text($0.0)):\(text($0.1))" }.joined(separator: ",") + "}"
  }

  /// A reason as files carry it.
  static func code(_ reason: PlacementReason) -> String {
    switch reason {
    case .absent: "absent"
    case .openingStock: "opening_stock"
    case .stayed: "stayed"
    case .newPlan: "new_plan"
    case .phaseTransfer: "phase_transfer"
    case .breakdown: "breakdown"
    case .placeClosed: "place_closed"
    case .outOfRange: "out_of_range"
    case .preference: "preference"
    case .directed: "directed"
    case .repatriated: "repatriated"
    }
  }
}
