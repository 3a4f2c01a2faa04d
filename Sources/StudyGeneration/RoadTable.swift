import Geometry

/// A generated road network: nodes and links as `road_nodes.csv` and `road_links.csv` hold them.
public struct RoadTable: Sendable {
  /// What a link is there for.
  public enum Use: Sendable, Equatable {
    /// A piece of a main road.
    case main
    /// A street or lane along which homes of a settlement may stand.
    case homes(settlement: Int)
    /// A footpath between streets.
    case footpath
    /// A lane to a setting.
    case access
  }
  public struct Link: Sendable {
    public var from: Int
    public var to: Int
    public var lengthMetres: Int
    /// `a_road`, `b_road`, `minor`, `residential` or `path`.
    public var roadClass: String
    /// Posted limit; `nil` on a path.
    public var speedKmh: Int?
    public var isWalkable: Bool
    public var use: Use
  }
  public var nodes: [Point] = []
  public var links: [Link] = []

  public init() {}

  /// Adds a node, rounded to the metre.
  mutating func addNode(_ point: Point) -> Int {
    nodes.append(Point(easting: point.easting.rounded(), northing: point.northing.rounded()))
    return nodes.count - 1
  }

  /// Adds a link of at least the straight line, rounded up.
  mutating func addLink(
    _ from: Int, _ to: Int, lengthMetres: Double, _ roadClass: String, speedKmh: Int?, walk: Bool = true,
    use: Use
  ) {
    let straight = nodes[from].distance(to: nodes[to]).rounded(.up)
    links.append(
      Link(
        from: from, to: to, lengthMetres: Int(max(straight, lengthMetres.rounded())), roadClass: roadClass,
        speedKmh: speedKmh, isWalkable: walk, use: use))
  }

  /// `road_nodes.csv`.
  public var nodeText: String {
    csv("node_id,easting_m,northing_m", nodes.enumerated().map { "n\($0),\(Int($1.easting)),\(Int($1.northing))" })
  }

  /// `road_links.csv`. A path is closed to vehicles by its class.
  public var linkText: String {
    csv(
      "from,to,length_m,class,one_way,speed_kmh,walk",
      links.map {
        "n\($0.from),n\($0.to),\($0.lengthMetres),\($0.roadClass),false,\($0.speedKmh.map(String.init) ?? ""),\($0.isWalkable)"
      })
  }
}

/// A CSV text: header, rows, LF.
func csv(_ header: String, _ rows: [String]) -> String {
  ([header] + rows).joined(separator: "\n") + "\n"
}
