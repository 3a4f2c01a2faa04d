import Documents
import Geometry

/// Figures at places, as circles whose area grows with the figure, over the outlines of areas: a sketch of where journeys go that
/// holds neither homes nor routes. Circles that would cover one another stand apart, each with a line to its place. Strands
/// join places under the circles, the wider the more they carry.
///
/// North is up; coordinates are metres on the national grid.
public struct SymbolMap: Sendable {
  public struct Place: Sendable {
    /// Written in the circle, such as `12`.
    public var label: String
    public var value: Double
    public var point: Point
    public init(label: String, value: Double, point: Point) {
      self.label = label
      self.value = value
      self.point = point
    }
  }
  public struct Strand: Sendable {
    public var from: Point
    public var to: Point
    public var value: Double
    public init(from: Point, to: Point, value: Double) {
      self.from = from
      self.to = to
      self.value = value
    }
  }
  public var id: String
  public var title: String
  public var description: String
  /// Areas whose outlines are drawn, and which the view holds.
  public var outlines: [MultiPolygon]
  public var places: [Place]
  public var strands: [Strand]

  public init(
    id: String, title: String, description: String, outlines: [MultiPolygon], places: [Place], strands: [Strand] = []
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.outlines = outlines
    self.places = places
    self.strands = strands
  }

  private var view: Bounds? { Bounds(outlines.flatMap { $0.polygons.joined().joined() })?.widened(byShare: 0.06) }

  /// Places that the view does not reach.
  public var placesOffMap: Int { view.map { view in places.count { !view.contains($0.point) } } ?? places.count }

  private static let width = 720.0
  private static let largest = 34.0
  private static let widest = 9.0

  /// The map; empty where no area has an outline.
  public func svg() -> String {
    guard let view, view.width > 0 else { return "" }
    let projection = MapProjection(view: view, width: Self.width)
    var layout = LabelLayout(width: Self.width, height: projection.height)
    let most = places.map(\.value).max() ?? 0
    let drawn = places.filter { view.contains($0.point) && $0.value > 0 }.sorted { $0.value > $1.value }.map { place in
      let needed = Graphics.width(of: place.label, size: 15) / 2 + 4
      let radius = max(11, needed, Self.largest * (place.value / most).squareRoot())
      let site = projection.position(place.point)
      return (place: place, radius: radius, site: site, at: layout.placePins([site], radius: radius)[0])
    }
    return picture(
      id: id, class: "map", width: Self.width, height: projection.height, title: title, description: description
    ) {
      for outline in outlines where !outline.polygons.isEmpty {
        path(projection.path(of: outline), fill: Palette.sequence[0], stroke: Palette.grey)
      }
      for strand in strands where view.contains(strand.from) && view.contains(strand.to) {
        let (from, to) = (projection.position(strand.from), projection.position(strand.to))
        line(
          from.x, from.y, to.x, to.y, stroke: Palette.categories[1],
          width: max(1, Self.widest * strand.value / (strands.map(\.value).max() ?? 1)))
      }
      for circle in drawn where abs(circle.site.x - circle.at.x) + abs(circle.site.y - circle.at.y) > 1 {
        line(circle.site.x, circle.site.y, circle.at.x, circle.at.y, stroke: Palette.categories[0], width: 1.5)
      }
      for circle in drawn {
        path(
          Symbol.circle.path(x: circle.at.x, y: circle.at.y, size: circle.radius), fill: Palette.categories[0],
          stroke: "#ffffff", width: 1.5)
        text(
          circle.place.label, x: circle.at.x, y: circle.at.y + 5.5, anchor: .middle, class: "map-pin", fill: "#ffffff")
      }
    }
  }
}
