import Foundation
import Testing

@testable import Importing

@Suite("Dates of exports")
struct MappingDatesTests {
  @Test(
    "Each format reads its dates and nothing else",
    arguments: [
      ("DD/MM/YYYY", "06/05/2015", "2015-05-06"), ("DD/MM/YYYY", "6/5/2015", "2015-05-06"),
      ("YYYY-MM-DD", "2015-05-06T00:00:00", "2015-05-06"), ("YYYY-MMM-DD", "2022-Sep-28 00:00:00", "2022-09-28"),
      ("DD-MMM-YYYY", "28-SEP-2022", "2022-09-28"), ("DD MMMM YYYY", "1 September 2015", "2015-09-01"),
      ("DD/MM/YY", "06/05/15", "2015-05-06"), ("DD/MM/YY", "06/05/98", "1998-05-06"),
      ("YYYYMMDD", "20150506", "2015-05-06"), ("MM/DD/YYYY", "05/06/2015", "2015-05-06"),
      ("YYYY/MM/DD", "2016/02/29", "2016-02-29"), ("serial", "42130", "2015-05-06"),
      ("serial", "36526.5", "2000-01-01"),
      ("DD.MM.YYYY", "29.02.2000", "2000-02-29"),
    ])
  func formats(_ format: String, _ text: String, _ day: String) {
    #expect(DateFormat(format)?.day(ArraySlice(text.utf8))?.iso == day)
  }

  @Test(
    "Days that are none, and text that is no date",
    arguments: [
      ("DD/MM/YYYY", "31/02/2015"), ("DD/MM/YYYY", "29/02/2015"), ("DD/MM/YYYY", "06-05-2015"),
      ("DD/MM/YYYY", "06/05/15"),
      ("DD/MM/YYYY", "06/05/2015 noon"), ("YYYY-MMM-DD", "2022-Sepp-28"), ("YYYYMMDD", "2015056"), ("serial", "421"),
      ("DD/MM/YYYY", ""), ("DD/MM/YYYY", "06/05/20155"), ("YYYY-MM-DD", "2015-13-01"), ("YYYY-MM-DD", "2015-00-01"),
    ])
  func refused(_ format: String, _ text: String) {
    #expect(DateFormat(format)?.day(ArraySlice(text.utf8)) == nil)
  }

  @Test("What is no format", arguments: ["DD/MM", "YYYY", "DDD/MM/YYYY", "DD/MM/YYYY YYYY", "", "?", "dd/mm/yyyy"])
  func notFormats(_ text: String) {
    #expect(DateFormat(text) == nil)
  }

  @Test("Every day of four centuries counts up by one, and its number in a workbook reads back")
  func calendar() {
    let serial = DateFormat("serial")
    var number = 10_000
    var last: CalendarDay?
    while number < 99_999 {
      guard let day = serial?.day(ArraySlice(String(number).utf8)) else {
        Issue.record("no day \(number)")
        return
      }
      if let last { #expect(last < day) }
      #expect(CalendarDay(iso: day.iso) == day)
      last = day
      number += 13
    }
    // 1 January 2000 and 31 December 2100 by any workbook.
    #expect(serial?.day(ArraySlice("36526".utf8))?.iso == "2000-01-01")
    #expect(serial?.day(ArraySlice("73415".utf8))?.iso == "2100-12-31")
  }

  @Test("The January census is the third Thursday, as DfE dated it")
  func census() {
    let dated = [2019: 17, 2020: 16, 2021: 21, 2022: 20, 2023: 19, 2024: 18, 2025: 16, 2026: 15, 2027: 21, 2032: 15]
    for (year, day) in dated {
      #expect(CalendarDay.januaryCensus(year) == CalendarDay(year: year, month: 1, day: day))
    }
  }

  @Test(
    "Amounts of money",
    arguments: [
      ("£1,234.50", 123_450), ("1234.5", 123_450), ("£0.875", 88), ("45p", 45), ("GBP 12", 1_200), ("£ 7", 700),
      (".5", 50), ("£12.345", 1_235), ("0", 0), ("£99,999,999.99", 9_999_999_999),
    ])
  func money(_ text: String, _ pence: Int) {
    #expect(MappingMoney(text)?.pence() == pence)
  }

  @Test(
    "What is no amount of money",
    arguments: ["", "£", "-5", "(5)", "1,23", "12,3456", "€5", "5.5.5", "1e9", "abc", "5/6"])
  func noMoney(_ text: String) {
    #expect(MappingMoney(text) == nil)
  }

  @Test("Numbers as people write them")
  func numbers() {
    #expect(plainNumber("1,234.5") == 1_234.5)
    #expect(plainNumber("12") == 12)
    #expect(plainNumber("1,5") == nil)
    #expect(plainNumber("1,2345") == nil)
    #expect(plainNumber("12,345,678") == 12_345_678)
    #expect(
      ["6", "Year 6", "Y6", "yr 6", "R", "Reception", "N2", "N1", "-1", "x"].map(numberedYear) == [
        6, 6, 6, 6, 0, 0, -1, -2, -1, nil,
      ])
  }
}
