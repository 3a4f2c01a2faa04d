import TestSupport
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
    #expect(snapshotFault(chart([5, 10, 12, -8]).svg(), "trajectory.svg") == nil)
  }

  @Test(arguments: [[5.0, 10, 12, -8], [30, 30, 30, 30], [29.9, 30, 30.1, 30.2], [1, 1, 1, 1], []])
  func `no two labels overlap and none leaves the picture`(ends: [Double]) {
    let texts = PictureText.all(in: chart(ends).svg(), size: 13)
    #expect(texts.count > 5)
    #expect(PictureText.overlaps(texts) == [])
    #expect(PictureText.outside(texts, width: 360) == [])
  }

  @Test func `the last year of a line without a label stays within the picture`() {
    var single = chart([])
    single.series[0].label = ""
    #expect(PictureText.outside(PictureText.all(in: single.svg(), size: 13), width: 360) == [])
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

  @Test func `a chart of six proposals is as on file`() {
    #expect(snapshotFault(chart(10).svg(), "changes.svg") == nil)
  }

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

@Suite struct WaterfallChartTests {
  private func chart(_ changes: [Double], start: Double = 9_410) -> WaterfallChart {
    WaterfallChart(
      id: "w", title: "Option A costs more", description: "Steps.", start: start,
      from: .init(label: "Do nothing", value: "\(Int(start))"),
      steps: changes.enumerated().map { index, change in
        .init(
          label: "\(index + 1). A step with quite a long name & more of it that goes on", value: "\(Int(change))",
          change: change)
      }, to: .init(label: "Option A", value: "\(Int(start + changes.reduce(0, +)))"), format: { "\(Int($0))" })
  }

  @Test func `a chart of three steps is as on file`() {
    #expect(snapshotFault(chart([-420, 310, 60]).svg(), "waterfall.svg") == nil)
  }

  @Test(arguments: [[-420.0, 310, 60], [1, 1, 1], [0, 0, 0], [-9_410], [123_456, -100_000]])
  func `steps lead from one total to the other, and no label overlaps or leaves the picture`(changes: [Double]) {
    let chart = chart(changes)
    #expect(chart.levels.first == 9_410 && chart.levels.last == 9_410 + changes.reduce(0, +))
    let texts = PictureText.all(in: chart.svg(), size: 13)
    #expect(texts.count > 5)
    #expect(PictureText.overlaps(texts) == [])
    #expect(PictureText.outside(texts, width: 480) == [])
    #expect(!chart.svg().contains("nan"))
  }

  @Test func `a step that takes away is filled, one that adds is hollow`() {
    func hollow(_ changes: [Double]) -> Int {
      chart(changes).svg().components(separatedBy: "fill=\"#ffffff\" stroke=\"#12436D\"").count - 1
    }
    #expect(hollow([-420, -310]) == 0 && hollow([420, 310]) == 2)
  }
}

@Suite struct FrontierChartTests {
  private func chart(_ points: [FrontierChart.Point]) -> FrontierChart {
    FrontierChart(
      id: "f", title: "Capital and change", description: "Markers.", xTitle: "Capital, \u{00a3}m", yTitle: "Change",
      points: points)
  }

  @Test func `a chart of four options is as on file`() {
    let points = [(16.4, -16.0), (24.1, -49), (46.3, -112), (7.7, -8)].enumerated().map { index, at in
      FrontierChart.Point(
        label: ["A", "B", "C", "D"][index], x: at.0, y: at.1, low: at.1 * 1.5, high: at.1 * 0.4)
    }
    #expect(snapshotFault(chart(points).svg(), "frontier.svg") == nil)
  }
}
