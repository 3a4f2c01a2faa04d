import Foundation
import Testing

@testable import Graphics

/// Contrast of two colours by WCAG 2.2: 1 to 21.
private func contrast(_ one: String, _ other: String) -> Double {
  func luminance(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16)!
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(number >> shift & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
  let pair = [luminance(one), luminance(other)].sorted()
  return (pair[1] + 0.05) / (pair[0] + 0.05)
}

@Suite struct ContrastTests {
  private let paper = "#ffffff"

  @Test func `the sum itself: black on white is 21, a colour on itself 1`() {
    #expect(abs(contrast("#000000", paper) - 21) < 1e-9 && contrast("#801650", "#801650") == 1)
  }

  @Test(arguments: Palette.categories + [Palette.ink, Palette.grey, MapStyle.pinFill, MapStyle.placeFill])
  func `a mark stands out from the paper by 3 to 1`(colour: String) { #expect(contrast(colour, "#ffffff") >= 3) }

  @Test(arguments: [Palette.ink, Palette.grey]) func `text is read on the paper at 4.5 to 1`(colour: String) {
    #expect(contrast(colour, paper) >= 4.5)
  }

  @Test(arguments: Palette.sequence.indices) func `what is written on a shade is read at 4.5 to 1, and its edge seen`(
    shade: Int
  ) {
    #expect(contrast(Palette.onSequence[shade], Palette.sequence[shade]) >= 4.5)
    // An area is told from the paper by its outline where its shade is pale.
    #expect(max(contrast(Palette.sequence[shade], paper), contrast(Palette.grey, paper)) >= 3)
  }

  @Test func `a pin's number and the edge of a mark are read on it`() {
    #expect(contrast(paper, MapStyle.pinFill) >= 4.5)
  }

  @Test func `in black and white the shades stay in order`() {
    let darkness = Palette.sequence.map { contrast($0, paper) }
    #expect(darkness == darkness.sorted() && Set(darkness).count == darkness.count)
  }
}
