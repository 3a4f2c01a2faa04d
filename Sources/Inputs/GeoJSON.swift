import Foundation

/// As much of RFC 7946 as planning areas need: a collection of polygons with text properties.
struct GeoJSONCollection: Decodable {
  var features: [Feature]
  /// The coordinate system member of older files; RFC 7946 has none, and longitude and latitude on WGS84.
  var crs: CoordinateSystem?

  struct Feature: Decodable {
    var geometry: Geometry?
    var properties: [String: Property]?
  }

  struct CoordinateSystem: Decodable {
    var properties: [String: Property]?
  }

  /// Polygons of rings of positions; a position's third number, if any, is left out.
  struct Geometry: Decodable {
    var type: String
    /// Empty when the type is neither `Polygon` nor `MultiPolygon`.
    var polygons: [[[[Double]]]]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = try container.decode(String.self, forKey: .type)
      switch type {
      case "Polygon": polygons = [try container.decode([[[Double]]].self, forKey: .coordinates)]
      case "MultiPolygon": polygons = try container.decode([[[[Double]]]].self, forKey: .coordinates)
      default: polygons = []
      }
    }

    private enum CodingKeys: String, CodingKey { case type, coordinates }
  }

  /// A property's text; numbers read as text, because codes are often written without quotes.
  struct Property: Decodable {
    var text: String?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self.text = text
      } else if let number = try? container.decode(Int.self) {
        text = String(number)
      }
    }
  }
}
