extension VectorFile {
  /// The table in which QGIS looks for a layer's styles when it opens it: the one marked as default is how it is drawn.
  func addStyles(_ styles: [LayerStyle]) throws(ExportError) {
    let fields =
      ["f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD"]
      .map { AttributeField($0, .text) }
      + [AttributeField("useAsDefault", .flag), AttributeField("description", .text), AttributeField("owner", .text)]
      + [AttributeField("ui", .text), AttributeField("update_time", .time)]
    try addLayer("layer_styles", .none, description: "How QGIS draws each layer.", key: "id", fields: fields) {
      (add) throws(ExportError) in
      for style in styles {
        try add(
          .nowhere,
          [
            .text(""), .text(""), .text(style.layer), .text("geom"), .text(style.layer), .text(style.qml),
            .text(style.sld), .whole(1), .text(style.description), .text(""), .none, .text(stylesChanged),
          ])
      }
    }
  }
}

/// When the styles last changed, and not when the file was made: QGIS prefers a style that a person saves later.
private let stylesChanged = "2026-01-01T00:00:00Z"
