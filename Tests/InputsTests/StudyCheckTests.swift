import Foundation
import Inputs
import TestSupport
import Testing

/// What `placeplan check` prints of a sound study.
@Suite struct StudyCheckTests {
  @Test func textSaysHowMuchThereIs() throws {
    let text = StudyCheck(try TinyStudy().load()).text
    #expect(text.hasPrefix("Tiny: Tinyshire (999), 2025/26 to 2028/29, 4 draws, seed 7\n"))
    #expect(text.contains("\n  residences   4\n"))
    #expect(text.contains("\n  caseload     8\n"))
  }

  @Test func textNamesWhoSignedAFigureAndWhoDidNot() throws {
    let text = StudyCheck(try TinyStudy().load()).text
    #expect(text.contains("\n  transport.cost_pa_day (tests; made for the tiny study)\n"))
    #expect(
      text.contains(
        "  transport.wheelchair_uplift (no owner; unverified), not usable as a default\n"))
  }

  @Test func jsonGoesThereAndBack() throws {
    let check = StudyCheck(try TinyStudy().load())
    let json = try JSONEncoder().encode(check)
    #expect(try JSONDecoder().decode(StudyCheck.self, from: json) == check)
  }
}
