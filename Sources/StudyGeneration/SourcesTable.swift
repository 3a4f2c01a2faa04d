import Foundation

/// `SOURCES.md` with the fingerprint in the last column of each table row brought up to date.
///
/// A row is one that begins with a file's name in backticks; the other columns (source, licence, date) stay as written.
///
/// - Parameter bytes: The bytes of a file of the study; `nil` leaves the row as it is.
public func refreshedSources(_ text: String, bytes: (String) -> [UInt8]?) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    guard let name = sourceRowName(line), let bytes = bytes(name) else { return String(line) }
    var cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard cells.count >= 3 else { return String(line) }
    cells[cells.count - 2] = " `\(fingerprint(bytes))` "
    return cells.joined(separator: "|")
  }.joined(separator: "\n")
}

/// The file a row of `SOURCES.md` is about; `nil` for other lines.
public func sourceRowName(_ line: some StringProtocol) -> String? {
  guard line.hasPrefix("| `") else { return nil }
  let rest = line.dropFirst(3)
  return rest.firstIndex(of: "`").map { String(rest[..<$0]) }
}
