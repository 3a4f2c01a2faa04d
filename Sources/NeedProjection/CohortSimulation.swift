import Planning
import Randomness
import Units

/// One draw in the making: the opening caseload, then each year's entrants, each with the January its plan ends.
///
/// When a plan ends is settled as the child is added, from one number named by the child, so that adding a child
/// changes nobody else. Cost is about one block of random bits a child and one a cell of area x NC year x need x year.
struct CohortSimulation {
  private let need: NeedProjection
  private let study: Study
  private let parameters: DrawParameters
  private let draw: Int
  private(set) var cohort: Cohort
  private(set) var flows: NeedFlows
  private var openingPrevalence = 0.0
  private let needOrder = Need.allCases
  private let keys: [UInt64]

  private static let exitStream = RandomStream("need.exit")
  private static let newStream = RandomStream("need.new")
  private static let movedInStream = RandomStream("need.moved_in")
  private static let movedInNeedStream = RandomStream("need.moved_in.need")

  /// - Parameter keys: of the caseload, in its order.
  init(_ need: NeedProjection, study: Study, keys: [UInt64], draw: Int) {
    self.need = need
    self.study = study
    self.keys = keys
    self.draw = draw
    parameters = need.parameters(draw: draw)
    cohort = Cohort(horizon: study.horizon, draw: draw)
    let years = study.horizon + 1
    flows = NeedFlows(areas: study.areas.count, years: years)
    for year in 0..<years {
      for area in study.areas.indices {
        let start = need.pupilForecast.cell(area: area, year: year)
        for slot in 0..<YearGroups.count {
          flows.children[year * YearGroups.count + slot] +=
            need.pupilForecast.children[start + slot] * parameters.children[year]
        }
      }
    }
  }

  /// Adds the caseload of the base January.
  mutating func open() {
    for (index, child) in study.caseload.enumerated() {
      let key = keys[index]
      let area = study.homes[child.home].area
      let exit = settle(key: key, baseNCYear: child.ncYear.number, entry: 0, area: area)
      cohort.append(
        key: key, home: child.home, baseNCYear: child.ncYear.number, need: child.need, band: child.band,
        traits: need.profile.traits(
          seed: study.seed, draw: draw, key: key, of: child, in: study.provisions[child.provision].kind), entry: 0,
        exit: exit, caseloadIndex: index)
    }
    openingPrevalence = prevalence(year: 0)
  }

  /// Adds the new plans and moves in of the flow year that ends at a year index.
  mutating func advance(to year: Int) {
    let restraint = need.scenario.restraint(prevalence: prevalence(year: year - 1), opening: openingPrevalence)
    for area in study.areas.indices {
      let children = need.pupilForecast.cell(area: area, year: year)
      for slot in 0..<YearGroups.count {
        let count = need.pupilForecast.children[children + slot] * parameters.children[year]
        let new =
          count * need.rates.newPlans[slot] * parameters.newPlans[year] * parameters.areas[area] * restraint
        let moved = count * need.rates.movingIn[slot] * parameters.movingIn[year]
        guard need.profile.hasResidences[area] else { continue }
        flows.expectedEntrants[year * YearGroups.count + slot] += new + moved
        if new > 0 { startPlans(mean: new, area: area, slot: slot, year: year) }
        if moved > 0 { moveIn(mean: moved, area: area, slot: slot, year: year) }
      }
    }
  }

  /// New plans by need: one Poisson count a cell, so that a cell's entrants do not depend on any other cell.
  private mutating func startPlans(mean: Double, area: Int, slot: Int, year: Int) {
    let needs = needCount
    for code in 0..<needs {
      let share = need.mix.newPlans[slot * needs + code]
      guard share > 0 else { continue }
      var random = NamedRandom(
        seed: study.seed, stream: Self.newStream, draw: draw, year: year,
        subject: UInt64((area * YearGroups.count + slot) * needs + code))
      let count = random.poisson(mean * share)
      guard count > 0 else { continue }
      flows.new[flows.cell(area: area, year: year)] += count
      for ordinal in 0..<count {
        // Without the draw: the k-th entrant of a cell keeps its name in every draw, and the draw is in every stream.
        let key = subjectKey(0, area, slot, code, year, ordinal)
        add(key: key, area: area, slot: slot, need: needOrder[code], year: year)
      }
    }
  }

  /// Moves in: few, so one count an area and NC year, and each child's need from a number of its own.
  private mutating func moveIn(mean: Double, area: Int, slot: Int, year: Int) {
    var random = NamedRandom(
      seed: study.seed, stream: Self.movedInStream, draw: draw, year: year,
      subject: UInt64(area * YearGroups.count + slot))
    let count = random.poisson(mean)
    flows.movedIn[flows.cell(area: area, year: year)] += count
    let weights = need.mix.movingIn[(slot * needCount)..<((slot + 1) * needCount)]
    for ordinal in 0..<count {
      let key = subjectKey(1, area, slot, year, ordinal)
      var own = NamedRandom(seed: study.seed, stream: Self.movedInNeedStream, draw: draw, subject: key)
      add(key: key, area: area, slot: slot, need: needOrder[max(0, own.index(weights: weights))], year: year)
    }
  }

  private mutating func add(key: UInt64, area: Int, slot: Int, need: Need, year: Int) {
    let ncYear = YearGroups.lowest + slot
    let child = self.need.profile.draw(
      seed: study.seed, draw: draw, key: key, area: area, ncYear: ncYear, need: need)
    let exit = settle(key: key, baseNCYear: ncYear - year, entry: year, area: area)
    cohort.append(
      key: key, home: child.home, baseNCYear: ncYear - year, need: need, band: child.band, traits: child.traits,
      entry: year, exit: exit)
  }

  /// The first January at which the child holds no plan, with the stock and flows it means written down.
  private mutating func settle(key: UInt64, baseNCYear: Int, entry: Int, area: Int) -> Int {
    var random = NamedRandom(seed: study.seed, stream: Self.exitStream, draw: draw, subject: key)
    let survival = random.uniform()
    let cause = random.uniform()
    let row = flows.cell(area: area, year: 0)
    var stays = 1.0
    var year = entry
    while true {
      flows.stock[row + year] += 1
      flows.stockByYearGroup[year * YearGroups.count + YearGroups.slot(baseNCYear + year)] += 1
      year += 1
      if year > study.horizon { return year }
      let ncYear = baseNCYear + year
      if ncYear > YearGroups.last {
        flows.ceased[row + year] += 1
        return year
      }
      let cell = year * YearGroups.count + YearGroups.slot(ncYear)
      stays *= parameters.staying[cell]
      if stays < survival {
        if cause < parameters.ceasingShare[cell] {
          flows.ceased[row + year] += 1
        } else {
          flows.movedOut[row + year] += 1
        }
        return year
      }
    }
  }

  private func prevalence(year: Int) -> Double {
    guard need.scenario.saturation != nil else { return 0 }
    let cells = (year * YearGroups.count)..<((year + 1) * YearGroups.count)
    let children = flows.children[cells].reduce(0, +)
    return children > 0 ? Double(flows.stockByYearGroup[cells].reduce(0, +)) / children : 0
  }
}
