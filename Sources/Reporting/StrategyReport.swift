import Appraisal
import Documents
import Planning

/// A capital strategy paper in the order that cabinet reports use (DOMAIN 6.6), every figure computed; what only an officer
/// can write is a marked gap.
struct StrategyReport {
  let context: ReportContext

  var sections: [ReportSection] {
    [
      ReportSection("front", "The paper") { front },
      ReportSection("summary", "Executive summary", whole: SummarySection(context: context).markup),
      ReportSection("recommendations", "Recommendations") {
        list(Recommendation(context: context).sentences.map { Markup($0) })
        gap("what the cabinet is asked to decide")
      },
      ReportSection("context", "1. Context") { background },
      ReportSection("considered", "2. Options considered") { considered },
      ReportSection("consultation", "3. Results of consultation") {
        gap("who was consulted, when, what they said and what changed as a result")
      },
      ReportSection("timetable", "4. Timetable") { timetable },
      ReportSection("comments", "5. Comments from finance and legal services") {
        heading(3, "5.1 Financial implications")
        finance
        heading(3, "5.2 Legal implications")
        legal
      },
      ReportSection("other", "6. Other implications") {
        heading(3, "6.1 How this contributes to the council plan")
        gap("the council plan's aims that this serves")
        heading(3, "6.2 How risk is managed")
        RiskTable(context: context).markup
        heading(3, "6.3 Impact on the organisation")
        organisation
        heading(3, "6.4 Equalities")
        equalities
        heading(3, "6.5 Climate change and the environment")
        climate
        heading(3, "6.6 Partner organisations")
        partners
      },
    ]
  }

  /// What only an officer can write.
  private func gap(_ what: String) -> Markup {
    paragraph(strong("To be written by the author of the paper: ") + Markup(what + "."), class: "mark-line")
  }

  /// What stands at the head of a cabinet paper (DOMAIN 6.6).
  private var front: Markup {
    let areas = context.study.areas.filter { area in
      context.study.proposals.contains { context.area(of: $0.setting)?.id == area.id }
    }
    let written: Markup = "to be written by the author of the paper"
    return Table(
      id: "front-table", caption: "Particulars of the paper", columns: [.text("Item"), .text("Entry")],
      rows: [
        ["Cabinet member", written], ["Director approving", written], ["Key decision", written],
        [
          "Areas affected",
          Markup(
            areas.isEmpty
              ? "no proposal lies inside an area of the study"
              : "planning areas " + Wording.series(areas.map(\.name)) + "; wards to be written by the author"),
        ],
        ["Scrutiny, other committees and Council", written],
        [
          "Appendices",
          "Assumptions, Definitions, and Method and limits, at the end of this paper; the travel impact assessment of every proposal",
        ],
        ["Background papers", written],
      ]
    ).markup
  }

  @MarkupBuilder private var background: Markup {
    list(SummarySection(context: context).nothingSentences.map { Markup($0) })
    PastAndPathTable(context: context).markup
  }

  @MarkupBuilder private var considered: Markup {
    paragraph("Doing nothing is always considered: need still grows and placements still change.")
    OptionSection(context: context).comparison
  }

  private var timetable: Markup {
    Table(
      id: "timetable-table", caption: "Decisions and opening of each proposal",
      columns: [
        .text("Proposal"), .text("Consent"), .text("Statutory decision"), .text("Place-change return"),
        .text("Naming in plans"), .text("Opens"),
      ],
      rows: context.study.proposals.enumerated().map { index, proposal in
        let decisions = proposal.decisions
        return [Markup("\(index + 1). \(proposal.name)")]
          + [decisions.consent, decisions.statutory, decisions.placeChange, decisions.naming].map {
            Markup($0 ?? "not dated")
          }
          + [Markup(context.opens(index))]
      }
    ).markup
  }

  // MARK: money

  @MarkupBuilder private var finance: Markup {
    paragraph(
      "High needs (DSG), general-fund transport and capital are separate budgets and are never netted. Change against doing nothing."
    )
    for (title, id, metrics) in Self.budgets {
      Table(
        id: "finance-\(id)", caption: Markup("\(title), \(context.year(context.lastYear))"),
        columns: [.text("Measure"), .number("Do nothing")]
          + context.results.options.enumerated().map { .number(Markup("Option \(context.letter($0.offset)), change")) },
        rows: metrics.map { metric in
          [
            context.title(metric),
            context.valueCell(context.results.doNothing?[metric, year: context.lastYear], metric: metric),
          ]
            + context.results.options.map { context.effectCell($0, metric) }
        }
      ).markup
    }
    for (index, option) in context.results.options.enumerated() {
      HighNeedsWaterfall(context: context, option: option, letter: context.letter(index)).markup
    }
    capital
  }

  private static let budgets: [(String, String, [Metric])] = [
    (
      "High needs block", "high-needs",
      [.placementCost, .independentCost, .emptyPlaceCost, .costPerPlacement, .cashable, .avoided, .npvHighNeeds]
    ),
    ("General fund: home-to-school transport", "general-fund", [.transportCost, .npvGeneralFund]),
  ]

  private var capital: Markup {
    let years = Set(context.study.proposals.flatMap(\.capital.keys)).sorted()
    return Table(
      id: "finance-capital", caption: "Capital by financial year, with optimism bias",
      columns: [.text("Option")] + years.map { .number(Markup($0.description)) } + [.number("All years")],
      rows: context.results.options.enumerated().map { index, option in
        [Markup(context.optionLabel(index))]
          + years.map { year in
            context.moneyCell(
              option.proposals.reduce(0.0) { sum, proposal in
                let stated = context.study.proposals[proposal]
                let pence = stated.capital[year]?.scaled(by: 1 + stated.optimismBiasPercent / 100).count ?? 0
                return sum + Double(pence)
              })
          } + [context.moneyCell(context.capital(of: option))]
      }
    ).markup
  }

  private var legal: Markup {
    list([
      "Education Act 1996 s14: sufficient schools for the area, with particular regard to special educational provision.",
      "Children and Families Act 2014 s27: provision is kept under review with parents and young people; ss33 and 38 to 40: "
        + "mainstream and named placements follow the child's plan and stated preference, not this paper.",
      "Education Act 1996 s508B and Schedule 35B: travel arrangements for eligible children.",
      "Equality Act 2010 s149: due regard to the public sector equality duty.",
    ]) + gap("the legal comments")
  }

  // MARK: other implications

  private var organisation: Markup {
    let lines = context.results.options.enumerated().compactMap { index, option -> Markup? in
      let clauses = [(Metric.transportEligible, "children eligible for transport"), (.vehicles, "vehicles")].compactMap
      {
        metric, subject in
        option[metric, year: context.lastYear]?.change.map { Finding.clause(subject, metric, $0, isPlural: true) }
      }
      return clauses.isEmpty ? nil : Markup("Option \(context.letter(index)): \(clauses.joined(separator: "; ")).")
    }
    return list(lines)
  }

  @MarkupBuilder private var equalities: Markup {
    let year = context.lastYear
    Table(
      id: "equalities-table",
      caption: Markup("Children whose journey is longer by more than 5 minutes, \(context.year(year))"),
      columns: [.text("Group")]
        + context.results.options.enumerated().map { .number(Markup("Option \(context.letter($0.offset))")) },
      groups: [
        Breakdown.need, .phase, .ruralUrban, .deprivation,
      ].map { context.group($0, .journeysLongerCount, context.results.options) }.filter { !$0.rows.isEmpty }
    ).markup
    gap("the equality impact assessment; sex, ethnicity and looked-after status are not broken down in this run")
  }

  private var climate: Markup {
    let lines = context.results.options.enumerated().compactMap { index, option -> Markup? in
      option[.co2e, year: context.lastYear]?.change.map {
        Markup(
          "Option \(context.letter(index)): \(Finding.clause("the carbon of home-to-school transport (CO2e, a year)", .co2e, $0, isPlural: false))."
        )
      }
    }
    return lines.isEmpty ? paragraph("No carbon figure in this run.") : list(lines)
  }

  private var partners: Markup {
    Table(
      id: "partners-table", caption: "Who is responsible for each site, and how far engagement has come",
      columns: [.text("Proposal"), .text("Site"), .text("Responsible body"), .text("Engagement")],
      rows: context.study.proposals.enumerated().map { index, proposal in
        let setting = context.study.settings[proposal.setting]
        return [
          Markup("\(index + 1). \(proposal.name)"), Markup(setting.name),
          Markup(setting.responsibleBody ?? "not stated"),
          Markup(proposal.engagement ?? "not stated"),
        ]
      }
    ).markup
  }
}
