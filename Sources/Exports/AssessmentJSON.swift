import Appraisal
import Planning

/// The part of `summary.json` that holds what a run says beyond its figures. Money is in pence; `null` stands where nothing may
/// or can be said.
func assessmentJSON(_ assessment: Assessment, results: PublishedResults, study: Study) -> JSON {
  .object([
    ("close_draws", .number(Double(assessment.closeDraws))),
    ("stability_grant_memo_pence", number(assessment.stabilityGrant)),
    ("capital_envelope_pence", number(assessment.envelope)),
    ("capital_envelope_places", number(assessment.envelopePlaces.map(Double.init))),
    (
      "proposals",
      .object(
        study.proposals.indices.map { index in
          (study.proposals[index].id, proposal(assessment.proposals[index], study: study))
        })
    ),
    (
      "worlds",
      .object(
        results.worlds.compactMap { world in
          assessment.worlds[world.id].map {
            (world.id, found($0, years: results.years.map(\.description), study: study))
          }
        })
    ),
    ("futures", assessment.robustness.map(futures) ?? .null),
  ])
}

private func number(_ value: Double?) -> JSON { value.map { .number(($0 * 100).rounded() / 100) } ?? .null }
private func pence(_ value: Double?) -> JSON { value.map { .number($0.rounded()) } ?? .null }
private func share(_ value: Double?) -> JSON { value.map { .number(($0 * 10_000).rounded() / 10_000) } ?? .null }
private func children(_ value: ShownCount) -> JSON { value.map { .number($0.rounded()) } ?? .null }

private func proposal(_ proposal: Assessment.OfProposal, study: Study) -> JSON {
  .object([
    (
      "timetable",
      .object([
        ("planned", number(proposal.timetable.planned.map(Double.init))),
        ("opening", number(proposal.timetable.opening.map(Double.init))),
        ("first_safe", number(proposal.timetable.firstSafe.map(Double.init))),
        (
          "decisions",
          .object(
            proposal.timetable.rows.map { row in
              (
                row.step.rawValue,
                .object([
                  ("dated", row.dated.map(JSON.string) ?? .null),
                  ("last_safe", row.latest.map { .string($0.description) } ?? .null),
                  ("finding", .string(word(row.finding))),
                ])
              )
            })
        ),
      ])
    ),
    (
      "premises",
      proposal.premises.map { premises in
        .object([
          ("surplus_now", number(premises.surplusNow.map(Double.init))),
          ("surplus_forecast", number(premises.surplusForecast.map(Double.init))),
          ("base_places_low", number(premises.basePlaces.map { Double($0.lowerBound) })),
          ("base_places_high", number(premises.basePlaces.map { Double($0.upperBound) })),
        ])
      } ?? .null
    ),
    ("feasible_within_envelope", proposal.affordability.map { .string($0.isFeasible ? "yes" : "no") } ?? .null),
    ("close_look", proposal.closely.map { closely($0, study: study) } ?? .null),
  ])
}

private func word(_ finding: Timetable.Finding) -> String {
  switch finding {
  case .inTime: "in_time"
  case .late: "late"
  case .notNeeded: "not_needed"
  case .notDated: "not_dated"
  case .noRule: "not_judged"
  }
}

private func closely(_ found: CloseFindings, study: Study) -> JSON {
  .object([
    (
      "viability",
      .object(
        found.viability.years.map { year in
          (
            study.year(year.year).description,
            .object([
              ("places", .number(Double(year.places))), ("children", children(year.children)),
              ("chance_below_minimum", share(year.chanceBelow)), ("year_groups", number(year.yearGroups)),
            ])
          )
        })
    ),
    (
      "need_match",
      found.needMatch.map {
        .object([
          ("near", children($0.near)), ("matched", children($0.matched)), ("places", .number(Double($0.places))),
        ])
      } ?? .null
    ),
    (
      "ladder",
      found.ladder.map { ladder in
        .object(
          ladder.steps.map { step in
            (
              "\(step.rung)",
              .object([("low", share(step.low)), ("central", share(step.central)), ("high", share(step.high))])
            )
          })
      } ?? .null
    ),
    (
      "longer_journeys",
      .object([
        ("all", children(found.losers.all)), ("low_income", children(found.losers.lowIncome)),
        (
          "spared_by",
          .object(found.losers.mitigated.map { ($0.mitigation.rawValue, children($0.spared)) })
        ),
      ])
    ),
  ])
}

private func found(_ world: Assessment.OfWorld, years: [String], study: Study) -> JSON {
  let money = world.money
  func year(_ index: Int?) -> JSON { index.map { .string(years[$0]) } ?? .null }
  let rate = money.displacement?.rate
  return .object([
    ("high_needs_value_pence", pence(money.highNeedsValue)),
    ("general_fund_value_pence", pence(money.transportValue)),
    ("capital_value_pence", pence(money.capitalValue)),
    ("high_needs_before_april_2028_pence", pence(money.beforeApril2028)),
    ("high_needs_from_april_2028_pence", pence(money.fromApril2028)),
    ("payback_high_needs", year(money.paybackHighNeeds)), ("payback", year(money.payback)),
    ("capital_per_place_pence", pence(money.perPlace)),
    ("capital_per_independent_avoided_pence", pence(money.perIndependentAvoided)),
    (
      "displacement",
      .object([
        ("mean", share(rate?.mean)), ("p05", share(rate?.p05)), ("p95", share(rate?.p95)),
        ("ceiling", share(money.displacement?.ceiling)),
      ])
    ),
    (
      "outcomes",
      .object([
        ("a", .string(world.outcomes.inclusion.rawValue)),
        ("b", .string(world.outcomes.access == .met ? "yes" : "no")),
        ("c", .string(world.outcomes.travel.rawValue)), ("d", .string(world.outcomes.estate.rawValue)),
      ])
    ),
    (
      "base_access",
      .object(
        world.access.map { place in
          (place.area.map { study.areas[$0].id } ?? "all", .string(answer(place.answer)))
        })
    ),
    ("base_places_primary", .number(Double(world.pathway.primary))),
    ("base_places_secondary", .number(Double(world.pathway.secondary))),
  ])
}

private func answer(_ answer: BaseAccess.Answer) -> String {
  switch answer {
  case .yes: "yes"
  case .no: "no"
  case .suppressed: FigureStatus.suppressed.rawValue
  }
}

private func futures(_ robustness: Robustness) -> JSON {
  .object([
    ("draws", .number(Double(robustness.draws))), ("names", .strings(robustness.futureIDs)),
    ("perfect_information_pence", pence(robustness.perfectInformation)),
    (
      "options",
      .object(
        robustness.entries.map { entry in
          (
            robustness.options[entry.option],
            .object([
              ("value_pence", .array(entry.values.map { pence($0.mean) })),
              ("transport_saved_pence", .array(entry.transport.map { pence($0.mean) })),
              ("regret_pence", .array(entry.regret.map { pence($0) })), ("chance_best", share(entry.chanceBest)),
              ("waiting_pence", pence(entry.waiting?.mean)), ("waiting_p_gain", share(entry.waiting?.pGain)),
            ])
          )
        })
    ),
    (
      "tornado",
      .object(
        robustness.tornado.map { tornado in
          (
            tornado.option,
            .array(
              tornado.bars.map {
                .object([("id", .string($0.id)), ("low", pence($0.atLow)), ("high", pence($0.atHigh))])
              })
          )
        })
    ),
  ])
}
