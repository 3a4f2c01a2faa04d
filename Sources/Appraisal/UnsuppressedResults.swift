extension RunResults {
  /// The figures of the restricted edition: rounded and sorted as published ones are, and nothing hidden.
  ///
  /// For named officers only; whatever is made from them belongs under `local/` (DOMAIN 7).
  public var unsuppressed: PublishedResults {
    PublishedResults(
      draws: draws, seed: seed, years: years,
      worlds: worlds.map { world in
        PublishedWorld(
          id: world.id, name: world.name, kind: world.kind, proposals: world.proposals,
          rows: world.rows.map { DisclosureControl.published($0, isHidden: false) })
      }, notes: notes, threshold: 0, shares: shares,
      routed: routed.map { DisclosureControl(threshold: 0, percentileThreshold: 0).publish($0) })
  }
}
