import Foundation
import Importing
import Inputs
import TestSupport

/// A made-up register around the tiny study: its authority is 999, its areas reach from easting 440 to 460 km.
let tinyRegister = """
  URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code),TypeOfEstablishment (name),EstablishmentStatus (name),CloseDate,PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,SchoolCapacity,NumberOfPupils,Trusts (name),UKPRN,SchoolWebsite,TelephoneNum,HeadTitle (name),HeadFirstName,HeadLastName,SEN1 (name),SEN2 (name),TypeOfResourcedProvision (name),ResourcedProvisionOnRoll,ResourcedProvisionCapacity,SenUnitOnRoll,SenUnitCapacity,Easting,Northing,SENStat
  100001,999,Tinyshire,2001,Westfield School,1,Community school,Open,,Primary,4,11,420,400,,,www.westfield.test,01999 000001,Mx,Robin,Teacherperson,ASD - Autistic Spectrum Disorder,SpLD - Specific Learning Difficulty,Resourced provision,7,8,,,445000,200000,
  100002,999,Tinyshire,4001,Eastfield Academy,34,Academy converter,Open,,Secondary,11,18,900,850,Eastfield Trust,,,,,,,MLD - Moderate Learning Difficulty,,Resourced provision and SEN unit,6,10,11,12,455000,201000,
  100003,999,Tinyshire,7001,Oak Special School,7,Community special school,Open,,Not applicable,2,19,100,98,,,,,,,,SLD - Severe Learning Difficulty,,SEN unit,,,50,100,452000,199000,
  100004,999,Tinyshire,1001,Acorn Nursery,15,Local authority nursery school,Open,,Nursery,3,5,,60,,,,,,,,,,,,,,,447000,199500,
  100005,999,Tinyshire,2002,Northfield School,5,Foundation school,Closed,31-08-2019,Primary,4,11,210,,,,,,,,,,,,,,,,446000,203000,
  100006,999,Tinyshire,2003,New School,35,Free schools,Proposed to open,,Primary,4,11,210,,,,,,,,,,,,,,,,446000,203500,
  100007,999,Tinyshire,,Tiny Children's Centre,47,Children's centre,Open,,Not applicable,,,,,,,,,,,,,,,,,,,446500,203500,
  100008,999,Tinyshire,6001,Hall School,11,Other independent school,Open,,Not applicable,4,13,200,190,,,,,,,,,,,,,,,453000,203500,3
  100009,999,Tinyshire,6002,Manor School,11,Other independent school,Open,,Not applicable,4,13,200,190,,,,,,,,,,,,,,,453500,203500,0
  100010,998,Othershire,7002,Ash School,8,Non-maintained special school,Open,,Not applicable,5,19,60,55,,,,,,,,HI - Hearing Impairment,,,,,,,475000,200000,
  100011,998,Othershire,6003,Far School,10,Other independent special school,Open,,Not applicable,7,16,30,30,,,,,,,,,,,,,,,520000,200000,
  100012,998,Othershire,8001,Other College,18,Further education,Open,,Not applicable,16,99,,,,,,,,,,,,,,,,,470000,205000,
  100013,998,Othershire,2004,Other Primary,2,Voluntary aided school,Open,,Primary,4,11,210,200,,,,,,,,,,SEN unit,9,,,16,470500,205000,
  100014,999,Tinyshire,1100,Lane Centre,14,Pupil referral unit,"Open, but proposed to close",31-08-2030,Not applicable,11,16,24,12,,,,,,,,,,,,,,,449000,200500,

  """

/// What tests of imports of schools and history share.
enum ImportBench {
  /// A folder of the tiny study with a source file in it, handed over as study, source and place.
  static func withImport<Result>(
    _ source: String, named name: String = "source.csv", study: TinyStudy = TinyStudy(),
    _ body: (StudyFolder, URL, URL) throws -> Result
  ) throws -> Result {
    try withImport(Array(source.utf8), named: name, study: study, body)
  }

  static func withImport<Result>(
    _ source: [UInt8], named name: String = "source.csv", study: TinyStudy = TinyStudy(),
    _ body: (StudyFolder, URL, URL) throws -> Result
  ) throws -> Result {
    try study.withFolder { place in
      let file = place.appendingPathComponent(name)
      try Data(source).write(to: file)
      return try body(try StudyFolder(place, replacesEdited: true), file, place)
    }
  }

  /// A made-up authority where real data stand, with no table yet.
  static func bareStudy(_ laCode: String, _ laName: String, baseYear: String) -> TinyStudy {
    var study = TinyStudy()
    for name in study.files.map(\.name) { study.set(name, nil) }
    study["study.yaml"] = """
      name: bare
      la_code: "\(laCode)"
      la_name: \(laName)
      base_year: \(baseYear)
      horizon_years: 3
      draws: 4
      seed: 7

      """
    return study
  }

  /// Facts of a report by name.
  static func figures(_ report: ImportReport) -> [String: Int] {
    Dictionary(report.facts.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Rows of a written table as dictionaries by header; its cells hold no commas but in quotes, which these tables lack.
  static func cells(_ place: URL, _ file: String) throws -> [[String: String]] {
    let text = try String(contentsOf: place.appendingPathComponent(file), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The sentences of what an import finds wrong; empty when it goes through.
  static func problems(_ body: () throws -> Void) throws -> [String] {
    do {
      try body()
      return []
    } catch let error as StudyProblems {
      return error.problems.map(\.description)
    }
  }
}
