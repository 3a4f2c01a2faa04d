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
    for key in ["changes", "assumptions"] where map.isFilled(key) {
      map.log.report(
        map.file, row: map.line(key), "an option cannot carry \(key) yet",
        "Write the changed proposal as a file of its own, or run the study with other assumptions.")
    }
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
    study.options.append(PlanOption(id: id, name: map.text("name") ?? id, proposals: indices))
  }
}

extension YAMLMap {
  /// Whether a key holds anything but an empty list.
  fileprivate func isFilled(_ key: String) -> Bool {
    guard let node = self[key] else { return false }
    return !(node.sequence?.isEmpty ?? false) && !(node.mapping?.isEmpty ?? false)
  }
}
