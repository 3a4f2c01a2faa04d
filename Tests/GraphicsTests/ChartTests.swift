import Foundation
import Testing

@testable import Graphics

private func rising(_ start: Double, by step: Double) -> [TrajectoryChart.Point?] {
  (0..<9).map { year in
    let mean = start + step * Double(year)
    return .init(mean: mean, low: mean * (1 - 0.01 * Double(year)), high: mean * (1 + 0.01 * Double(year)))
  }
}

private let years = (2024..<2033).map { "\($0)/\(($0 + 1) % 100)" }

private func chart(_ ends: [Double]) -> TrajectoryChart {
  TrajectoryChart(
    id: "c", title: "Independent placement rate", description: "Lines by year.", years: years,
    series: [.init(label: "Do nothing", style: .reference, points: rising(200, by: 30))]
      + ends.enumerated().map { index, end in
        .init(label: ["A", "B", "C", "D"][index], style: SeriesStyle(option: index), points: rising(200, by: end))
      }, wholeNumbers: true, format: { "\(Int($0))" })
}

@Suite struct TrajectoryChartTests {
  @Test func `a chart of four options is as on file`() {
    expectSnapshot(chart([5, 10, 12, -8]).svg(), "trajectory.svg")
  }

  @Test(arguments: [[5.0, 10, 12, -8], [30, 30, 30, 30], [29.9, 30, 30.1, 30.2], [1, 1, 1, 1], []])
  func `no two labels overlap and none leaves the picture`(ends: [Double]) {
    let texts = PictureText.all(in: chart(ends).svg(), size: 13)
    #expect(texts.count > 5)
    #expect(PictureText.overlaps(texts) == [])
    #expect(PictureText.outside(texts, width: 360) == [])
  }

  @Test func `every series differs by dashes or marker as well as colour`() {
    let marks = SeriesStyle.allCases.map { "\($0.dash ?? "solid") \($0.symbol)" }
    #expect(Set(marks).count == marks.count)
  }

  @Test func `it has a name and a description`() {
    let svg = chart([5]).svg()
    #expect(svg.contains("role=\"img\" aria-labelledby=\"c-title c-desc\""))
    #expect(svg.contains("<title id=\"c-title\">Independent placement rate</title>"))
  }

  @Test func `a missing year leaves the others in place`() {
    var gappy = chart([])
    gappy.series[0].points[8] = nil
    #expect(gappy.svg().contains("<path"))
    gappy.series[0].points = Array(repeating: nil, count: 9)
    #expect(!gappy.svg().contains("NaN") && !gappy.svg().contains("nan"))
  }
}

@Suite struct DotIntervalChartTests {
  private func chart(_ scale: Double) -> DotIntervalChart {
    DotIntervalChart(
      id: "d", title: "Change in placements", description: "Dots.",
      rows: (1...6).map { index in
        let mean = scale * Double(index - 5)
        return .init(
          label: "\(index). A proposal with quite a long name & more of it", value: "\(Int(mean))", mean: mean,
          low: mean - 2 * scale, high: mean + 2 * scale)
      }, sides: ("fewer", "more"), wholeNumbers: true, format: { "\($0 > 0 ? "+" : "")\(Int($0))" })
  }

  @Test func `a chart of six proposals is as on file`() { expectSnapshot(chart(10).svg(), "changes.svg") }

  @Test(arguments: [1.0, 10, 12_345, 9_999_999])
  func `no two labels overlap and none leaves the picture`(scale: Double) {
    let texts = PictureText.all(in: chart(scale).svg(), size: 13)
    #expect(PictureText.overlaps(texts) == [])
    #expect(PictureText.outside(texts, width: 360) == [])
  }

  @Test func `a dot is hollow where the interval holds zero`() {
    let svg = chart(10).svg()
    let hollow = svg.components(separatedBy: "fill=\"#ffffff\" stroke=\"#12436D\"").count - 1
    #expect(hollow == 4)
  }
}

@Suite struct ContrastTests {
  /// WCAG 2 relative luminance of `#rrggbb`.
  private func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16)!
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { channel -> Double in
      let share = Double(channel) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
  private func contrast(_ first: String, _ second: String) -> Double {
    let pair = [luminance(first), luminance(second)].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  @Test func `figures can be read on every shade of the map`() {
    for (shade, text) in zip(Palette.sequence, Palette.onSequence) { #expect(contrast(shade, text) >= 4.5) }
    #expect(contrast(MapStyle.pinFill, "#ffffff") >= 4.5)
  }

  @Test func `every line can be told from the page`() {
    for style in SeriesStyle.allCases { #expect(contrast(style.colour, "#ffffff") >= 3) }
  }
}
