import Foundation
import Inputs

/// Rows of a large comma-separated file, one at a time, through a buffer of a few megabytes.
struct HomePointRows {
  /// A row's cells in the buffer, quotes around them taken off.
  struct Row {
    fileprivate(set) var bytes: [UInt8] = []
    fileprivate(set) var cells: [Range<Int>] = []
    fileprivate(set) var line = 0
    subscript(cell: Int) -> ArraySlice<UInt8> { bytes[cells[cell]] }
  }
  /// Where more bytes come from; `nil` when the buffer holds all there is.
  private let handle: FileHandle?
  private var buffer: [UInt8]
  private var position: Int
  private var line = 0
  private static let chunk = 4 << 20
  /// Longer than any row: a file without line feeds is not read on for ever.
  private static let longest = 64 << 20

  /// `nil` and a problem when the file cannot be read. Packed files are unpacked in memory.
  init?(_ url: URL, log: ProblemLog) {
    let isPacked = ["gz", "zip"].contains(url.pathExtension.lowercased())
    if !isPacked, let handle = try? FileHandle(forReadingFrom: url) {
      self.handle = handle
      buffer = (try? handle.read(upToCount: Self.chunk)).flatMap { $0 }.map { [UInt8]($0) } ?? []
    } else {
      guard let bytes = readSource(url, log: log) else { return nil }
      handle = nil
      buffer = bytes
    }
    position = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Puts the next row that is not blank in `row`; false at the end of the file.
  mutating func next(_ row: inout Row) -> Bool {
    repeat {
      var end = lineEnd()
      while end == nil {
        row.bytes = []
        guard refill() else { break }
        end = lineEnd()
      }
      guard position < buffer.count else { return false }
      let stop = end ?? buffer.count
      line += 1
      row.line = line
      split(position..<stop, into: &row)
      row.bytes = buffer
      position = min(stop + 1, buffer.count)
    } while row.cells.count == 1 && row[0].isEmpty
    return true
  }

  private func lineEnd() -> Int? {
    var index = position
    while index < buffer.count {
      if buffer[index] == UInt8(ascii: "\n") { return index }
      index += 1
    }
    return nil
  }

  /// Moves what is left to the front and reads on; false at the end of the file.
  private mutating func refill() -> Bool {
    guard let handle, buffer.count - position < Self.longest, let more = try? handle.read(upToCount: Self.chunk),
      !more.isEmpty
    else { return false }
    buffer.removeSubrange(..<position)
    position = 0
    buffer.append(contentsOf: more)
    return true
  }

  private func split(_ line: Range<Int>, into row: inout Row) {
    row.cells.removeAll(keepingCapacity: true)
    var start = line.lowerBound
    var index = start
    var isQuoted = false
    func isPadding(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r")
    }
    func close(_ end: Int) {
      var (low, high) = (start, end)
      while low < high, isPadding(buffer[low]) { low += 1 }
      while low < high, isPadding(buffer[high - 1]) { high -= 1 }
      row.cells.append(low..<high)
    }
    while index < line.upperBound {
      let byte = buffer[index]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ","), !isQuoted {
        close(index)
        start = index + 1
      }
      index += 1
    }
    close(line.upperBound)
  }
}
