import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Serving

/// Full runs as child processes: to the end, cancelled, failed, and after the death of a server.
@Suite(.serialized) struct RunJobTests {
  /// Waits until a job is as asked for, at most a minute.
  @discardableResult
  private func wait(_ jobs: RunJobs, _ id: Int, until isSo: (RunJob) -> Bool) async throws -> RunJob {
    for _ in 0..<600 {
      if let job = await jobs.job(id), isSo(job) { return job }
      try await Task.sleep(for: .milliseconds(100))
    }
    let job = try #require(await jobs.job(id))
    let log = await jobs.log(id)
    Issue.record("job \(id) is \(job.state) after a minute: \(log)")
    return job
  }

  /// Waits until the run keeps draws, so that it is well on its way.
  private func waitForDraws(in folder: ServedFolder) async throws {
    let draws = folder.root.appending(path: "Runs/.Tiny-2.draws")
    for _ in 0..<600 where !FileManager.default.fileExists(atPath: draws.path) {
      try await Task.sleep(for: .milliseconds(50))
    }
    try await Task.sleep(for: .milliseconds(500))
  }

  @Test func aRunGoesToItsEndAndIsThatOfTheCommand() async throws {
    try await withServer { client, site, folder in
      let answer = try await client.post("/studies/tiny/runs", "option=plan-a")
      #expect(answer.headers[.location] == "/jobs/1")
      let job = try await wait(site.jobs, 1) { $0.isOver }
      let log = await site.jobs.log(1)
      #expect(job.state == .done && job.output == "Runs/Tiny-2", "\(log)")
      let text = try await client.get("/jobs/1").text
      #expect(text.contains("Finished") && text.contains("/runs/Runs~Tiny-2"))
      let process = Process()
      process.executableURL = ServedFolder.placeplan
      let alone = folder.root.appending(path: "alone")
      process.arguments = [
        "assess", folder.root.appending(path: "tiny").path, "--option", "plan-a", "--quiet", "--output", alone.path,
      ]
      try process.run()
      process.waitUntilExit()
      for name in ["summary.json", "metrics.csv"] {
        let (one, other) = (folder.root.appending(path: "Runs/Tiny-2/\(name)"), alone.appending(path: name))
        #expect(try Data(contentsOf: one) == Data(contentsOf: other), "\(name)")
      }
    }
  }

  @Test func aRunThatFailsSaysWhyAndCanBeTriedAgain() async throws {
    try await withServer { client, site, folder in
      let settings = folder.root.appending(path: "tiny/settings.csv")
      let good = try Data(contentsOf: settings)
      try Data("setting_id,urn\ns1,x\n".utf8).write(to: settings)
      _ = try await client.post("/studies/tiny/runs")
      #expect(try await wait(site.jobs, 1) { $0.isOver }.state == .failed)
      let text = try await client.get("/jobs/1").text
      #expect(text.contains("Failed") && text.contains("settings.csv") && text.contains("Try again"))
      try good.write(to: settings)
      #expect(try await client.post("/jobs/1/go-on").status == .seeOther)
      #expect(
        try await wait(site.jobs, 1) { $0.state == .done || $0.state == .failed && $0.starts == 1 && $0.ended != nil }
          .state == .done)
    }
  }

  @Test func oneRunGoesAtATimeAndACancelledOneLeavesNothingFinished() async throws {
    try await withServer { client, site, folder in
      _ = try await client.post("/studies/tiny/runs", "draws=3000")
      _ = try await client.post("/studies/tiny/runs", "draws=2")
      try await wait(site.jobs, 1) { $0.state == .running }
      #expect(await site.jobs.job(2)?.state == .waiting)
      _ = try await client.post("/jobs/1/cancel")
      #expect(try await wait(site.jobs, 1) { $0.state == .cancelled && $0.ended != nil }.output == "Runs/Tiny-2")
      #expect(!FileManager.default.fileExists(atPath: folder.root.appending(path: "Runs/Tiny-2").path))
      #expect(try await wait(site.jobs, 2) { $0.isOver }.state == .done)
    }
  }

  /// The server's actor is dropped as a killed server is; its process lives on and is followed by the next.
  @Test func aRunThatOutlivesItsServerIsFollowedByTheNext() async throws {
    try await withServer { _, site, folder in
      let study = try StudyFolder(#require(site.workspace.study("tiny")), in: site.workspace)
      let first = RunJobs(workspace: site.workspace, program: folder.options.program)
      try await first.takeUp()
      let job = await first.ask(study: study, options: [], draws: 1500, years: nil, seed: nil)
      let running = try await wait(first, job.id) { $0.state == .running }
      try await waitForDraws(in: folder)
      let second = RunJobs(workspace: site.workspace, program: folder.options.program)
      try await second.takeUp()
      #expect(await second.job(job.id)?.process == running.process)
      await second.cancel(job.id)
      try await wait(second, job.id) { $0.state == .cancelled && $0.ended != nil }
    }
  }

  @Test func aRunThatDiedWithItsServerGoesOnFromItsDraws() async throws {
    try await withServer { _, site, folder in
      let study = try StudyFolder(#require(site.workspace.study("tiny")), in: site.workspace)
      let first = RunJobs(workspace: site.workspace, program: folder.options.program)
      try await first.takeUp()
      let job = await first.ask(study: study, options: [], draws: 400, years: nil, seed: nil)
      let running = try await wait(first, job.id) { $0.state == .running && $0.process != nil }
      try await waitForDraws(in: folder)
      // The first server's file of the job is kept as a killed server leaves it.
      let file = site.workspace.state.appending(path: "jobs/\(job.id).json")
      let left = try Data(contentsOf: file)
      kill(try #require(running.process), SIGKILL)
      try await wait(first, job.id) { $0.state == .interrupted }
      try left.write(to: file)
      let second = RunJobs(workspace: site.workspace, program: folder.options.program)
      try await second.takeUp()
      let ended = try await wait(second, job.id) { $0.isOver }
      let log = await second.log(job.id)
      #expect(ended.state == .done && ended.starts == 2, "\(log)")
      #expect(log.contains("Going on with"))
    }
  }

  /// Two hundred at once, while a run is at work: each is answered whole, and the run's bytes are what they would have been.
  @Test func twoHundredRequestsAtOnceAreAllAnsweredAndTheRunIsUnmoved() async throws {
    let folder = try ServedFolder()
    defer { folder.remove() }
    let server = try Server(folder.options)
    let site = try await Site(folder.options, pass: nil)
    let pages = [
      "/", "/runs/Runs~Tiny-1", "/runs/Runs~Tiny-1/map/tables", "/runs/Runs~Tiny-1/compare", "/assets/style.css",
    ]
    try await server.application(site).test(.live) { client in
      var expected: [String: String] = [:]
      for page in pages where page != "/" { expected[page] = try await client.get(page).text }
      let job = await site.jobs.ask(
        study: try StudyFolder(#require(site.workspace.study("tiny")), in: site.workspace), options: [], draws: nil,
        years: nil,
        seed: nil)
      let texts = expected
      let good = try await withThrowingTaskGroup(of: Bool.self) { group in
        for index in 0..<200 {
          group.addTask {
            let page = pages[index % pages.count]
            let answer = try await client.get(page)
            return answer.status == .ok && (texts[page].map { $0 == answer.text } ?? true)
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(good == 200)
      let done = try await wait(site.jobs, job.id) { $0.isOver }
      #expect(done.state == .done)
      for name in ["summary.json", "metrics.csv"] {
        let (one, other) = (
          folder.root.appending(path: "Runs/Tiny-1/\(name)"), folder.root.appending(path: "Runs/Tiny-2/\(name)")
        )
        #expect(try Data(contentsOf: one) == Data(contentsOf: other), "\(name)")
      }
    }
    await site.jobs.stop()
  }
}
