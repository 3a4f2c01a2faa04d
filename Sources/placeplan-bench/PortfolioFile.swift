import Foundation
import Inputs

/// The JSON of a portfolio: proposals under a budget and a most to open by year, what exists, and need by area and kind.
struct PortfolioFile: Decodable {
  var years: Int
  var overflowCost: Double
  var budget: Int
  var maxOpenByYear: [Int]
  var proposals: [Proposal]
  var existing: [Existing]
  var demand: [Demand]

  struct Proposal: Decodable {
    var id: Int
    var capital: Int
    var places: Int
    /// Cost of each year it is open.
    var openYearCost: Double
  }
  struct Existing: Decodable {
    var id: Int
    var places: Int
  }
  struct Demand: Decodable {
    var area: Int
    var need: Int
    /// By year.
    var demand: [Int]
    /// Pairs of an id and a cost.
    var proposals: [[Double]]
    var existing: [[Double]]
  }

  /// - Throws: `StudyProblems` for a file that is not JSON of this form.
  init(reading path: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      self = try decoder.decode(PortfolioFile.self, from: Data(try contents(path)))
    } catch let error as DecodingError {
      throw StudyProblems(path, fault: VroomFile.sentence(error), remedy: "Give a portfolio as milp.py json writes it.")
    }
  }
}
