import Assumptions
import Placement
import Planning
import Units

/// What a run says beyond its figures: each proposal's timetable and tests, each world's money and outcomes, and how options
/// stand up in other futures. Made from figures that may leave and from the study's own plans, so it may leave too.
public struct Assessment: Sendable {
  public struct OfProposal: Sendable {
    public var timetable: Timetable
    public var works: BuildingWorks?
    public var premises: Premises?
    /// Places the premises must hold: base places at full size.
    public var basePlaces: Int
    /// Against the authority's envelope; `nil` where no envelope is given.
    public var affordability: Affordability?
    /// `nil` where no draw was looked at closely.
    public var closely: CloseFindings?
  }
  public struct OfWorld: Sendable {
    public var money: WorldMoney
    public var outcomes: CapitalOutcomes
    public var access: [BaseAccess]
    public var pathway: PhasePathway
    /// What the import-export adjustment gives back, by year; `nil` where no study gives the sum or no draw was looked at.
    public var importExport: [Double]?
    /// Mean children in the places that the world opens, last year; `nil` where no draw was looked at, or too few are there.
    public var filled: ShownCount
  }
  /// In study order.
  public var proposals: [OfProposal]
  /// By id of world, doing nothing left out.
  public var worlds: [String: OfWorld]
  public var pathwayNow: PhasePathway
  /// Draws looked at closely; 0 for none.
  public var closeDraws: Int
  public var robustness: Robustness?
  /// The factor behind the carbon figures, with its date and source.
  public var carbon: Assumption?
  /// A memo line: the grant on the deficit at 31 March 2026, pence; `nil` where the study gives no deficit.
  public var stabilityGrant: Double?
  /// A memo line: where the block stands; `nil` where the study gives neither allocation nor expenditure.
  public var block: BlockPosition?
  /// The authority's capital envelope, pence, and the places it buys at the national cash alternative a place.
  public var envelope: Double?
  public var envelopePlaces: Int?
  /// Fewest and most children in a group of a base; `nil` where the study gives none.
  public var groupSize: ClosedRange<Int>?

  /// - Throws: `AssumptionError` where a figure that a run needs anyway is missing.
  public init(
    _ results: PublishedResults, study: Study, assumptions: AssumptionSet, look: CloseLook? = nil,
    robustness: Robustness? = nil
  ) throws {
    let rules = try TimetableRules(assumptions)
    let rates = Discounting(try assumptions.table("appraisal.discount_standard"))
    let control = DisclosureControl(threshold: results.threshold)
    let years = results.years
    let last = years.count - 1
    let groups = assumptions.givenNumbers("base.group_size").map { $0.map { Int($0) } }
    groupSize = groups.flatMap { sizes in
      guard let low = sizes.min(), let high = sizes.max(), low > 0 else { return nil }
      return low...high
    }
    let size = groupSize
    let envelope = assumptions.given(Affordability.envelopeID).map { $0 * 100 }
    let leastPrice = assumptions.given(Affordability.leastPriceID).map { $0 * 100 }
    let minimum = assumptions.given(Viability.minimumID)
    let parameters = look == nil ? nil : try PlacementParameters(assumptions)
    let accounts = parameters.map { LadderAccounts(study, assumptions, suitability: $0.suitability) }
    proposals = study.proposals.indices.map { index in
      let proposal = study.proposals[index]
      let provisions = proposal.provisions.map { study.provisions[$0] }
      let planned = study.plannedPlaces(of: index)
      func opening(_ places: [Int]) -> Int? { places.firstIndex { $0 > 0 }.map { study.year($0).start } }
      let works = BuildingWorks(proposal, places: planned.max() ?? 0)
      return OfProposal(
        timetable: Timetable(
          proposal.decisions, planned: opening(planned), opening: opening(study.places(of: index)),
          septembers: study.year(1).start...study.year(max(1, study.horizon)).start, rules: rules,
          serves: study.ncYears(of: index), works: works),
        works: works,
        premises: proposal.kind == .newSpecial
          ? nil : Premises(study.settings[proposal.setting], groupSize: size),
        basePlaces: provisions.filter { $0.kind.isBase || $0.kind == .satellite }.reduce(0) {
          $0 + $1.fullPlaces
        },
        affordability: envelope.map {
          Affordability(
            envelope: $0, cost: Double(proposal.totalCapital.count),
            leastPrice: proposal.kind == .newSpecial ? leastPrice : nil)
        },
        closely: look.flatMap {
          $0.alone(index) == nil
            ? nil : control.publish($0, proposal: index, study: study, minimum: minimum, accounts: accounts)
        })
    }
    let medianShare = assumptions.given("cost.inmss_median_share")
    let perChild = assumptions.given("funding.import_export_per_child").map { $0 * 100 }
    let lag = assumptions.given("funding.import_export_lag_years").map { Int($0) }
    worlds = results.worlds.filter { $0.kind != .doNothing }.reduce(into: [:]) { found, world in
      let option = study.options.first { $0.id == world.id }
      let study = study.changed(by: world.id)
      let supply = Supply(study, proposals: world.proposals)
      // Under figures of its own a world stands against another doing nothing than the one shown.
      let nothing = option?.assumptions.isEmpty ?? true ? results.doNothing : nil
      var importExport: [Double]?
      if let look, let perChild, let lag, let fewer = look.fewerInOtherAuthorities(world.id) {
        importExport = Bearer.importExport(fewerAway: fewer, pencePerChild: perChild, lagYears: lag)
      }
      found[world.id] = OfWorld(
        money: WorldMoney(
          world, nothing: nothing, study: study, rates: rates, years: years, medianShare: medianShare),
        outcomes: CapitalOutcomes(world, study: study, year: last),
        access: BaseAccess.all(world, study: study, year: last),
        pathway: PhasePathway(study, supply, year: last), importExport: importExport,
        filled: look?.meanFilled(world.id, year: last).flatMap(control.shown))
    }
    pathwayNow = PhasePathway(study, Supply(study), year: 0)
    closeDraws = look?.draws ?? 0
    self.robustness = robustness
    carbon = assumptions["carbon.diesel_car"]
    self.envelope = envelope
    envelopePlaces = envelope.flatMap { envelope in
      assumptions.given("capital.dfe_alternative_per_place").map {
        Affordability.places(envelope, pencePerPlace: $0 * 100)
      }
    }
    let block = assumptions.givenTable(BlockPosition.id)
    func sum(_ key: String) -> Double? { block?.first { $0.key == key }.map { $0.value * 100 } }
    if let allocation = sum("allocation"), let expenditure = sum("expenditure") {
      self.block = BlockPosition(allocation: allocation, expenditure: expenditure, reserve: sum("reserve"))
    }
    if let deficit = assumptions.given("finance.dsg_deficit_31_march_2026") {
      let share = assumptions.given("rule.stability_grant") ?? 0
      stabilityGrant = Bearer.stabilityGrant(deficit: deficit * 100, share: share)
    }
  }
}

extension CloseLook {
  /// Mean children in the places that a world opens.
  func meanFilled(_ id: String, year: Int) -> Double? {
    guard let world = worlds.firstIndex(where: { $0.id == id }), draws > 0 else { return nil }
    return Double(filled(world: world).reduce(0) { $0 + $1[year] }) / Double(draws)
  }

  /// Mean children fewer in other authorities' state provision for high needs than if nothing is done, by year; the January of
  /// the year index.
  func fewerInOtherAuthorities(_ id: String) -> [Double]? {
    guard let world = worlds.firstIndex(where: { $0.id == id }) else { return nil }
    let provisions = study.provisions
    let away = provisions.indices.filter { index in
      guard let setting = provisions[index].setting, !study.settings[setting].isInArea else { return false }
      return [.supportBase, .specialistBase, .special, .satellite, .fe].contains(provisions[index].kind)
    }
    return (0...study.horizon).map { year in
      let row = year * provisions.count
      let sum = looks[world].indices.reduce(0) { sum, draw in
        sum
          + away.reduce(0) {
            $0 + Int(looks[0][draw].occupants[row + $1]) - Int(looks[world][draw].occupants[row + $1])
          }
      }
      return Double(sum) / Double(max(looks[world].count, 1))
    }
  }
}
