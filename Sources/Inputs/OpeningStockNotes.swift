import Planning

extension StudyReader {
  /// Notes where the caseload and the provisions disagree; neither is an error, because caseloads do hold such children.
  ///
  /// Reports for the public print these notes, so they count provisions and never the children of one.
  mutating func noteOpeningStock(_ file: String) {
    var outside = 0
    var held = [Int](repeating: 0, count: study.provisions.count)
    for child in study.caseload {
      let provision = study.provisions[child.provision]
      held[child.provision] += 1
      if !provision.ncYears.contains(child.ncYear.number) || !provision.needs.contains(child.need) { outside += 1 }
    }
    if outside > 0 {
      notes.append("\(file): children outside the needs or year groups of the provision they are in: \(outside).")
    }
    let full = study.provisions.indices.count { index in
      guard let places = study.provisions[index].places?[0] else { return false }
      return held[index] > places + study.provisions[index].overPlaces
    }
    if full > 0 { notes.append("\(file): provisions that hold more children than places: \(full).") }
  }
}
