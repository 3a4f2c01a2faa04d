import Assumptions
import Planning
import Units

/// When a proposal's places may count: from the first September that its decisions are safe for (DESIGN 2).
extension StudyReader {
  /// Holds the places of every proposal back until the first September its dated decisions allow, and notes what that does.
  ///
  /// The statutory decision and the naming of the provision in plans are needed; consent and the place-change return bind
  /// where a date is given. `not needed` settles a decision. A needed one without a date keeps the places out, unless
  /// the proposal is marked illustrative.
  ///
  /// Without the dates by which plans are named nothing is held back, and a run says that it wants them.
  mutating func holdBackLatePlaces(_ assumptions: AssumptionSet) {
    guard let rules = try? TimetableRules(assumptions) else { return }
    for index in study.proposals.indices {
      let proposal = study.proposals[index]
      let planned = study.plannedPlaces(of: index)
      let missing = proposal.decisions.missing
      if missing.isEmpty {
        let works = BuildingWorks(proposal, places: planned.max() ?? 0)
        study.proposals[index].countsFrom =
          rules.firstSafe(proposal.decisions, study.ncYears(of: index), works) ?? Int.min
      } else if !proposal.isIllustrative {
        study.proposals[index].countsFrom = Int.max
      }
      study.holdBack(index)
      note(index, missing, opening: planned.firstIndex { $0 > 0 })
    }
  }

  private mutating func note(_ index: Int, _ missing: [Timetable.Step], opening: Int?) {
    let proposal = study.proposals[index]
    func note(_ text: String) { notes.append("\(proposalFiles[index]): \(text).") }
    if !missing.isEmpty {
      let list = missing.map(\.rawValue).joined(separator: " and ")
      return note(
        proposal.isIllustrative
          ? "no date for \(list); its places count all the same because it is illustrative"
          : "no date for \(list); its places do not count")
    }
    let counts = proposal.provisions.flatMap { study.provisions[$0].plannedPlaces ?? [] }
    if !counts.isEmpty, counts.allSatisfy({ $0 == counts[0] && $0 <= 0 }) {
      return note("it opens or closes nothing up to \(study.year(study.horizon))")
    }
    if let opening, case let planned = study.year(opening), planned.start < proposal.countsFrom {
      note(
        "its decisions come too late for \(planned); its places count from \(AcademicYear(start: proposal.countsFrom))")
    }
  }
}

/// Whether text is a calendar date as `2027-04-30`.
public func isISODate(_ text: String) -> Bool { CivilDate(text) != nil }
