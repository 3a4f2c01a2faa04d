import Foundation
import StudyGeneration
import Testing

@Suite struct SourcesTests {
  @Test func `fingerprints are those of the standard's examples`() {
    #expect(fingerprint([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(fingerprint(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    #expect(fingerprint(Array(long.utf8)) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }

  @Test(arguments: StudyFolder.all)
  func `every file of a study has a row with its fingerprint`(study: StudyFolder) throws {
    let sources = try study.text("SOURCES.md")
    let rows = sources.split(separator: "\n").filter { sourceRowName($0) != nil }
    var missing = Set(try files(study))
    for row in rows {
      let name = try #require(sourceRowName(row))
      let bytes = [UInt8](try Data(contentsOf: study.url.appendingPathComponent(name)))
      #expect(row.hasSuffix("| `\(fingerprint(bytes))` |"), "\(name): run placeplan-generate GeoData/\(study.name)")
      missing.remove(name)
    }
    #expect(missing.isEmpty)
  }

  @Test func `refreshing changes the last column of a file's row and nothing else`() {
    let text = "words\n| `a.csv` | made | free | 2026 | - |\n| `b.csv` | x | y | z | - |\n"
    let fresh = refreshedSources(text) { $0 == "a.csv" ? [] : nil }
    #expect(fresh.hasPrefix("words\n| `a.csv` | made | free | 2026 | `e3b0c44298fc"))
    #expect(fresh.hasSuffix("| `b.csv` | x | y | z | - |\n"))
  }

  private func files(_ study: StudyFolder) throws -> [String] {
    let root = study.url
    var names: [String] = []
    for part in ["", "facts/", "proposals/"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(part).path) {
        if name.contains("."), name != "SOURCES.md", !name.hasPrefix(".") { names.append(part + name) }
      }
    }
    return names
  }
}
