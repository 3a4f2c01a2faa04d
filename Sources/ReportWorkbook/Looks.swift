import CXlsxWriter
import Documents

/// The few looks that cells of a report's workbook have; text wraps, and colours keep a contrast of 7 to 1 or more.
struct Looks {
  typealias Format = UnsafeMutablePointer<lxw_format>
  let title: Format?
  let text: Format?
  let header: Format?
  let link: Format?
  private let numbers: [String: Format?]
  private let plain: Format?

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    func format(_ change: (Format?) -> Void = { _ in }) -> Format? {
      let format = workbook_add_format(book)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      change(format)
      return format
    }
    func shown(_ pattern: String) -> Format? { format { format_set_num_format($0, pattern) } }
    title = format {
      format_set_bold($0)
      format_set_font_size($0, 14)
    }
    text = format { format_set_text_wrap($0) }
    header = format {
      format_set_text_wrap($0)
      format_set_bold($0)
      format_set_font_color($0, 0xFFFFFF)
      format_set_bg_color($0, 0x12436D)
    }
    link = format {
      format_set_font_color($0, 0x12436D)
      format_set_underline($0, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    }
    plain = shown("#,##0")
    numbers = [
      "share": shown("0.0%"), "pounds": shown("\u{00a3}#,##0"), "miles": shown("0.00"), "minutes": shown("0.0"),
      "tonnes": shown("#,##0.0"), "vehicles": shown("#,##0.0"),
    ]
  }

  func number(_ unit: String?) -> Format? { unit.flatMap { numbers[$0] ?? nil } ?? plain }
}
