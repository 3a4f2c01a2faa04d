import Planning
import Testing

@testable import Reporting

@Suite struct PathAccountTests {
  private func sentences(_ kind: ProvisionKind, _ before: Double, _ after: Double) -> [String] {
    PathAccount(steps: [.init(kind: kind, before: before, after: after)]).sentences
  }

  @Test func aPathThatGoesOnAsBeforeNeedsNoAccount() {
    #expect(sentences(.special, 0.04, 0.015).isEmpty)
    #expect(sentences(.special, 0.015, 0.04).isEmpty)
  }

  @Test func everyKindThatLeavesItsTrendHasAReason() {
    for kind in ProvisionKind.allCases {
      for (before, after) in [(0.10, 0.01), (-0.05, 0.06)] {
        let found = sentences(kind, before, after)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("\(kind.title): ") == true)
        #expect(found.first?.hasSuffix(".") == true)
      }
    }
  }

  @Test func placesThatDoNotOpenAreTheReasonWhereASpecialSchoolStopsGrowing() {
    #expect(
      sentences(.special, 0.08, 0.004) == [
        "State special school: 8% a year before and 0% after. Places rule it, and doing nothing opens none beyond those of the study."
      ])
  }
}
