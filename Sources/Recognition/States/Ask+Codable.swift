// What was written before a field existed is read with its usual value.

extension Ask {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      question: try values.decode(String.self, forKey: .question),
      options: try values.decode([Option].self, forKey: .options),
      detail: try values.decodeIfPresent([String].self, forKey: .detail) ?? [],
      kind: try values.decodeIfPresent(BlockKind.self, forKey: .kind),
      form: try values.decodeIfPresent(Form.self, forKey: .form) ?? .confirm,
      tabs: try values.decodeIfPresent([Tab].self, forKey: .tabs) ?? [],
      digits: try values.decodeIfPresent(KeyEffect.self, forKey: .digits) ?? .none,
      enter: try values.decodeIfPresent(KeyEffect.self, forKey: .enter) ?? .none,
      cancel: try values.decodeIfPresent(String.self, forKey: .cancel),
      isPartial: try values.decodeIfPresent(Bool.self, forKey: .isPartial) ?? false,
      id: try values.decodeIfPresent(String.self, forKey: .id))
  }
}

extension Ask.Option {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      key: try values.decode(String.self, forKey: .key), label: try values.decode(String.self, forKey: .label),
      isSelected: try values.decodeIfPresent(Bool.self, forKey: .isSelected) ?? false,
      isChecked: try values.decodeIfPresent(Bool.self, forKey: .isChecked),
      detail: try values.decodeIfPresent(String.self, forKey: .detail),
      role: try values.decodeIfPresent(Role.self, forKey: .role) ?? .choice)
  }
}
