import Appraisal
import Foundation
import Planning

/// Writes `metrics.csv`: every published row, by world, year, metric, slice kind and slice. Suppressed and inapplicable
/// rows are listed with their status and no figures.
public func writeMetrics(_ results: PublishedResults, to url: URL) throws(ExportError) {
  try write(metricsTable(results), to: url)
}

/// Writes `local/aggregates.csv`: the same columns before suppression and rounding, and the children each row rests on.
///
/// Never leaves the authority: the restricted edition of a report reads it.
public func writeAggregates(_ results: RunResults, to url: URL) throws(ExportError) {
  try write(aggregatesTable(results), to: url)
}

private let header =
  "option,year,metric,slice_kind,slice,mean,p05,p50,p95,change_mean,change_p05,change_p95,p_gain,status"
private let metricNames = Metric.allCases.map(\.name)

/// The bytes of `metrics.csv`.
func metricsTable(_ results: PublishedResults) -> [UInt8] {
  var text = ByteText()
  text.append(header + "\n")
  let years = results.years.map(\.description)
  for world in results.worlds {
    let name = field(world.id)
    for row in world.rows {
      appendStart(name, years[row.year], row.metric, row.slice, to: &text)
      appendFigures(row.value, row.change, to: &text)
      text.append(",")
      text.append(row.status.rawValue)
      text.append("\n")
    }
  }
  return text.bytes
}

/// The bytes of `aggregates.csv`.
func aggregatesTable(_ results: RunResults) -> [UInt8] {
  var text = ByteText()
  text.append(header + ",base\n")
  let years = results.years.map(\.description)
  for world in results.worlds {
    let name = field(world.id)
    for row in world.rows {
      appendStart(name, years[row.year], row.metric, row.slice, to: &text)
      appendFigures(row.value, row.change, to: &text)
      text.append(",,")
      if let base = row.base { text.append(base) }
      text.append("\n")
    }
  }
  return text.bytes
}

private func appendStart(_ world: String, _ year: String, _ metric: Metric, _ slice: Slice, to text: inout ByteText) {
  text.append(world)
  text.append(",")
  text.append(year)
  text.append(",")
  text.append(metricNames[metric.position])
  text.append(",")
  text.append(slice.kind.rawValue)
  text.append(",")
  text.append(field(slice.id))
}

private func appendFigures(_ value: Summary?, _ change: Change?, to text: inout ByteText) {
  func append(_ figure: Double?) {
    text.append(",")
    if let figure, figure.isFinite { text.append(figure) }
  }
  append(value?.mean)
  append(value?.p05)
  append(value?.p50)
  append(value?.p95)
  append(change?.mean)
  append(change?.p05)
  append(change?.p95)
  append(change?.pGain)
}
