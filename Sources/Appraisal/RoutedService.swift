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
      }, saved: routed.contracts.reduce(0) { $0 + $1.saved }, added: routed.contracts.reduce(0) { $0 + $1.added })
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
