import Foundation

/// Layers of a run's map, in longitude and latitude, as `placeplan export` writes them: made once and kept in `.placeplan/maps`.
actor RunMaps {
  enum Layer: String, CaseIterable, Sendable {
    case areas = "planning_areas"
    case settings, proposals, isochrones, catchments
  }
  private let workspace: Workspace
  private let child: ChildProgram
  private var making: [String: Task<URL, any Error>] = [:]

  init(workspace: Workspace, child: ChildProgram) {
    self.workspace = workspace
    self.child = child
  }

  /// The GeoJSON of a layer; `nil` where the run has none.
  func layer(_ layer: Layer, of run: FinishedRun) async throws -> Data? {
    let folder = try await folder(of: run)
    return workspace.file("\(layer.rawValue).geojson", of: folder).flatMap {
      FileManager.default.contents(atPath: $0.path)
    }
  }

  /// The features of a layer: properties and, of points, longitude and latitude.
  func features(_ layer: Layer, of run: FinishedRun) async throws -> [MapFeature] {
    guard let data = try await self.layer(layer, of: run) else { return [] }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(MapFeatures.self, from: data).features
  }

  private func folder(of run: FinishedRun) async throws -> URL {
    let folder = workspace.state.appending(path: "maps/\(run.provenance.identity.prefix(16))")
    if FileManager.default.fileExists(atPath: folder.path) { return folder }
    if let task = making[folder.path] { return try await task.value }
    let (child, root) = (child, workspace.root)
    let task = Task {
      let result = try await child.run(
        ["export", run.folder.url.path, "--format", "geojson", "--output", folder.path, "--quiet"], in: root)
      guard result.code == 0 else { throw ProgramFailure(result) }
      return folder
    }
    making[folder.path] = task
    defer { making[folder.path] = nil }
    return try await task.value
  }
}

/// A feature of a map layer, as far as the pages list it.
struct MapFeature: Decodable, Sendable {
  struct Properties: Decodable, Sendable {
    var areaId: String?
    var settingId: String?
    var proposalId: String?
    var name: String
    var kinds: String?
    var mapGroup: String?
    var places: Double?
    var site: String?
    var opens: String?
    var capitalPence: Double?
  }
  struct Geometry: Decodable, Sendable {
    /// Longitude and latitude of a point; empty of an area.
    var point: [Double]

    private enum CodingKeys: String, CodingKey { case type, coordinates }
    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      let isPoint = try values.decode(String.self, forKey: .type) == "Point"
      point = isPoint ? try values.decode([Double].self, forKey: .coordinates) : []
    }
  }
  var properties: Properties
  var geometry: Geometry
}

private struct MapFeatures: Decodable {
  var features: [MapFeature]
}
