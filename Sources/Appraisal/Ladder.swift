import Assumptions
import Placement
import Planning

/// "Why not mainstream?": the children who would fill special-school or specialist post-16 places, offered each less intensive
/// kind of place in turn (SPP6, CAP7).
///
/// Commissioning evidence about kinds of place, not a finding about any child. A rung's overlap is the share of children like
/// these who could be met there or on a rung below, by three independent accounts; the lowest, middle and highest of them are low,
/// central and high.
public struct Ladder: Sendable, Equatable {
  /// From least to most intensive.
  public enum Rung: Int, Sendable, CaseIterable {
    case adaptedMainstream, supportBase, specialistBase, satellite, special
  }
  /// Where a share comes from.
  public enum Account: String, Sendable, CaseIterable {
    /// Where the authority's own children of the same need, band and phase are at the base January.
    case ownPlacements = "own_placements"
    /// Where England's children of the same need are: every other authority.
    case england
    /// Which kinds the study's suitability rules allow without penalty.
    case rules
  }
  public struct Step: Sendable, Equatable {
    public var rung: Rung
    /// Share of the cohort that could be met here or below, by account; those that cannot say are left out.
    public var shares: [Account: Double]
    public var low: Double
    public var central: Double
    public var high: Double
    /// Children whom this rung adds to those below it, central.
    public var children: ShownCount
  }
  /// Mean children in the places, last year.
  public var cohort: Double
  public var steps: [Step]

  /// Whether a ladder is compulsory: the proposal opens special-school or specialist post-16 places.
  public static func isRequired(_ proposal: Proposal, _ study: Study) -> Bool {
    proposal.provisions.contains { index in
      [.special, .satellite, .specialistPost16].contains(study.provisions[index].kind)
        && (study.provisions[index].places?.contains { $0 > 0 } ?? false)
    }
  }

  /// - Parameters:
  ///   - cohort: Children by cell, over all draws.
  ///   - share: The share of children of a cell met at a rung or below, by one account; `nil` where it cannot say.
  init(_ cohort: [LadderCell: Int], draws: Int, share: (Account, Rung, LadderCell) -> Double?) {
    let total = cohort.values.reduce(0, +)
    self.cohort = draws == 0 ? 0 : Double(total) / Double(draws)
    steps = []
    var below = 0.0
    for rung in Rung.allCases where total > 0 {
      var shares: [Account: Double] = [:]
      for account in Account.allCases {
        var met = 0.0
        var known = 0
        for (cell, children) in cohort.sorted(by: { $0.key.order < $1.key.order }) {
          guard let value = share(account, rung, cell) else { continue }
          met += value * Double(children)
          known += children
        }
        // An account that knows nothing of half the children or more is no account of them.
        if known * 2 > total { shares[account] = met / Double(known) }
      }
      let sorted = shares.values.sorted()
      guard let low = sorted.first, let high = sorted.last else { continue }
      let central =
        sorted.count % 2 == 1
        ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
      let added = max(0, central - below)
      steps.append(
        Step(rung: rung, shares: shares, low: low, central: central, high: high, children: added * self.cohort))
      below = max(below, central)
    }
  }
}

extension LadderCell {
  var order: Int { (Int(need.rawValue) * 8 + band) * 4 + Int(phase.rawValue) }
}

/// The three accounts of which children a rung could meet.
struct LadderAccounts: Sendable {
  private let suitability: Suitability
  private let own: [LadderCell: [Ladder.Rung?: Int]]
  private let ownByNeed: [LadderCell: [Ladder.Rung?: Int]]
  private let england: [Need: [(rung: Ladder.Rung?, share: Double)]]
  /// Fewest children of the caseload whose placements say anything.
  private static let fewest = 10

  init(_ study: Study, _ assumptions: AssumptionSet, suitability: Suitability) {
    self.suitability = suitability
    var own: [LadderCell: [Ladder.Rung?: Int]] = [:]
    var byNeed: [LadderCell: [Ladder.Rung?: Int]] = [:]
    for child in study.caseload {
      let kind = study.provisions[child.provision].kind
      guard Self.counts(kind) else { continue }
      let cell = LadderCell(need: child.need, band: child.band, phase: Phase(child.ncYear))
      own[cell, default: [:]][Self.rung(kind), default: 0] += 1
      byNeed[cell.ofAnyBand, default: [:]][Self.rung(kind), default: 0] += 1
    }
    self.own = own
    ownByNeed = byNeed
    england = (assumptions.givenNested("ehcp.placement_mix_by_need_2025") ?? []).reduce(into: [:]) { found, entry in
      guard let need = Need(code: entry.key) else { return }
      found[need] = entry.row.compactMap { key, value in Self.englandColumns[key].map { ($0, value) } }
    }
  }

  func share(_ account: Ladder.Account, _ rung: Ladder.Rung, _ cell: LadderCell) -> Double? {
    switch account {
    case .rules:
      let year = [-1, 3, 9, 13][Int(cell.phase.rawValue)]
      let suits = ProvisionKind.allCases.contains { kind in
        guard let at = Self.rung(kind), at.rawValue <= rung.rawValue else { return false }
        return suitability.penalty(kind, need: cell.need, band: cell.band, ncYear: year) == 0
      }
      return suits ? 1 : 0
    case .ownPlacements:
      for counts in [own[cell], ownByNeed[cell.ofAnyBand]] {
        guard let counts, counts.values.reduce(0, +) >= Self.fewest else { continue }
        let met = counts.reduce(0) { $0 + (($1.key?.rawValue ?? 9) <= rung.rawValue ? $1.value : 0) }
        return Double(met) / Double(counts.values.reduce(0, +))
      }
      return nil
    case .england:
      guard let row = england[cell.need] else { return nil }
      let all = row.reduce(0) { $0 + $1.share }
      // The return tells no support base from mainstream and no satellite from its school.
      let met = row.reduce(0) { $0 + (($1.rung?.rawValue ?? 9) <= rung.rawValue ? $1.share : 0) }
      return all > 0 ? met / all : nil
    }
  }

  /// Kinds somebody chose for the child's needs; not those educated elsewhere or not recorded.
  private static func counts(_ kind: ProvisionKind) -> Bool {
    switch kind {
    case .ap, .eotas, .ehe, .elsewhere, .notRecorded, .unplaced, .independentMainstream: false
    default: true
    }
  }

  /// `nil`: above every rung.
  private static func rung(_ kind: ProvisionKind) -> Ladder.Rung? {
    switch kind {
    case .mainstream, .fe, .earlyYears: .adaptedMainstream
    case .supportBase: .supportBase
    case .specialistBase: .specialistBase
    case .satellite: .satellite
    case .special: .special
    default: nil
    }
  }

  private static let englandColumns: [String: Ladder.Rung?] = [
    "Mainstream school (no base)": .adaptedMainstream, "FE (general, UKRLP)": .adaptedMainstream,
    "Non-maintained early years": .adaptedMainstream, "Inclusion base (RP + SEN unit)": .specialistBase,
    "State special": .special, "NMSS": nil, "Independent special": nil, "Specialist post-16": nil,
  ]
}

extension LadderCell {
  fileprivate var ofAnyBand: LadderCell { LadderCell(need: need, band: 0, phase: phase) }
}
