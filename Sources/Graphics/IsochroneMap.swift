import Documents
import Geometry

/// From where one site is reached within so many minutes, over the outlines of areas, darker the nearer. Knows nothing of homes.
///
/// North is up; coordinates are metres on the national grid. Edges are as coarse as a small picture can show.
public struct IsochroneMap: Sendable {
  public struct Band: Sendable {
    /// Such as `within 30 minutes`.
    public var label: String
    public var area: MultiPolygon
    public init(label: String, area: MultiPolygon) {
      self.label = label
      self.area = area
    }
  }
  public var id: String
  public var title: String
  public var description: String
  /// Areas whose outlines are drawn, and which the view holds.
  public var outlines: [MultiPolygon]
  /// From the nearest to the farthest, three at most; each holds the one before.
  public var bands: [Band]
  public var site: Point
  /// Such as `1`.
  public var label: String

  public init(
    id: String, title: String, description: String, outlines: [MultiPolygon], bands: [Band], site: Point, label: String
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.outlines = outlines
    self.bands = bands
    self.site = site
    self.label = label
  }

  private static let width = 360.0
  /// Of the nearest, middle and farthest band.
  private static let fills = [Palette.sequence[2], Palette.sequence[1], Palette.sequence[0]]

  /// The map; empty where no area has an outline or nowhere is reached.
  public func svg() -> String {
    guard !bands.isEmpty,
      let view = Bounds(outlines.flatMap { $0.polygons.joined().joined() } + [site])?.widened(byShare: 0.03)
    else { return "" }
    let projection = MapProjection(view: view, width: Self.width)
    let at = projection.position(site)
    return picture(
      id: id, class: "map small", width: Self.width, height: projection.height, title: title, description: description
    ) {
      for (band, fill) in zip(bands, Self.fills).reversed() {
        path(projection.path(of: band.area, detail: 4), fill: fill)
      }
      for outline in outlines where !outline.polygons.isEmpty {
        path(projection.path(of: outline, detail: 1.5), fill: "none", stroke: Palette.grey)
      }
      path(
        Symbol.circle.path(x: at.x, y: at.y, size: MapStyle.pinRadius), fill: MapStyle.pinFill, stroke: "#ffffff",
        width: 1.5)
      text(label, x: at.x, y: at.y + 5.5, anchor: .middle, class: "map-pin", fill: "#ffffff")
    }
  }

  /// What the shades mean, as an HTML list.
  public func legend() -> Markup {
    list(zip(bands, Self.fills).map { Choropleth.swatch($1) + Markup(" \($0.label)") }, class: "legend")
  }
}
