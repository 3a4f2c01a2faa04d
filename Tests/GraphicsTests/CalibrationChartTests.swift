import Testing

@testable import Graphics

@Suite struct CalibrationChartTests {
  private func chart(_ held: [[Double]]) -> CalibrationChart {
    CalibrationChart(
      id: "k", title: "How often intervals held what came", description: "Plans, 1 year: 52, 82, 93, 96.",
      levels: [50, 80, 90, 95],
      rows: held.enumerated().map { .init(label: "plans, \($0 + 1) years", held: $1) })
  }
  private let usual = [[51.9, 82.1, 92.5, 95.5], [53.4, 82.3, 92.9, 98], [50.3, 83, 90.5, 95.9]]

  @Test(arguments: [[[0.0, 0, 0, 0]], [[100.0, 100, 100, 100]], [[50.0, 80, 90, 95]], []])
  func `labels stay apart and inside whatever was held`(held: [[Double]]) {
    let texts = PictureText.all(in: chart(held).svg(), size: 13)
    #expect(texts.count > 5)
    #expect(PictureText.overlaps(texts) == [])
    #expect(PictureText.outside(texts, width: 728) == [])
  }

  @Test func `a level that held what it should has its marker on its line`() {
    let svg = chart([[50, 80, 90, 95]]).svg()
    let lines = svg.split(separator: "\n").filter { $0.contains("stroke-dasharray=\"4 3\"") }
    #expect(lines.count == 4)
    for style in [SeriesStyle.first, .second, .third, .fourth] {
      // The key and the row's marker.
      #expect(
        svg.split(separator: "\n").count { $0.hasPrefix("<path") && $0.contains("fill=\"\(style.colour)\"") } == 2)
    }
  }

  @Test func `it has a name, a description and no wish for a style sheet`() {
    let svg = chart(usual).svg()
    #expect(svg.contains("role=\"img\" aria-labelledby=\"k-title k-desc\""))
    #expect(svg.contains("<desc id=\"k-desc\">Plans, 1 year: 52, 82, 93, 96.</desc>"))
    #expect(svg.contains("<style>text{font:13px sans-serif"))
  }
}
