import CCrypto

/// Columns of a caseload that name or identify a child. They are refused, whatever they hold.
let personalColumns: Set<String> = [
  "name", "child_name", "full_name", "surname", "last_name", "family_name", "forename", "forenames", "first_name",
  "given_name", "middle_name", "upn", "uln", "nhs_number", "date_of_birth", "dob", "birth_date", "address",
  "address_1", "address_line_1", "postcode", "email", "telephone", "phone", "parent_name", "carer_name",
]

/// Words that make a header of somebody else's table personal, wherever they stand in it.
private let personalWords: Set<String> = [
  "surname", "surnames", "forename", "forenames", "firstname", "lastname", "dob", "birth", "birthdate", "born", "upn",
  "uln", "nhs", "uprn", "postcode", "address", "street", "email", "telephone", "phone", "mobile", "parent", "carer",
  "guardian", "mother", "father",
]

/// Whether a column of somebody else's table names or identifies a child by the look of its header.
public func isPersonalHeader(_ header: String) -> Bool {
  let name = normalizedHeader(header)
  if personalColumns.contains(name) { return true }
  let words = name.split(separator: "_").map(String.init)
  if words.contains(where: personalWords.contains) { return true }
  // "Pupil name" is personal, "School name" is not.
  return words.contains("name")
    && words.contains { ["child", "childs", "pupil", "student", "person", "cyp"].contains($0) }
}

/// The name a header goes by whatever its case and punctuation: `Date of Birth` is `date_of_birth`.
public func normalizedHeader(_ name: String) -> String {
  let characters = name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
  return String(characters).split(separator: "_").joined(separator: "_")
}

/// Whether text has the form of a unique pupil number: a letter, eleven digits, a letter or digit (DfE, UPN guide).
public func looksLikePupilNumber(_ text: some StringProtocol) -> Bool {
  let bytes = text.utf8
  guard bytes.count == 13, let first = bytes.first, (65...90).contains(first) else { return false }
  return bytes.dropFirst().prefix(11).allSatisfy { (48...57).contains($0) }
    && bytes.dropFirst(12).allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
}

/// Makes pseudonyms: HMAC-SHA-256 (RFC 2104) under one key, whose two padded forms are made once, so that a million
/// pseudonyms take less than a second.
public struct PseudonymHash: Sendable {
  private let inner: [UInt8]
  private let outer: [UInt8]

  public init(key: [UInt8]) {
    let block = (key.count > 64 ? digest(key) : key)
    let padded = block + [UInt8](repeating: 0, count: 64 - block.count)
    inner = padded.map { $0 ^ 0x36 }
    outer = padded.map { $0 ^ 0x5C }
  }

  /// The first eight bytes, high byte first, of the code of `prefix` and `bytes` one after the other.
  ///
  /// In hexadecimal they are the first sixteen digits of `hmacSHA256Hex`.
  public func pseudonym(of bytes: ArraySlice<UInt8>, prefix: [UInt8] = []) -> UInt64 {
    digest(outer + digest(inner + prefix + bytes))[..<8].reduce(0) { $0 << 8 | UInt64($1) }
  }
}

private func digest(_ bytes: [UInt8]) -> [UInt8] {
  var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
  CCrypto.SHA256(bytes, bytes.count, &digest)
  return digest
}
