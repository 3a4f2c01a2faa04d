import Foundation
import TestSupport
import Testing

@Suite("placeplan estimate")
struct EstimateCommandTests {
  private func answers(_ lines: [String]) throws -> (ready: [String: Any], answers: [[String: Any]]) {
    try TinyStudy.assessable().withFolder { study in
      let result = try Command.run(
        ["estimate", study.path, "--lines"], input: lines.map { $0 + "\n" }.joined())
      #expect(result.code == 0, "\(result.error)")
      let read = try result.output.split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
      return (try #require(read.first), Array(read.dropFirst()))
    }
  }

  @Test func everyLineInHasALineOutInOrder() throws {
    let lines = [
      #"{"id": "a", "option": {"id": "what-if", "name": "Nothing", "proposals": []}}"#,
      "no question at all", "",
      #"{"id": "b", "option": {"id": "what-if", "proposals": ["east-base"], "changes": [{"proposal": "east-base", "field": "places", "value": {"2026/27": 3}}]}}"#,
      #"{"id": "c", "option": {"id": "what-if", "proposals": ["east-base"], "changes": [{"proposal": "east-base", "field": "site", "value": {"easting_m": 444000, "northing_m": 200100}}, {"proposal": "east-base", "field": "needs", "value": ["ASD", "SLCN"]}]}}"#,
      #"{"id": "d", "option": {"id": "plan-a", "proposals": ["east-base"], "assumptions": {"placement.preference_share": 0.3}}}"#,
    ]
    let (ready, answers) = try answers(lines)
    #expect(ready["ready"] as? Bool == true && ready["study"] as? String == "Tiny")
    #expect((ready["years"] as? [String])?.first == "2025/26")
    let metrics = try #require(ready["metrics"] as? [[String: Any]])
    #expect(metrics.contains { $0["name"] as? String == "independent_rate_b" && $0["doing_nothing"] is [Any] })
    let proposals = try #require(ready["proposals"] as? [[String: Any]])
    #expect(proposals.first?["opening_year"] as? String == "2027/28")
    #expect(proposals.first?["easting_m"] as? Double == 456000)
    #expect(answers.map { $0["id"] as? String } == ["a", "", "", "b", "c", "d"])
    #expect(answers.map { $0["error"] == nil } == [true, false, false, true, true, true])
    for answer in answers where answer["error"] == nil {
      #expect((answer["metrics"] as? [[String: Any]])?.count == metrics.count)
      #expect((answer["areas"] as? [[String: Any]])?.count == 2)
    }
    let sites = try #require(answers[4]["settings"] as? [[String: Any]])
    #expect(sites.contains { $0["id"] as? String == "east-base-site@what-if" })
    #expect((answers[5]["notes"] as? [String])?.contains { $0.contains("placement.preference_share 0.3") } == true)
  }

  @Test func aWrongOptionIsRefusedWithTheLoadersMessage() throws {
    let wrong = [
      (
        #"{"id": "1", "option": {"id": "w", "proposals": ["west-base"]}}"#,
        "options/w.yaml, row 1: \"west-base\" is not a proposal. Correct the id, or add proposals/west-base.yaml."
      ),
      (
        #"{"id": "1", "option": {"id": "w", "proposals": ["east-base"], "changes": [{"proposal": "east-base", "field": "delay_years", "value": 30}]}}"#,
        "options/w.yaml, row 1: \"30\" is not in range, which value must be. Write a whole number from 0 to 20."
      ),
      (
        #"{"id": "1", "option": {"id": "w", "proposals": ["east-base"], "changes": [{"proposal": "east-base", "field": "needs", "value": ["XYZ"]}]}}"#,
        "options/w.yaml, row 1: \"XYZ\" is not a need code."
      ),
      (
        #"{"id": "1", "option": {"id": "w", "proposals": [], "assumptions": {"no.such": 1}}}"#,
        "options/w.yaml, row 1: \"1\" is not an assumption."
      ),
      (#"{"id": "1", "option": {}}"#, "options/what-if.yaml"),
    ]
    let (_, answers) = try answers(wrong.map(\.0))
    #expect(answers.count == wrong.count)
    for (answer, (_, sentence)) in zip(answers, wrong) {
      #expect((answer["error"] as? String)?.hasPrefix(sentence) == true, "\(answer)")
      #expect(answer["metrics"] == nil)
    }
  }

  @Test func oneEstimateIsPrintedAndSaysThatItIsOne() throws {
    try TinyStudy.assessable().withFolder { study in
      let result = try Command.run(["estimate", study.path, "--option", "plan-a", "--quiet"])
      #expect(result.code == 0, "\(result.error)")
      #expect(result.output.hasPrefix("Plan A, 2028/29:") && result.output.contains("no interval"))
      #expect(try Command.run(["estimate", study.path, "--option", "none"]).code == 64)
    }
  }
}
