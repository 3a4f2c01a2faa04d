import Planning
import Testing
import Units

@Suite struct CodesTests {
  @Test func everyNeedReadsBackFromItsCode() {
    #expect(Need.allCases.count == 13)
    for need in Need.allCases { #expect(Need(code: need.code) == need && !need.title.isEmpty) }
    #expect(Need(code: "SpLD") == nil && Need(code: "") == nil)
  }

  @Test func everyKindReadsBackFromItsCode() {
    for kind in ProvisionKind.allCases { #expect(ProvisionKind(code: kind.code) == kind && !kind.title.isEmpty) }
    #expect(ProvisionKind(code: "unit") == nil)
  }

  @Test func independentRateBCountsIndependentSpecialAndNonMaintained() {
    #expect(ProvisionKind.allCases.filter(\.isINMSS) == [.nmss, .independentSpecial])
    #expect(ProvisionKind.allCases.filter(\.isBase) == [.supportBase, .specialistBase])
    #expect(ProvisionKind.allCases.filter(\.isStateSpecial) == [.special, .satellite])
  }

  @Test func childrenEducatedAtHomeOrNowhereMakeNoJourney() {
    #expect(
      ProvisionKind.allCases.filter { !$0.hasDailyJourney } == [.eotas, .ehe, .elsewhere, .notRecorded, .unplaced])
  }

  @Test(arguments: [
    (-4, Phase.earlyYears), (-1, .earlyYears), (0, .primary), (6, .primary), (7, .secondary), (11, .secondary),
    (12, .post16), (21, .post16),
  ])
  func phasesMeetAtReceptionYear7AndYear12(ncYear: Int, phase: Phase) {
    #expect(Phase(NCYear(ncYear)) == phase)
  }

  @Test func aNeedSetHoldsWhatWasPutInIt() {
    let set = NeedSet([.asd, .slcn])
    #expect(set.contains(.asd) && set.contains(.slcn) && !set.contains(.semh))
    #expect(Need.allCases.allSatisfy { NeedSet.all.contains($0) && !NeedSet([]).contains($0) })
  }
}
