import Foundation
import Inputs

/// The files of one person-level SEN2 export from COLLECT: `Blade-Export_30-01-2026_person.csv` and so on.
struct BladeExport {
  /// The return's modules, in its order; `sen2` and `plandetail` may be missing, because nothing here needs them.
  enum Module: String, CaseIterable {
    case sen2, person, requests, assessment, namedplan, plandetail, activeplans, placementdetail, senneed
  }
  /// The day of the export.
  let date: CalendarDay
  private let files: [Module: URL]
  /// Days of the older exports in the same folder, newest first.
  let older: [CalendarDay]

  /// The newest export of a folder, or the one that a named file belongs to; `nil` when there is none.
  init?(_ source: URL) {
    let folder = source.isFolder ? source : source.deletingLastPathComponent()
    let wanted = source.isFolder ? nil : Self.parts(source.lastPathComponent)?.date
    if !source.isFolder, wanted == nil { return nil }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    var exports: [CalendarDay: [Module: URL]] = [:]
    for name in names {
      guard let (date, module) = Self.parts(name) else { continue }
      exports[date, default: [:]][module] = folder.appendingPathComponent(name)
    }
    let dates = exports.keys.sorted(by: >)
    guard let date = wanted ?? dates.first, let files = exports[date] else { return nil }
    self.date = date
    self.files = files
    older = dates.filter { $0 < date }
  }

  /// The files read, in the return's order.
  var sources: [URL] { Module.allCases.compactMap { files[$0] } }

  /// The day and module of a file's name.
  private static func parts(_ name: String) -> (date: CalendarDay, module: Module)? {
    let lower = name.lowercased()
    guard lower.hasPrefix("blade-export_"), lower.hasSuffix(".csv") else { return nil }
    let parts = lower.dropFirst("blade-export_".count).dropLast(4).split(separator: "_")
    guard parts.count == 2, let date = DateFormat("DD-MM-YYYY")?.day(ArraySlice(parts[0].utf8)),
      let module = Module(rawValue: String(parts[1]))
    else { return nil }
    return (date, module)
  }

  /// A module's table; `nil` when it is missing or cannot be read, with a problem where it is needed.
  func table(_ module: Module, log: ProblemLog) -> CSVTable? {
    guard let url = files[module] else {
      if module != .sen2, module != .plandetail {
        let day = String(format: "%02d-%02d-%04d", date.day, date.month, date.year)
        log.report(
          "Blade-Export_\(day)_\(module.rawValue).csv", "the file is missing",
          "Export all modules of the return into one folder.", isMissing: true)
      }
      return nil
    }
    return guardedTables(isPersonal: true, log: log) { readTables(url, log: $0) }.first
  }
}

extension URL {
  /// Whether a folder stands at the path.
  var isFolder: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
