import Foundation
import Importing
import Inputs
import TestSupport
import Testing

@testable import Importing

@Suite("Pseudonyms")
struct PseudonymTests {
  @Test("The first eight bytes of HMAC-SHA-256, for keys and texts of any length")
  func hash() {
    for size in [0, 1, 31, 32, 63, 64, 65, 200] {
      let key = (0..<size).map { UInt8(truncatingIfNeeded: $0 * 7 + 3) }
      for text in ["", "K820299920001", String(repeating: "x", count: 300)] {
        var bytes: [UInt8] = []
        appendHexadecimal(
          PseudonymHash(key: key).pseudonym(of: ArraySlice(text.utf8), prefix: Array("a:".utf8)), &bytes)
        #expect(
          String(decoding: bytes, as: UTF8.self) == String(hmacSHA256Hex(Array("a:\(text)".utf8), key: key).prefix(16)))
      }
    }
  }

  @Test("RFC 4231, test case 2")
  func published() {
    let code = PseudonymHash(key: Array("Jefe".utf8)).pseudonym(of: ArraySlice("what do ya want for nothing?".utf8))
    #expect(code == 0x5BDC_C146_BF60_754E)
  }

  @Test("A key is made once, kept for its owner alone, and a damaged one is refused")
  func key() throws {
    try TinyStudy().withFolder { study in
      let folder = try StudyFolder(study)
      let first = try PseudonymKey(folder)
      #expect(!FileManager.default.fileExists(atPath: study.appendingPathComponent("local").path))
      try first.keep(in: folder)
      let second = try PseudonymKey(folder)
      try second.keep(in: folder)
      let text = ArraySlice("K820299920001".utf8)
      #expect(first.hash.pseudonym(of: text) == second.hash.pseudonym(of: text))
      let place = study.appendingPathComponent(PseudonymKey.file)
      let other = try StudyFolder(study)
      try Data("short".utf8).write(to: place)
      #expect(throws: ImportError.self) { _ = try PseudonymKey(other) }
      try FileManager.default.removeItem(at: place)
      #expect(try PseudonymKey(folder).hash.pseudonym(of: text) != first.hash.pseudonym(of: text))
    }
  }
}
