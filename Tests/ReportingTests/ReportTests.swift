import Appraisal
import Foundation
import Planning
import SampleRun
import Testing

@testable import Reporting

/// The sample run's report, made once.
private let sample: (study: Study, results: PublishedResults, html: String, page: PageReading) = {
  let study = Sample.study()
  let results = DisclosureControl().publish(Sample.results(study))
  let html = report(results, study: study, description: Sample.runDescription(study))
  return (study, results, html, PageReading(html))
}()

/// The source between two markers.
private func between(_ start: String, _ end: String, in text: String) -> String? {
  guard let from = text.range(of: start), let to = text.range(of: end, range: from.upperBound..<text.endIndex)
  else { return nil }
  return String(text[from.upperBound..<to.lowerBound])
}

private func count(_ needle: String, in text: String) -> Int { text.components(separatedBy: needle).count - 1 }

@Suite struct ReportPageTests {
  @Test func `it is one file: no script, no outside request`() {
    let html = sample.html
    #expect(!html.contains("<script"))
    #expect(!html.contains("<link") && !html.contains("src=") && !html.contains("@import"))
    let addresses = html.components(separatedBy: "http").dropFirst().map { $0.prefix(30) }
    #expect(addresses.allSatisfy { $0.hasPrefix("://www.w3.org/2000/svg") })
  }

  @Test func `every option has a table of its proposals' fair shares, with the whole last`() throws {
    for option in sample.study.options where !option.proposals.isEmpty {
      let table = try #require(between("id=\"shares-\(option.id)\"", "</table>", in: sample.html))
      #expect(count("<tr", in: table) == 1 + option.proposals.count + 1)
      #expect(table.contains("The whole option, same draws"))
    }
  }

  @Test func `every element that opens closes, in order`() {
    var open: [String] = []
    for tag in sample.page.tags where !tag.isEmpty && !["meta", "br"].contains(tag.name) {
      if tag.isClosing { #expect(open.popLast() == tag.name) } else { open.append(tag.name) }
    }
    #expect(open.isEmpty && sample.page.tags.count > 1000)
  }

  @Test func `ids are unique and every reference to one is met`() {
    let ids = sample.page.values(of: "id")
    let known = Set(ids)
    #expect(known.count == ids.count)
    let targets = sample.page.values(of: "href").map { String($0.dropFirst()) }
    let labels = sample.page.values(of: "aria-labelledby").flatMap { $0.split(separator: " ").map(String.init) }
    #expect(Set(targets + labels).subtracting(known).isEmpty)
  }

  @Test func `headings start at 1 and never skip a level`() {
    let levels = sample.page.tags.filter { !$0.isClosing && $0.name.count == 2 && $0.name.first == "h" }
      .compactMap { Int($0.name.dropFirst()) }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
  }

  @Test func `every table has a caption and every picture a table behind it`() {
    #expect(count("<table", in: sample.html) == count("<caption", in: sample.html))
    #expect(count("class=\"panel\"", in: sample.html) == count("<details>", in: sample.html))
    #expect(count("class=\"map\"", in: sample.html) == 1)
    #expect(sample.html.contains("id=\"areas-table\""))
  }

  @Test func `names from a study are escaped`() {
    #expect(sample.html.contains("Sample &lt;County&gt;"))
    #expect(!sample.html.contains("<County>"))
  }

  @Test func `the same run gives the same bytes`() {
    #expect(
      report(sample.results, study: sample.study, description: Sample.runDescription(sample.study)) == sample.html)
  }

  @Test func `the first page says that proposals are illustrative, and only then`() {
    #expect(sample.html.contains("<strong>Demonstration:</strong>"))
    var study = sample.study
    for index in study.proposals.indices { study.proposals[index].isIllustrative = false }
    let plain = report(sample.results, study: study, description: Sample.runDescription(study))
    #expect(!plain.contains("Demonstration:") && !plain.contains("no council&#39;s plan"))
  }

  @Test func `it holds no figure that is suppressed`() throws {
    // Doing nothing, Church Stretton has about eight children who need a base; an option brings that to 1 or 2.
    let slice = Slice(.area, "area-9")
    let row = try #require(sample.results.doNothing?[.unmetBaseDemand, year: 8, slice: slice])
    #expect(row.status == .suppressed)
    let line = try #require(between("<th scope=\"row\">Church Stretton</th>", "</tr>", in: sample.html))
    #expect(line.contains(">c</abbr>"))
  }
}

@Suite struct ImpactAssessmentTests {
  @Test func `there is one section for each proposal, with every phrase of SPP8`() throws {
    for (index, proposal) in sample.study.proposals.enumerated() {
      let section = try #require(
        between("aria-labelledby=\"proposal-\(index + 1)\">", "</section>", in: sample.html))
      #expect(section.contains("\(index + 1). \(proposal.name.replacing("&", with: "&amp;"))"))
      for phrase in [
        "Mean distance to placement", "Median distance", "90th percentile distance", "Mean journey time",
        "Out-of-area placements", "Out of area: no local place", "Independent and non-maintained special placements",
        "within 30 minutes", "newly eligible", "Transport cost", "Vehicles in the morning", "Mitigations",
        "High needs block", "General fund", "Decisions", "At opening", "In full", "Who gains and who loses",
        "Places by year", "a. Inclusion at the core", "d. Improved suitability",
      ] { #expect(section.contains(phrase), "\(phrase) in \(proposal.name)") }
    }
  }

  @Test func `missing mitigations are named where journeys grow`() throws {
    let without = sample.study.proposals.firstIndex { $0.mitigations.isEmpty }!
    let section = try #require(
      between("aria-labelledby=\"proposal-\(without + 1)\">", "</section>", in: sample.html))
    #expect(
      section.contains("None stated. Some journeys grow longer, and explicit travel mitigations are required by SPP8."))
    let with = try #require(between("aria-labelledby=\"proposal-1\">", "</section>", in: sample.html))
    #expect(with.contains("Bell times agreed"))
  }

  @Test func `a special school without a reason says that one is required`() throws {
    let special = sample.study.proposals.firstIndex { $0.kind == .newSpecial }!
    let section = try #require(
      between("aria-labelledby=\"proposal-\(special + 1)\">", "</section>", in: sample.html))
    #expect(section.contains("Why need cannot be met in mainstream"))
    let base = try #require(between("aria-labelledby=\"proposal-1\">", "</section>", in: sample.html))
    #expect(!base.contains("Why need cannot be met in mainstream"))
  }

  @Test func `an undated decision says so`() throws {
    let section = try #require(between("aria-labelledby=\"proposal-1\">", "</section>", in: sample.html))
    #expect(section.contains("<th scope=\"row\">Statutory decision</th><td>not dated</td>"))
  }

  @Test func `milestones are opening, three years on and the last year, within the horizon`() {
    let context = ReportContext(
      results: sample.results, study: sample.study, description: Sample.runDescription(sample.study))
    #expect(context.milestones(opening: 2).map(\.year) == [2, 5, 8])
    #expect(context.milestones(opening: 5).map(\.year) == [5, 8])
    #expect(context.milestones(opening: 8).map(\.year) == [8])
    #expect(context.milestones(opening: nil).map(\.title) == ["Final year"])
  }
}

@Suite struct EvidenceTests {
  @Test func `an unverified figure is marked, and a missing owner named`() throws {
    let table = try #require(between("id=\"assumptions-table\"", "</table>", in: sample.html))
    let row = try #require(between("<code>transport.cost_solo_taxi_day</code>", "</tr>", in: table))
    #expect(row.contains("unverified") && row.contains("no owner"))
    #expect(sample.html.contains("Transport cost <span class=\"mark\">unverified</span>"))
    #expect(!sample.html.contains("Mean journey time <span class=\"mark\">"))
  }

  @Test func `every metric is defined`() throws {
    let table = try #require(between("id=\"definitions-table\"", "</table>", in: sample.html))
    for metric in Metric.published { #expect(table.contains("<code>\(metric.name)</code>")) }
  }

  @Test func `the budgets are never netted in one row`() {
    #expect(!sample.html.contains("<th scope=\"row\">Net present value to the public sector</th><td class=\"number\">"))
  }
}
