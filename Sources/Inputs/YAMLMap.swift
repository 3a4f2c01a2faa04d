import Yams

/// A mapping of a YAML file, read key by key; what is wrong goes to the log with its line.
public struct YAMLMap {
  public let file: String
  public let log: ProblemLog
  public let mapping: Node.Mapping
  /// What the keys belong to, for sentences: empty at the top of the file, else `site` or `capital`.
  var owner = ""

  /// The top of a file, or `nil` with a problem when it is no YAML mapping.
  public init?(file: String, bytes: [UInt8], log: ProblemLog) {
    guard let root = parseYAML(file: file, bytes: bytes, log: log) else { return nil }
    guard let mapping = root.mapping else {
      log.report(file, row: root.line, "the file is not a list of keys and values", "Write it as key: value lines.")
      return nil
    }
    self.init(file: file, log: log, mapping: mapping)
  }

  init(file: String, log: ProblemLog, mapping: Node.Mapping, owner: String = "") {
    self.file = file
    self.log = log
    self.mapping = mapping
    self.owner = owner
  }

  /// The line a key stands on, or the mapping's own.
  public func line(_ key: String) -> Int? { self[key]?.line ?? mapping.mark?.line }

  /// The node of a key; `nil` when it is absent or empty.
  public subscript(key: String) -> Node? {
    guard let node = mapping.first(where: { $0.key.string == key })?.value, !node.isNull else { return nil }
    return node
  }

  /// Reports keys that this mapping does not have.
  public func allow(_ keys: [String]) {
    for (key, _) in mapping {
      let name = key.plainText ?? ""
      if !keys.contains(name) {
        log.report(file, row: key.line, value: name, "not a key of \(place)", "Use \(orList(keys)).")
      }
    }
  }

  public func text(_ key: String, required: Bool = false) -> String? {
    guard let node = node(key, required) else { return nil }
    guard let text = node.plainText else { return wrong(node, key, "text", "Write one value, not a list.") }
    return text
  }

  public func integer(_ key: String, in range: ClosedRange<Int> = Int.min...Int.max, required: Bool = false) -> Int? {
    guard let node = node(key, required) else { return nil }
    guard let text = node.plainText, let value = wholeNumber(ArraySlice(text.utf8)) else {
      return wrong(node, key, "a whole number", "Write digits only, such as 12.")
    }
    guard range.contains(value) else {
      let remedy =
        range.upperBound == .max
        ? "Write a whole number of \(range.lowerBound) or more."
        : "Write a whole number from \(range.lowerBound) to \(range.upperBound)."
      return wrong(node, key, "in range", remedy)
    }
    return value
  }

  public func number(_ key: String, required: Bool = false) -> Double? {
    guard let node = node(key, required) else { return nil }
    guard let text = node.plainText, let value = decimalNumber(ArraySlice(text.utf8)) else {
      return wrong(node, key, "a number", "Write digits with a point for the fraction, such as 12.5.")
    }
    return value
  }

  public func flag(_ key: String) -> Bool? {
    guard let node = node(key, false) else { return nil }
    guard let value = node.plainText.flatMap({ ["true": true, "false": false][$0] }) else {
      return wrong(node, key, "true or false", "Write true or false.")
    }
    return value
  }

  public func map(_ key: String, required: Bool = false) -> YAMLMap? {
    guard let node = node(key, required) else { return nil }
    guard let mapping = node.mapping else {
      return wrong(node, key, "a list of keys and values", "Write it as key: value lines below \(key).")
    }
    return YAMLMap(file: file, log: log, mapping: mapping, owner: key)
  }

  /// The mappings of a list, with none where the key is absent.
  public func maps(_ key: String) -> [YAMLMap] {
    nodes(key).compactMap { node in
      if let mapping = node.mapping { return YAMLMap(file: file, log: log, mapping: mapping, owner: key) }
      log.report(
        file, row: node.line, value: node.shown, "not a list of keys and values, which each item of \(key) is",
        "Write it as key: value lines.")
      return nil
    }
  }

  /// The texts of a list and the line of each, with none where the key is absent; one plain text reads as a list of one.
  public func texts(_ key: String) -> [(text: String, line: Int?)] {
    nodes(key).compactMap { node in
      if let text = node.plainText { return (text, node.line) }
      log.report(file, row: node.line, "an item of \(key) is not text", "Write one value in each item.")
      return nil
    }
  }

  /// Reports a value of a key.
  public func report(_ key: String, _ fault: String, _ remedy: String) {
    log.report(file, row: line(key), value: self[key]?.shown, fault, remedy)
  }

  private var place: String { owner.isEmpty ? "this file" : owner }

  private func nodes(_ key: String) -> [Node] {
    guard let node = self[key] else { return [] }
    if let list = node.sequence { return Array(list) }
    return [node]
  }

  private func node(_ key: String, _ required: Bool) -> Node? {
    if let node = self[key] { return node }
    if required { log.report(file, row: mapping.mark?.line, "\(place) has no \(key)", "Add the key \(key).") }
    return nil
  }

  private func wrong<T>(_ node: Node, _ key: String, _ expected: String, _ remedy: String) -> T? {
    log.report(file, row: node.line, value: node.shown, "not \(expected), which \(key) must be", remedy)
    return nil
  }
}

/// The root of a YAML text; a syntax error is reported with its line.
public func parseYAML(file: String, bytes: [UInt8], log: ProblemLog) -> Node? {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    log.report(file, "the text is not UTF-8", "Save the file as UTF-8.")
    return nil
  }
  do {
    if let root = try compose(yaml: text) { return root }
    log.report(file, "the file is empty", "Write its keys and values.")
  } catch let error as YamlError {
    let (line, reason) = error.place
    log.report(file, row: line, "not valid YAML (\(reason))", "Check indentation, colons and quotes near that line.")
  } catch {
    log.report(file, "not valid YAML", "Check indentation, colons and quotes.")
  }
  return nil
}

/// `a, b or c`.
public func orList(_ items: [String]) -> String {
  items.count < 2 ? items.joined() : items.dropLast().joined(separator: ", ") + " or " + items[items.count - 1]
}

extension YamlError {
  fileprivate var place: (line: Int?, reason: String) {
    switch self {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let duplicates, _):
      (nil, "the key \(duplicates.map(String.init(describing:)).sorted().first ?? "") is there twice")
    default: (nil, "unreadable")
    }
  }
}

extension Node {
  var line: Int? { mark?.line }
  /// The characters of a scalar, whatever its type.
  var plainText: String? { scalar?.string }
  /// An absent value: nothing, `~` or `null`, not quoted.
  var isNull: Bool {
    guard let scalar, scalar.style != .singleQuoted, scalar.style != .doubleQuoted else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }
  /// For problems.
  var shown: String { plainText ?? (mapping != nil ? "{...}" : "[...]") }
}
