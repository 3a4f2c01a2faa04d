import Foundation
import Importing
import Inputs
import TestSupport
import Testing

@Suite("Study folder of imports")
struct StudyFolderTests {
  @Test("A table that was edited since its import is kept unless replacing is asked for")
  func edited() throws {
    try TinyStudy().withFolder { place in
      let source = place.appendingPathComponent("download.csv")
      try Data("a\n".utf8).write(to: source)
      var table = TableText(["area_id", "note"])
      table.add(["a,b", "say \"hello\""])
      let file = ImportedFile(name: "extra.csv", table: table)
      let folder = try StudyFolder(place)
      try folder.write([file], from: [source], notes: ["All kept."], date: "2026-11-21")
      let written = place.appendingPathComponent("extra.csv")
      #expect(try String(contentsOf: written, encoding: .utf8) == "area_id,note\n\"a,b\",\"say \"\"hello\"\"\"\n")
      // The same import again is no edit.
      try folder.write([file], from: [source], notes: [], date: "2026-11-22")
      try Data("area_id,note\nmine,kept\n".utf8).write(to: written)
      #expect(throws: ImportError.self) { try folder.write([file], from: [source], notes: [], date: "2026-11-22") }
      #expect(try String(contentsOf: written, encoding: .utf8) == "area_id,note\nmine,kept\n")
      let replacing = try StudyFolder(place, replacesEdited: true)
      try replacing.write([file], from: [source], notes: [], date: "2026-11-23")
      let before = place.appendingPathComponent("extra.csv.before")
      #expect(try String(contentsOf: before, encoding: .utf8) == "area_id,note\nmine,kept\n")
      let register = try String(contentsOf: place.appendingPathComponent("imports.yaml"), encoding: .utf8)
      #expect(register.contains("file: extra.csv"))
      #expect(register.contains("name: download.csv"))
      #expect(register.contains("2026-11-23"))
    }
  }
}
