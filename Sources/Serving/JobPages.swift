import Foundation
import Hummingbird

/// A full run on its way: progress, cancel, go on, and what its command says.
extension Site {
  func jobRoutes(_ router: Router<BasicRequestContext>) {
    router.get("jobs/:job") { _, context in
      let job = try await job(context)
      return await page("job", title: "Run \(job.output)", jobValues(job))
    }
    router.get("jobs/:job/progress") { _, context in
      let job = try await job(context)
      return await part("job-progress", jobValues(job))
    }
    router.post("jobs/:job/cancel") { _, context in
      let job = try await job(context)
      await jobs.cancel(job.id)
      return Response.redirect(to: "/jobs/\(job.id)", type: .normal)
    }
    router.post("jobs/:job/go-on") { _, context in
      let job = try await job(context)
      await jobs.goOn(job.id)
      return Response.redirect(to: "/jobs/\(job.id)", type: .normal)
    }
  }

  private func job(_ context: BasicRequestContext) async throws -> RunJob {
    guard let id = Int(try context.parameters.require("job")), let job = await jobs.job(id) else {
      throw HTTPError(.notFound, message: "There is no such run.")
    }
    return job
  }

  /// A job as the first page lists it.
  func jobRow(_ job: RunJob) -> [String: Any] {
    [
      "id": job.id, "output": job.output, "study": job.study, "asked": Self.date(job.asked),
      "stateWords": Self.words(job.state),
    ]
  }

  private func jobValues(_ job: RunJob) async -> [String: Any] {
    var values = jobRow(job)
    values["options"] = job.options.isEmpty ? "all options of the study" : job.options.joined(separator: ", ")
    values["draws"] = job.draws.map { "\($0)" } ?? "the study's own number"
    values["log"] = await jobs.log(job.id)
    values["isOver"] = job.isOver
    values["isDone"] = job.state == .done
    values["isRunning"] = job.state == .running
    values["isFailed"] = job.state == .failed
    values["canGoOn"] = job.isOver && job.state != .done
    values["goOnWords"] = job.state == .failed ? "Try again" : "Go on from the draws that are kept"
    if job.state == .done { values["runID"] = job.output.replacing("/", with: "~") }
    if job.state == .running {
      if let progress = await jobs.progress(job.id) {
        values["work"] = progress.work
        values["done"] = progress.done
        values["total"] = progress.total
        if let left = progress.secondsLeft { values["left"] = Self.duration(left) }
      } else {
        values["work"] = "Reading the study"
      }
    }
    return values
  }

  private static func words(_ state: RunJob.State) -> String {
    switch state {
    case .waiting: "Waiting for another run to end"
    case .running: "Running"
    case .done: "Finished"
    case .failed: "Failed"
    case .cancelled: "Cancelled"
    case .interrupted: "Interrupted"
    }
  }

  /// `45 seconds`, `3 minutes`.
  private static func duration(_ seconds: Int) -> String {
    if seconds < 90 { return "\(seconds) \(seconds == 1 ? "second" : "seconds")" }
    return "\((seconds + 30) / 60) minutes"
  }
}
