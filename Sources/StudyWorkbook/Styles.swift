import CXlsxWriter
import Inputs

/// The few looks that cells of the workbook have. Colours keep a contrast of at least 7 to 1.
struct Styles {
  typealias Format = UnsafeMutablePointer<lxw_format>
  let title: Format?
  let heading: Format?
  let text: Format?
  /// Over columns to fill in.
  let header: Format?
  /// Over columns that are filled in already.
  let givenHeader: Format?
  private let given: Format?
  private let givenNumber: Format?
  private let code: Format?
  private let number: Format?
  private let whole: Format?
  private let date: Format?
  private let time: Format?

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    func format(_ change: (Format?) -> Void = { _ in }) -> Format? {
      let format = workbook_add_format(book)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      change(format)
      return format
    }
    func shown(_ pattern: String) -> Format? { format { format_set_num_format($0, pattern) } }
    title = format {
      format_set_bold($0)
      format_set_font_size($0, 16)
    }
    heading = format {
      format_set_bold($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
      format_set_font_size($0, 12)
    }
    text = format()
    header = format {
      format_set_bold($0)
      format_set_font_color($0, 0xFFFFFF)
      format_set_bg_color($0, 0x003B5C)
    }
    givenHeader = format {
      format_set_bold($0)
      format_set_bg_color($0, 0xD9D9D9)
    }
    given = format {
      format_set_bg_color($0, 0xF2F2F2)
      format_set_indent($0, 1)
    }
    givenNumber = format {
      format_set_bg_color($0, 0xF2F2F2)
      format_set_num_format($0, "#,##0.####")
    }
    code = shown("@")
    number = shown("#,##0.####")
    whole = shown("#,##0")
    date = shown("yyyy-mm-dd")
    time = shown("hh:mm")
  }

  /// How cells of a column look, and what a spreadsheet takes typed text for.
  func cell(_ column: WorkbookColumn) -> Format? {
    if column.isGiven { return column.content == .number ? givenNumber : given }
    return switch column.content {
    case .number: number
    case .whole: whole
    case .date, .decision: date
    case .time: time
    case .text: text
    case .id, .row, .flag, .choice, .choices: code
    }
  }
}
