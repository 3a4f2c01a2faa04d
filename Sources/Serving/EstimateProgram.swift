import Foundation

/// What `placeplan estimate STUDY --lines` says when it has read the study.
struct EstimateReady: Decodable, Sendable {
  struct Measure: Decodable, Sendable {
    var name: String
    var doingNothing: [Double?]
  }
  struct Place: Decodable, Sendable {
    var id: String
    var name: String
  }
  struct Proposal: Decodable, Sendable {
    var id: String
    var name: String
    var setting: String?
    var openingYear: String?
    var places: [Double?]
    var needs: [String]
    var eastingM: Double?
    var northingM: Double?
  }
  var years: [String]
  var basis: String
  var metrics: [Measure]
  var areas: [Place]
  var settings: [Place]
  var proposals: [Proposal]
}

/// One line of its answers.
struct Estimate: Decodable, Sendable {
  struct Measure: Decodable, Sendable {
    var name: String
    var option: [Double?]
    var change: [Double?]
  }
  struct AreaMeasures: Decodable, Sendable {
    struct Course: Decodable, Sendable {
      var option: [Double?]
      var change: [Double?]
    }
    var id: String
    var metrics: [String: Course]
  }
  var id: String
  var seconds: Double?
  var metrics: [Measure]?
  var areas: [AreaMeasures]?
  var notes: [String]?
  var error: String?
}

/// One long-lived `placeplan estimate STUDY --lines`: the study is read once, then asked as often as a reader moves a switch.
///
/// It is started again when a file of the study changes or when it ends.
actor EstimateProgram {
  private let program: URL
  private let study: URL
  private var process: Process?
  private var input: FileHandle?
  private var read: (fingerprint: Date, facts: EstimateReady?) = (.distantPast, nil)
  private var waiting: [CheckedContinuation<EstimateReady, any Error>] = []
  private var asked: [String: CheckedContinuation<Estimate, any Error>] = [:]
  private var next = 0
  private var errors = ""
  /// Why the program ended last.
  private var failure: ProgramFailure?
  /// Of standard output and standard error, those that have not ended.
  private var openStreams = 0
  private static let decoder = {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }()

  init(program: URL, study: URL) {
    self.program = program
    self.study = study
  }

  /// What the study holds; waits until it is read.
  func facts() async throws -> EstimateReady {
    try startIfNeeded()
    if let facts = read.facts { return facts }
    return try await withCheckedThrowingContinuation { waiting.append($0) }
  }

  /// What the study holds, if it is read within a second or two; starts reading it otherwise.
  func factsSoon() async throws -> EstimateReady? {
    try startIfNeeded()
    for _ in 0..<15 {
      if let facts = read.facts { return facts }
      if let failure, process == nil { throw failure }
      try await Task.sleep(for: .milliseconds(100))
    }
    return nil
  }

  /// - Throws: `ProgramFailure` with the loader's words when the option is refused.
  func estimate(_ option: PlanOptionFile) async throws -> Estimate {
    _ = try await facts()
    struct Question: Encodable {
      var id: String
      var option: PlanOptionFile
    }
    next += 1
    let id = "\(next)"
    var line = try JSONEncoder().encode(Question(id: id, option: option))
    line.append(UInt8(ascii: "\n"))
    let answer: Estimate = try await withCheckedThrowingContinuation { continuation in
      asked[id] = continuation
      do { try input?.write(contentsOf: line) } catch { asked.removeValue(forKey: id)?.resume(throwing: error) }
    }
    if let error = answer.error { throw ProgramFailure(error) }
    return answer
  }

  /// Ends the program; what is asked next starts another.
  func stop() { end(with: ProgramFailure("The study's estimates were stopped.")) }

  private func startIfNeeded() throws {
    let now = fingerprint()
    if process?.isRunning == true, now <= read.fingerprint { return }
    stop()
    let process = Process()
    process.executableURL = program
    process.arguments = ["estimate", study.path, "--lines"]
    let (input, output, error) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = error
    try process.run()
    self.process = process
    self.input = input.fileHandleForWriting
    read = (now, nil)
    errors = ""
    openStreams = 2
    follow(output.fileHandleForReading, of: process) { program, line in await program.heard(line, from: process) }
    follow(error.fileHandleForReading, of: process) { program, line in await program.complained(line) }
  }

  /// The latest change of a file that the study is read from.
  private func fingerprint() -> Date {
    let manager = FileManager.default
    let folders = [study, study.appending(path: "proposals")]
    return folders.reduce(Date.distantPast) { latest, folder in
      let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.reduce(latest) { latest, name in
        let attributes = try? manager.attributesOfItem(atPath: folder.appending(path: name).path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular else { return latest }
        return max(latest, attributes?[.modificationDate] as? Date ?? latest)
      }
    }
  }

  /// Hands on a program's lines, in order, from a thread that may wait for them.
  private nonisolated func follow(
    _ handle: FileHandle, of process: Process, _ hear: @escaping @Sendable (EstimateProgram, String) async -> Void
  ) {
    let (lines, source) = AsyncStream<String>.makeStream()
    Thread {
      var held = Data()
      while true {
        let data = handle.availableData
        if data.isEmpty { break }
        held.append(data)
        while let end = held.firstIndex(of: UInt8(ascii: "\n")) {
          source.yield(String(decoding: held[held.startIndex..<end], as: UTF8.self))
          held = Data(held[held.index(after: end)...])
        }
      }
      source.finish()
    }.start()
    Task { [weak self] in
      for await line in lines { if let self { await hear(self, line) } }
      await self?.ended(process)
    }
  }

  private func heard(_ line: String, from process: Process) {
    guard process === self.process else { return }
    let data = Data(line.utf8)
    if read.facts == nil {
      guard let facts = try? Self.decoder.decode(EstimateReady.self, from: data) else {
        return end(
          with: ProgramFailure("The study's estimates began with a line that is not known: \(line.prefix(200))"))
      }
      read.facts = facts
      for continuation in waiting { continuation.resume(returning: facts) }
      waiting = []
    } else if let answer = try? Self.decoder.decode(Estimate.self, from: data) {
      asked.removeValue(forKey: answer.id)?.resume(returning: answer)
    }
  }

  private func complained(_ line: String) { errors = String((errors + line + "\n").suffix(4000)) }

  private func ended(_ process: Process) {
    guard process === self.process else { return }
    openStreams -= 1
    guard openStreams == 0 else { return }
    end(with: ProgramFailure(errors.isEmpty ? "The study's estimates ended without a word." : errors))
  }

  private func end(with failure: ProgramFailure) {
    if let process, process.isRunning { process.terminate() }
    process = nil
    input = nil
    read.facts = nil
    self.failure = failure
    for continuation in waiting { continuation.resume(throwing: failure) }
    for continuation in asked.values { continuation.resume(throwing: failure) }
    waiting = []
    asked = [:]
  }
}

/// The programs that estimate options of the studies that are open, no more than two: each holds a study in memory.
actor EstimatePrograms {
  private let program: URL
  private var open: [(id: String, program: EstimateProgram)] = []

  init(program: URL) { self.program = program }

  func program(of study: Workspace.Folder) async -> EstimateProgram {
    if let index = open.firstIndex(where: { $0.id == study.id }) {
      open.append(open.remove(at: index))
    } else {
      if open.count == 2 { await open.removeFirst().program.stop() }
      open.append((study.id, EstimateProgram(program: program, study: study.url)))
    }
    return open[open.count - 1].program
  }

  func stop() async {
    for entry in open { await entry.program.stop() }
    open = []
  }
}
