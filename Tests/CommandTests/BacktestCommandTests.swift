import Foundation
import TestSupport
import Testing

@Suite struct BacktestCommandTests {
  /// Six authorities that grow by a tenth a year, January 2019 to 2023, as DfE writes them.
  private static let caseload: String = {
    var text = "time_period,geographic_level,old_la_code,new_la_code,la_name,breakdown_topic,ehcplans\n"
    for start in 2018...2022 {
      let period = "\(start)\(String((start + 1) % 100).count == 1 ? "0" : "")\((start + 1) % 100)"
      var england = 0
      for area in 0..<6 {
        let plans = Int(Double(500 + 300 * area) * pow(1.1, Double(start - 2018)))
        england += plans
        text += "\(period),Local authority,80\(area),E0600000\(area),Town \(area),All EHC plans,\(plans)\n"
      }
      text += "\(period),National,,,,All EHC plans,\(england)\n"
    }
    return text
  }()

  private func run(_ arguments: [String], _ body: (URL, Command.Result) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try Data(Self.caseload.utf8).write(to: folder.appendingPathComponent("caseload.csv"))
      let output = folder.appendingPathComponent("rows.csv")
      let named = arguments.map { $0 == "ROWS" ? output.path : $0 }
      try body(output, Command.run(["backtest", "--sen2", folder.path] + named))
    }
  }

  @Test func oneOriginGivesOneObjectAndItsRows() throws {
    try run(["--origin", "2020/21", "--horizon", "2", "--json", "--rows", "ROWS"]) { file, result in
      #expect(result.code == 0, "\(result.error)")
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(object["origin"] as? String == "2020/21" && object["horizon"] as? Int == 2)
      let total = try #require(object["total"] as? [String: Any])
      #expect(total["n"] as? Int == 6)
      let mape = try #require(total["mape"] as? Double)
      #expect(mape < 1)
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == 7 && lines[0].hasPrefix("la_code,origin,horizon,year,series,actual,mean,p025"))
      #expect(lines[1].hasPrefix("800,2020/21,2,2022/23,total,"))
    }
  }

  @Test func withoutAnOriginEveryOneIsATableRow() throws {
    try run([]) { _, result in
      #expect(result.code == 0, "\(result.error)")
      #expect(result.output.contains("2020/21") && result.output.contains("2021/22"))
      #expect(result.output.contains("Note: requests: no such file."))
    }
  }

  @Test func theFitIsAFileOfAssumptions() throws {
    try run(["--fit", "ROWS"]) { file, result in
      #expect(result.code == 0, "\(result.error)")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("- id: growth.fit_2023") && text.contains("status: MEASURED"))
    }
  }

  @Test func whatIsMissingOrImpossibleEndsInItsCode() throws {
    try withTemporaryFolder { folder in
      let result = try Command.run(["backtest", "--sen2", folder.path, "--origin", "2020/21"])
      #expect(result.code == 66 && result.error.contains("caseload.csv: the file is missing."))
    }
    try run(["--origin", "2022/23", "--json"]) { _, result in
      #expect(result.code == 65 && result.error.contains("2022/23"))
    }
    try run(["--origin", "2020", "--json"]) { _, result in #expect(result.code == 64) }
  }
}
