import Foundation
import Yams

/// What the reader may write in `.placeplan/settings.yaml`:
///
///     tiles: {address: "https://tiles.example.org/{z}/{x}/{y}.png", attribution: "Map data by its maker"}
///     sen2: /data/sen2
///
/// A missing or broken file leaves everything out.
struct ServerSettings: Sendable {
  /// Where map tiles come from; none unless given, so that nothing is asked of the internet.
  var tileAddress: String?
  /// What is owed to whoever made them.
  var tileAttribution = ""
  /// The folder of DfE's SEN2 release that forecasts are scored on.
  var sen2: String?

  init(_ workspace: Workspace) {
    guard let url = workspace.file("settings.yaml", of: workspace.state),
      let text = try? String(contentsOf: url, encoding: .utf8),
      let settings = (try? Yams.load(yaml: text)) as? [String: Any]
    else { return }
    if let tiles = settings["tiles"] as? [String: Any] {
      tileAddress = tiles["address"] as? String
      tileAttribution = tiles["attribution"] as? String ?? ""
    }
    sen2 = settings["sen2"] as? String
  }

  /// The origin of the tiles, which the content security policy must allow for pictures; `{s}` stands for any subdomain.
  var tileOrigin: String? {
    guard let tileAddress, let scheme = ["https://", "http://"].first(where: tileAddress.hasPrefix) else { return nil }
    let host = tileAddress.dropFirst(scheme.count).prefix { $0 != "/" }.replacing("{s}", with: "*")
    let isPlain = host.allSatisfy { $0.isLetter || $0.isNumber || ".-:*".contains($0) }
    return isPlain && !host.isEmpty ? scheme + host : nil
  }
}
