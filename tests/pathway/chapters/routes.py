"""Leaving, coming back, being excluded, dying."""

from pathway.worked import Chapter, Example

IN = """
            2025-01-06 identified
            2025-01-06 nrm_explained
            2025-01-06 nrm_consent_given
            2025-01-06 nrm_referred
            2025-01-13 rg_positive"""

CHAPTER = Chapter(
    "Other routes: leaving, coming back, being excluded",
    "Leaving or being excluded closes nothing: safeguarding and local support continue.",
    (
        Example(
            "Leaves the NRM",
            "Rows cg_decision and recovery_period_30: nrm_withdrawn ends them. Outside, because no "
            "conclusive decision was made.",
            f"""
            england, adult{IN}
            2025-02-03 nrm_withdrawn
            """,
            "2025-02-10",
            """
            phase outside
            stage withdrawn
            cg_decision: no due, ended
            recovery_period_30: due 2025-02-11, ended
            next local_support
            next new_referral
            """,
        ),
        Example(
            "Changes their mind before the referral",
            "They had said yes and withdrew before anything was sent: outside, and the missing referral is "
            "asked about.",
            """
            england, adult
            2025-01-06 identified
            2025-01-06 nrm_consent_given
            2025-01-07 nrm_withdrawn
            """,
            "2025-01-08",
            """
            phase outside
            stage withdrawn
            asks nrm_referred
            next local_support
            """,
        ),
        Example(
            "Leaves after a negative reasonable grounds decision",
            "No conclusive decision was made, so outside. Row reconsider_30d is not stopped by it: 13 "
            "January 2025 + 30 days is "
            "12 February.",
            f"""
            england, adult{IN.replace("rg_positive", "rg_negative")}
            2025-01-20 nrm_withdrawn
            """,
            "2025-01-21",
            """
            phase outside
            reconsider_30d: due 2025-02-12, running
            """,
        ),
        Example(
            "Says no to a second referral",
            "The latest answer is a no: row dtn_submission starts on 1 September 2025, and the report is "
            "prompted.",
            f"""
            england, adult, with duty_to_notify_body{IN}
            2025-02-20 nrm_withdrawn
            2025-09-01 nrm_consent_declined
            """,
            "2025-09-02",
            """
            phase outside
            stage declined
            dtn_submission: no due, waiting
            next notify
            """,
        ),
        Example(
            "A second referral brings no second recovery period by itself",
            "Rows recovery_period_30 and cg_not_before_30 need somebody to say so: one is not normally given "
            "again. "
            "Row cg_decision waits.",
            f"""
            england, adult{IN}
            2025-02-20 nrm_withdrawn
            2025-09-01 nrm_consent_given referral=2
            2025-09-01 nrm_referred referral=2
            2025-09-08 rg_positive referral=2
            """,
            "2025-09-10",
            """
            phase during
            stage awaiting_cg
            recovery_period_30: due 2025-02-11, ended
            rg_decision: due 2025-09-08, met
            cg_decision: no due, waiting
            asks rg_positive
            """,
        ),
        Example(
            "A second recovery period that was given",
            "Row recovery_period_30 in the second referral: 8 September 2025 is day 1, day 30 is 7 October.",
            f"""
            england, adult, with second_recovery_period{IN}
            2025-02-20 nrm_withdrawn
            2025-09-01 nrm_consent_given referral=2
            2025-09-01 nrm_referred referral=2
            2025-09-08 rg_positive referral=2
            """,
            "2025-09-10",
            """
            stage recovery
            recovery_period_30: due 2025-10-07, running
            unasked rg_positive
            """,
        ),
        Example(
            "Disqualified without a conclusive decision",
            "Rows cg_decision and recovery_period_30: ended. Outside; whether it can be lifted is for a "
            "lawyer.",
            f"""
            england, adult{IN}
            2025-03-03 disqualified
            """,
            "2025-03-04",
            """
            phase outside
            stage disqualified
            cg_decision: no due, ended
            next still_safe
            next local_support
            """,
        ),
        Example(
            "A disqualification lifted",
            "No source says that the old referral goes on by itself, so the phase stays and a question is "
            "put.",
            f"""
            england, adult{IN}
            2025-03-03 disqualified
            2025-04-01 disqualification_lifted
            """,
            "2025-04-02",
            """
            phase outside
            asks disqualification_lifted
            """,
        ),
        Example(
            "Disqualified after a conclusive decision",
            "After stays after. Row move_on_positive_45: ended by disqualified (2 June 2025 + 45 = 17 July).",
            f"""
            england, adult{IN}
            2025-06-02 cg_positive
            2025-06-20 disqualified
            """,
            "2025-06-21",
            """
            phase after
            move_on_positive_45: due 2025-07-17, ended
            """,
        ),
        Example(
            "Detained",
            "The phase stays and row cg_decision waits on; detention stops no clock.",
            f"""
            england, adult{IN}
            2025-03-03 detained
            """,
            "2025-03-13",
            """
            phase during
            cg_decision: no due, waiting
            """,
        ),
        Example(
            "Died",
            "Death ends every clock and every prompt; a person closes the case. Day 30 after 13 January 2025 "
            "as day 1 is 11 "
            "February.",
            f"""
            england, adult{IN}
            2025-01-20 died
            """,
            "2025-02-01",
            """
            phase during
            stage died
            recovery_period_30: due 2025-02-11, ended
            cg_decision: no due, ended
            crime_record: due 2025-01-07, ended
            only rg_decision crime_record recovery_period_30 cg_not_before_30 cg_decision
            nothing
            """,
        ),
        Example(
            "No indicators of slavery",
            "Row place_of_safety: no_grounds_found ends it (three working days after Monday 3 March 2025: 6 "
            "March).",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 place_of_safety_entered
            2025-03-05 no_grounds_found
            """,
            "2025-03-06",
            """
            stage no_grounds
            place_of_safety: due 2025-03-06, ended
            nothing
            """,
        ),
    ),
)
