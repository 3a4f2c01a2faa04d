import Planning
import Randomness

/// The random numbers of one draw's children, drawn once and asked in every year of every world.
///
/// Named by child and draw, never by year or option: a child's assessment, needs and choices persist, and two worlds
/// that place the child alike carry it alike. A new provision mixes its own number in: a new decision.
public struct TravelDraws: Sendable {
  /// Per child: the uniform number that the chance of eligibility is compared with.
  var eligibility: [Double] = []
  /// Per child: wheelchair and assistant, resolved.
  var needs: [PassengerNeeds.Flags] = []
  /// Per child: the word from which a provision's own numbers are mixed.
  var word: [UInt64] = []

  /// Two uniform numbers for a child at a provision (SplitMix64 finaliser).
  @inline(__always)
  static func mix(_ word: UInt64, _ provision: Int) -> (takeUp: Double, mode: Double) {
    var z = word &+ UInt64(truncatingIfNeeded: provision + 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return ((Double(z >> 32) + 0.5) * 0x1p-32, (Double(z & 0xFFFF_FFFF) + 0.5) * 0x1p-32)
  }
}

extension TransportStage {
  /// Draws the numbers of a cohort's children.
  public func draws(_ cohort: Cohort) -> TravelDraws {
    var draws = TravelDraws()
    draws.eligibility.reserveCapacity(cohort.count)
    draws.needs.reserveCapacity(cohort.count)
    draws.word.reserveCapacity(cohort.count)
    for child in 0..<cohort.count {
      var random = NamedRandom(
        seed: study.seed, stream: TransportStage.stream, draw: cohort.draw, subject: cohort.key[child])
      draws.eligibility.append(random.uniform())
      draws.word.append(random.next())
      draws.needs.append(
        figures.passengers.flags(
          cohort.need[child], cohort.traits[child], wheelchairDraw: random.uniform(), assistantDraw: random.uniform()))
    }
    return draws
  }

  private static let stream = RandomStream("transport.child")
}
