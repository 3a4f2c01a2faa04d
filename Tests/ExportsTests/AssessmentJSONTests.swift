import Appraisal
import Foundation
import Planning
import SampleRun
import TestSupport
import Testing

@testable import Exports

@Test func theSummaryHoldsWhatIsSaidBeyondTheFiguresAndIsOtherwiseTheSame() throws {
  let study = Sample.study()
  let results = DisclosureControl().publish(Sample.results(study))
  let assessment = try Assessment(results, study: study, assumptions: tinyStudy().assumptions)
  let description = Sample.runDescription(study)
  func read(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
  let with = try read(summaryJSON(results, study: study, description: description, assessment: assessment))
  let without = try read(summaryJSON(results, study: study, description: description))
  #expect(Set(with.keys).subtracting(without.keys) == ["assessment"])
  #expect(Set(without.keys).isSubset(of: Set(with.keys)))
  let found = try #require(with["assessment"] as? [String: Any])
  let proposals = try #require(found["proposals"] as? [String: Any])
  #expect(Set(proposals.keys) == Set(study.proposals.map(\.id)))
  let worlds = try #require(found["worlds"] as? [String: [String: Any]])
  #expect(worlds.count == results.worlds.count - 1)
  for world in worlds.values {
    #expect(["yes", "no"].contains((world["outcomes"] as? [String: String])?["b"] ?? ""))
  }
}
