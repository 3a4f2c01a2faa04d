import CCrypto

/// The SHA-256 of some bytes in lower-case hexadecimal, as `provenance.json` and `summary.json` carry it for every input.
public func sha256Hex(_ bytes: [UInt8]) -> String {
  var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
  CCrypto.SHA256(bytes, bytes.count, &digest)
  return hexadecimal(digest)
}

/// HMAC-SHA-256 (RFC 2104) of some bytes under a key, in lower-case hexadecimal.
///
/// A pupil number becomes a pseudonym by it: the same number gives the same pseudonym wherever the key is the same, and
/// without the key nobody can try out all numbers.
public func hmacSHA256Hex(_ bytes: [UInt8], key: [UInt8]) -> String {
  var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
  HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &digest, nil)
  return hexadecimal(digest)
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
