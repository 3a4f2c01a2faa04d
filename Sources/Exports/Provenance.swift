import Appraisal
import Assumptions
import Foundation

/// Writes `provenance.json`: when, where and from what a run was made, and the standing of every figure it used.
public func writeProvenance(_ results: PublishedResults, description: RunDescription, to url: URL) throws(ExportError) {
  try write(Array(provenanceJSON(results, description: description).utf8), to: url)
}

/// The text of `provenance.json`.
public func provenanceJSON(_ results: PublishedResults, description: RunDescription) -> String {
  JSON.object([
    ("study", .string(description.study)),
    ("la_code", .string(description.laCode)),
    ("la_name", .string(description.laName)),
    ("version", .string(description.version)),
    ("identity", .string(description.identity)),
    ("started", .string(description.started)),
    ("ended", .string(description.ended)),
    ("machine", .string(description.machine)),
    ("draws", .number(Double(results.draws))),
    ("seed", .whole(results.seed)),
    ("disclosure_threshold", .number(Double(results.threshold))),
    ("transformation", .string(description.transformation)),
    ("inputs", inputs(description)),
    ("assumptions", .array(description.assumptions.map(assumption))),
    ("notes", .strings(results.notes + description.notes)),
  ]).text(depth: 2)
}

private func assumption(_ assumption: Assumption) -> JSON {
  .object([
    ("id", .string(assumption.id)), ("unit", .string(assumption.unit)), ("date", .string(assumption.date)),
    ("status", .string(assumption.status.rawValue)), ("mark", assumption.status.mark.map(JSON.string) ?? .null),
    ("source", .string(assumption.source)), ("owner", .string(assumption.owner ?? "no owner")),
    ("file", .string(assumption.file)),
  ])
}
