import Foundation

@testable import Graphics

/// The text of a picture with about the room it takes, read back from its source.
struct PictureText {
  var words: String
  var box: Box

  static func all(in svg: String, size: Double) -> [PictureText] {
    svg.components(separatedBy: "<text ").dropFirst().map { part in
      let tag = part.prefix { $0 != ">" }
      let words = part.dropFirst(tag.count + 1).prefix { $0 != "<" }
      func value(_ name: String) -> String? {
        tag.range(of: "\(name)=\"").map { String(tag[$0.upperBound...].prefix { $0 != "\"" }) }
      }
      let plain = words.replacingOccurrences(of: "&amp;", with: "&")
      let length = Graphics.width(of: plain, size: size)
      let x = Double(value("x")!)!
      let start =
        switch value("text-anchor") {
        case "end": x - length
        case "middle": x - length / 2
        default: x
        }
      return PictureText(
        words: plain, box: Box(x: start, y: Double(value("y")!)! - size * 0.75, width: length, height: size * 0.8))
    }
  }

  /// Pairs whose boxes overlap, as words.
  static func overlaps(_ texts: [PictureText]) -> [String] {
    texts.indices.flatMap { first in
      texts.indices.dropFirst(first + 1).compactMap { second in
        texts[first].box.overlaps(texts[second].box) ? "\(texts[first].words) / \(texts[second].words)" : nil
      }
    }
  }

  /// Words that reach out of a picture of a width.
  static func outside(_ texts: [PictureText], width: Double) -> [String] {
    texts.filter { $0.box.x < -0.5 || $0.box.x + $0.box.width > width + 0.5 }.map(\.words)
  }
}
