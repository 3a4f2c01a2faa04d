import Assumptions
import Testing

@testable import Appraisal

private func assumption(_ id: String, _ status: AssumptionStatus) -> Assumption {
  Assumption(id: id, value: .number(1), unit: "", date: "2026", status: status, source: "")
}

@Suite struct MetricBasisTests {
  @Test func `a metric is unverified when a figure it reads is`() {
    let used = [assumption("transport.pa_day", .known), assumption("cost.base_total", .illustrative)]
    #expect(Metric.transportCost.mark(in: used) == "unverified")
    #expect(Metric.placementCost.mark(in: used) == "illustrative")
    #expect(Metric.ehcp.mark(in: used) == nil)
  }

  @Test func `unverified is the stronger of two marks`() {
    let used = [assumption("cost.base_total", .illustrative), assumption("cost.ap", .known)]
    #expect(Metric.placementCost.mark(in: used) == "unverified")
  }

  @Test func `carbon rests on its factor and on transport`() {
    let used = [assumption("carbon.van", .found), assumption("transport.days", .found), assumption("cost.ap", .found)]
    #expect(Metric.co2e.basis(in: used).map(\.id) == ["carbon.van", "transport.days"])
  }
}
