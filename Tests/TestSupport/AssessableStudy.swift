import Foundation
import Inputs

extension TinyStudy {
  /// The tiny study with the demonstration's illustrative figures for what no shared file may default, so that the command
  /// runs on its folder.
  public static func assessable() throws -> TinyStudy {
    var study = TinyStudy()
    let figures = projectFolder().appendingPathComponent("GeoData/shropshire/assumptions.yaml")
    study["assumptions.yaml"] = try String(contentsOf: figures, encoding: .utf8)
    return study
  }
}
