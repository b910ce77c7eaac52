"""Police, courts and the Victims' Code."""

from pathway.worked import Chapter, Example


def _code(name: str, why: str, event: str, expect: str, on: str = "2025-06-03", facts: str = "") -> Example:
    return Example(
        name, why, f"\n            england, adult{facts}\n            {event}\n            ", on, expect
    )


ENHANCED = ", with enhanced_rights"

CHAPTER = Chapter(
    "Police, courts and the Victims' Code",
    "The Code holds in or outside the NRM, whether or not the person helps the police. Enhanced rights "
    "shorten five "
    "working days to one.",
    (
        Example(
            "A crime record after a referral",
            "Row crime_record: 24 hours from 3 March 2025 at 4:30pm.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_given
            2025-03-03T16:30 nrm_referred
            2025-03-04T09:00 crime_recorded
            """,
            "2025-03-05",
            "crime_record: due 2025-03-04T16:30, met",
        ),
        Example(
            "A crime record after a report, outside the NRM",
            "Row crime_record_report: counted from the report, 5 June 2025 at 11am, because it came after "
            "the finding.",
            """
            england, adult
            2025-06-02 identified
            2025-06-05T11:00 reported_to_police
            """,
            "2025-06-06T10:00",
            """
            crime_record_report: due 2025-06-06T11:00, running
            next record_crime
            """,
        ),
        Example(
            "The police already knew when they were found",
            "Row crime_record_report: identified is the later of the two: 2 June 2025, day alone known, so 3 "
            "June.",
            """
            england, adult
            2025-05-30 reported_to_police
            2025-06-02 identified
            """,
            "2025-06-04",
            "crime_record_report: due 2025-06-03, missed",
        ),
        _code(
            "Written acknowledgment",
            "Row vc_acknowledgment: the right is confirmed, a length is not.",
            "2025-06-02 crime_recorded",
            "vc_acknowledgment: no due, waiting",
        ),
        _code(
            "Written acknowledgment, under a body's own length",
            "Row vc_acknowledgment with a setting of seven days: 2 June + 7 = 9 June 2025.",
            "2025-06-02 crime_recorded",
            "vc_acknowledgment: due 2025-06-09, running",
            facts=", own vc_acknowledgment=7",
        ),
        _code(
            "Referral to support over the August bank holiday",
            "Row vc_support_referral: two working days after Friday 22 August 2025; 25 August does not "
            "count: 26, 27.",
            "2025-08-22 crime_recorded",
            "vc_support_referral: due 2025-08-27, running",
            on="2025-08-26",
        ),
        _code(
            "Information under the earlier Code",
            "Row vc_info_reporting: five working days after Wednesday 31 March 2021; 2 and 5 April are bank "
            "holidays: 1, 6, 7, "
            "8, 9 April.",
            "2021-03-31 crime_recorded",
            """
            vc_info_reporting: due 2021-04-09, running
            no vc_info_reporting_2021
            """,
            on="2021-04-06",
        ),
        _code(
            "Information under the Code of 2021",
            "Row vc_info_reporting_2021: from 1 April 2021, no confirmed length.",
            "2021-04-01 crime_recorded",
            """
            vc_info_reporting_2021: no due, waiting
            no vc_info_reporting
            """,
            on="2021-04-06",
        ),
        _code(
            "Told that the suspect was released",
            "Row vc_suspect_std: five working days after Monday 23 November 2026: 24, 25, 26, 27, 30 "
            "November.",
            "2026-11-23T11:20 suspect_released",
            """
            vc_suspect_std: due 2026-11-30, running
            no vc_suspect_enh
            next safety_plan
            """,
            on="2026-11-24",
        ),
        _code(
            "The same with enhanced rights",
            "Row vc_suspect_enh: one working day after Monday 23 November 2026: the 24th.",
            "2026-11-23T11:20 suspect_released",
            """
            vc_suspect_enh: due 2026-11-24, running
            no vc_suspect_std
            """,
            on="2026-11-24",
            facts=ENHANCED,
        ),
        Example(
            "Telling of one thing leaves the other to be told",
            "Row vc_suspect_enh: victim_informed of the suspect meets it; row vc_no_charge_enh, Friday 6 "
            "June 2025 + one "
            "working day = Monday 9 June, still runs.",
            """
            england, adult, with enhanced_rights
            2025-06-06 suspect_released
            2025-06-06 no_charge_decided
            2025-06-07 victim_informed of=suspect
            """,
            "2025-06-08",
            """
            vc_suspect_enh: due 2025-06-09, met
            vc_no_charge_enh: due 2025-06-09, running
            no vrr_request
            """,
        ),
        _code(
            "A decision not to charge",
            "Row vc_no_charge_std: five working days after Monday 2 June 2025: 3, 4, 5, 6, 9 June.",
            "2025-06-02 no_charge_decided",
            "vc_no_charge_std: due 2025-06-09, running",
        ),
        _code(
            "A case stopped, with enhanced rights",
            "Row vc_no_charge_enh: one working day after Monday 2 June 2025.",
            "2025-06-02 discontinued",
            "vc_no_charge_enh: due 2025-06-03, running",
            facts=ENHANCED,
        ),
        _code(
            "A hearing fixed on Christmas Eve",
            "Row vc_hearing_std: working days after Wednesday 24 December 2025: 29, 30, 31 December, 2 and 5 "
            "January 2026.",
            "2025-12-24 hearing_fixed",
            "vc_hearing_std: due 2026-01-05, running",
            on="2025-12-29",
        ),
        _code(
            "A trial fixed on Christmas Eve, with enhanced rights",
            "Row vc_hearing_enh: 25 and 26 December are bank holidays and then comes a weekend: Monday 29 "
            "December 2025.",
            "2025-12-24 trial_fixed",
            "vc_hearing_enh: due 2025-12-29, running",
            on="2025-12-29",
            facts=ENHANCED,
        ),
        _code(
            "The outcome",
            "Row vc_outcome_std: five working days after Friday 6 June 2025: 9, 10, 11, 12, 13 June.",
            "2025-06-06 convicted",
            "vc_outcome_std: due 2025-06-13, running",
            on="2025-06-09",
        ),
        _code(
            "The sentence, with enhanced rights",
            "Row vc_outcome_enh: one working day after Friday 6 June 2025: Monday 9 June, passed on the "
            "10th.",
            "2025-06-06 sentenced",
            "vc_outcome_enh: due 2025-06-09, missed",
            on="2025-06-10",
            facts=ENHANCED,
        ),
        _code(
            "Expenses of a witness",
            "Row vc_expenses: ten working days after Monday 19 May 2025 without 26 May: 20 to 23 (4), 27 to "
            "30 (8), 2 and 3 "
            "June.",
            "2025-05-19 expenses_claimed",
            "vc_expenses: due 2025-06-03, running",
        ),
        Example(
            "A review of the decision not to charge",
            "Row vrr_request: five working days after Wednesday 4 June 2025: 5, 6, 9, 10, 11 June. Row "
            "vrr_request_max: 4 "
            "September.",
            """
            england, adult
            2025-06-02 no_charge_decided
            2025-06-04 victim_informed of=no_charge
            """,
            "2025-06-06",
            """
            vc_no_charge_std: due 2025-06-09, met
            vrr_request: due 2025-06-11, running
            vrr_request_max: due 2025-09-04, running
            by review_no_charge 2025-06-11
            """,
        ),
        _code(
            "The Victim Contact Scheme",
            "Row vcs_contact: for 12 months or more and a specified offence; no deadline was found.",
            "2025-06-02 sentenced",
            "vcs_contact: no due, waiting",
            facts=", with sentence_12_months_or_more specified_offence",
        ),
        _code(
            "The scheme needs both conditions",
            "Row vcs_contact: the sentence alone is not enough.",
            "2025-06-02 sentenced",
            "no vcs_contact",
            facts=", with sentence_12_months_or_more",
        ),
        _code(
            "A complaint",
            "Row vc_complaint_ack: ten working days after Monday 2 June 2025: 3 to 6 (4), 9 to 13 (9), 16 "
            "June.",
            "2025-06-02 complaint_made",
            "vc_complaint_ack: due 2025-06-16, running",
        ),
        _code(
            "Compensation from a leap day",
            "Row cica_claim: 29 February 2024 + 2 years: February 2026 has no 29th, so 28 February.",
            "2024-02-29 exploitation_ended",
            """
            cica_claim: due 2026-02-28, running
            urgent cica_claim
            by compensation 2026-02-28
            """,
            on="2026-02-22",
        ),
    ),
)
