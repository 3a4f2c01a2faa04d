import Foundation
import Geometry
import StudyGeneration
import Testing

@Suite struct GeneratedFilesTests {
  @Test(arguments: StudyFolder.all)
  func `generated tables have the committed bytes`(study: StudyFolder) throws {
    let files = try study.generated.files.filter { $0.name.hasSuffix(".csv") }
    #expect(files.map(\.name) == ["residences.csv", "pupils.csv", "caseload.csv", "road_nodes.csv", "road_links.csv"])
    for file in files {
      let isSame = file.text == (try study.text(file.name))
      #expect(isSame, "\(file.name): run placeplan-generate GeoData/\(study.name)")
    }
  }

  @Test func `two generations are equal`() throws {
    let study = StudyFolder.all[1]
    let again = try GeneratedStudy(Facts(study: study.url))
    let first = try study.generated.files
    #expect(again.files == first)
  }

  /// Longitudes and latitudes depend on the operation libproj chooses: the OSTN15 grid, where installed, moves points by
  /// up to 5 m. With the Helmert transformation the bytes are the committed ones.
  @Test(arguments: StudyFolder.all)
  func `area boundaries are the committed ones`(study: StudyFolder) throws {
    let file = try #require(study.generated.files.first { $0.name == "areas.geojson" })
    let committed = try study.text("areas.geojson")
    if try GridTransformation().operation.contains("OSGB36 to WGS 84 (6)") { #expect(file.text == committed) }
    let mine = coordinates(file.text)
    let theirs = coordinates(committed)
    #expect(mine.count == theirs.count)
    #expect(zip(mine, theirs).allSatisfy { abs($0 - $1) < 0.000_1 })
  }

  @Test(arguments: StudyFolder.all)
  func `a study takes less than 3 MB`(study: StudyFolder) throws {
    let files = FileManager.default.enumerator(at: study.url, includingPropertiesForKeys: [.fileSizeKey])
    var bytes = 0
    for case let url as URL in try #require(files) {
      bytes += try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
    }
    #expect(bytes > 400_000 && bytes < 3_000_000)
  }

  private func coordinates(_ text: String) -> [Double] {
    text.split { !"-.0123456789".contains($0) }.compactMap { Double($0) }
  }
}
