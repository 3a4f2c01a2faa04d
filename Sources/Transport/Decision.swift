import Planning
import Units

/// One child's travel in one year: eligible or not, how, and how far.
struct Decision {
  var isEligible = false
  /// Why; `nil` where it is not eligible, or only recorded as carried.
  var ground: EligibilityGround?
  var mode = TravelMode.none
  var needs: PassengerNeeds.Flags = []
  /// The run it belongs to; -1 where none is planned.
  var run: Int32 = -1
  /// One way, along the fastest drive.
  var metres: Int32 = 0
  var seconds: Int32 = 0
  var days: Int32 = 0
  /// Where the home lies around the setting (`Way.sector`).
  var sector: Int32 = 0
}

extension TransportStage {
  /// Whether one child at a provision is eligible for travel support in a year.
  public func isEligible(_ child: Int, _ cohort: Cohort, _ draws: TravelDraws, provision: Int, year: Int) -> Bool {
    decide(child, cohort, draws, provision: provision, year: year).isEligible
  }

  /// Decides one child's travel.
  func decide(_ child: Int, _ cohort: Cohort, _ draws: TravelDraws, provision: Int, year: Int) -> Decision {
    decide(child, cohort, draws, provision: provision, way: way(child, cohort, provision), year: year)
  }

  /// The child's way to a provision; to none where it names no setting.
  @inline(__always)
  func way(_ child: Int, _ cohort: borrowing Cohort, _ provision: Int) -> Way {
    let setting = Int(sites[provision].setting)
    return setting < 0 ? Way() : ways[Int(cohort.home[child]), setting]
  }

  /// Decides one child's travel along a way already looked up. Called millions of times: allocates nothing.
  @inline(__always)
  func decide(
    _ child: Int, _ cohort: borrowing Cohort, _ draws: borrowing TravelDraws, provision: Int, way: Way, year: Int
  ) -> Decision {
    var decision = Decision()
    let site = sites[provision]
    let traits = cohort.traits[child]
    guard site.kind.hasDailyJourney, !traits.boards(in: site.kind) else { return decision }
    let ncYear = cohort.ncYear(child, year: year)
    decision.needs = draws.needs[child]
    decision.days = site.days

    let walk: Millimetres
    if site.setting >= 0 {
      decision.sector = way.sector
      decision.run = site.run
      decision.metres = way.metres
      decision.seconds = way.seconds
      walk = Millimetres(Int(way.walkMillimetres))
    } else {
      guard site.unlocatedMetres >= 0 else { return decision }
      decision.metres = site.unlocatedMetres
      decision.seconds = Int32(Double(site.unlocatedMetres) / figures.unlocatedSpeed)
      walk = Millimetres(Int(site.unlocatedMetres) * 1000)
    }

    let travel = TravelCase(
      kind: site.kind, ncYear: ncYear, walk: walk, road: Millimetres(Int(decision.metres) * 1000),
      isLowIncome: traits.contains(.lowIncome))
    decision.ground = figures.eligibility.ground(travel, draw: draws.eligibility[child])
    decision.isEligible = decision.ground != nil
    let isFact = traits.contains(.transportKnown) && isWhereKnown(child, cohort, provision)
    var isCarried = decision.isEligible
    var choice = 0.0
    if isFact {
      isCarried = traits.contains(.transported)
      decision.isEligible = decision.isEligible || isCarried
    } else if isCarried {
      let draw = TravelDraws.mix(draws.word[child], provision)
      isCarried = draw.takeUp < figures.modes.takeUp[Int(site.kind.rawValue)]
      choice = draw.mode
    }
    guard isCarried else {
      let limit = figures.eligibility.walking.limit(age: CompulsorySchoolAge.age(ncYear: ncYear))
      decision.mode = !decision.isEligible && walk <= limit ? .walk : .none
      return decision
    }
    if traits.contains(.ridesAlone) {
      decision.mode = .alone
    } else if isFact {
      // Known to be carried, and "alone" was a column of its own and is not set.
      decision.mode = .shared
    } else {
      decision.mode = figures.modes.mode(
        site.kind, ncYear: ncYear, need: cohort.need[child], band: Int(cohort.band[child]), needs: decision.needs,
        draw: choice, training: figures.training)
    }
    return decision
  }

  /// Whether a child of the caseload is still at the provision its transport was recorded for.
  @inline(__always)
  private func isWhereKnown(_ child: Int, _ cohort: borrowing Cohort, _ provision: Int) -> Bool {
    let index = Int(cohort.caseloadIndex[child])
    return index >= 0 && openingProvision[index] == Int32(provision)
  }
}
