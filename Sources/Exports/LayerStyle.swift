import Graphics

/// How a layer is drawn, stated once and written twice: as QML for QGIS, as SLD for other programs.
struct LayerStyle {
  /// The layer it is for.
  var layer: String
  /// What the map shows, as a sentence for the list of styles.
  var description: String
  var classes: Classes
  /// A QGIS expression for the text in an area; QML alone carries it.
  var label: String?

  /// How features fall into classes.
  enum Classes {
    /// By ranges of a column that is 0 or more; `otherwise` is for features without a figure.
    case graduated(column: String, ranges: [(values: ClosedRange<Double>, item: Item)], otherwise: Item)
    case categorised(column: String, values: [(value: String, item: Item)])
    case single(Item)

    /// Every class, in the order of the legend.
    var items: [Item] {
      switch self {
      case .graduated(_, let ranges, let otherwise): ranges.map(\.item) + [otherwise]
      case .categorised(_, let values): values.map(\.item)
      case .single(let item): [item]
      }
    }
  }

  /// An entry of the legend.
  struct Item {
    var title: String
    var symbol: Symbol
  }

  enum Symbol {
    case area(fill: String)
    /// An edge alone: areas of this kind lie over one another and over others.
    case outlinedArea(line: String)
    /// White with grey lines from corner to corner, so that no colour has to say that a figure is missing.
    case hatchedArea
    case marker(Marker, fill: String, outline: String = white, millimetres: Double)

    var isArea: Bool {
      switch self {
      case .area, .outlinedArea, .hatchedArea: true
      case .marker: false
      }
    }
  }

  enum Marker { case square, triangle, diamond, cross, circle, star }

  static let white = "#ffffff"
  static let hatchLine = "#8a9095"
}

extension LayerStyle {
  /// Areas shaded by a column in up to four classes of about equal size; equal figures share a class.
  ///
  /// - Parameter values: the figures shown in the column.
  static func areas(column: String, values: [Double], description: String) -> LayerStyle {
    let sorted = Set(values).sorted()
    let count = min(Palette.sequence.count, sorted.count)
    let ranges = (0..<count).map { index in
      let values = sorted[index * sorted.count / count]...sorted[(index + 1) * sorted.count / count - 1]
      let isOne = values.lowerBound == values.upperBound
      let title = plainNumber(values.lowerBound) + (isOne ? "" : " to \(plainNumber(values.upperBound))")
      return (values, Item(title: title, symbol: .area(fill: Palette.sequence[index])))
    }
    return LayerStyle(
      layer: "planning_areas", description: description,
      classes: .graduated(
        column: column, ranges: ranges, otherwise: Item(title: "suppressed (c) or no figure", symbol: .hatchedArea)),
      label: #""name" || '\n' || coalesce(format_number("\#(column)", 0), "\#(column)_status")"#)
  }

  /// Settings by their group, each with a shape and a colour of its own.
  static let settings = LayerStyle(
    layer: "settings", description: "Existing settings by the most specialist kind of place they have.",
    classes: .categorised(
      column: "map_group",
      values: SettingGroup.allCases.map { ($0.rawValue, Item(title: $0.title, symbol: $0.symbol)) }))

  /// Edges of isochrones, darker the farther; of catchments, by what the setting is nearest of.
  static func travelAreas(_ layer: String, column: String, values: [String], description: String) -> LayerStyle {
    let colours = layer == "isochrones" ? Array(Palette.sequence.dropFirst()) : Palette.categories
    return LayerStyle(
      layer: layer, description: description,
      classes: .categorised(
        column: column,
        values: values.enumerated().map { index, value in
          let colour = colours[min(index, colours.count - 1)]
          return (value, Item(title: value.replacing("_", with: " "), symbol: .outlinedArea(line: colour)))
        }))
  }

  static let proposals = LayerStyle(
    layer: "proposals", description: "Sites of proposed places.",
    classes: .single(
      Item(
        title: "proposal",
        symbol: .marker(.star, fill: Palette.categories[3], outline: Palette.ink, millimetres: 5.5))))
}
