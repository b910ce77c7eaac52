"""National support, moving on, permission to stay."""

from pathway.worked import Chapter, Example

IN = """
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred"""
POSITIVE = """
            2023-03-01 identified
            2023-03-01 nrm_consent_given
            2023-03-01 nrm_referred
            2023-03-08 rg_positive"""

CHAPTER = Chapter(
    "Support, moving on and permission to stay",
    "National support is a question apart from the NRM. A maximum on support that is passed says only that "
    "support ran "
    "longer.",
    (
        Example(
            "Emergency accommodation before reasonable grounds",
            "Row emergency_accommodation: an event without a length, from the day of referral, for somebody "
            "destitute or "
            "unsafe.",
            f"""
            england, adult, with destitute_or_unsafe{IN}
            """,
            "2025-03-04",
            """
            emergency_accommodation: no due, waiting
            next emergency_room
            """,
        ),
        Example(
            "Emergency accommodation before its guidance",
            "Row emergency_accommodation: from 28 May 2024; a referral of 27 May 2024 starts nothing.",
            """
            england, adult, with destitute_or_unsafe
            2024-05-27 identified
            2024-05-27 nrm_consent_given
            2024-05-27 nrm_referred
            """,
            "2024-05-29",
            "no emergency_accommodation",
        ),
        Example(
            "First contact after a yes that came before",
            "Row msvcc_contact: 48 hours from reasonable grounds on 10 March 2025 at 10am: 12 March at 10am.",
            f"""
            england, adult{IN}
            2025-03-04 support_consent_given
            2025-03-10T10:00 rg_positive
            """,
            "2025-03-11",
            """
            support waiting
            msvcc_contact: due 2025-03-12T10:00, running
            """,
        ),
        Example(
            "First contact after a yes that came later",
            "Row msvcc_contact: counted from the yes, 11 March 2025 at 9am: 13 March at 9am. A window "
            "closes; nobody missed it.",
            f"""
            england, adult{IN}
            2025-03-10T10:00 rg_positive
            2025-03-11T09:00 support_consent_given
            """,
            "2025-03-14",
            "msvcc_contact: due 2025-03-13T09:00, ended",
        ),
        Example(
            "Move-on under the old rule",
            "Row move_on_positive_14: 31 January 2019 + 14 = 14 February 2019. The version goes by the "
            "decision's date, so "
            "the letter of 4 February does not bring the 45 days.",
            """
            england, adult
            2018-03-01 identified
            2018-03-01 nrm_consent_given
            2018-03-01 nrm_referred
            2018-03-08 rg_positive
            2019-01-31 cg_positive
            2019-02-04 cg_notice_received
            """,
            "2019-02-10",
            """
            move_on_positive_14: due 2019-02-14, running
            no move_on_positive_45
            """,
        ),
        Example(
            "Move-on, before the letter is recorded",
            "Row move_on_positive_45: provisionally from the decision: 1 February 2019 + 45: 27 days to 28 "
            "February, 18 more "
            "to 18 March.",
            """
            england, adult
            2018-03-01 identified
            2018-03-01 nrm_consent_given
            2018-03-01 nrm_referred
            2018-03-08 rg_positive
            2019-02-01 cg_positive
            """,
            "2019-02-10",
            """
            phase after
            move_on_positive_45: due 2019-03-18, running
            next letter
            """,
        ),
        Example(
            "Move-on cut short",
            "Row move_on_positive_45: from the letter of 22 May 2024 to 6 July; support ended on 30 June.",
            f"""
            england, adult{POSITIVE}
            2023-04-01 national_support_started
            2024-05-20 cg_positive
            2024-05-22 cg_notice_received
            2024-06-30 national_support_ended
            """,
            "2024-07-10",
            """
            support ended
            stage moved_on
            move_on_positive_45: due 2024-07-06, missed
            reach_in: no due, running
            """,
        ),
        Example(
            "Nobody who refused support is given a move-on date",
            "Row move_on_positive_45, condition support_not_refused: the latest word was declined.",
            f"""
            england, adult{POSITIVE}
            2023-04-01 national_support_declined
            2024-05-20 cg_positive
            """,
            "2024-06-01",
            """
            support refused
            no move_on_positive_45
            """,
        ),
        Example(
            "After a negative decision, over Christmas",
            "Row move_on_negative_9: working days after Thursday 18 December 2025: 19, 22, 23, 24, 29, 30, "
            "31 December, 2 and "
            "5 January 2026.",
            f"""
            england, adult{POSITIVE}
            2025-12-15 cg_negative
            2025-12-18 cg_notice_received
            """,
            "2026-01-06",
            """
            move_on_negative_9: due 2026-01-05, missed
            no move_on_positive_45
            """,
        ),
        Example(
            "An extension asked for before the May bank holiday",
            "Row extension_reply: three working days after Friday 2 May 2025; Monday 5 May does not count: "
            "6, 7, 8 May.",
            """
            england, adult
            2025-05-02 extension_requested
            """,
            "2025-05-06",
            "extension_reply: due 2025-05-08, running",
        ),
        Example(
            "One extension is 28 days",
            "Row extension_length: 2 June 2025 + 28 = 30 June.",
            """
            england, adult
            2025-05-30 extension_requested
            2025-06-02 extension_decided of=granted
            """,
            "2025-06-10",
            "extension_length: due 2025-06-30, running",
        ),
        Example(
            "A refused extension has no length",
            "Row extension_length, condition extension_granted: the event says refused, so the refusal of 4 June 2025 "
            "starts nothing. Row extension_reply: three working days after Friday 30 May: 2, 3, 4 June.",
            """
            england, adult
            2025-05-30 extension_requested
            2025-06-04 extension_decided of=refused
            """,
            "2025-06-10",
            """
            extension_reply: due 2025-06-04, met
            no extension_length
            """,
        ),
        Example(
            "Six months from the last of August",
            "Row rna_extension_cap: 31 August 2025 + 6 months: February 2026 has no 31st, so 28 February.",
            """
            england, adult
            2025-08-31 rna_decided
            """,
            "2025-09-01",
            "rna_extension_cap: due 2026-02-28, running",
        ),
        Example(
            "Reach-in stays open",
            "Row reach_in: no length, so open since 1 April 2021 and never closed by a date.",
            """
            england, adult
            2020-01-06 identified
            2020-01-06 nrm_consent_given
            2020-01-06 nrm_referred
            2020-01-13 rg_positive
            2020-02-01 national_support_started
            2021-02-01 cg_positive
            2021-04-01 national_support_ended
            """,
            "2024-04-01",
            "reach_in: no due, running",
        ),
        Example(
            "Permission to stay, length not entered",
            "Row vts_grant: no confirmed length, so it waits for somebody to enter the months of this grant.",
            """
            england, adult
            2025-01-31 leave_granted of=vts
            """,
            "2025-02-01",
            "vts_grant: no due, waiting",
        ),
        Example(
            "Permission to stay for 13 months",
            "Row vts_grant with a setting in months: 31 January 2025 + 13 months: February 2026 has no 31st, "
            "so 28 February.",
            """
            england, adult, own vts_grant=13
            2025-01-31 leave_granted of=vts
            """,
            "2025-02-01",
            "vts_grant: due 2026-02-28, running",
        ),
        Example(
            "Leave under the old policy",
            "Row discretionary_leave: for positive decisions to 29 January 2023, no limit.",
            """
            england, adult, with non_eea_national needs_permission_to_stay
            2022-01-10 identified
            2022-01-10 nrm_consent_given
            2022-01-10 nrm_referred
            2022-01-17 rg_positive
            2023-01-29 cg_positive
            """,
            "2023-03-01",
            """
            discretionary_leave: no due, waiting
            no vts_decision
            """,
        ),
        Example(
            "Leave under the new policy",
            "Row vts_decision: from 30 January 2023; refused on 1 June 2023, so the wait is met.",
            """
            england, adult, with non_eea_national needs_permission_to_stay
            2022-01-10 identified
            2022-01-10 nrm_consent_given
            2022-01-10 nrm_referred
            2022-01-17 rg_positive
            2023-01-30 cg_positive
            2023-06-01 leave_refused
            """,
            "2023-06-10",
            """
            vts_decision: no due, met
            no discretionary_leave
            """,
        ),
        Example(
            "A room before reasonable grounds",
            "Row emergency_accommodation: national_support_started meets it.",
            """
            england, adult, with destitute_or_unsafe
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-05 national_support_started
            """,
            "2025-03-06",
            """
            emergency_accommodation: no due, met
            not emergency_room
            """,
        ),
        Example(
            "No room before reasonable grounds",
            "Row emergency_accommodation: rg_positive ends it; what follows is the support after that "
            "decision.",
            """
            england, adult, with destitute_or_unsafe
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-07 rg_positive
            """,
            "2025-03-08",
            "emergency_accommodation: no due, ended",
        ),
        Example(
            "First contact within 48 hours",
            "Row msvcc_contact: 48 hours from 10 March 2025 at 10am: support began on 12 March at 10am, "
            "inside the window.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03 nrm_referred
            2025-03-04 support_consent_given
            2025-03-10T10:00 rg_positive
            2025-03-12T10:00 national_support_started
            """,
            "2025-03-14",
            """
            support receiving
            msvcc_contact: due 2025-03-12T10:00, met
            """,
        ),
        Example(
            "Support to the last day under the old rule",
            "Row move_on_positive_14: guaranteed to 14 February 2019, and support ended on it. Reach-in "
            "began in 2021.",
            """
            england, adult
            2018-03-01 identified
            2018-03-01 nrm_consent_given
            2018-03-01 nrm_referred
            2018-03-08 rg_positive
            2019-01-31 cg_positive
            2019-02-14 national_support_ended
            """,
            "2019-02-20",
            """
            move_on_positive_14: due 2019-02-14, met
            no reach_in
            """,
        ),
        Example(
            "Cut short under the old rule",
            "Row move_on_positive_14: 13 February 2019 is a day before the last that is guaranteed.",
            """
            england, adult
            2018-03-01 identified
            2018-03-01 nrm_consent_given
            2018-03-01 nrm_referred
            2018-03-08 rg_positive
            2019-01-31 cg_positive
            2019-02-13 national_support_ended
            """,
            "2019-02-20",
            "move_on_positive_14: due 2019-02-14, missed",
        ),
        Example(
            "Support refused under the old rule",
            "Row move_on_positive_14: national_support_declined ends it.",
            """
            england, adult
            2018-03-01 identified
            2018-03-01 nrm_consent_given
            2018-03-01 nrm_referred
            2018-03-08 rg_positive
            2019-01-31 cg_positive
            2019-02-05 national_support_declined
            """,
            "2019-02-20",
            "move_on_positive_14: due 2019-02-14, ended",
        ),
        Example(
            "Support ended on the ninth working day",
            "Row move_on_negative_9: the ninth working day after 18 December 2025 is 5 January 2026.",
            """
            england, adult
            2023-03-01 identified
            2023-03-01 nrm_consent_given
            2023-03-01 nrm_referred
            2023-03-08 rg_positive
            2025-12-15 cg_negative
            2025-12-18 cg_notice_received
            2026-01-05 national_support_ended
            """,
            "2026-01-10",
            """
            move_on_negative_9: due 2026-01-05, met
            no reach_in
            """,
        ),
        Example(
            "Looked at again before support ends",
            "Row move_on_negative_9: reconsideration_accepted ends it on 2 January 2026, before 5 January.",
            """
            england, adult
            2023-03-01 identified
            2023-03-01 nrm_consent_given
            2023-03-01 nrm_referred
            2023-03-08 rg_positive
            2025-12-15 cg_negative
            2025-12-18 cg_notice_received
            2025-12-22 reconsideration_requested of=cg
            2026-01-02 reconsideration_accepted of=cg
            """,
            "2026-01-10",
            """
            phase during
            move_on_negative_9: due 2026-01-05, ended
            """,
        ),
        Example(
            "An extension used to its last day",
            "Row extension_length: 2 June 2025 + 28 = 30 June, and support ended on it.",
            """
            england, adult
            2025-05-30 extension_requested
            2025-06-02 extension_decided of=granted
            2025-06-30 national_support_ended
            """,
            "2025-07-02",
            "extension_length: due 2025-06-30, met",
        ),
        Example(
            "Support longer than an extension",
            "Row extension_length: support ended on 1 July 2025, a day after 30 June: it ran longer, and "
            "nobody failed.",
            """
            england, adult
            2025-05-30 extension_requested
            2025-06-02 extension_decided of=granted
            2025-07-01 national_support_ended
            """,
            "2025-07-02",
            "extension_length: due 2025-06-30, missed",
        ),
        Example(
            "A second extension",
            "Row extension_length: extension_decided ends the first run and starts its own: 23 June 2025 "
            "+ 28: 7 to 30 June, 21 more to 21 July.",
            """
            england, adult
            2025-05-30 extension_requested
            2025-06-02 extension_decided of=granted
            2025-06-20 extension_requested
            2025-06-23 extension_decided of=granted
            """,
            "2025-07-02",
            """
            extension_length: due 2025-06-30, ended
            extension_length: due 2025-07-21, running
            """,
        ),
        Example(
            "Support to the last day of an assessment",
            "Row rna_extension_cap: 31 August 2025 + 6 months = 28 February 2026, and support ended on it.",
            """
            england, adult
            2025-08-31 rna_decided
            2026-02-28 national_support_ended
            """,
            "2026-03-02",
            "rna_extension_cap: due 2026-02-28, met",
        ),
        Example(
            "A second assessment",
            "Row rna_extension_cap: rna_decided ends the first run and starts its own: 15 January 2026 + "
            "6 months = 15 July.",
            """
            england, adult
            2025-08-31 rna_decided
            2026-01-15 rna_decided
            """,
            "2026-03-02",
            """
            only rna_extension_cap rna_extension_cap
            rna_extension_cap: due 2026-02-28, ended
            rna_extension_cap: due 2026-07-15, running
            """,
        ),
        Example(
            "Reach-in ends when support begins again",
            "Row reach_in: national_support_started ends it.",
            """
            england, adult
            2020-01-06 identified
            2020-01-06 nrm_consent_given
            2020-01-06 nrm_referred
            2020-01-13 rg_positive
            2020-02-01 national_support_started
            2021-02-01 cg_positive
            2021-04-01 national_support_ended
            2023-06-01 national_support_started
            """,
            "2023-06-02",
            "reach_in: no due, ended",
        ),
        Example(
            "A second grant",
            "Row vts_grant: leave_granted ends the first run; a grant that is not of this kind starts none.",
            """
            england, adult, own vts_grant=13
            2025-01-31 leave_granted of=vts
            2025-12-01 leave_granted of=other
            """,
            "2025-12-02",
            """
            only vts_grant
            vts_grant: due 2026-02-28, ended
            """,
        ),
        Example(
            "Leave granted under the old policy",
            "Row discretionary_leave: leave_granted meets it.",
            """
            england, adult, with non_eea_national
            2022-01-10 identified
            2022-01-10 nrm_consent_given
            2022-01-10 nrm_referred
            2022-01-17 rg_positive
            2023-01-29 cg_positive
            2023-05-02 leave_granted of=other
            """,
            "2023-05-03",
            """
            discretionary_leave: no due, met
            no vts_grant
            """,
        ),
        Example(
            "Leave under the old policy, decision withdrawn",
            "Row discretionary_leave: decision_withdrawn ends it.",
            """
            england, adult, with non_eea_national
            2022-01-10 identified
            2022-01-10 nrm_consent_given
            2022-01-10 nrm_referred
            2022-01-17 rg_positive
            2023-01-29 cg_positive
            2023-05-02 decision_withdrawn of=cg
            """,
            "2023-05-03",
            "discretionary_leave: no due, ended",
        ),
        Example(
            "All that has run by the time of moving on",
            "From nrm_referred two rows, from rg_positive three, from cg_positive row move_on_positive_45 "
            "once, although the letter counted it again: 22 May 2024 + 45 = 6 July. Rows vts_decision and "
            "msvcc_contact lack their conditions.",
            """
            england, adult
            2023-03-01 identified
            2023-03-01 nrm_consent_given
            2023-03-01 nrm_referred
            2023-03-08 rg_positive
            2023-04-01 national_support_started
            2024-05-20 cg_positive
            2024-05-22 cg_notice_received
            """,
            "2024-06-01",
            """
            only rg_decision crime_record recovery_period_30 cg_not_before_30 cg_decision move_on_positive_45
            move_on_positive_45: due 2024-07-06, running
            """,
        ),
    ),
)
