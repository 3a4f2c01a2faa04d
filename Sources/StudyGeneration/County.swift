import Geometry

/// A town, village or town quarter: the facts that streets and homes are grown from.
public struct Settlement: Sendable {
  public var id: String
  public var name: String
  /// Index into `County.areas`; `nil` for a place beyond the border, which has roads and settings but no homes.
  public var area: Int?
  public var centre: Point
  /// Residents aged 0-4, 5-10, 11-15, 16-25.
  public var population: [Int]
  public var residents: Int { population.reduce(0, +) }

  public init(id: String, name: String, area: Int?, centre: Point, population: [Int]) {
    self.id = id
    self.name = name
    self.area = area
    self.centre = centre
    self.population = population
  }
}

/// A main road between two settlements.
public struct MainLink: Sendable {
  public var from: Int
  public var to: Int
  /// `a_road`, `b_road` or `minor`.
  public var roadClass: String
  /// Road number, such as A49; empty where it has none.
  public var road: String
  public var lengthMetres: Int
  /// False on a road without a footway, such as a dual carriageway.
  public var isWalkable: Bool
}

/// A planning area as the facts give it; its boundary is made from the settlements.
public struct PlanningArea: Sendable {
  public var id: String
  public var name: String
  public var phase: String
  public var ruralUrban: String

  public init(id: String, name: String, phase: String, ruralUrban: String) {
    self.id = id
    self.name = name
    self.phase = phase
    self.ruralUrban = ruralUrban
  }
}

/// The hand-made facts of a county, read from `facts/`.
public struct County: Sendable {
  public var areas: [PlanningArea] = []
  public var settlements: [Settlement] = []
  public var links: [MainLink] = []
  /// Residents aged 0 to 25 for each street node.
  public var residentsPerNode = 16
  /// Residents aged 0 to 25 for each weighted home point.
  public var residentsPerHome = 85
  /// Simplified outline on the grid, one ring, anticlockwise.
  public var outline: [Point] = []

  public init() {}

  /// - Throws: `FactError` naming the file and row at fault.
  public init(_ facts: Facts) throws(FactError) {
    let areaTable = try facts.table("areas")
    for row in 0..<areaTable.count {
      areas.append(
        PlanningArea(
          id: try areaTable.text(row, "area_id"), name: try areaTable.text(row, "name"),
          phase: try areaTable.text(row, "phase"), ruralUrban: try areaTable.text(row, "rural_urban")))
    }
    let settlementTable = try facts.table("settlements")
    for row in 0..<settlementTable.count { settlements.append(try settlement(settlementTable, row)) }
    let linkTable = try facts.table("links")
    for row in 0..<linkTable.count { links.append(try link(linkTable, row)) }
    let outlineTable = try facts.table("outline")
    for row in 0..<outlineTable.count { outline.append(try point(outlineTable, row)) }
    let growth = try facts.table("growth")
    residentsPerNode = max(1, try growth.integer(0, "residents_per_node"))
    residentsPerHome = max(1, try growth.integer(0, "residents_per_home"))
    if signedArea(outline) < 0 { outline.reverse() }
  }

  /// The index of the settlement of the county nearest to a point; beyond the border there are none.
  public func nearestSettlement(to point: Point) -> Int {
    var best = -1
    var least = Double.infinity
    for (index, settlement) in settlements.enumerated() where settlement.area != nil {
      let x = settlement.centre.easting - point.easting
      let y = settlement.centre.northing - point.northing
      let square = x * x + y * y
      if square < least {
        least = square
        best = index
      }
    }
    return best
  }

  private func settlement(_ table: FactTable, _ row: Int) throws(FactError) -> Settlement {
    let areaID = try table.text(row, "area_id")
    let area = areas.firstIndex { $0.id == areaID }
    if area == nil, !areaID.isEmpty {
      throw FactError(file: table.file, row: row + 2, problem: "area \(areaID) is not in areas.csv")
    }
    var population: [Int] = []
    for band in ["0_4", "5_10", "11_15", "16_25"] { population.append(try table.integer(row, "population_\(band)")) }
    return Settlement(
      id: try table.text(row, "settlement_id"), name: try table.text(row, "name"), area: area,
      centre: try point(table, row), population: population)
  }

  private func link(_ table: FactTable, _ row: Int) throws(FactError) -> MainLink {
    var ends: [Int] = []
    for column in ["from", "to"] {
      let id = try table.text(row, column)
      guard let index = settlements.firstIndex(where: { $0.id == id }) else {
        throw FactError(file: table.file, row: row + 2, problem: "\(id) is not in settlements.csv")
      }
      ends.append(index)
    }
    let link = MainLink(
      from: ends[0], to: ends[1], roadClass: try table.text(row, "class"), road: try table.text(row, "road"),
      lengthMetres: try table.integer(row, "length_m"), isWalkable: try table.text(row, "walk") == "true")
    let straight = settlements[link.from].centre.distance(to: settlements[link.to].centre)
    guard Double(link.lengthMetres) >= straight * 1.05 else {
      throw FactError(file: table.file, row: row + 2, problem: "length_m is under 1.05 times the straight line")
    }
    return link
  }

  private func point(_ table: FactTable, _ row: Int) throws(FactError) -> Point {
    Point(easting: Double(try table.integer(row, "easting_m")), northing: Double(try table.integer(row, "northing_m")))
  }
}
