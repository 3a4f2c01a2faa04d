import Inputs

/// What decides a run's figures, as one fingerprint: version, inputs, draws, seed, years, options and draws of fair shares.
struct RunIdentity {
  let sha256: String

  init(_ loaded: LoadedStudy, options: [String], shareDraws: Int, version: String) {
    let study = loaded.study
    var text = "\(version)\n\(study.draws) \(study.seed) \(study.horizon) \(shareDraws)\n"
    text += "\(options.joined(separator: ","))\n"
    for input in loaded.inputs { text += "\(input.file) \(input.sha256)\n" }
    sha256 = sha256Hex(Array(text.utf8))
  }
}
