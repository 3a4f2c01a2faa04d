/// JSON whose keys keep their order and whose numbers read the same on every machine.
indirect enum JSON {
  case null
  case string(String)
  case number(Double)
  case whole(UInt64)
  case array([JSON])
  case object([(key: String, value: JSON)])

  static func strings(_ values: [String]) -> JSON { .array(values.map(JSON.string)) }

  /// Indented by two spaces down to `depth` levels; below that, on one line.
  func text(depth: Int) -> String {
    var text = ""
    write(to: &text, indent: 0, depth: depth)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int, depth: Int) {
    switch self {
    case .null: text += "null"
    case .string(let value): text += quoted(value)
    case .number(let value): text += value.isFinite ? plainNumber(value) : "null"
    case .whole(let value): text += String(value)
    case .array(let items):
      separated(items.count, ("[", "]"), &text, indent: indent, depth: depth) {
        items[$0].write(to: &$1, indent: indent + 1, depth: depth)
      }
    case .object(let members):
      separated(members.count, ("{", "}"), &text, indent: indent, depth: depth) {
        $1 += quoted(members[$0].key) + ": "
        members[$0].value.write(to: &$1, indent: indent + 1, depth: depth)
      }
    }
  }

  private func separated(
    _ count: Int, _ brackets: (String, String), _ text: inout String, indent: Int, depth: Int,
    item: (Int, inout String) -> Void
  ) {
    text += brackets.0
    let isBroken = indent < depth && count > 0
    for index in 0..<count {
      if isBroken { text += "\n" + String(repeating: "  ", count: indent + 1) }
      item(index, &text)
      if index < count - 1 { text += isBroken ? "," : ", " }
    }
    if isBroken { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.1
  }
}

private func quoted(_ value: String) -> String {
  var text = "\""
  for scalar in value.unicodeScalars {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case _ where scalar.value < 32:
      let digits = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text + "\""
}
