import Foundation
import Geometry
import Units

/// A file of a study that the generator writes.
public struct GeneratedFile: Sendable, Equatable {
  public var name: String
  public var text: String
}

/// The synthetic files of a study, made from its hand-made facts: the same facts give the same bytes.
public struct GeneratedStudy: Sendable {
  public var county: County
  public var roads: RoadTable
  public var homes: [HomePoint]
  /// In the order of FORMATS.
  public var files: [GeneratedFile]

  /// - Parameter base: The academic year whose January the caseload stands at.
  /// - Throws: `FactError` for facts that cannot be used, `TransformationError` without a coordinate operation.
  public init(_ facts: Facts, base: AcademicYear = AcademicYear(start: 2024)) throws {
    county = try County(facts)
    roads = RoadTable()
    layMainRoads(county, into: &roads)
    growStreets(county, into: &roads)
    try layAccessLanes(facts, into: &roads)
    let streets = StreetPoints(county, roads)
    homes = homePoints(county, streets)
    files = [
      GeneratedFile(name: "areas.geojson", text: try areaText(county)),
      GeneratedFile(name: "residences.csv", text: residenceText(county, homes)),
      GeneratedFile(name: "pupils.csv", text: try pupilText(county, facts, base: base)),
      GeneratedFile(name: "caseload.csv", text: try caseloadText(county, streets, facts, base: base)),
      GeneratedFile(name: "road_nodes.csv", text: roads.nodeText),
      GeneratedFile(name: "road_links.csv", text: roads.linkText),
    ]
  }
}
