import Foundation
import Inputs
import Portfolio

/// A portfolio as a file gives it, checked, with costs in whole numbers.
struct PortfolioInput {
  var instance: PortfolioInstance
  /// Whole units to one of the file's.
  var scale: Int
  var ids: [Int]

  /// - Throws: `StudyProblems` that name every field out of range.
  init(_ file: PortfolioFile, path: String) throws {
    var faults = Faults(path: path)
    faults.require((1...15).contains(file.years), "years", "\(file.years)", "must be from 1 to 15")
    faults.require(file.budget >= 0, "budget", "\(file.budget)", "must not be negative")
    faults.require(
      file.maxOpenByYear.count == file.years && file.maxOpenByYear.allSatisfy { $0 >= 0 }, "max_open_by_year",
      "\(file.maxOpenByYear)", "must give each year a number that is not negative")
    let proposals = faults.index(file.proposals.map(\.id), "proposals")
    let existing = faults.index(file.existing.map(\.id), "existing")
    for (places, name) in [(file.proposals.map(\.places), "proposals"), (file.existing.map(\.places), "existing")] {
      for count in places where !Self.counts.contains(count) {
        faults.add("\(name).places", "\(count)", "must be from 0 to \(Self.counts.upperBound)")
      }
    }
    for proposal in file.proposals where !(0...1 << 40).contains(proposal.capital) {
      faults.add("proposals.capital", "\(proposal.capital)", "must be from 0 to \(1 << 40)")
    }
    scale = faults.scale(
      of: [file.overflowCost] + file.proposals.map(\.openYearCost)
        + file.demand.flatMap { ($0.proposals + $0.existing).compactMap { $0.count == 2 ? $0[1] : nil } })
    let (years, unit) = (file.years, Double(scale))
    let whole = { (cost: Double) in Int((cost * unit).rounded()) }
    let groups = file.demand.enumerated().map { index, row in
      let name = "demand.\(index)"
      faults.require(
        row.demand.count == years && row.demand.allSatisfy(Self.counts.contains), name + ".demand", "\(row.demand)",
        "must give each year a number from 0 to \(Self.counts.upperBound)")
      var choices: [PortfolioInstance.Choice] = []
      for (pairs, known, first, field) in [
        (row.proposals, proposals, 0, ".proposals"), (row.existing, existing, file.proposals.count, ".existing"),
      ] {
        var seen: Set<Int> = []
        for pair in pairs {
          guard pair.count == 2, let site = Int(exactly: pair[0]).flatMap({ known[$0] }), seen.insert(site).inserted
          else {
            faults.add(name + field, "\(pair)", "must be an id of \(field.dropFirst()), each once, and a cost")
            continue
          }
          choices.append(.init(site: first + site, cost: whole(pair[1])))
        }
      }
      return PortfolioInstance.Group(demand: row.demand, overflowCost: whole(file.overflowCost), choices: choices)
    }
    try faults.refuse()
    ids = file.proposals.map(\.id)
    let starts = 0..<file.proposals.count * years
    let limits =
      [PortfolioInstance.Limit(use: starts.map { file.proposals[$0 / years].capital }, most: file.budget)]
      + file.maxOpenByYear.enumerated().map { year, most in
        PortfolioInstance.Limit(use: starts.map { $0 % years <= year ? 1 : 0 }, most: most)
      }
    instance = PortfolioInstance(
      years: years, proposalPlaces: file.proposals.map(\.places), existingPlaces: file.existing.map(\.places),
      startCost: starts.map { whole(file.proposals[$0 / years].openYearCost) * (years - $0 % years) }, groups: groups,
      limits: limits)
  }

  private static let counts = 0...100_000
}

/// What is wrong with a file, field by field.
private struct Faults {
  let path: String
  private var problems: [Problem] = []

  init(path: String) { self.path = path }

  mutating func add(_ field: String, _ value: String, _ rule: String) {
    problems.append(
      Problem(file: path, column: field, value: value, fault: "out of range", remedy: "\(field) \(rule)."))
  }

  mutating func require(_ isRight: Bool, _ field: String, _ value: String, _ rule: String) {
    if !isRight { add(field, value, rule) }
  }

  /// Places of ids, each once.
  mutating func index(_ ids: [Int], _ field: String) -> [Int: Int] {
    var places: [Int: Int] = [:]
    for (place, id) in ids.enumerated() where places.updateValue(place, forKey: id) != nil {
      add(field + ".id", "\(id)", "must be given once")
    }
    return places
  }

  /// The least power of ten, up to ten thousand, that makes every cost whole.
  mutating func scale(of costs: [Double]) -> Int {
    for cost in costs where !(0...1e6).contains(cost) { add("a cost", "\(cost)", "must be from 0 to 1,000,000") }
    func isWhole(_ amount: Double) -> Bool { abs(amount.rounded() - amount) < 1e-6 }
    return [1, 10, 100, 1000].first { scale in costs.allSatisfy { isWhole($0 * Double(scale)) } } ?? 10_000
  }

  func refuse() throws { if !problems.isEmpty { throw StudyProblems(problems) } }
}
