"""Referral, reasonable grounds, recovery, conclusive grounds."""

from pathway.worked import Chapter, Example

CHAPTER = Chapter(
    "Referral, recovery and decisions",
    "In the NRM. A target can be missed; a wait without a limit never is; a guarantee can be cut short.",
    (
        Example(
            "Reasonable grounds over Easter 2026",
            "Row rg_decision: five working days after Thursday 2 April 2026. 3 and 6 April are bank "
            "holidays: 7, 8, 9, 10, "
            "13 April.",
            """
            england, adult
            2026-04-02 identified
            2026-04-02 nrm_consent_given
            2026-04-02 nrm_referred
            """,
            "2026-04-13",
            """
            phase during
            stage referred
            rg_decision: due 2026-04-13, running
            next contact_point
            next record_crime
            """,
        ),
        Example(
            "A late decision was a missed target",
            "Row rg_decision: due 10 March 2025 after a referral on Monday 3 March; the decision of 11 March "
            "is late.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-11 rg_positive
            """,
            "2025-04-01",
            "rg_decision: due 2025-03-10, missed",
        ),
        Example(
            "A children's panel decides",
            "Row rg_decision_pilot: 45 days after 3 March 2025: 28 days to 31 March, 17 more to 17 April. Row "
            "rg_decision: whether the five-day target binds a panel is not known, so it is not shown beside it.",
            """
            england, child, born 2010-05-01, with pilot_area
            2025-03-03 identified
            2025-03-03 social_care_referred
            2025-03-03 nrm_referred
            """,
            "2025-04-01",
            """
            rg_decision_pilot: due 2025-04-17, running
            no rg_decision
            says The children's panel decides next
            """,
        ),
        Example(
            "Exactly 100 days short of 18 is not more than 100",
            "Row rg_decision_pilot, condition over_100_days_to_18: 3 March 2025 + 100 days is 11 June, the "
            "birthday itself.",
            """
            england, child, born 2007-06-11, with pilot_area
            2025-03-03 identified
            2025-03-03 nrm_referred
            """,
            "2025-03-04",
            """
            no rg_decision_pilot
            rg_decision: due 2025-03-10, running
            """,
        ),
        Example(
            "The first day of the 30-day rule",
            "Rows recovery_period_30 and cg_not_before_30: from the minister's statement of 13 December 2022. "
            "That day is day 1, 31 December is day 19, day 30 is 11 January, and the decision is possible "
            "from the 12th.",
            """
            england, adult
            2022-12-05 identified
            2022-12-05 nrm_consent_given
            2022-12-05 nrm_referred
            2022-12-13 rg_positive
            """,
            "2023-01-11",
            """
            stage recovery
            says Recovery period, day 30 of 30.
            recovery_period_30: due 2023-01-11, running
            cg_not_before_30: due 2023-01-12, running
            no recovery_period_45 cg_not_before_45
            """,
        ),
        Example(
            "The last day before 30 days became statute",
            "Rows recovery_period_30 and cg_not_before_30: disputed for decisions of 13 December 2022 to 29 "
            "January 2023, and counted as 30. 29 January is day 1, 31 January day 3, 27 February day 30.",
            """
            england, adult
            2023-01-20 identified
            2023-01-20 nrm_consent_given
            2023-01-20 nrm_referred
            2023-01-29 rg_positive
            """,
            "2023-02-20",
            """
            recovery_period_30: due 2023-02-27, running
            cg_not_before_30: due 2023-02-28, running
            no recovery_period_45 cg_not_before_45
            """,
        ),
        Example(
            "The day on which 30 days became statute",
            "Rows recovery_period_30 and cg_not_before_30: 30 January 2023 is day 1, day 30 is 28 February, "
            "and the decision "
            "is possible from 1 March.",
            """
            england, adult
            2023-01-20 identified
            2023-01-20 nrm_consent_given
            2023-01-20 nrm_referred
            2023-01-30 rg_positive
            """,
            "2023-02-28",
            """
            stage recovery
            says Recovery period, day 30 of 30.
            recovery_period_30: due 2023-02-28, running
            cg_not_before_30: due 2023-03-01, running
            no recovery_period_45 cg_not_before_45
            """,
        ),
        Example(
            "The last day of the 45-day rule",
            "Rows recovery_period_45 and cg_not_before_45: 12 December 2022 is day 1, so day 20 is 31 December "
            "and day 45 is 25 January; the decision is possible from the 26th. The case keeps this rule.",
            """
            england, adult
            2022-12-05 identified
            2022-12-05 nrm_consent_given
            2022-12-05 nrm_referred
            2022-12-12 rg_positive
            """,
            "2023-01-26",
            """
            stage awaiting_cg
            recovery_period_45: due 2023-01-25, met
            cg_not_before_45: due 2023-01-26, met
            cg_decision: no due, waiting
            no recovery_period_30 cg_not_before_30
            """,
        ),
        Example(
            "A recovery period that was cut short",
            "Row recovery_period_30: guaranteed to 28 February 2023, and the decision came on 20 February. "
            "For "
            "cg_not_before_30 that is too early: a question, not a verdict.",
            """
            england, adult
            2023-01-20 identified
            2023-01-20 nrm_consent_given
            2023-01-20 nrm_referred
            2023-01-30 rg_positive
            2023-02-20 cg_positive
            """,
            "2023-03-10",
            """
            phase after
            recovery_period_30: due 2023-02-28, missed
            cg_not_before_30: due 2023-03-01, missed
            asks cg_positive
            """,
        ),
        Example(
            "A wait of years is never overdue",
            "Row cg_decision: no limit. From 8 March 2023 to 8 March 2026 are 1,096 days, with 29 February "
            "2024.",
            """
            england, adult
            2023-03-01 identified
            2023-03-01 nrm_consent_given
            2023-03-01 nrm_referred
            2023-03-08 rg_positive
            """,
            "2026-03-08",
            """
            cg_decision: no due, waiting
            says Waiting 1096 days for the conclusive grounds decision.
            """,
        ),
        Example(
            "Only the authority pauses a clock",
            "Rows rg_decision and cg_decision: paused from nrm_suspended to nrm_resumed. Going missing "
            "pauses nothing.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            2025-03-20 went_missing
            2025-04-01 nrm_suspended
            """,
            "2025-04-11",
            """
            phase during
            cg_decision: no due, paused
            recovery_period_30: due 2025-04-05, met
            """,
        ),
        Example(
            "After a suspension the wait goes on",
            "Row rg_decision: the due day stays where it was, five working days after 3 March 2025, so it has passed; "
            "from 5 to 20 March were fifteen suspended days.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-05 nrm_suspended
            2025-03-20 nrm_resumed
            """,
            "2025-03-21",
            """
            rg_decision: due 2025-03-10, missed
            suspended rg_decision 15
            """,
        ),
        Example(
            "A request for evidence, no length set",
            "Row cg_evidence_request: a limit exists and its length is not confirmed, so the days are shown.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            2025-06-02 evidence_requested
            """,
            "2025-06-12",
            """
            cg_evidence_request: no due, waiting
            next send_evidence
            """,
        ),
        Example(
            "A request for evidence, under a body's own length",
            "Row cg_evidence_request with a setting of 14 days: 2 June + 14 = 16 June 2025, and 17 June is "
            "too late.",
            """
            england, adult, own cg_evidence_request=14
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            2025-06-02 evidence_requested
            2025-06-17 evidence_sent
            """,
            "2025-06-20",
            "cg_evidence_request: due 2025-06-16, missed",
        ),
        Example(
            "A referral that was not accepted",
            "Row rg_decision: nrm_rejected ends it. Without a valid referral the person is where they were: "
            "before.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-05 nrm_rejected
            """,
            "2025-03-06",
            """
            phase before
            stage rejected
            rg_decision: due 2025-03-10, ended
            asks nrm_rejected
            """,
        ),
        Example(
            "The children's panel in time",
            "Row rg_decision_pilot: 45 days after 3 March 2025 is 17 April, and the decision came on it.",
            """
            england, child, born 2010-05-01, with pilot_area
            2025-03-03 identified
            2025-03-03 nrm_referred
            2025-04-17 rg_positive
            """,
            "2025-04-18",
            """
            rg_decision_pilot: due 2025-04-17, met
            no rg_decision
            """,
        ),
        Example(
            "The children's panel a day late",
            "Row rg_decision_pilot: 18 April 2025 is after the last day, 17 April.",
            """
            england, child, born 2010-05-01, with pilot_area
            2025-03-03 identified
            2025-03-03 nrm_referred
            2025-04-18 rg_negative
            """,
            "2025-04-20",
            "rg_decision_pilot: due 2025-04-17, missed",
        ),
        Example(
            "The children's panel, referral withdrawn",
            "Row rg_decision_pilot: nrm_withdrawn ends it.",
            """
            england, child, born 2010-05-01, with pilot_area
            2025-03-03 identified
            2025-03-03 nrm_referred
            2025-03-20 nrm_withdrawn
            """,
            "2025-03-21",
            "rg_decision_pilot: due 2025-04-17, ended",
        ),
        Example(
            "Suspended before reasonable grounds",
            "Row rg_decision: due 10 March 2025 and paused from 5 March. The due day stays; from 5 to 7 "
            "March are two suspended days.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-05 nrm_suspended
            """,
            "2025-03-07",
            """
            rg_decision: due 2025-03-10, paused
            suspended rg_decision 2
            """,
        ),
        Example(
            "Suspended while the conclusive decision is awaited",
            "Row cg_decision: paused from 1 April 2025; from 1 to 5 April are four suspended days.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            2025-04-01 nrm_suspended
            2025-04-11 nrm_resumed
            """,
            "2025-04-05",
            """
            cg_decision: no due, paused
            suspended cg_decision 4
            """,
        ),
        Example(
            "Resumed: the conclusive decision is awaited again",
            "Row cg_decision: waiting again from 11 April 2025; from 1 to 11 April were ten suspended "
            "days, and they stay ten.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            2025-04-01 nrm_suspended
            2025-04-11 nrm_resumed
            """,
            "2025-04-21",
            """
            cg_decision: no due, waiting
            suspended cg_decision 10
            """,
        ),
        Example(
            "Evidence sent on the last day of a body's own length",
            "Row cg_evidence_request with a setting of 14 days: 2 June + 14 = 16 June 2025.",
            """
            england, adult, own cg_evidence_request=14
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            2025-06-02 evidence_requested
            2025-06-16 evidence_sent
            """,
            "2025-06-20",
            "cg_evidence_request: due 2025-06-16, met",
        ),
        Example(
            "Decided before the evidence came",
            "Row cg_evidence_request: cg_positive ends it, also where a body has set a length.",
            """
            england, adult, own cg_evidence_request=14
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            2025-06-02 evidence_requested
            2025-06-10 cg_positive
            """,
            "2025-06-20",
            "cg_evidence_request: due 2025-06-16, ended",
        ),
        Example(
            "All that runs in the recovery period",
            "From nrm_referred rows rg_decision and crime_record, from rg_positive rows "
            "recovery_period_30, cg_not_before_30 and cg_decision; msvcc_contact needs a yes to support. "
            "7 March 2025 as day 1: day 30 is 5 April.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            """,
            "2025-03-20",
            """
            only rg_decision crime_record recovery_period_30 cg_not_before_30 cg_decision
            rg_decision: due 2025-03-10, met
            crime_record: due 2025-03-04, missed
            recovery_period_30: due 2025-04-05, running
            cg_not_before_30: due 2025-04-06, running
            cg_decision: no due, waiting
            """,
        ),
    ),
)
