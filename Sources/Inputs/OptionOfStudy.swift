import Planning

extension LoadedStudy {
  /// The study with one more option, which is read and checked as a file of `options/` is.
  ///
  /// Its id may be that of an option of the study, which it then stands beside, last. What it moves or gives other needs follows
  /// the study's own settings and provisions; nothing of the study itself changes.
  ///
  /// - Parameters:
  ///   - option: what the file holds; YAML, of which JSON is a part.
  ///   - file: what messages call it.
  /// - Throws: everything that is wrong with it, in the loader's words.
  public func adding(option bytes: [UInt8], file: String) throws(StudyProblems) -> (study: Study, option: PlanOption) {
    var reader = StudyReader(adding: study)
    if let map = YAMLMap(file: file, bytes: bytes, log: reader.log) {
      var ids = IDIndex()
      reader.readOption(map, &ids)
      if reader.study.options.count > study.options.count { reader.checkOptionAssumptions(assumptions) }
    }
    try reader.log.throwIfAny()
    guard let option = reader.study.options.last, reader.study.options.count > study.options.count else {
      throw StudyProblems(file, fault: "no option", remedy: "Give it an id and its proposals.")
    }
    return (reader.study, option)
  }
}
