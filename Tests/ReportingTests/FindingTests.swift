import Appraisal
import SampleRun
import Testing

@testable import Reporting

private func change(_ mean: Double, _ low: Double, _ high: Double) -> Change {
  Change(mean: mean, p05: low, p50: mean, p95: high, pGain: 0.5)
}

@Suite struct FindingTests {
  @Test func `an interval below zero is a fall, above zero a rise`() {
    #expect(Finding(change(-14, -22, -6), metric: .independentCount) == .down)
    #expect(Finding(change(14, 6, 22), metric: .independentCount) == .up)
  }

  @Test func `an interval that holds zero is within the noise`() {
    #expect(Finding(change(-3, -12, 5), metric: .independentCount) == .withinNoise)
    #expect(Finding(change(-3, -12, 0), metric: .independentCount) == .withinNoise)
  }

  @Test func `all zero is no change`() {
    #expect(Finding(change(0, 0, 0), metric: .independentCount) == .none)
    #expect(Finding(change(0.2, -0.4, 0.3), metric: .independentCount) == .none)
  }

  @Test func `sentences say what the figures say`() {
    #expect(
      Finding.clause("independent placements", .independentCount, change(-14, -22, -6), isPlural: true)
        == "independent placements fall by 14 (90% interval 6 to 22)")
    #expect(
      Finding.clause("transport cost", .transportCost, change(30_000_000, 10_000_000, 50_000_000), isPlural: false)
        == "transport cost rises by \u{00a3}300,000 (90% interval \u{00a3}100,000 to \u{00a3}500,000)")
    #expect(
      Finding.clause("independent placements", .independentCount, change(-3, -12, 5), isPlural: true)
        == "the change in independent placements cannot be told from no change (90% interval \u{2212}12 to +5)")
    #expect(
      Finding.clause("the rate", .independentRateB, change(0, 0, 0), isPlural: false) == "the rate does not change")
  }

  @Test func `a movement never says rise for a fall`() {
    func summary(_ mean: Double) -> Summary { Summary(mean: mean, p05: mean - 1, p50: mean, p95: mean + 1) }
    for (from, to) in [(10.0, 20.0), (20, 10), (10, 10), (10.2, 10.4), (0, 5)] {
      let text = Finding.movement("plans", .ehcp, from: summary(from), to: summary(to), isPlural: true)
      #expect(text.contains("rise") == (to.rounded() > from.rounded()))
      #expect(text.contains("fall") == (to.rounded() < from.rounded()))
    }
  }

  @Test func `the summary has at most ten lines, and an option within the noise says so`() {
    let study = Sample.study()
    var results = Sample.results(study)
    let option = results.worlds.firstIndex { $0.kind == .option }!
    for index in results.worlds[option].rows.indices
    where results.worlds[option].rows[index].metric == .independentCount {
      results.worlds[option].rows[index].change = change(-1, -9, 7)
    }
    let context = ReportContext(
      results: DisclosureControl().publish(results), study: study, description: Sample.runDescription(study))
    let sentences = SummarySection(context: context).sentences
    #expect(sentences.count == 10)
    #expect(sentences[4].contains("the change in independent placements cannot be told from no change"))
    #expect(sentences[5].contains("independent placements fall by"))
  }
}

@Suite struct WordingTests {
  @Test(arguments: [
    (Metric.ehcp, 3016.0, "3,016"), (.independentRateB, 0.0792, "7.9%"), (.distanceMean, 13_900, "8.6 miles"),
    (.timeMean, 1130, "18.8 min"), (.transportCost, 1_390_000_000, "\u{00a3}13.90m"),
    (.transportCost, -43_210_00, "\u{2212}\u{00a3}43,200"), (.co2e, 780_000, "780 t"),
    (.vehicleKm, 3_900_000, "3,900,000 km"), (.vehicleKm, 4_521_169, "4,521,000 km"),
    (.capital, 123_456_789_000, "\u{00a3}1,234.6m"),
  ])
  func `figures read as British readers write them`(metric: Metric, value: Double, words: String) {
    #expect(Wording.value(metric, value) == words)
  }

  @Test func `small changes of means keep a digit that says something`() {
    #expect(Wording.change(.distanceMean, change(-32, -64, -16)).mean == "\u{2212}0.02 miles")
    #expect(Wording.change(.timeMean, change(-9, -14, -3)).mean == "\u{2212}9 s")
    #expect(
      Wording.change(.independentRateB, change(-0.0014, -0.002, -0.0007)).interval == "\u{2212}0.20 to \u{2212}0.07")
  }

  @Test func `an interval is left out only where every draw reads the same`() {
    #expect(Wording.change(.independentCost, change(-160_000, 0, 0)).interval == "\u{00a3}0 to \u{00a3}0")
    #expect(Wording.change(.independentCount, change(4, 4, 4)).interval == nil)
  }

  @Test func `nothing is never minus nothing`() {
    #expect(Wording.decimal(-0.04, 1) == "0.0")
    #expect(Wording.whole(-0.3) == "0")
    #expect(Wording.value(.transportCost, -1000) == "\u{00a3}0")
  }

  @Test func `words are listed with an and`() {
    #expect(Wording.series([]) == "")
    #expect(Wording.series(["a"]) == "a")
    #expect(Wording.series(["a", "b", "c"]) == "a, b and c")
  }
}
