import Documents
import Graphics

extension LayerStyle {
  /// The style as an OGC Styled Layer Descriptor 1.0.0, with its well-known marks and no vendor's extension; no labels.
  var sld: String {
    let page = element(
      "StyledLayerDescriptor",
      [
        "version": "1.0.0", "xmlns": "http://www.opengis.net/sld", "xmlns:ogc": "http://www.opengis.net/ogc",
      ]
    ) {
      element("NamedLayer") {
        element("Name") { layer }
        element("UserStyle") {
          element("Name") { layer }
          element("Abstract") { description }
          element("FeatureTypeStyle") { rules }
        }
      }
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + page.source
  }

  @MarkupBuilder private var rules: Markup {
    switch classes {
    case .graduated(let column, let ranges, let otherwise):
      for range in ranges { rule(range.item, filter: between(column, range.values)) }
      rule(otherwise, filter: isNull(column))
    case .categorised(let column, let values):
      for value in values { rule(value.item, filter: equal(column, value.value)) }
    case .single(let item): rule(item, filter: .empty)
    }
  }

  private func rule(_ item: Item, filter: Markup) -> Markup {
    element("Rule") {
      element("Name") { item.title }
      element("Title") { item.title }
      filter
      item.symbol.symbolizer
    }
  }

  private func between(_ column: String, _ values: ClosedRange<Double>) -> Markup {
    element("ogc:Filter") {
      element("ogc:PropertyIsBetween") {
        element("ogc:PropertyName") { column }
        element("ogc:LowerBoundary") { element("ogc:Literal") { plainNumber(values.lowerBound) } }
        element("ogc:UpperBoundary") { element("ogc:Literal") { plainNumber(values.upperBound) } }
      }
    }
  }

  /// Rather than an `ElseFilter`, which QGIS takes for every feature.
  private func isNull(_ column: String) -> Markup {
    element("ogc:Filter") {
      element("ogc:PropertyIsNull") { element("ogc:PropertyName") { column } }
    }
  }

  private func equal(_ column: String, _ value: String) -> Markup {
    element("ogc:Filter") {
      element("ogc:PropertyIsEqualTo") {
        element("ogc:PropertyName") { column }
        element("ogc:Literal") { value }
      }
    }
  }
}

/// SLD sizes are pixels of 0.28 mm.
private func pixels(_ millimetres: Double) -> String { plainNumber((millimetres / 0.28).rounded()) }

extension LayerStyle.Symbol {
  @MarkupBuilder fileprivate var symbolizer: Markup {
    switch self {
    case .area(let colour):
      element("PolygonSymbolizer") {
        fill(colour)
        stroke(Palette.grey)
      }
    case .outlinedArea(let colour): element("PolygonSymbolizer") { stroke(colour) }
    case .hatchedArea:
      element("PolygonSymbolizer") {
        element("Fill") {
          element("GraphicFill") {
            graphic("x", size: pixels(2)) { stroke(LayerStyle.hatchLine) }
          }
        }
        stroke(Palette.grey)
      }
    case .marker(let marker, let colour, let outline, let millimetres):
      element("PointSymbolizer") {
        graphic(marker.wellKnownName, size: pixels(millimetres), rotation: marker == .diamond ? "45" : nil) {
          fill(colour)
          stroke(outline)
        }
      }
    }
  }

  private func graphic(
    _ mark: String, size: String, rotation: String? = nil, @MarkupBuilder _ paint: () -> Markup
  ) -> Markup {
    element("Graphic") {
      element("Mark") {
        element("WellKnownName") { mark }
        paint()
      }
      element("Size") { size }
      if let rotation { element("Rotation") { rotation } }
    }
  }

  private func fill(_ colour: String) -> Markup { element("Fill") { parameter("fill", colour) } }
  private func stroke(_ colour: String) -> Markup {
    element("Stroke") {
      parameter("stroke", colour)
      parameter("stroke-width", "1")
    }
  }
  private func parameter(_ name: String, _ value: String) -> Markup {
    element("CssParameter", ["name": name]) { value }
  }
}

extension LayerStyle.Marker {
  /// One of the six marks every reader of SLD knows; a diamond is a square on its corner.
  fileprivate var wellKnownName: String {
    switch self {
    case .square, .diamond: "square"
    case .triangle: "triangle"
    case .cross: "cross"
    case .circle: "circle"
    case .star: "star"
    }
  }
}
