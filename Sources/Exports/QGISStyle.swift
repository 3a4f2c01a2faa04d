import Documents
import Graphics

extension LayerStyle {
  /// The style as QGIS reads it from `layer_styles` when it opens the layer (QML; symbols and labels only).
  var qml: String {
    let items = classes.items
    let page = element(
      "qgis",
      ["version": "3.22", "styleCategories": "Symbology|Labeling", "labelsEnabled": label == nil ? "0" : "1"]
    ) {
      element("renderer-v2", rendererAttributes) {
        divisions
        element("symbols") {
          for (index, item) in items.enumerated() {
            symbol(name: "\(index)", type: item.symbol.isArea ? "fill" : "marker") { item.symbol.layers }
          }
        }
      }
      if let label { labeling(label) }
    }
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + page.source
  }

  /// QGIS leaves features without a value of the graduated column undrawn, so a missing figure is counted as -1.
  private static let missing = "-1"

  private var rendererAttributes: KeyValuePairs<String, String?> {
    switch classes {
    case .graduated(let column, _, _):
      [
        "type": "graduatedSymbol", "attr": "coalesce(\"\(column)\", \(Self.missing))",
        "graduatedMethod": "GraduatedColor",
      ]
    case .categorised(let column, _): ["type": "categorizedSymbol", "attr": column]
    case .single: ["type": "singleSymbol"]
    }
  }

  @MarkupBuilder private var divisions: Markup {
    switch classes {
    case .graduated(_, let ranges, let otherwise):
      element("ranges") {
        for (index, range) in ranges.enumerated() {
          let values = range.values
          self.range(plainNumber(values.lowerBound), plainNumber(values.upperBound), range.item, symbol: index)
        }
        range(Self.missing, Self.missing, otherwise, symbol: ranges.count)
      }
    case .categorised(_, let values):
      element("categories") {
        for (index, value) in values.enumerated() {
          element(
            "category",
            [
              "value": value.value, "type": "string", "symbol": "\(index)", "label": value.item.title, "render": "true",
            ])
        }
      }
    case .single: Markup.empty
    }
  }

  private func range(_ low: String, _ high: String, _ item: Item, symbol: Int) -> Markup {
    element(
      "range", ["lower": low, "upper": high, "symbol": "\(symbol)", "label": item.title, "render": "true"])
  }

  /// Text in the middle of an area with a white edge, which can be read on every shade; never left out.
  private func labeling(_ expression: String) -> Markup {
    element("labeling", ["type": "simple"]) {
      element("settings", ["calloutType": "simple"]) {
        element(
          "text-style",
          [
            "fieldName": expression, "isExpression": "1", "fontSize": "9", "fontSizeUnit": "Point",
            "fontWeight": "63", "textColor": Palette.ink, "textOpacity": "1", "multilineHeight": "1",
          ]
        ) {
          element(
            "text-buffer",
            [
              "bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferColor": Self.white,
              "bufferOpacity": "1", "bufferNoFill": "1",
            ])
        }
        element("text-format", ["multilineAlign": "1"])
        element("placement", ["placement": "1", "centroidInside": "1"])
        element("rendering", ["displayAll": "1"])
      }
    }
  }
}

extension LayerStyle.Symbol {
  @MarkupBuilder fileprivate var layers: Markup {
    switch self {
    case .area(let colour): fill(colour)
    case .outlinedArea(let colour):
      layer(
        "SimpleFill",
        [
          "style": "no", "outline_color": colour, "outline_style": "solid", "outline_width": "0.7",
          "outline_width_unit": "MM",
        ])
    case .hatchedArea:
      fill(LayerStyle.white)
      element("layer", ["class": "LinePatternFill", "enabled": "1", "locked": "0", "pass": "0"]) {
        options(["angle": "45", "distance": "2", "distance_unit": "MM", "color": LayerStyle.hatchLine])
        symbol(name: "@hatch@1", type: "line") {
          layer(
            "SimpleLine",
            ["line_color": LayerStyle.hatchLine, "line_style": "solid", "line_width": "0.7", "line_width_unit": "MM"])
        }
      }
    case .marker(let marker, let fill, let outline, let millimetres):
      layer(
        "SimpleMarker",
        [
          "name": marker.qgisName, "color": fill, "size": plainNumber(millimetres), "size_unit": "MM",
          "outline_color": outline, "outline_style": "solid", "outline_width": "0.3", "outline_width_unit": "MM",
          "angle": "0",
        ])
    }
  }
}

private func fill(_ colour: String) -> Markup {
  layer(
    "SimpleFill",
    [
      "color": colour, "style": "solid", "outline_color": Palette.grey, "outline_style": "solid",
      "outline_width": "0.3", "outline_width_unit": "MM",
    ])
}

private func symbol(name: String, type: String, @MarkupBuilder _ layers: () -> Markup) -> Markup {
  element("symbol", ["type": type, "name": name, "alpha": "1", "clip_to_extent": "1"], layers)
}

private func layer(_ kind: String, _ properties: KeyValuePairs<String, String>) -> Markup {
  element("layer", ["class": kind, "enabled": "1", "locked": "0", "pass": "0"]) { options(properties) }
}

private func options(_ properties: KeyValuePairs<String, String>) -> Markup {
  element("Option", ["type": "Map"]) {
    for (name, value) in properties { element("Option", ["name": name, "type": "QString", "value": value]) }
  }
}

extension LayerStyle.Marker {
  fileprivate var qgisName: String {
    switch self {
    case .square: "square"
    case .triangle: "triangle"
    case .diamond: "diamond"
    case .cross: "cross_fill"
    case .circle: "circle"
    case .star: "star"
    }
  }
}
