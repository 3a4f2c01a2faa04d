import Planning

/// Options: combinations of proposals, inline in `study.yaml`, then files under `options/` in order of name, then the
/// workbook's.
extension StudyReader {
  mutating func readOptions(_ settings: StudySettings) {
    var ids = IDIndex()
    for option in settings.options { readOption(option, &ids) }
    for url in yamlFiles(in: files.url("options")) ?? [] {
      let name = "options/\(url.lastPathComponent)"
      guard let bytes = files.read(url, as: name), let file = YAMLMap(file: name, bytes: bytes, log: log) else {
        continue
      }
      readOption(file, &ids)
    }
    readWorkbookOptions(&ids)
  }

  mutating func readOption(_ map: YAMLMap, _ ids: inout IDIndex) {
    map.allow(["id", "name", "proposals", "changes", "assumptions"])
    guard let id = map.text("id", required: true) else { return }
    if id == PlanOption.doNothingID {
      map.report("id", "the id of doing nothing, which always exists", "Choose another id.")
    } else if proposals[id] != nil {
      map.report("id", "the id of a proposal", "Choose another id.")
    } else if !ids.insert(id, index: study.options.count, row: map.line("id") ?? 1) {
      map.report("id", "the id of another option", "Choose another id.")
    }
    var indices: [Int] = []
    for (text, line) in map.texts("proposals") {
      if let index = proposals[text] {
        if indices.contains(index) {
          map.log.report(map.file, row: line, value: text, "named twice in option \(id)", "Take one out.")
        }
        indices.append(index)
      } else if !proposals.isRefused(text) {
        map.log.report(
          map.file, row: line, value: text, "not a proposal", "Correct the id, or add proposals/\(text).yaml.")
      }
    }
    let assumptions = optionAssumptions(map)
    if !assumptions.isEmpty, let figures = map.map("assumptions") {
      assumedOptions.append((study.options.count, figures))
    }
    let changes = optionChanges(map, of: indices, option: id)
    study.options.append(
      PlanOption(
        id: id, name: map.text("name") ?? id, proposals: indices, changes: changes, assumptions: assumptions))
  }
}
