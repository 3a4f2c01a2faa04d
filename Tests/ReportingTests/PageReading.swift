import Foundation

/// Tags of a page in order, read without a parser: enough to check nesting, ids and references.
struct PageReading {
  struct Tag {
    var name: String
    var isClosing: Bool
    var isEmpty: Bool
    var attributes: [(name: String, value: String)]
    subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }
  var tags: [Tag] = []

  init(_ html: String) {
    let bytes = Array(html.utf8)
    var position = 0
    while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      var end = open
      var isQuoted = false
      while end < bytes.count, isQuoted || bytes[end] != UInt8(ascii: ">") {
        if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        end += 1
      }
      if bytes[open + 1] != UInt8(ascii: "!") { tags.append(PageReading.tag(bytes[(open + 1)..<end])) }
      position = min(end + 1, bytes.count)
    }
  }

  func values(of attribute: String) -> [String] { tags.compactMap { $0[attribute] } }

  private static func tag(_ source: ArraySlice<UInt8>) -> Tag {
    let isClosing = source.first == UInt8(ascii: "/")
    let isEmpty = source.last == UInt8(ascii: "/")
    let body = source.dropFirst(isClosing ? 1 : 0).dropLast(isEmpty ? 1 : 0)
    let pieces = body.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    let head = pieces[0].split(separator: UInt8(ascii: " "))
    var attributes: [(String, String)] = []
    var name = head.count > 1 ? String(decoding: head[1].dropLast(), as: UTF8.self) : ""
    for (index, piece) in pieces.enumerated().dropFirst() {
      if index % 2 == 1 {
        attributes.append((name, String(decoding: piece, as: UTF8.self)))
      } else {
        name = String(decoding: piece.drop { $0 == UInt8(ascii: " ") }.dropLast(), as: UTF8.self)
      }
    }
    return Tag(
      name: String(decoding: head[0], as: UTF8.self), isClosing: isClosing, isEmpty: isEmpty, attributes: attributes)
  }
}

/// What a page says from `<main>` to its assumptions, a line for each block, row and text of a picture, cells apart by bars: what a
/// change of a report changes, without its markup.
func pageText(_ html: String) -> String {
  let body = html.components(separatedBy: "<main").dropFirst().joined().components(
    separatedBy: "<section aria-labelledby=\"assumptions\"")[0]
  var text = ""
  for piece in body.components(separatedBy: "<").dropFirst() {
    let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
    let tag = parts[0].prefix { $0.isLetter || $0.isNumber || $0 == "/" }
    switch tag {
    case "/td", "/th": text += " | "
    case "br", "span", "/span": text += " "
    case "/p", "/li", "/tr", "/caption", "/summary", "/text", "/title", "/desc", "/h2", "/h3", "/h4", "/div":
      text += "\n"
    case "h2", "h3", "h4": text += "\n\(tag) "
    default: break
    }
    if parts.count > 1 { text += parts[1].replacing("\n", with: "") }
  }
  let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  return lines.joined(separator: "\n") + "\n"
}
