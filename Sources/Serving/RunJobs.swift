import Foundation

/// The full runs that were asked for, one at a time, each a child process of its own.
///
/// A job is a file, and what its process says goes to another. A server that ends leaves the process at work, which keeps its
/// finished draws in any case; the next server follows it, or starts the same command again, which goes on from there.
actor RunJobs {
  private let workspace: Workspace
  private let program: URL
  private var jobs: [Int: RunJob] = [:]
  private var processes: [Int: Process] = [:]
  private let folder: URL
  private var isStopping = false
  /// A run that ends without a word this often is left for a person to look at.
  private static let mostStarts = 3

  init(workspace: Workspace, program: URL) {
    self.workspace = workspace
    self.program = program
    folder = workspace.state.appending(path: "jobs")
  }

  /// Those of earlier servers: what still runs is followed, what was cut off is started again.
  func takeUp() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".json") {
      guard let data = try? Data(contentsOf: folder.appending(path: name)),
        let job = try? JSONDecoder().decode(RunJob.self, from: data)
      else { continue }
      jobs[job.id] = job
    }
    for job in all where job.state == .running {
      if isAtWork(job) {
        follow(job.id)
      } else if isFinished(job) {
        end(job.id, .done)
      } else if job.starts < Self.mostStarts {
        change(job.id) { $0.state = .waiting }
      } else {
        end(job.id, .interrupted)
      }
    }
    startNext()
  }

  /// The newest first.
  var all: [RunJob] { jobs.values.sorted { $0.id > $1.id } }

  func job(_ id: Int) -> RunJob? { jobs[id] }

  /// Puts a run in the queue.
  func ask(study: StudyFolder, options: [String], draws: Int?, years: Int?, seed: UInt64?) -> RunJob {
    let id = (jobs.keys.max() ?? 0) + 1
    let job = RunJob(
      id: id, study: study.folder.id == "~" ? "." : study.folder.name, options: options, draws: draws, years: years,
      seed: seed, output: freePlace(study.name), asked: Date())
    jobs[id] = job
    save(job)
    startNext()
    return job
  }

  /// Asks a run to stop; its finished draws are kept.
  func cancel(_ id: Int) {
    guard let job = jobs[id] else { return }
    switch job.state {
    case .waiting: end(id, .cancelled)
    case .running:
      change(id) { $0.state = .cancelled }
      if let process = job.process, isAtWork(job) { kill(process, SIGINT) }
    default: break
    }
  }

  /// Gives the same command again, which goes on from the draws that are kept.
  func goOn(_ id: Int) {
    guard let job = jobs[id], job.isOver, job.state != .done, processes[id] == nil else { return }
    change(id) {
      $0.state = .waiting
      $0.starts = 0
      $0.ended = nil
    }
    startNext()
  }

  /// The end of what a job's process has said.
  func log(_ id: Int) -> String {
    guard let handle = try? FileHandle(forReadingFrom: logFile(id)) else { return "" }
    defer { try? handle.close() }
    let size = (try? handle.seekToEnd()) ?? 0
    try? handle.seek(toOffset: size > 16_000 ? size - 16_000 : 0)
    let text = String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
    return text.replacing("\(workspace.root.path)/", with: "")
  }

  func progress(_ id: Int) -> RunProgress? {
    log(id).split(separator: "\n").reversed().lazy.compactMap { RunProgress($0) }.first
  }

  /// Tells runs to stop and keep what they have; they go on when the server is started again.
  func stop() {
    isStopping = true
    for job in all where job.state == .running {
      if let process = job.process, isAtWork(job) { kill(process, SIGINT) }
    }
  }

  private func startNext() {
    guard !jobs.values.contains(where: { $0.state == .running }), processes.isEmpty,
      let job = all.last(where: { $0.state == .waiting })
    else { return }
    let log = logFile(job.id)
    if !FileManager.default.fileExists(atPath: log.path) {
      _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    }
    let process = Process()
    process.executableURL = program
    process.arguments = job.arguments(root: workspace.root)
    process.currentDirectoryURL = workspace.root
    process.environment = ProcessInfo.processInfo.environment.merging(["PLACEPLAN_PROGRESS_SECONDS": "1"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    do {
      let output = try FileHandle(forWritingTo: log)
      try output.seekToEnd()
      process.standardOutput = output
      process.standardError = output
      try process.run()
      try output.close()
    } catch {
      note("placeplan could not be started: \(error.localizedDescription)", of: job.id)
      return end(job.id, .failed)
    }
    processes[job.id] = process
    change(job.id) {
      $0.state = .running
      $0.started = $0.started ?? Date()
      $0.process = process.processIdentifier
      $0.starts += 1
    }
    follow(job.id)
  }

  /// Looks after a process until it ends, whether it is a child of this server or of an earlier one.
  private func follow(_ id: Int) {
    Task { [weak self] in
      while let self, await self.isStill(id) { try? await Task.sleep(for: .milliseconds(200)) }
      await self?.settle(id)
    }
  }

  private func isStill(_ id: Int) -> Bool {
    if let process = processes[id] { return process.isRunning }
    return jobs[id].map(isAtWork) ?? false
  }

  private func settle(_ id: Int) {
    guard !isStopping, let job = jobs[id], !job.isOver || job.state == .cancelled else { return }
    let process = processes.removeValue(forKey: id)
    if job.state == .cancelled {
      end(id, isFinished(job) ? .done : .cancelled)
    } else if isFinished(job) {
      end(id, .done)
    } else if let process, process.terminationReason == .exit, process.terminationStatus != 130 {
      end(id, .failed)
    } else {
      end(id, .interrupted)
    }
    startNext()
  }

  private func isFinished(_ job: RunJob) -> Bool {
    workspace.file("provenance.json", of: workspace.root.appending(path: job.output)) != nil
  }

  /// Whether the process that a job names is alive and is this job's: numbers of processes are given out again.
  private func isAtWork(_ job: RunJob) -> Bool {
    guard let process = job.process, kill(process, 0) == 0,
      let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
    else { return false }
    let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return words.contains(workspace.root.appending(path: job.output).path)
  }

  /// The first numbered folder that no run, unfinished run or job has.
  private func freePlace(_ study: String) -> String {
    let taken = Set(jobs.values.map(\.output))
    let runs = workspace.root.appending(path: "Runs")
    return (1...).lazy.map { "\(study)-\($0)" }.first { name in
      !taken.contains("Runs/\(name)")
        && !["\(name)", ".\(name).draws"].contains {
          FileManager.default.fileExists(atPath: runs.appending(path: $0).path)
        }
    }.map { "Runs/\($0)" }!
  }

  private func end(_ id: Int, _ state: RunJob.State) {
    change(id) {
      $0.state = state
      $0.ended = Date()
      $0.process = nil
    }
  }

  private func change(_ id: Int, _ body: (inout RunJob) -> Void) {
    guard var job = jobs[id] else { return }
    body(&job)
    jobs[id] = job
    save(job)
  }

  private func save(_ job: RunJob) {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try? encoder.encode(job).write(to: folder.appending(path: "\(job.id).json"), options: .atomic)
  }

  private func note(_ sentence: String, of id: Int) {
    guard let handle = try? FileHandle(forWritingTo: logFile(id)) else { return }
    defer { try? handle.close() }
    _ = try? handle.seekToEnd()
    try? handle.write(contentsOf: Data("\(sentence)\n".utf8))
  }

  private func logFile(_ id: Int) -> URL { folder.appending(path: "\(id).log") }
}
