import CXlsxWriter
import Foundation
import Inputs

/// A workbook that cannot be written.
public struct WorkbookError: Error, CustomStringConvertible, Equatable {
  public var file: String
  public var problem: String
  public var description: String { "\(file): \(problem). Check the folder's permissions and the disk." }
}

extension StudyWorkbook {
  /// Writes the workbook; it appears whole or not at all.
  ///
  /// - Throws: `WorkbookError` when the file cannot be written.
  public func write(to file: URL) throws(WorkbookError) {
    let partial = file.deletingLastPathComponent().appendingPathComponent(".\(file.lastPathComponent).unfinished")
    guard let book = workbook_new(partial.path) else {
      throw WorkbookError(file: file.path, problem: "cannot be written")
    }
    describe(book)
    let lists = Lists(firstYear: firstYear, years: years)
    let pages = Pages(book, lists)
    pages.addReadMe(title: "Study workbook: \(laName) (\(laCode)), \(firstYear)", readMe(self))
    for sheet in sheets { pages.add(sheet) }
    pages.addGuide("columns", columnRows(self), widths: [18, 24, 16, 70, 60])
    pages.addGuide("lists", lists.rows, widths: [22, 26, 70])
    let code = workbook_close(book)
    guard code == LXW_NO_ERROR else {
      try? FileManager.default.removeItem(at: partial)
      throw WorkbookError(file: file.path, problem: "cannot be written (\(String(cString: lxw_strerror(code))))")
    }
    guard rename(partial.path, file.path) == 0 else {
      try? FileManager.default.removeItem(at: partial)
      throw WorkbookError(file: file.path, problem: "cannot be written")
    }
  }

  private func describe(_ book: UnsafeMutablePointer<lxw_workbook>) {
    let texts = CTexts()
    var properties = lxw_doc_properties()
    properties.title = texts.pointer("Study workbook: \(laName) (\(laCode))")
    properties.author = texts.pointer("placeplan")
    // A fixed moment, 1 January 2026, so that the same study gives the same bytes.
    properties.created = 1_767_225_600
    workbook_set_properties(book, &properties)
  }
}

/// C copies of texts, for as long as this value lives.
final class CTexts {
  private var pointers: [UnsafeMutablePointer<CChar>] = []
  func pointer(_ text: String) -> UnsafeMutablePointer<CChar>? {
    guard let copy = strdup(text) else { return nil }
    pointers.append(copy)
    return copy
  }
  deinit { for pointer in pointers { free(pointer) } }
}
