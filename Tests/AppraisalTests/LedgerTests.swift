import Planning
import Randomness
import TestSupport
import Testing

@testable import Appraisal

/// What is written in a ledger comes back bit for bit, whatever it is.
@Test func aLedgerGivesBackWhatWasWritten() throws {
  let layout = CellLayout(study: try tinyStudy().study)
  var random = NamedRandom(seed: 3, stream: RandomStream("test.ledger"), draw: 0)
  let blank = YearRecord(layout)
  var nothing: [YearRecord] = []
  var world: [YearRecord] = []
  var first = Ledger()
  var second = Ledger()
  for year in 0..<5 {
    var one = record(layout, &random, from: blank)
    var other = year == 2 ? one : record(layout, &random, from: one)
    for (index, value) in [Double.nan, -0.0, 0.1, -Double.infinity, 1e17, 3e15, -7, 0].enumerated() {
      one.extras[index] = value
      other.extras[(index + year) % 8] = value
    }
    first.append(one, from: blank)
    second.append(other, from: one)
    nothing.append(one)
    world.append(other)
  }
  first.finish()
  second.finish()
  for year in 0..<5 {
    var row = YearRow(layout)
    first.apply(year: year, to: &row.sums, &row.extras)
    expect(row, nothing[year], blank)
    second.apply(year: year, to: &row.sums, &row.extras)
    expect(row, world[year], blank)
  }
}

private func record(_ layout: CellLayout, _ random: inout NamedRandom, from other: YearRecord) -> YearRecord {
  var record = other
  for _ in 0..<40 {
    var child = SliceSums.Contribution(
      kind: ProvisionKind.allCases.randomElement(using: &random)!, need: Need.allCases.randomElement(using: &random)!,
      slices: SIMD8(repeating: -1))
    child.slices[0] = Int32.random(in: 0..<Int32(layout.slices.count), using: &random)
    child.set(.children)
    child.set(.transportCost, Int.random(in: -9_000_000_000...9_000_000_000, using: &random))
    record.sums.add(child, times: Bool.random(using: &random) ? 1 : -1)
    record.extras[Int.random(in: 0..<layout.extras.count, using: &random)] = random.uniform() * 1e6
    record.extras[Int.random(in: 0..<layout.extras.count, using: &random)] = (random.uniform() * 1e6).rounded()
  }
  return record
}

private func expect(_ row: YearRow, _ record: YearRecord, _ blank: YearRecord) {
  var sums = Array(repeating: 0, count: row.sums.count)
  record.sums.differences(from: blank.sums) { sums[$0] = $1 }
  #expect(row.sums == sums)
  #expect(row.extras.map(\.bitPattern) == record.extras.map(\.bitPattern))
}
