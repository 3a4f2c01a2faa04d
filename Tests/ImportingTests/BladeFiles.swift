import Foundation

/// Made-up SEN2 exports, child by child, in the layout of one or another year.
struct BladeFiles {
  enum Layout { case v11, v13 }

  struct Placement {
    var urn = ""
    var ukprn = ""
    var setting = ""
    var rank = 1
    var entry = "2023-Sep-01 00:00:00"
    var leaving = ""
    var unit = "0"
    var resourced = "0"
    var residential = ""
  }
  struct Child {
    var birth = "2015-May-06 00:00:00"
    var upn: String?
    var postcode = "TS1 1AA"
    var start: String? = "2020-Mar-02 00:00:00"
    var cease = ""
    var reason = ""
    var placements = [Placement(urn: "100001")]
    var needs: [(code: String, rank: Int)] = [("ASD", 1)]
    var sex = "F"
  }

  let layout: Layout
  var children: [Child] = []
  var referenceDate = "2026-Jan-15 00:00:00"

  /// What must not be found anywhere: of every child its names, numbers, postcode and date of birth.
  var secrets: [String] {
    children.indices.flatMap { index in
      let child = children[index]
      let birth = String(child.birth.prefix(11))
      return ["Quillfeather\(index)", "Wilhelmina\(index)", upn(index), "77000000\(10 + index)", child.postcode, birth]
        + [child.postcode.replacingOccurrences(of: " ", with: "")]
    }.filter { !$0.isEmpty }
  }

  func upn(_ index: Int) -> String { children[index].upn ?? "K8202999\(10000 + index)"[...].description }

  /// Modules by name, header first.
  var modules: [(name: String, rows: [[String]])] {
    var sen2 = [
      ["sen2tableid", "NativeId", "sen2orderseqcolumn", "sourceid", "collection", "year", "referencedate", "lea"]
    ]
    sen2.append(["1", "1", "1", "L", "SEN2", "2026", referenceDate, "999"])
    if layout == .v13 {
      sen2[0].append("dsco")
      sen2[1].append("Y")
    }
    let isNew = layout == .v13
    var person = [
      [
        "persontableid", "NativeId", "personorderseqcolumn", "sourceid", "sen2tableid", "surname", "forename",
        "personbirthdate",
      ]
        + [isNew ? "sex" : "gendercurrent", "ethnicity", "postcode", "upn", "uniquelearnernumber", "upnunknown"]
    ]
    var requests = [
      ["requeststableid", "NativeId", "requestsorderseqcolumn", "sourceid", "persontableid", "receiveddate"]
        + (isNew ? ["requestsource"] : []) + ["rya", "requestoutcomedate", "requestoutcome"]
    ]
    var assessment = [
      ["assessmenttableid", "NativeId", "requeststableid", "assessmentoutcome", "assessmentoutcomedate", "week20"]
    ]
    var namedplan = [
      [
        "namedplantableid", "NativeId", "assessmenttableid", "startdate", "planres", "planwbp", "ceasedate",
        "ceasereason",
      ]
    ]
    var active = [
      ["activeplanstableid", "NativeId", "requeststableid", "transferla"]
        + (isNew
          ? ["reviewmeeting", "reviewoutcome", "reviewdraft", "phasetransferduedate", "phasetransferfinaldate"]
          : ["res", "wbp"])
        + ["lastreview"]
    ]
    var placement = [
      ["placementdetailtableid", "NativeId", "activeplanstableid", "urn", "ukprn", "sensetting", "sensettingother"]
        + ["placementrank", "entrydate", "leavingdate"] + (isNew ? ["res", "wbp"] : ["attendancepattern"])
        + ["senunitindicator", "resourcedprovisionindicator"]
    ]
    var need = [["senneedtableid", "NativeId", "activeplanstableid", "sentype", "sentyperank"]]
    for (index, child) in children.enumerated() {
      let birthSex = isNew ? child.sex : child.sex == "F" ? "2" : "1"
      let unknown = upn(index).isEmpty ? "UN1" : ""
      person.append(
        ["P\(index)", "N", "\(index)", "L", "1", "Quillfeather\(index)", "Wilhelmina\(index)", child.birth]
          + [birthSex, "WBRI", child.postcode, upn(index), "77000000\(10 + index)", unknown])
      requests.append(
        ["R\(index)", "N", "\(index)", "L", "P\(index)", "2019-Oct-01 00:00:00"] + (isNew ? ["8"] : [])
          + ["0", "2019-Nov-01 00:00:00", "Y"])
      if let start = child.start {
        assessment.append(["A\(index)", "N", "R\(index)", "Y", "2020-Feb-01 00:00:00", "0"])
        namedplan.append(["NP\(index)", "N", "A\(index)", start, "", "", child.cease, child.reason])
      }
      let residential = child.placements.first?.residential ?? ""
      active.append(
        ["AP\(index)", "N", "R\(index)", ""] + (isNew ? ["", "", "", "", ""] : [residential, ""])
          + ["2025-Jun-01 00:00:00"])
      for (number, stated) in child.placements.enumerated() {
        placement.append(
          ["PD\(index)-\(number)", "N", "AP\(index)", stated.urn, stated.ukprn, stated.setting, "", "\(stated.rank)"]
            + [stated.entry, stated.leaving] + (isNew ? [stated.residential, ""] : [""]) + [
              stated.unit, stated.resourced,
            ])
      }
      for (number, stated) in child.needs.enumerated() {
        need.append(["SN\(index)-\(number)", "N", "AP\(index)", stated.code, "\(stated.rank)"])
      }
    }
    let plan = [["plandetailtableid", "NativeId", "namedplantableid", "urn"]]
    return [
      ("sen2", sen2), ("person", person), ("requests", requests), ("assessment", assessment), ("namedplan", namedplan),
      ("plandetail", plan), ("activeplans", active), ("placementdetail", placement), ("senneed", need),
    ]
  }

  /// Writes the export; `change` may put other bytes in a module's place.
  func write(to folder: URL, date: String = "30-01-2026", change: (String, [UInt8]) -> [UInt8]? = { $1 }) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, rows) in modules {
      let text = rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
      guard let bytes = change(name, Array(text.utf8)) else { continue }
      try Data(bytes).write(to: folder.appendingPathComponent("Blade-Export_\(date)_\(name).csv"))
    }
  }
}
