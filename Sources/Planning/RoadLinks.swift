import Geometry

/// Roads and paths as read, before any speed is chosen: nodes on the grid and directed-or-not links between them.
///
/// Flat and neutral: `Inputs` fills it from OSM or node/link tables and `Travel` turns it into networks.
public struct RoadLinks: Sendable {
  public var nodes: [Point] = []
  public var from: [Int32] = []
  public var to: [Int32] = []
  public var lengthMillimetres: [Int32] = []
  /// Index into `classes`.
  public var roadClass: [UInt8] = []
  /// Class names in the order met: OSM highway values or those of the link table.
  public var classes: [String] = []
  /// Posted limit in km/h, 0 where not known.
  public var speedKmh: [UInt8] = []
  public var access: [Access] = []
  /// Nodes that a car may come up to and not pass, as at a bollard; and those that nobody on foot may pass.
  public var barriersToCars: [Int32] = []
  public var barriersOnFoot: [Int32] = []
  /// Rules on turns of cars; none of them binds on foot.
  public var turns: [TurnRule] = []
  /// What was read, left out or assumed, as sentences for the report.
  public var notes: [String] = []

  public struct Access: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let driveForward = Access(rawValue: 1)
    public static let driveBackward = Access(rawValue: 2)
    public static let walk = Access(rawValue: 4)
  }

  /// A turn that is forbidden, or the only one allowed: from the first link over those between onto the last.
  public struct TurnRule: Sendable, Hashable {
    /// Two links or more, in the order they are driven.
    public var links: [Int32]
    /// The node where the first link ends.
    public var node: Int32
    public var isOnlyWay: Bool

    public init(links: [Int32], node: Int32, isOnlyWay: Bool) {
      self.links = links
      self.node = node
      self.isOnlyWay = isOnlyWay
    }
  }

  public init() {}
  public var count: Int { from.count }
}
