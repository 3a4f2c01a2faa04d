import Foundation

/// A page of this module as a word processor's converter should read it: no link that skips, an interval on a line of its
/// own (in the page a style sheet does that), and tables as wide as the page.
public func wordSource(_ html: String) -> String {
  var text = html
  if let start = text.range(of: "<a class=\"skip\""), let end = text[start.upperBound...].range(of: "</a>") {
    text.removeSubrange(start.lowerBound..<end.upperBound)
  }
  for name in ["interval", "change"] {
    text = text.replacing("<span class=\"\(name)\">", with: "<br><span class=\"\(name)\">")
  }
  return withColumnWidths(text)
}

/// Shares of the width for each table's columns: the first, which holds the row's name, twice that of the others.
private func withColumnWidths(_ html: String) -> String {
  var pieces = html.components(separatedBy: "</caption>")
  for index in pieces.indices.dropFirst() {
    guard let end = pieces[index].range(of: "</thead>") else { continue }
    let count = pieces[index][..<end.lowerBound].components(separatedBy: "<th ").count - 1
    guard count > 0 else { continue }
    let share = 100.0 / Double(count + 1)
    let columns = (0..<count).map { "<col style=\"width: \(Int($0 == 0 ? 2 * share : share))%\">" }.joined()
    pieces[index] = "<colgroup>\(columns)</colgroup>" + pieces[index]
  }
  return pieces.joined(separator: "</caption>")
}
