import Foundation
import Geometry
import Inputs
import Planning

/// How many homes were found by what.
struct CaseloadHomeTally {
  var byUPRN = 0
  var byPostcode = 0
  var byPoint = 0
  var atCentre = 0
}

extension CaseloadSource {
  /// Gives every child a home point: by UPRN, else by postcode, else the source's own point, else, where that is asked
  /// for, the centre of the study's residences. A child without one is a fault.
  mutating func findHomes(_ study: Study, _ options: CaseloadOptions, log: ProblemLog) -> CaseloadHomeTally {
    var tally = CaseloadHomeTally()
    func wanted(_ key: KeyPath<StatedHome, UInt64>) -> Set<UInt64> {
      Set(homes.lazy.map { $0[keyPath: key] }.filter { $0 != 0 && $0 != StatedHome.unreadable })
    }
    let uprns = options.uprns.map { HomePoints(.uprns, at: $0, wanted: wanted(\.uprn), log: log).points } ?? [:]
    let postcodes =
      options.postcodes.map { HomePoints(.postcodes, at: $0, wanted: wanted(\.postcode), log: log).points } ?? [:]
    let centre = options.homesUnknownToCentroid ? centreOfResidences(study) : nil
    for index in homes.indices {
      let home = homes[index]
      let point: Point
      let kind: PointKind?
      if let found = uprns[home.uprn] {
        (point, kind) = (found, .address)
        tally.byUPRN += 1
      } else if let found = postcodes[home.postcode] {
        (point, kind) = (found, .postcode)
        tally.byPostcode += 1
      } else if let given = home.point {
        (point, kind) = (given, home.pointKind)
        tally.byPoint += 1
      } else if let centre {
        (point, kind) = (centre, .synthetic)
        tally.atCentre += 1
      } else {
        reportUnknownHome(index, options)
        continue
      }
      caseload.children[index].point = point
      caseload.children[index].pointKind = kind
    }
    checkPoints(study)
    return tally
  }

  private mutating func reportUnknownHome(_ index: Int, _ options: CaseloadOptions) {
    let home = homes[index]
    let row = caseload.children[index].row
    let column = homeColumns.last ?? "postcode"
    let other = "or add --homes-unknown-to-centroid to put such children at the centre of the study's residences."
    if home.postcode == 0 && home.uprn == 0 {
      faults.add(
        table, row: row, column: column, "the child has no home that can be found: the cell is empty",
        "Fill it in, \(other)")
    } else if options.postcodes == nil && options.uprns == nil {
      faults.add(
        table, row: row, column: column, "no file of postcodes was given to find homes in",
        "Add --postcodes with Code-Point Open or ONSPD, or --uprns with OS Open UPRN, \(other)")
    } else {
      let file = (options.postcodes ?? options.uprns)?.lastPathComponent ?? ""
      faults.add(
        table, row: row, column: column, "the home is not found in \(file)", "Correct it, give a newer file, \(other)")
    }
  }

  /// Points as the study's reader will have them: in Great Britain, easting and northing not changed over.
  private mutating func checkPoints(_ study: Study) {
    let expected = study.expectedBounds
    let points = caseload.children.compactMap(\.point)
    let swapped = points.count { point in
      guard let expected else { return false }
      return !expected.contains(point)
        && expected.contains(Point(easting: point.northing, northing: point.easting))
    }
    let margin: Double = swapped * 2 > points.count ? 0 : 100_000
    for child in caseload.children {
      guard let point = child.point, pointFault(point, expected: expected, margin: margin) != nil else { continue }
      // The clause of pointFault would print where the child lives.
      faults.add(
        table, row: child.row, column: homeColumns.last ?? "easting_m",
        "the home point is outside Great Britain, or has easting and northing changed over",
        "Give metres on the British National Grid (EPSG:27700), easting first.")
    }
  }

  /// The mean of the residences by all their weights.
  private func centreOfResidences(_ study: Study) -> Point? {
    var (x, y, total) = (0.0, 0.0, 0.0)
    for residence in study.residences {
      let weight = residence.weights.sum()
      x += study.homes[residence.home].point.easting * weight
      y += study.homes[residence.home].point.northing * weight
      total += weight
    }
    return total > 0 ? Point(easting: (x / total).rounded(), northing: (y / total).rounded()) : nil
  }
}

extension Study {
  /// The box that points of the study are expected near: around its areas, else around its residences.
  var expectedBounds: Bounds? {
    Bounds(areas.compactMap(\.boundary.bounds).flatMap { [$0.low, $0.high] }) ?? Bounds(homes.map(\.point))
  }
}
