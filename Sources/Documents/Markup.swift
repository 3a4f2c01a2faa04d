/// A piece of HTML or SVG whose text is escaped already.
///
/// Text becomes markup only by being escaped: a string literal and everything interpolated into it, `Markup(text)`, and
/// the elements of this module. `Markup(trusted:)` is the one way round, for finished pictures and style sheets.
public struct Markup: Sendable, Hashable {
  /// The escaped source.
  public let source: String

  /// Escapes text.
  public init(_ text: some StringProtocol) { source = escaped(text) }
  /// Takes source as it is: a finished picture or style sheet made by this program.
  public init(trusted source: String) { self.source = source }
  /// Nothing at all.
  public static let empty = Markup(trusted: "")
  public var isEmpty: Bool { source.isEmpty }

  public static func + (left: Markup, right: Markup) -> Markup { Markup(trusted: left.source + right.source) }
}

/// The five characters that mean something in HTML or SVG, in text and in attributes, replaced by entities.
///
/// Characters that XML forbids (control characters but tab, line feed and carriage return) are left out.
public func escaped(_ text: some StringProtocol) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
    case _ where scalar.value < 32 || scalar.value == 127: continue
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension Markup: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(text) }

  public init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

  /// Escapes what it is given, save markup, which it takes as it is.
  public struct Interpolation: StringInterpolationProtocol {
    var source = ""
    public init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity) }
    public mutating func appendLiteral(_ literal: String) { source += escaped(literal) }
    public mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      source += escaped(value.description)
    }
  }
}

extension Sequence<Markup> {
  /// The pieces one after the other.
  public func joined(separator: Markup = .empty) -> Markup {
    Markup(trusted: map(\.source).joined(separator: separator.source))
  }
}
