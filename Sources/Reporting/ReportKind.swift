/// The five reports that a run makes, one for each reader.
public enum ReportKind: String, CaseIterable, Sendable {
  /// The travel impact assessment of every proposal, in the terms of the Local SEND Reform Plan guidance (SPP8, CAP4).
  case impact
  /// Options side by side for a place-planning board.
  case board
  /// Eligible children, vehicles, kilometres and cost by year and option, for a transport team.
  case transport
  /// A capital strategy paper in the order that cabinet reports use (DOMAIN 6.6).
  case strategy
  /// Success measures, trajectories and forecasts as returns ask for them.
  case returns

  public var title: String {
    switch self {
    case .impact: "Travel impact assessment"
    case .board: "Options for the place-planning board"
    case .transport: "Home-to-school transport pack"
    case .strategy: "Capital strategy paper"
    case .returns: "Success measures and returns"
    }
  }
}

/// Who may read a report (DOMAIN 7).
public enum Edition: String, CaseIterable, Sendable {
  /// After disclosure control: may be published.
  case `public`
  /// Aggregates before suppression, for named officers; marked on every page and kept under `local/`.
  case restricted

  /// The sentence that stands at the foot of every page.
  var notice: String {
    switch self {
    case .public: "Public edition: figures after disclosure control."
    case .restricted:
      "Restricted edition: small counts are not suppressed. For named officers; not to be published or passed on."
    }
  }
}
