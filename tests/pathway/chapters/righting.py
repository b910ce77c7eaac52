"""Corrections, order within a day, questions."""

from pathway.worked import Chapter, Example

CHAPTER = Chapter(
    "Correcting the record, and what is asked",
    "A correction supersedes and never edits. A history that cannot be right is asked about and never "
    "refused.",
    (
        Example(
            "A date corrected",
            "Row recovery_period_30 from the corrected day: 7 March 2025 is day 1, so day 25 is 31 March and "
            "day 30 is 5 April.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-10 rg_positive id=a
            2025-03-07 rg_positive supersedes=a
            """,
            "2025-03-20",
            """
            only rg_decision crime_record recovery_period_30 cg_not_before_30 cg_decision
            recovery_period_30: due 2025-04-05, running
            """,
        ),
        Example(
            "Entered in error",
            "The decision is taken back, so row rg_decision runs on and no recovery period was ever started.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive id=a
            2025-03-08 entered_in_error supersedes=a
            """,
            "2025-03-08",
            """
            stage referred
            rg_decision: due 2025-03-10, running
            no recovery_period_30 cg_decision
            """,
        ),
        Example(
            "No in the morning, yes in the afternoon",
            "Answers of one day are read by their time.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03T15:00 nrm_consent_given
            2025-03-03T10:00 nrm_consent_declined
            """,
            "2025-03-03",
            """
            phase before
            stage agreed
            """,
        ),
        Example(
            "The same morning, seen at noon",
            "What has not happened yet is not known.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03T15:00 nrm_consent_given
            2025-03-03T10:00 nrm_consent_declined
            """,
            "2025-03-03T12:00",
            """
            phase outside
            stage declined
            """,
        ),
        Example(
            "A yes and a no on one day without times",
            "Nobody can tell which was last: the no is taken, and asked about.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_consent_declined
            """,
            "2025-03-04",
            """
            phase outside
            asks nrm_consent_declined
            """,
        ),
        Example(
            "An adult referred without a yes",
            "Consent is asked about; the clocks run all the same, because the referral was made.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_referred
            """,
            "2025-03-04",
            """
            phase during
            rg_decision: due 2025-03-10, running
            asks nrm_consent_given
            """,
        ),
        Example(
            "A decision without a referral",
            "The decision starts its own clocks; the referral is asked for.",
            """
            england, adult
            2025-03-03 identified
            2025-03-10 rg_positive
            """,
            "2025-03-11",
            """
            phase during
            recovery_period_30: due 2025-04-08, running
            asks nrm_referred
            """,
        ),
        Example(
            "Two opposite decisions",
            "Nothing says why it changed, so it is asked which one stands.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            2025-03-20 rg_negative
            """,
            "2025-03-21",
            """
            phase after
            asks rg_negative
            """,
        ),
        Example(
            "Something after a death",
            "The date of death is asked about; no clock starts after it.",
            """
            england, adult
            2025-03-03 identified
            2025-03-05 died
            2025-03-07 nrm_referred
            """,
            "2025-03-10",
            """
            asks died
            no rg_decision
            nothing
            """,
        ),
    ),
)
