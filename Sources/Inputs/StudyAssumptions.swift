import Assumptions
import Foundation

extension StudyReader {
  /// The shared figures with the study's own in their place: those of its files, then those of its workbook.
  mutating func readAssumptions(_ settings: StudySettings, shared: [URL]?) -> AssumptionSet {
    var own: [(file: String, bytes: [UInt8])] = []
    for (file, _) in settings.assumptionFiles {
      if let bytes = files.read(file) { own.append((file, bytes)) }
    }
    var set = AssumptionSet()
    if let shared = shared ?? sharedAssumptionFiles(study: files.folder) {
      for url in shared {
        let name = "Models/assumptions/\(url.lastPathComponent)"
        guard let bytes = files.read(url, as: name) else { continue }
        var topic = AssumptionSet()
        Inputs.readAssumptions(file: name, bytes: bytes, into: &topic, log: log)
        for figure in topic.all {
          if let other = set[figure.id] {
            log.report(name, value: figure.id, "already in \(other.file)", "Keep one fact in one file.")
          }
          set.insert(figure)
        }
      }
    } else {
      log.report(
        "Models/assumptions", "the shared assumptions are not found",
        "Set PLACEPLAN_MODELS to the Models folder of placeplan.", isMissing: true)
    }
    for (file, bytes) in own { Inputs.readAssumptions(file: file, bytes: bytes, into: &set, log: log) }
    readWorkbookAssumptions(into: &set)
    return set
  }
}
