import Planning

/// Who shares a run, as far as routing can tell children apart: the key under which its plan is remembered.
///
/// Two years, or two options, whose run has the same key have the same routes, and are planned once.
struct RunKey: Hashable, Sendable {
  /// The run, then a word for each child in ascending order, then the pairs kept apart.
  var words: [UInt64]
  /// How many of the words are children.
  var riders: Int

  var run: Int { Int(words[0]) }

  /// Home, limit and needs of one child: all that its part of a route depends on.
  static func word(home: Int32, limit: Int, needs: PassengerNeeds.Flags) -> UInt64 {
    UInt64(UInt32(bitPattern: home)) << 32 | UInt64(limit) << 8 | UInt64(needs.rawValue)
  }
  func home(_ rider: Int) -> Int { Int(words[1 + rider] >> 32) }
  func limit(_ rider: Int) -> Int { Int(words[1 + rider] >> 8 & 0xFF_FFFF) }
  func needs(_ rider: Int) -> PassengerNeeds.Flags { PassengerNeeds.Flags(rawValue: UInt8(words[1 + rider] & 0xFF)) }

  /// Riders kept apart, by position.
  var apart: [(Int, Int)] {
    words[(1 + riders)...].map { (Int($0 >> 32), Int($0 & 0xFFFF_FFFF)) }
  }
}

extension TransportStage {
  /// The shared runs of a year: each with its key and its children, in the order of the key. Runs ascend.
  func sharedRuns(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int, _ journeys: Journeys
  ) -> [(key: RunKey, children: [Int])] {
    var byRun = [[(word: UInt64, child: Int)]](repeating: [], count: runs)
    for child in 0..<cohort.count where journeys.mode[child] == .shared {
      let provision = placements.provision(child, year: year)
      guard sites[provision].run >= 0 else { continue }
      let decision = decide(child, cohort, draws, provision: provision, year: year)
      let limit = longestOnBoard(
        ncYear: cohort.ncYear(child, year: year), directSeconds: Int(decision.seconds),
        boardingSeconds: figures.boarding(decision.needs))
      let word = RunKey.word(home: cohort.home[child], limit: limit, needs: decision.needs)
      byRun[Int(decision.run)].append((word, child))
    }
    return byRun.indices.compactMap { run in
      guard !byRun[run].isEmpty else { return nil }
      let members = byRun[run].sorted {
        ($0.word, cohort.key[$0.child], $0.child) < ($1.word, cohort.key[$1.child], $1.child)
      }
      let children = members.map(\.child)
      let words = [UInt64(run)] + members.map(\.word) + keptApart(children, cohort)
      return (RunKey(words: words, riders: children.count), children)
    }
  }

  /// The pairs of these children that must not share a vehicle, as the key holds them.
  private func keptApart(_ children: [Int], _ cohort: Cohort) -> [UInt64] {
    var position: [Int: Int] = [:]
    for (index, child) in children.enumerated() where cohort.caseloadIndex[child] >= 0 {
      position[Int(cohort.caseloadIndex[child])] = index
    }
    var pairs: [UInt64] = []
    for (index, child) in children.enumerated() where cohort.caseloadIndex[child] >= 0 {
      for other in study.caseload[Int(cohort.caseloadIndex[child])].notWith {
        guard let second = position[other] else { continue }
        pairs.append(UInt64(min(index, second)) << 32 | UInt64(max(index, second)))
      }
    }
    return Array(Set(pairs)).sorted()
  }
}
