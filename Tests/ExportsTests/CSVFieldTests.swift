import Testing

@testable import Exports

@Suite struct CSVFieldTests {
  @Test(arguments: [
    "=1+1", "+44 1743", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\tplain", "\rplain", " =1", "\u{A0}=1",
    "\u{200B}=1", "\u{FEFF}=1", "\"=1", "'=1", "''+1", "\u{201C}=1", " \" @x", "\u{FF1D}1+1", "\u{FF0B}1", "\u{FF0D}1",
    "\u{FF20}x", "\u{FE66}1", "\u{2212}1", "\u{1}=1", "-", "=",
  ])
  func `text that may run as a formula gets an apostrophe`(text: String) {
    #expect(defused(text) == "'" + text)
  }

  @Test(arguments: [
    "", " ", "West", "St Mary's", "A=B", "2 - 3", "'quoted'", "\u{C9}cole", "do-nothing", "1+1", "#N/A",
  ])
  func `other text stays as it is`(text: String) { #expect(defused(text) == text) }

  @Test func `quotes are doubled even where a combining mark follows`() {
    #expect(field("a\"\u{301}b") == "\"a\"\"\u{301}b\"")
    #expect(field("a\r\nb") == "\"a\r\nb\"")
  }
}
