import Foundation
import TestSupport
import Testing

/// Homes, children and routes with names and places of their own are planted in a study; nothing that a run hands out holds one.
@Suite struct PlantedDataTests {
  private static let children = (1...8).map { "KIND-7F3A\($0)" }
  private static let homes = [
    ("442000,200500", "442317,200571"), ("447000,199500", "446893,199457"), ("452000,200500", "452139,200563"),
    ("458000,199500", "457871,199447"), ("451000,200100", "451273,200119"), ("444000,201000", "443911,201037"),
    ("453000,199000", "453179,199051"), ("446000,200200", "446141,200227"),
  ]

  private func planted() throws -> TinyStudy {
    var study = try TinyStudy.assessable()
    for (index, name) in Self.children.enumerated() {
      study["caseload.csv"] = study["caseload.csv"]?.replacing("c\(index + 1),", with: "\(name),")
    }
    for (plain, home) in Self.homes {
      for file in ["caseload.csv", "residences.csv"] { study[file] = study[file]?.replacing(plain, with: home) }
    }
    for route in 1...3 {
      study["contracts.csv"] = study["contracts.csv"]?.replacing("t\(route),", with: "ROUTE-QX\(route),")
    }
    return study
  }

  private func search(_ study: URL, _ places: [URL]) throws -> (status: Int32, output: String) {
    let script = projectFolder().appendingPathComponent("Tests/PageChecks/find_planted.py")
    return try python([script.path, study.path] + places.map(\.path))
  }

  @Test func noHomeChildOrRouteIsInAnythingHandedOut() throws {
    try withTemporaryFolder { folder in
      try planted().withFolder { study in
        let run = folder.appendingPathComponent("run")
        let result = try Command.run(["assess", study.path, "--output", run.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        let papers = folder.appendingPathComponent("papers")
        for edition in ["public", "restricted"] {
          for kind in ["impact", "board", "transport", "strategy", "returns"] {
            // Programs that are not here are no fault of the report; what they would read is the page.
            let output = papers.appendingPathComponent("\(edition)-\(kind)")
            let formats = kind == "returns" ? "html,csv,xlsx,docx,pdf" : "html,xlsx"
            let result = try Command.run([
              "report", run.path, "--kind", kind, "--edition", edition, "--format", formats, "--output", output.path,
            ])
            #expect(result.code == 0 || result.code == 75, "\(result.error)")
          }
        }
        for format in ["gpkg", "csv", "geojson"] {
          let output = folder.appendingPathComponent("export-\(format)")
          #expect(try Command.run(["export", run.path, "--format", format, "--output", output.path]).code == 0)
        }
        let handedOut = try FileManager.default.contentsOfDirectory(at: run, includingPropertiesForKeys: nil).filter {
          $0.lastPathComponent != "local"
        }
        let exports = ["gpkg", "csv", "geojson"].map { folder.appendingPathComponent("export-\($0)") }
        let found = try search(study, handedOut + exports + [papers])
        #expect(found.status == 0, "\(found.output)")
        #expect(found.output.contains("11 ids") && found.output.contains("homes looked for, 0 found"))
      }
    }
  }

  /// The search itself: what is planted in a file of each kind is found.
  @Test func whatIsPlantedInAFileIsFound() throws {
    try withTemporaryFolder { folder in
      try planted().withFolder { study in
        let files = [
          ("page.html", "<p>Child KIND-7F3A4 travels.</p>"), ("a.json", "{\"where\": [452139.0, 200563.0]}"),
          ("b.csv", "id,wkt\n1,\"POINT (457871 199447)\"\n"), ("c.csv", "route\nROUTE-QX2\n"),
          // Of 446141, 200227 on the national grid.
          ("d.geojson", "{\"coordinates\": [-1.333771, 51.698899]}"),
        ]
        for (name, text) in files {
          let file = folder.appendingPathComponent(name)
          try Data(text.utf8).write(to: file)
          let found = try search(study, [file])
          #expect(found.status == 1, "\(name): \(found.output)")
        }
      }
    }
  }
}
