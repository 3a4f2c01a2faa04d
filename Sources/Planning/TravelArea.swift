import Geometry

/// From where a setting can be reached, or where it is the nearest of its kind, as an area on the map.
///
/// Made of grid squares, each taken to its nearest road as a home would be: no home is in it, and none can be told from
/// it.
public struct TravelArea: Sendable, Hashable {
  public enum Extent: Sendable, Hashable {
    /// An isochrone: within this many minutes' drive to the setting in the morning.
    case within(minutes: Int)
    /// A catchment: the setting is nearer by driving time than any other existing one with these kinds.
    case nearest(of: Kind)
  }
  /// Settings that are compared with one another.
  public enum Kind: String, Sendable, CaseIterable {
    case stateSpecial = "state_special"
    case base

    public func includes(_ kind: ProvisionKind) -> Bool {
      switch self {
      case .stateSpecial: kind.isStateSpecial
      case .base: kind.isBase
      }
    }
  }
  /// Index into the study's settings.
  public var setting: Int
  public var extent: Extent
  public var area: MultiPolygon

  public init(setting: Int, extent: Extent, area: MultiPolygon) {
    self.setting = setting
    self.extent = extent
    self.area = area
  }
}
