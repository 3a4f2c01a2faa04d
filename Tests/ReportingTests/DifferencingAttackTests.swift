import Planning
import SampleRun
import Testing

@testable import Appraisal

/// A reader who writes down every sum and every change that a whole run prints, in all worlds and years at once, and solves for
/// what is hidden.
private struct LinearSystem {
  /// A hidden cell.
  struct Unknown: Hashable {
    var world: Int
    var year: Int
    var metric: Metric
    var slice: Slice
  }
  private var number: [Unknown: Int] = [:]
  private var names: [Unknown] = []
  /// Solved rows by the unknown that each begins with.
  private var rows: [Int: (terms: [Int: Double], value: Double)] = [:]

  /// Takes an equation: terms over hidden cells and what they come to.
  mutating func add(_ terms: [(unknown: Unknown, factor: Double)], equal value: Double) {
    var left: [Int: Double] = [:]
    for (unknown, factor) in terms {
      let index = number[unknown, default: names.count]
      if index == names.count {
        number[unknown] = index
        names.append(unknown)
      }
      left[index, default: 0] += factor
    }
    var right = value
    while let first = left.keys.filter({ abs(left[$0]!) > 1e-9 }).min() {
      let factor = left[first]!
      guard let row = rows[first] else {
        rows[first] = (left.compactMapValues { abs($0) > 1e-9 ? $0 / factor : nil }, right / factor)
        return
      }
      for (index, term) in row.terms { left[index, default: 0] -= factor * term }
      right -= factor * row.value
      left[first] = nil
    }
  }

  var count: Int { names.count }

  /// Hidden cells that only one value fits.
  func recovered() -> [Unknown: Double] {
    // From the last row up, so that each row holds only unknowns that no row begins with.
    var reduced: [Int: (terms: [Int: Double], value: Double)] = [:]
    for first in rows.keys.sorted(by: >) {
      var (terms, value) = rows[first]!
      for (index, factor) in terms where index != first {
        guard let known = reduced[index] else { continue }
        terms[index] = nil
        for (other, term) in known.terms where other != index { terms[other, default: 0] -= factor * term }
        value -= factor * known.value
      }
      reduced[first] = (terms.filter { abs($0.value) > 1e-7 }, value)
    }
    return reduced.reduce(into: [:]) { found, row in
      if row.value.terms.count == 1 { found[names[row.key]] = row.value.value }
    }
  }
}

/// Everything a reader of a run can write down.
private func system(_ results: PublishedResults, truth: RunResults) -> LinearSystem {
  var system = LinearSystem()
  func term(_ world: Int, _ row: PublishedRow, _ factor: Double) -> (
    known: Double, hidden: [(LinearSystem.Unknown, Double)]
  ) {
    if let value = row.value { return (factor * value.mean, []) }
    return (0, [(.init(world: world, year: row.year, metric: row.metric, slice: row.slice), factor)])
  }
  func equation(_ world: Int, total: PublishedRow?, parts: [PublishedRow?]) {
    guard let total, parts.contains(where: { $0 != nil }) else { return }
    let terms = [term(world, total, -1)] + parts.compactMap { $0.map { term(world, $0, 1) } }
    let hidden = terms.flatMap(\.hidden)
    if !hidden.isEmpty {
      system.add(hidden.map { (unknown: $0.0, factor: $0.1) }, equal: -terms.reduce(0) { $0 + $1.known })
    }
  }
  for (number, world) in results.worlds.enumerated() {
    for year in results.years.indices {
      let rows = world.rows.filter { $0.year == year }
      let slices = Set(rows.map(\.slice))
      for metric in Metric.allCases where AdditiveRelation.isAdditive(metric) {
        for kind in SliceKind.allCases where kind != .all {
          let parts = slices.filter { $0.kind == kind }.map { world[metric, year: year, slice: $0] }
          guard parts.contains(where: { $0 != nil }), addsUp(truth.worlds[number], metric, kind, year) else { continue }
          equation(number, total: world[metric, year: year], parts: parts)
        }
      }
      for slice in slices {
        for sum in AdditiveRelation.sums where sum.total.unit == .children {
          equation(
            number, total: world[sum.total, year: year, slice: slice],
            parts: sum.parts.map { world[$0, year: year, slice: slice] })
        }
      }
      guard let nothing = results.doNothing, world.kind != .doNothing else { continue }
      for row in rows where !row.metric.isComparison {
        guard let change = row.change, let before = nothing[row.metric, year: year, slice: row.slice] else { continue }
        let terms = [term(number, row, 1), term(0, before, -1)]
        let hidden = terms.flatMap(\.hidden)
        if !hidden.isEmpty {
          system.add(
            hidden.map { (unknown: $0.0, factor: $0.1) }, equal: change.mean - terms.reduce(0) { $0 + $1.known })
        }
      }
    }
  }
  return system
}

/// Whether a figure's slices of a kind make up the authority's, which a reader may know.
private func addsUp(_ world: WorldResults, _ metric: Metric, _ kind: SliceKind, _ year: Int) -> Bool {
  let rows = world.rows.filter { $0.year == year && $0.metric == metric }
  guard let total = rows.first(where: { $0.slice == .all })?.value.mean else { return false }
  let sum = rows.filter { $0.slice.kind == kind }.reduce(0) { $0 + $1.value.mean }
  return abs(sum - total) <= 0.5 + 1e-6 * abs(total)
}

@Suite struct DifferencingAttackTests {
  private let truth: RunResults
  private let results: PublishedResults

  init() {
    truth = Sample.results(Sample.study(proposals: 2))
    results = DisclosureControl().publish(truth)
  }

  @Test func `no hidden cell of a run is found from its sums and changes, all worlds and years at once`() {
    let system = system(results, truth: truth)
    #expect(system.count > 100)
    #expect(system.recovered().isEmpty)
  }

  @Test func `the same attack finds cells where only the small ones are hidden`() {
    let naive = PublishedResults(
      draws: truth.draws, seed: truth.seed, years: truth.years,
      worlds: truth.worlds.map { world in
        PublishedWorld(
          id: world.id, name: world.name, kind: world.kind, proposals: world.proposals,
          rows: world.rows.map { row in
            let isHidden = row.slice.kind != .all && DisclosureControl().isTooSmall(row)
            return DisclosureControl.published(row, isHidden: isHidden)
          })
      }, notes: [], threshold: 5)
    #expect(system(naive, truth: truth).recovered().count > 10)
  }

  @Test func `what another world shows lies away from a hidden count, and no change leads back to it`() throws {
    var hiddenCounts = 0
    for (number, world) in results.worlds.enumerated() {
      for hidden in world.rows where hidden.status == .suppressed && hidden.metric.unit == .children {
        hiddenCounts += 1
        let count =
          truth.worlds[number].rows.first {
            $0.year == hidden.year && $0.metric == hidden.metric && $0.slice == hidden.slice
          }?.value.mean ?? 0
        for other in results.worlds where other.id != world.id && !hidden.metric.isComparison {
          guard let seen = other[hidden.metric, year: hidden.year, slice: hidden.slice], let value = seen.value else {
            continue
          }
          #expect(abs(value.mean - count) >= 4.5, "\(hidden.metric.name) of \(hidden.slice.id) in \(other.id)")
          if world.kind == .doNothing { #expect(seen.change == nil) }
        }
      }
    }
    #expect(hiddenCounts > 50)
  }

  /// Year 1: four of an area when nothing is done and five under the option; year 2: five in both.
  @Test func `4 beside 5 of an option, and 4 before 5 of the next year, stay unknown`() throws {
    func rows(_ year: Int, _ counts: [Double], nothing: [Double]) -> [MetricRow] {
      func row(_ slice: Slice, _ value: Double, _ before: Double) -> MetricRow {
        MetricRow(
          year: year, metric: .ehcp, slice: slice, value: Summary(mean: value, p05: value, p50: value, p95: value),
          change: Change(
            mean: value - before, p05: value - before, p50: value - before, p95: value - before, pGain: nil),
          base: value)
      }
      return [row(.all, counts.reduce(0, +), nothing.reduce(0, +))]
        + zip(["a", "b", "c"], zip(counts, nothing)).map { row(Slice(.area, $0), $1.0, $1.1) }
    }
    let nothing = [[4.0, 20, 30], [5, 21, 31]]
    let option = [[5.0, 20, 29], [5, 21, 31]]
    let made = RunResults(
      draws: 1, seed: 1, years: [truth.years[0], truth.years[1]],
      worlds: [
        WorldResults(
          id: "do-nothing", name: "Do nothing", kind: .doNothing, proposals: [],
          rows: (0..<2).flatMap { rows($0, nothing[$0], nothing: nothing[$0]) }),
        WorldResults(
          id: "o", name: "Option", kind: .option, proposals: [0],
          rows: (0..<2).flatMap { rows($0, option[$0], nothing: nothing[$0]) }),
      ], notes: [])
    let results = DisclosureControl().publish(made)
    let a = Slice(.area, "a")
    #expect(results.worlds.allSatisfy { $0[.ehcp, year: 0, slice: a]?.status == .suppressed })
    #expect(results.worlds.allSatisfy { $0[.ehcp, year: 0, slice: a]?.change == nil })
    // The next year's five may be shown: no figure of a run adds up years below the authority, so it says nothing of the four.
    #expect(results.worlds.allSatisfy { $0[.ehcp, year: 1, slice: a]?.value?.mean == 5 })
    #expect(system(results, truth: made).recovered().isEmpty)
    #expect(system(results, truth: made).count == 4)
  }
}
