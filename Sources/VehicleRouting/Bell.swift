/// When a destination takes its riders, and whom its vehicles may serve besides.
///
/// A problem with bells has vehicles that serve one destination after another. Unless it mixes loads, each run empties the
/// vehicle before the next begins, and a vehicle waits empty, never with riders.
public struct Bell: Sendable, Hashable {
  /// First and last second of the day at which a run may arrive.
  public var earliestSeconds: Int
  public var latestSeconds: Int
  /// Time the vehicle stands at the destination before it drives on.
  public var dwellSeconds: Int
  /// Destinations of different groups never share a vehicle.
  public var group: Int

  public init(earliestSeconds: Int, latestSeconds: Int, dwellSeconds: Int = 0, group: Int = 0) {
    self.earliestSeconds = earliestSeconds
    self.latestSeconds = latestSeconds
    self.dwellSeconds = dwellSeconds
    self.group = group
  }
}
