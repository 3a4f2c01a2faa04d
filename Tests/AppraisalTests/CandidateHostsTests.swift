import Foundation
import Inputs
import Planning
import TestSupport
import Testing

@testable import Appraisal

@Suite("Schools where a base could be")
struct CandidateHostsTests {
  private func demonstration() throws -> LoadedStudy {
    try loadStudy(at: projectFolder().appendingPathComponent("GeoData/shropshire"))
  }

  @Test func fallingRollsFindMostPlanningAreasOfTheDemonstrationsOwnBases() throws {
    let loaded = try demonstration()
    let study = loaded.study
    let hosts = try CandidateHosts(study, assumptions: loaded.assumptions)
    let areas = SettingAreas(study)
    let own = study.proposals.filter { $0.id.hasPrefix("base-") }
    #expect(own.count == 13)
    let (found, missing) = hosts.coverage(of: own, in: study)
    #expect(own.count { found.contains(areas.area(of: study.settings[$0.setting].point)) } >= 8)
    #expect(missing.allSatisfy { $0.refusal != nil })
  }

  @Test func aHostHasAFreeClassroomAndNoBase() throws {
    let loaded = try demonstration()
    let study = loaded.study
    let hosts = try CandidateHosts(study, assumptions: loaded.assumptions)
    for host in hosts.hosts {
      let school = study.settings[host.setting]
      let surplus = school.netCapacity! - max(school.roll ?? 0, school.rollForecast ?? 0)
      #expect(surplus >= Premises.classSize && hosts.refused[host.setting] == nil)
      #expect(!study.provisions.contains { $0.setting == host.setting && $0.kind.isBase && $0.proposal == nil })
      #expect(host.places > 0)
    }
    for (setting, refusal) in hosts.refused {
      if case .noClassroom(let surplus) = refusal { #expect(surplus < 30, "\(study.settings[setting].id)") }
    }
  }

  @Test func aProposedBaseOpensAfterItIsPaidForAndLeavesTheStudysOwnAlone() throws {
    let loaded = try demonstration()
    let hosts = try CandidateHosts(loaded.study, assumptions: loaded.assumptions)
    let (study, sizes) = hosts.proposed(in: loaded.study, assumptions: loaded.assumptions)
    let own = loaded.study.proposals.count
    #expect(study.proposals.prefix(own).map(\.id) == loaded.study.proposals.map(\.id))
    #expect(study.proposals.count > own)
    for index in own..<study.proposals.count {
      let proposal = study.proposals[index]
      #expect(!loaded.study.proposals.contains { $0.setting == proposal.setting })
      let first = study.places(of: index).firstIndex { $0 > 0 }!
      #expect(proposal.capital.keys.allSatisfy { $0.start < study.year(first).start })
      #expect(study.provisions[proposal.provisions[0]].proposal == index && proposal.totalCapital > .zero)
    }
    // One group or two where there is room for them, and every size belongs to one host.
    #expect(sizes.flatMap(\.self) == Array(own..<study.proposals.count))
    #expect(sizes.contains { $0.count == 2 })
    for size in sizes {
      let places = size.map { study.places(of: $0).max()! }
      #expect(places == places.sorted() && Set(places).count == places.count && places.last! <= 24)
      #expect(Set(size.map { study.proposals[$0].setting }).count == 1)
      if size.count > 1 { #expect(places[0] == 12) }
    }
  }

  @Test func aGrammarSchoolIsNoHostUnlessAsked() throws {
    let loaded = try loadStudy(at: projectFolder().appendingPathComponent("GeoData/telford"))
    let selective = loaded.study.settings.indices.filter { loaded.study.settings[$0].isSelective }
    #expect(selective.count == 2)
    let usual = try CandidateHosts(loaded.study, assumptions: loaded.assumptions)
    let asked = try CandidateHosts(loaded.study, assumptions: loaded.assumptions, withSelective: true)
    #expect(selective.allSatisfy { usual.refused[$0] == .selective && asked.refused[$0] != .selective })
    #expect(asked.hosts.contains { selective.contains($0.setting) })
    #expect(!usual.hosts.contains { selective.contains($0.setting) })
  }
}
