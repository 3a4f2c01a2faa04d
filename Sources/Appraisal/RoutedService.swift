import Planning
import Transport

/// The school run of one world in the central future, every route planned: what a transport team would let.
///
/// One future and no interval: an illustration beside the estimated figures of the draws, not a second estimate of them.
public struct RoutedService: Sendable {
  /// `World.id`.
  public var world: String
  /// Every second year to the last.
  public var years: [Year] = []
  /// The last year again under longest times on board.
  public var rules: [Rule] = []
  /// The last year against doing nothing, today's routes rolled forward in both; none for doing nothing itself.
  public var contracts: [ContractChange] = []
  /// Of the last year, children on routes by planning area and setting, in their order.
  public var flows: [Flow] = []

  /// Longest times on board, minutes, that a year is planned again under; `nil` for none.
  public static let longestMinutes: [Int?] = [45, 60, 75, nil]

  public init(world: String) { self.world = world }

  public struct Year: Sendable {
    /// Index into the study's years.
    public var year: Int
    public var summary: ServiceSummary
    public var childrenByLine: [S251Line: Int]
    /// Routes of a morning by kind of vehicle.
    public var vehicles: [TravelClass.Vehicle: Load]
    /// Of all of them, those with an assistant, and those that carry a wheelchair.
    public var withAssistant: Load
    public var withWheelchair: Load

    public init(
      year: Int, summary: ServiceSummary, childrenByLine: [S251Line: Int], vehicles: [TravelClass.Vehicle: Load],
      withAssistant: Load, withWheelchair: Load
    ) {
      self.year = year
      self.summary = summary
      self.childrenByLine = childrenByLine
      self.vehicles = vehicles
      self.withAssistant = withAssistant
      self.withWheelchair = withWheelchair
    }
  }

  /// Routes and the children on them.
  public struct Load: Sendable, Equatable {
    public var vehicles = 0
    public var children = 0

    public init(vehicles: Int = 0, children: Int = 0) {
      self.vehicles = vehicles
      self.children = children
    }

    mutating func add(_ line: RouteBook.Line) {
      vehicles += 1
      children += line.stops.count
    }
  }

  /// Children of a planning area who are carried to a setting.
  public struct Flow: Sendable, Equatable {
    /// Indices into `Study.areas` and `Study.settings`.
    public var area: Int
    public var setting: Int
    public var children: Int
    public init(area: Int, setting: Int, children: Int) {
      self.area = area
      self.setting = setting
      self.children = children
    }

    static func all(_ book: RouteBook, _ study: Study) -> [Flow] {
      var children = Array(repeating: 0, count: study.areas.count * study.settings.count)
      for line in book.lines {
        for stop in line.stops { children[line.setting * study.areas.count + study.homes[stop.home].area] += 1 }
      }
      return children.enumerated().compactMap { cell, count in
        count == 0 ? nil : Flow(area: cell % study.areas.count, setting: cell / study.areas.count, children: count)
      }
    }
  }

  /// The year under one longest time on board for every child; one whose own drive is longer keeps its drive.
  public struct Rule: Sendable {
    /// `nil`: no limit.
    public var longestMinutes: Int?
    public var summary: ServiceSummary
    public init(longestMinutes: Int?, summary: ServiceSummary) {
      self.longestMinutes = longestMinutes
      self.summary = summary
    }
  }
}

extension RoutedService.Year {
  init(_ stage: TransportStage, _ journeys: Journeys, _ book: RouteBook, _ cohort: Cohort, year: Int) {
    self.init(
      year: year, summary: stage.summary(journeys, book, cohort, year: year),
      childrenByLine: stage.childrenByLine(journeys, cohort, year: year), vehicles: [:],
      withAssistant: RoutedService.Load(), withWheelchair: RoutedService.Load())
    for line in book.lines {
      let travel = line.travelClass
      vehicles[travel.vehicle, default: RoutedService.Load()].add(line)
      if travel.hasAssistant { withAssistant.add(line) }
      if travel.isAccessible { withWheelchair.add(line) }
    }
    let located = vehicles.values.reduce(0) { $0 + $1.children }
    if summary.carried > located {
      vehicles[.elsewhere] = RoutedService.Load(
        vehicles: Int(journeys.unlocatedVehicles.rounded()), children: summary.carried - located)
    }
  }
}

/// What may be shown of a `RoutedService`; `nil` stands where a figure rests on too few children.
public struct PublishedRouting: Sendable {
  public var world: String
  public var years: [Year]
  public var rules: [Rule]
  public var contracts: [Contract]
  /// Pence a year over all settings, those hidden in `contracts` included: saved by routes gone or shrunk, and added.
  public var saved: Int
  public var added: Int
  /// Those of the last year that rest on enough children.
  public var flows: [RoutedService.Flow]

  public struct Year: Sendable {
    public var year: Int
    public var service: PublishedService
    /// By kind, those that occur.
    public var vehicles: [Vehicles]
    public var withAssistant: Int?
    public var withWheelchair: Int?
  }

  /// Routes of a morning in one kind of vehicle.
  public struct Vehicles: Sendable {
    /// `shared_minibus`, `shared_taxi` and so on, and in words.
    public var code: String
    public var title: String
    public var vehicles: Int?
  }

  public struct Rule: Sendable {
    /// `nil`: no limit.
    public var longestMinutes: Int?
    public var costPence: Int
    public var vehicles: Int
    public var kilometres: Int
    public var onboardMedianS: Int?
  }

  /// One setting's contracts: its shared routes.
  public struct Contract: Sendable {
    /// Index into `Study.settings`.
    public var setting: Int
    /// `nil` where what differs rests on too few children.
    public var change: (vehiclesBefore: Int, vehicles: Int, saved: Int, added: Int)?
  }
}

extension DisclosureControl {
  /// Rounds a routed world and leaves out what rests on too few children.
  func publish(_ routed: RoutedService) -> PublishedRouting {
    let hidden = hiddenParts(children: routed.contracts.map(\.ridersWhoDiffer))
    return PublishedRouting(
      world: routed.world, years: routed.years.map(publish),
      rules: routed.rules.map { rule in
        let service = publish(rule.summary, childrenByLine: [:])
        return PublishedRouting.Rule(
          longestMinutes: rule.longestMinutes, costPence: service.costPence, vehicles: service.vehicles,
          kilometres: service.loadedKm + service.deadKm, onboardMedianS: service.onboardMedianS)
      },
      contracts: zip(routed.contracts, hidden).map { change, isHidden in
        PublishedRouting.Contract(
          setting: change.setting,
          change: isHidden ? nil : (change.vehiclesBefore, change.vehicles, change.saved, change.added))
      }, saved: routed.contracts.reduce(0) { $0 + $1.saved }, added: routed.contracts.reduce(0) { $0 + $1.added },
      flows: shown(routed.flows))
  }

  /// Flows that rest on enough children, less as many more as it takes for no setting's and no area's total to give one of
  /// those left out away.
  private func shown(_ flows: [RoutedService.Flow]) -> [RoutedService.Flow] {
    var hidden = Set(flows.indices.filter { flows[$0].children < threshold })
    let groups = [\RoutedService.Flow.setting, \.area].flatMap { end in
      Dictionary(grouping: flows.indices, by: { flows[$0][keyPath: end] }).sorted { $0.key < $1.key }.map(\.value)
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for group in groups {
        let left = group.filter(hidden.contains)
        guard left.count == 1 || (left.count > 1 && left.reduce(0, { $0 + flows[$1].children }) < threshold),
          let next = group.filter({ !hidden.contains($0) }).min(by: { flows[$0].children < flows[$1].children })
        else { continue }
        hidden.insert(next)
        isSettled = false
      }
    }
    return flows.indices.filter { !hidden.contains($0) }.map { flows[$0] }
  }

  private func publish(_ year: RoutedService.Year) -> PublishedRouting.Year {
    let kinds = TravelClass.Vehicle.allCases.filter { year.vehicles[$0] != nil }
    let hidden = hiddenParts(children: kinds.map { year.vehicles[$0]!.children })
    let all = year.vehicles.values.reduce(0) { $0 + $1.children }
    func part(_ load: RoutedService.Load) -> Int? {
      hiddenParts(children: [load.children, all - load.children])[0] ? nil : load.vehicles
    }
    return PublishedRouting.Year(
      year: year.year, service: publish(year.summary, childrenByLine: year.childrenByLine),
      vehicles: zip(kinds, hidden).map { kind, isHidden in
        PublishedRouting.Vehicles(
          code: kind.code, title: kind.title, vehicles: isHidden ? nil : year.vehicles[kind]!.vehicles)
      },
      withAssistant: part(year.withAssistant), withWheelchair: part(year.withWheelchair))
  }
}
