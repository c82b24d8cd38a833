/// What is on disk was written by some argosy, not always by this one: a property that came later is missing there, and
/// stands at its usual value. Keys that this one does not know are passed over.
extension KeyedDecodingContainer {
  /// The value under the key, or the usual one where there is none.
  ///
  /// - Throws: when there is one that cannot be read: that is no older form but damage, or a newer argosy's.
  func decode<Value: Decodable>(_ key: Key, or usual: @autoclosure () -> Value) throws -> Value {
    try decodeIfPresent(Value.self, forKey: key) ?? usual()
  }
}
