import Assumptions
import Planning
import Randomness
import Units

/// Home, band and traits of a simulated entrant, drawn from what its area, need and phase make likely.
struct EntrantProfile: Sendable {
  /// Whether each area has residences to live at.
  let hasResidences: [Bool]
  private let homes: HomeChooser
  /// Cumulative shares of bands 1, 2 and 3, by phase and need.
  private let bands: [SIMD3<Double>]
  /// Chance of wheelchair, assistant, low income and looked after, by need.
  private let traits: [SIMD4<Double>]
  private let boarders: BoarderShare
  private static let stream = RandomStream("need.entrant")

  init(study: Study, assumptions: AssumptionSet) throws {
    homes = HomeChooser(study)
    hasResidences = study.areas.indices.map(homes.hasResidences)
    bands = try Self.bands(assumptions, study)
    let shares = try [
      Self.trait(.wheelchair, study) ?? Self.byNeed(assumptions.table("need.wheelchair_share_by_need")),
      Self.trait(.assistant, study) ?? Self.byNeed(assumptions.table("need.assistant_share_by_need")),
      Self.trait(.lowIncome, study)
        ?? Array(repeating: assumptions.number("need.low_income_share"), count: needCount),
      Self.trait(.lookedAfter, study)
        ?? Array(repeating: assumptions.number("need.looked_after_share"), count: needCount),
    ]
    boarders = try BoarderShare(study, assumptions)
    traits = (0..<needCount).map { SIMD4(shares[0][$0], shares[1][$0], shares[2][$0], shares[3][$0]) }
  }

  /// The attributes of the child with this key, the same in every world of a draw.
  func draw(
    seed: UInt64, draw: Int, key: UInt64, area: Int, ncYear: Int, need: Need
  ) -> (home: Int, band: Int, traits: ChildTraits) {
    var random = NamedRandom(seed: seed, stream: Self.stream, draw: draw, subject: key)
    let home = homes.home(area: area, ncYear: ncYear, uniform: random.uniform())
    let limits = bands[Int(Phase(ncYear: ncYear).rawValue) * needCount + Int(need.rawValue)]
    let u = random.uniform()
    let band = u < limits[0] ? 1 : u < limits[1] ? 2 : u < limits[2] ? 3 : 4
    var held: ChildTraits = []
    let chances = traits[Int(need.rawValue)]
    if random.uniform() < chances[0] { held.insert(.wheelchair) }
    if random.uniform() < chances[1] { held.insert(.assistant) }
    if random.uniform() < chances[2] { held.insert(.lowIncome) }
    if random.uniform() < chances[3] { held.insert(.lookedAfter) }
    if boarders.holds(seed: seed, draw: draw, key: key) { held.insert(.boarder) }
    return (home, band, held)
  }

  /// What a child of the caseload is known to be, and whether it would board where it is placed later.
  func traits(seed: UInt64, draw: Int, key: UInt64, of child: Child, in kind: ProvisionKind) -> ChildTraits {
    // Who is in a kind that has boarders and does not board is known not to.
    guard !kind.hasBoarders, boarders.holds(seed: seed, draw: draw, key: key) else { return child.traits }
    return child.traits.union(.boarder)
  }

  /// Cumulative band shares, phases x needs.
  ///
  /// A need's national shares times the phase's over those of all phases; then bands 3 and 4 at the authority's level
  /// (`SpecialLevel`), and the part of bands 1 and 2 split as the caseload's bands split it, because national placements
  /// show who is in a base and not who would suit one.
  private static func bands(_ assumptions: AssumptionSet, _ study: Study) throws -> [SIMD3<Double>] {
    let byNeed = try assumptions.nested("need.band_share_by_need")
    let byPhase = try assumptions.nested("need.band_share_by_phase")
    func shares(_ rows: [(key: String, row: [(key: String, value: Double)])], _ key: String) -> SIMD4<Double> {
      guard let row = rows.first(where: { $0.key == key })?.row else { return .zero }
      var shares = SIMD4<Double>.zero
      for (band, value) in row { if let band = Int(band), (1...4).contains(band) { shares[band - 1] = value } }
      return shares
    }
    let all = shares(byPhase, "all")
    func national(_ phase: Phase, _ need: Need) -> SIMD4<Double> {
      let tilt = shares(byPhase, phase.code)
      // Down syndrome is within other difficulty in the national tables.
      let own = shares(byNeed, need.code)
      let base = own.sum() > 0 ? own : shares(byNeed, Need.oth.code)
      var weights = SIMD4<Double>.zero
      for band in 0..<4 { weights[band] = all[band] > 0 ? base[band] * tilt[band] / all[band] : base[band] }
      let total = weights.sum()
      return total > 0 ? weights / total : SIMD4(1, 0, 0, 0)
    }
    let split = BaseSplit(study)
    let level = try SpecialLevel(study, assumptions) { phase, need in
      let weights = national(phase, need)
      return weights[2] + weights[3]
    }
    return Phase.allCases.flatMap { phase -> [SIMD3<Double>] in
      return Need.allCases.map { need -> SIMD3<Double> in
        var weights = national(phase, need)
        let special = weights[2] + weights[3]
        if special > 0, special < 1 {
          let local = min(0.95, special * level.factor)
          weights[0] *= (1 - local) / (1 - special)
          weights[1] *= (1 - local) / (1 - special)
          weights[2] *= local / special
          weights[3] *= local / special
        }
        let local = weights[0] + weights[1]
        let first = split.share(phase, need).map { local * (1 - $0) } ?? weights[0]
        return SIMD3(first, local, local + weights[2])
      }
    }
  }

  /// Shares by need from the caseload, pooled over needs; `nil` when the caseload records the trait for nobody.
  private static func trait(_ trait: ChildTraits, _ study: Study) -> [Double]? {
    var with = Array(repeating: 0.0, count: needCount)
    var all = with
    for child in study.caseload {
      all[Int(child.need.rawValue)] += 1
      if child.traits.contains(trait) { with[Int(child.need.rawValue)] += 1 }
    }
    let share = with.reduce(0, +) / max(1, all.reduce(0, +))
    guard share > 0 else { return nil }
    let fit = GammaPoisson(observed: with, expected: all)
    return with.indices.map { min(1, share * fit.factor($0)) }
  }

  private static func byNeed(_ table: [(key: String, value: Double)]) -> [Double] {
    Need.allCases.map { need in
      table.first { $0.key == need.code }?.value ?? table.first { $0.key == Need.oth.code }?.value ?? 0
    }
  }
}
