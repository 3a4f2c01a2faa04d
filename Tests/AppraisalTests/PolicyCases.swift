import Assumptions
import Foundation
import Inputs
import TestSupport
import Yams

/// The appraisal's policy cases, and the shared figures with every unverified one accepted, as a study may.
enum PolicyCases {
  static func read<Case: Decodable>(_ file: String, as _: Case.Type) throws -> [Case] {
    let url = projectFolder().appendingPathComponent("Models/cases/\(file)")
    return try YAMLDecoder().decode([Case].self, from: Data(contentsOf: url))
  }

  static func assumptions() throws -> AssumptionSet { try tinyStudy().assumptions }
}
