/// Columns of a caseload that name or identify a child. They are refused, whatever they hold.
let personalColumns: Set<String> = [
  "name", "child_name", "full_name", "surname", "last_name", "family_name", "forename", "forenames", "first_name",
  "given_name", "middle_name", "upn", "uln", "nhs_number", "date_of_birth", "dob", "birth_date", "address",
  "address_1", "address_line_1", "postcode", "email", "telephone", "phone", "parent_name", "carer_name",
]

/// The name a header goes by whatever its case and punctuation: `Date of Birth` is `date_of_birth`.
func normalizedHeader(_ name: String) -> String {
  let characters = name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
  return String(characters).split(separator: "_").joined(separator: "_")
}

/// Whether text has the form of a unique pupil number: a letter, eleven digits, a letter or digit (DfE, UPN guide).
func looksLikePupilNumber(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count == 13, (65...90).contains(bytes[0]) else { return false }
  return bytes[1..<12].allSatisfy { (48...57).contains($0) }
    && ((48...57).contains(bytes[12]) || (65...90).contains(bytes[12]))
}
