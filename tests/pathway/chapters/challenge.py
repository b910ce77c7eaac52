"""Challenging a decision."""

from pathway.worked import Chapter, Example

START = """
            2025-01-06 identified
            2025-01-06 nrm_consent_given
            2025-01-06 nrm_referred"""

CHAPTER = Chapter(
    "Challenging a decision",
    "A negative decision does not end need. Each reconsideration row runs beside judicial review, and each "
    "event stops "
    "only the clocks of the decision that it is about.",
    (
        Example(
            "Three months that end in February",
            "Row reconsider_guidance_3m: 30 November 2023 + 3 months is 29 February 2024, the month's last "
            "day. "
            "Row reconsider_evidence_open has no limit.",
            """
            england, adult
            2023-10-02 identified
            2023-10-02 nrm_consent_given
            2023-10-02 nrm_referred
            2023-11-30 rg_negative
            """,
            "2023-12-20",
            """
            phase after
            stage rg_negative
            reconsider_guidance_3m: due 2024-02-29, running
            reconsider_evidence_open: no due, waiting
            judicial_review: due 2024-02-29, running
            no reconsider_30d
            """,
        ),
        Example(
            "The first day of the 30-day limit",
            "Row reconsider_30d: 1 February 2024 + 30 days: 28 days to 29 February, then 2 March.",
            """
            england, adult
            2024-01-02 identified
            2024-01-02 nrm_consent_given
            2024-01-02 nrm_referred
            2024-02-01 rg_negative
            """,
            "2024-02-20",
            """
            reconsider_30d: due 2024-03-02, running
            no reconsider_guidance_3m reconsider_evidence_open
            by reconsider 2024-03-02
            """,
        ),
        Example(
            "The authority's reply",
            "Row reconsider_reply: nine working days after Monday 3 March 2025: 4, 5, 6, 7, 10, 11, 12, 13, "
            "14 March.",
            f"""
            england, adult{START}
            2025-02-24 rg_negative
            2025-03-03 reconsideration_requested of=rg
            """,
            "2025-03-05",
            """
            reconsider_30d: due 2025-03-26, met
            reconsider_reply: due 2025-03-14, running
            """,
        ),
        Example(
            "Judicial review at the end of a month",
            "Row judicial_review: 29 November 2024 + 3 months: February 2025 has no 29th, so 28 February. It "
            "runs on "
            "although reconsideration was asked for.",
            """
            england, adult
            2024-01-08 identified
            2024-01-08 nrm_consent_given
            2024-01-08 nrm_referred
            2024-01-15 rg_positive
            2024-11-29 cg_negative
            2024-12-10 reconsideration_requested of=cg
            """,
            "2025-01-10",
            """
            judicial_review: due 2025-02-28, running
            reconsider_30d: due 2024-12-29, met
            by legal_advice 2025-02-28
            """,
        ),
        Example(
            "A request about one decision leaves the other's clock alone",
            "Row reconsider_30d: of rg, 6 January + 30 = 5 February 2025, ended by decision_withdrawn of rg; "
            "of cg, 7 April + "
            "30 = 7 May, met by the request of 14 April. Row judicial_review: of cg, 7 July.",
            """
            england, adult
            2024-12-02 identified
            2024-12-02 nrm_consent_given
            2024-12-02 nrm_referred
            2025-01-06 rg_negative
            2025-01-20 decision_withdrawn of=rg
            2025-02-03 rg_positive
            2025-04-07 cg_negative
            2025-04-14 reconsideration_requested of=cg
            """,
            "2025-04-20",
            """
            phase after
            reconsider_30d: due 2025-02-05, ended
            reconsider_30d: due 2025-05-07, met
            judicial_review: due 2025-04-06, ended
            judicial_review: due 2025-07-07, running
            unasked rg_positive
            """,
        ),
        Example(
            "A decision withdrawn by the authority",
            "Rows recovery_period_30 and cg_not_before_30: ended by decision_withdrawn. During again; row "
            "cg_decision does "
            "not name it, so that wait stands.",
            f"""
            england, adult{START}
            2025-01-13 rg_positive
            2025-01-20 decision_withdrawn of=rg
            """,
            "2025-01-25",
            """
            phase during
            stage decision_withdrawn
            recovery_period_30: due 2025-02-11, ended
            cg_not_before_30: due 2025-02-12, ended
            cg_decision: no due, waiting
            """,
        ),
        Example(
            "Refused, and local support continues",
            "Row reconsider_reply: the refusal of 7 March is within 14 March 2025. Phase stays after.",
            f"""
            england, adult{START}
            2025-02-24 rg_negative
            2025-03-03 reconsideration_requested of=rg
            2025-03-07 reconsideration_refused of=rg
            """,
            "2025-03-10",
            """
            phase after
            reconsider_reply: due 2025-03-14, met
            next local_support
            """,
        ),
        Example(
            "Missing: the right to ask again is urgent",
            "Rows reconsider_30d and judicial_review run on; local tasks stop, the search and the person's "
            "rights stay.",
            f"""
            england, adult{START}
            2025-02-24 rg_negative
            2025-03-03 went_missing
            """,
            "2025-03-05",
            """
            reconsider_30d: due 2025-03-26, running
            urgent reconsider_30d
            urgent judicial_review
            next report_missing
            next reconsider
            not local_support
            """,
        ),
        Example(
            "Asked again on the last day of three months",
            "Row reconsider_guidance_3m: due 29 February 2024, and asked on it. Row "
            "reconsider_evidence_open is met too. Row reconsider_reply: nine working days after Thursday "
            "29 February: 1, 4, 5, 6, 7, 8, 11, 12, 13 March. Row judicial_review passed on 29 February.",
            """
            england, adult
            2023-10-02 identified
            2023-10-02 nrm_consent_given
            2023-10-02 nrm_referred
            2023-11-30 rg_negative
            2024-02-29 reconsideration_requested of=rg
            """,
            "2024-03-01",
            """
            reconsider_guidance_3m: due 2024-02-29, met
            reconsider_evidence_open: no due, met
            reconsider_reply: due 2024-03-13, running
            judicial_review: due 2024-02-29, missed
            """,
        ),
        Example(
            "New evidence after the three months",
            "Row reconsider_guidance_3m: 1 March 2024 is a day late. Row reconsider_evidence_open has no "
            "limit, so it is met.",
            """
            england, adult
            2023-10-02 identified
            2023-10-02 nrm_consent_given
            2023-10-02 nrm_referred
            2023-11-30 rg_negative
            2024-03-01 reconsideration_requested of=rg
            """,
            "2024-03-02",
            """
            reconsider_guidance_3m: due 2024-02-29, missed
            reconsider_evidence_open: no due, met
            """,
        ),
        Example(
            "Nothing left to ask: the decision was withdrawn",
            "Rows reconsider_guidance_3m, reconsider_evidence_open and judicial_review: "
            "decision_withdrawn ends all three.",
            """
            england, adult
            2023-10-02 identified
            2023-10-02 nrm_consent_given
            2023-10-02 nrm_referred
            2023-11-30 rg_negative
            2024-01-10 decision_withdrawn of=rg
            """,
            "2024-01-11",
            """
            only rg_decision crime_record reconsider_guidance_3m reconsider_evidence_open judicial_review
            reconsider_guidance_3m: due 2024-02-29, ended
            reconsider_evidence_open: no due, ended
            judicial_review: due 2024-02-29, ended
            """,
        ),
    ),
)
