import Assumptions
import Planning
import SampleRun
import TestSupport
import Testing

@testable import Appraisal
@testable import Reporting

/// The sample run with what is said beyond its figures; no draw is looked at closely.
private let sample: (study: Study, results: PublishedResults, assessment: Assessment, html: String) = {
  let study = Sample.study()
  let results = DisclosureControl().publish(Sample.results(study))
  let figures = try! tinyStudy().assumptions
  let assessment = try! Assessment(results, study: study, assumptions: figures)
  let html = report(results, study: study, description: Sample.runDescription(study), assessment: assessment)
  return (study, results, assessment, html)
}()

@Suite struct AssessedReportTests {
  private var context: ReportContext {
    ReportContext(
      results: sample.results, study: sample.study, description: Sample.runDescription(sample.study),
      assessment: sample.assessment)
  }

  @Test func `sections beyond the figures are there with an assessment and not without`() {
    let plain = report(sample.results, study: sample.study, description: Sample.runDescription(sample.study))
    for id in ["money", "outcomes"] {
      #expect(sample.html.contains("id=\"\(id)\"") && !plain.contains("id=\"\(id)\""))
      #expect(sample.html.contains("href=\"#\(id)\""))
    }
    #expect(sample.html.contains("Last safe date") && !plain.contains("Last safe date"))
  }

  @Test func `ids are unique, references are met, and elements close in order`() {
    let page = PageReading(sample.html)
    let ids = page.values(of: "id")
    #expect(Set(ids).count == ids.count)
    let targets = page.values(of: "href").map { String($0.dropFirst()) }
    let labels = page.values(of: "aria-labelledby").flatMap { $0.split(separator: " ").map(String.init) }
    #expect(Set(targets + labels).subtracting(Set(ids)).isEmpty)
    var open: [String] = []
    for tag in page.tags where !tag.isEmpty && !["meta", "br"].contains(tag.name) {
      if tag.isClosing { #expect(open.popLast() == tag.name) } else { open.append(tag.name) }
    }
    #expect(open.isEmpty)
  }

  @Test func `a timetable says which decision is late and which September is safe`() throws {
    let rules = try TimetableRules(tinyStudy().assumptions)
    func sentence(_ decisions: Proposal.Decisions, planned: Int?, opening: Int?) -> String {
      var proposal = sample.study.proposals[0]
      proposal.decisions = decisions
      return TimetableTable(
        proposal: proposal, setting: sample.study.settings[proposal.setting],
        timetable: Timetable(
          decisions, planned: planned, opening: opening, septembers: 2025...2030, rules: rules, serves: 0...6,
          works: .refurbishment),
        id: "p"
      ).sentence
    }
    let late = Proposal.Decisions(consent: "2026-01-01", statutory: "2027-01-10", naming: "2027-06-15")
    #expect(sentence(late, planned: 2027, opening: 2028).contains("the first safe September is 2028"))
    #expect(sentence(late, planned: 2027, opening: 2028).contains("the naming in plans comes after"))
    #expect(sentence(late, planned: 2027, opening: 2028).contains("no place before it"))
    #expect(sentence(late, planned: 2027, opening: nil).contains("no places in the years shown"))
    #expect(sentence(late, planned: 2028, opening: 2028) == "Every dated decision is in time for September 2028.")
    let undated = Proposal.Decisions(naming: "2027-01-01")
    #expect(sentence(undated, planned: 2027, opening: 2027).contains("the statutory decision has no date"))
    #expect(sentence(undated, planned: 2027, opening: 2027).contains("as an illustration"))
    #expect(sentence(undated, planned: 2027, opening: nil).contains("counts none of the places"))
    #expect(sentence(late, planned: nil, opening: nil).contains("opens no places"))
  }

  @Test func `a new special school out of ten million is infeasible, with its reasons`() {
    var tests = sample.assessment.proposals[0]
    tests.affordability = Affordability(envelope: 1e9, cost: 20.8e8, leastPrice: 2e9)
    var study = sample.study
    study.proposals[0].kind = .newSpecial
    let context = ReportContext(
      results: sample.results, study: study, description: Sample.runDescription(study), assessment: sample.assessment)
    let sentences = ProposalTests(context: context, index: 0, tests: tests, id: "p").sentences
    #expect(
      sentences.contains {
        $0.hasPrefix("Money: infeasible. The envelope of \u{00a3}10.00m cannot build a new special school:")
          && $0.contains("\u{00a3}20.00m")
      })
    tests.affordability = Affordability(envelope: 1e9, cost: 5e8, leastPrice: nil)
    #expect(
      ProposalTests(context: context, index: 0, tests: tests, id: "p").sentences.contains { $0.contains("within") })
  }

  @Test func `outcome b reads yes only where the table does`() throws {
    for (index, option) in sample.results.options.enumerated() {
      let found = try #require(sample.assessment.worlds[option.id])
      let value = try #require(option[.unmetBaseDemand, year: sample.results.years.count - 1]?.value)
      #expect((found.outcomes.access == .met) == (value.p95 == 0), "option \(index)")
    }
    #expect(sample.html.contains("Can every child who needs a base place access one"))
  }

  @Test func `budgets are not added up, and the grant is a memo`() {
    let money = MoneySection(context: context, assessment: sample.assessment)
    #expect(money.bearers.contains { $0.hasPrefix("Memo:") && $0.contains("31 March 2026") })
    #expect(money.bearers.count { $0.hasPrefix("Option ") } == sample.results.options.count)
    #expect(!money.markup.source.contains("Net present value to the public sector"))
  }

  @Test func `losers say what spares them, and nothing of too few`() {
    func sentences(_ losers: CloseFindings.Losers) -> [String] {
      LosersList(context: context, losers: losers).sentences
    }
    let shown = CloseFindings.Losers(
      all: 20, lowIncome: 8, otherIncome: 12,
      mitigated: [
        .init(mitigation: .sharedPickUp, spared: 7, site: nil),
        .init(mitigation: .phasedTransfer, spared: nil, site: nil),
      ])
    #expect(sentences(shown).contains { $0.contains("would spare 7 children of 20") })
    #expect(sentences(shown).contains { $0.contains("would spare too few children to be shown") })
    #expect(sentences(.init(all: 0, lowIncome: 0, otherIncome: 0, mitigated: [])).isEmpty)
    #expect(sentences(.init(all: nil, lowIncome: nil, otherIncome: nil, mitigated: [])).count == 1)
    #expect(
      sentences(.init(all: 9, lowIncome: nil, otherIncome: nil, mitigated: [])).contains {
        $0.contains("none of the mitigations")
      })
  }
}
