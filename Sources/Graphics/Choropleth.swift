import Documents
import Geometry

/// A map of areas shaded in up to four classes, with places by symbol shape and numbered pins.
///
/// Every area carries its figure, so that the shade is never the only carrier; suppressed ones are hatched and marked
/// `c`. North is up; coordinates are metres on the national grid. Text and pins never overlap; places may lie beneath
/// them. Knows nothing of homes.
public struct Choropleth: Sendable {
  public struct Region: Sendable {
    public var name: String
    /// The figure as written on the map.
    public var label: String
    /// `nil`: hatched.
    public var value: Double?
    public var boundary: MultiPolygon
    public init(name: String, label: String, value: Double?, boundary: MultiPolygon) {
      self.name = name
      self.label = label
      self.value = value
      self.boundary = boundary
    }
  }
  public struct Place: Sendable {
    public var symbol: Symbol
    public var point: Point
    public init(symbol: Symbol, point: Point) {
      self.symbol = symbol
      self.point = point
    }
  }
  public struct Pin: Sendable {
    /// Such as `1`: what a table beside the map explains.
    public var label: String
    public var point: Point
    public init(label: String, point: Point) {
      self.label = label
      self.point = point
    }
  }

  public var id: String
  public var title: String
  public var description: String
  public var regions: [Region]
  public var places: [Place]
  public var pins: [Pin]
  /// Writes a value in the legend.
  public var format: @Sendable (Double) -> String
  /// The values that the classes divide, where several maps share them; else the map's own.
  public var scale: [Double]?

  public init(
    id: String, title: String, description: String, regions: [Region], places: [Place], pins: [Pin],
    scale: [Double]? = nil, format: @escaping @Sendable (Double) -> String
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.regions = regions
    self.places = places
    self.pins = pins
    self.scale = scale
    self.format = format
  }

  /// The view: areas and pins, with a margin.
  private var view: Bounds? {
    guard
      let box = Bounds(regions.flatMap { $0.boundary.polygons.joined().joined() } + pins.map(\.point)),
      max(box.width, box.height) > 0
    else { return nil }
    return box.widened(byShare: 0.04)
  }

  /// Places that the view does not reach.
  public var placesOffMap: Int {
    guard let view else { return places.count }
    return places.count { !view.contains($0.point) }
  }

  /// The map; empty where no area has a boundary.
  public func svg() -> String {
    guard let view, regions.contains(where: { !$0.boundary.polygons.isEmpty }) else { return "" }
    let projection = MapProjection(view: view, width: 720)
    let shades = Shading(scale ?? regions.compactMap(\.value))
    let visible = places.filter { view.contains($0.point) }
    var layout = LabelLayout(width: 720, height: projection.height)
    let pinPlaces = layout.placePins(pins.map { projection.position($0.point) }, radius: MapStyle.pinRadius)
    layout.avoid(visible.map { projection.position($0.point) }, radius: MapStyle.placeSize)
    let labels = regions.map { region in
      layout.placeLabel(region.label, name: region.name, in: projection.rings(of: region.boundary))
    }
    return picture(
      id: id, class: "map", width: 720, height: projection.height, title: title, description: description
    ) {
      element("defs") { hatch }
      for region in regions where !region.boundary.polygons.isEmpty {
        path(
          projection.path(of: region.boundary),
          fill: region.value.map { Palette.sequence[shades.index($0)] } ?? "url(#\(id)-hatch)", stroke: Palette.grey)
      }
      for place in visible { symbol(place, projection: projection) }
      for (region, label) in zip(regions, labels) {
        if let label { regionLabel(region, label, shades: shades) }
      }
      for (pin, drawn) in zip(pins, pinPlaces) { pinMarkup(pin, at: drawn, projection: projection) }
    }
  }

  /// What the shades mean, as an HTML list: from the least to the greatest figure in each.
  public func legend() -> Markup {
    let shades = Shading(scale ?? regions.compactMap(\.value))
    var items = shades.classes.enumerated().map { index, range -> Markup in
      let words =
        format(range.lowerBound) == format(range.upperBound)
        ? format(range.lowerBound) : "\(format(range.lowerBound)) to \(format(range.upperBound))"
      return swatch(Palette.sequence[shades.shade(index)]) + Markup(" \(words)")
    }
    if regions.contains(where: { $0.value == nil }) {
      items.append(swatch("url(#\(id)-hatch)") + Markup(" suppressed (c) or no figure"))
    }
    return list(items, class: "legend")
  }

  /// A symbol as the map draws it, for a legend.
  public static func icon(_ symbol: Symbol) -> Markup {
    small { path(symbol.path(x: 8, y: 8, size: 6), fill: MapStyle.placeFill, stroke: "#ffffff", width: 1.5) }
  }
  /// A pin as the map draws it, for a legend.
  public static var pinIcon: Markup {
    small { path(Symbol.circle.path(x: 8, y: 8, size: 7), fill: MapStyle.pinFill, stroke: "#ffffff", width: 1) }
  }

  private func swatch(_ fill: String) -> Markup { Self.swatch(fill) }

  static func swatch(_ fill: String) -> Markup {
    small {
      element("rect", ["x": "1", "y": "1", "width": "14", "height": "14", "fill": fill, "stroke": Palette.grey])
    }
  }

  private static func small(@MarkupBuilder _ content: () -> Markup) -> Markup {
    element("svg", ["class": "icon", "viewBox": "0 0 16 16", "aria-hidden": "true"]) { content() }
  }

  private var hatch: Markup {
    element(
      "pattern",
      [
        "id": "\(id)-hatch", "width": "8", "height": "8", "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
      ]
    ) {
      element("rect", ["width": "8", "height": "8", "fill": "#ffffff"])
      line(0, 0, 0, 8, stroke: "#8a9095", width: 3)
    }
  }

  private func symbol(_ place: Place, projection: MapProjection) -> Markup {
    let at = projection.position(place.point)
    return path(
      place.symbol.path(x: at.x, y: at.y, size: MapStyle.placeSize), fill: MapStyle.placeFill, stroke: "#ffffff",
      width: 1.5)
  }

  private func regionLabel(_ region: Region, _ place: LabelLayout.Label, shades: Shading) -> Markup {
    let colour = region.value.map { Palette.onSequence[shades.index($0)] } ?? Palette.ink
    let halo = colour == Palette.ink ? "map-figure dark" : "map-figure light"
    return text(region.label, x: place.x, y: place.y + 7, anchor: .middle, class: halo, fill: colour)
      + place.nameLines.enumerated().map { index, line in
        text(
          line, x: place.x, y: place.y + 22 + 15 * Double(index), anchor: .middle, class: "map-name", fill: colour)
      }.joined()
  }

  private func pinMarkup(_ pin: Pin, at drawn: (x: Double, y: Double), projection: MapProjection) -> Markup {
    let site = projection.position(pin.point)
    let isMoved = abs(site.x - drawn.x) + abs(site.y - drawn.y) > 1
    let leader =
      isMoved
      ? line(site.x, site.y, drawn.x, drawn.y, stroke: MapStyle.pinFill, width: 2)
        + path(Symbol.circle.path(x: site.x, y: site.y, size: 3), fill: MapStyle.pinFill) : .empty
    return leader
      + path(
        Symbol.circle.path(x: drawn.x, y: drawn.y, size: MapStyle.pinRadius), fill: MapStyle.pinFill,
        stroke: "#ffffff", width: 1.5)
      + text(pin.label, x: drawn.x, y: drawn.y + 5.5, anchor: .middle, class: "map-pin", fill: "#ffffff")
  }
}

enum MapStyle {
  static let pinRadius = 13.0
  static let placeSize = 7.0
  static let pinFill = Palette.categories[2]
  static let placeFill = Palette.ink
}
