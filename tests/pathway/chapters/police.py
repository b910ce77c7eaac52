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
    "shorten five working days to one for what happens to a suspect; a hearing and the outcome have one "
    "limit for everybody.",
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
            "Row vc_hearing: six working days after Wednesday 24 December 2025: 29, 30, 31 December, 2, 5 and 6 "
            "January 2026. Row wcu_told_hearing: the court's own five end on 5 January.",
            "2025-12-24 hearing_fixed",
            """
            vc_hearing: due 2026-01-06, running
            wcu_told_hearing: due 2026-01-05, running
            """,
            on="2025-12-29",
        ),
        _code(
            "A trial fixed on Christmas Eve, with enhanced rights",
            "Row vc_hearing: the same for everybody, so enhanced rights change nothing: 6 January 2026.",
            "2025-12-24 trial_fixed",
            "vc_hearing: due 2026-01-06, running",
            on="2025-12-29",
            facts=ENHANCED,
        ),
        _code(
            "The outcome",
            "Row vc_outcome: six working days after Friday 6 June 2025: 9, 10, 11, 12, 13, 16 June. Row "
            "wcu_told_outcome: the court's own five end on the 13th.",
            "2025-06-06 convicted",
            """
            vc_outcome: due 2025-06-16, running
            wcu_told_outcome: due 2025-06-13, running
            """,
            on="2025-06-09",
        ),
        _code(
            "The sentence, with enhanced rights",
            "Row vc_outcome: the same for everybody: Monday 16 June 2025, passed on the 17th.",
            "2025-06-06 sentenced",
            "vc_outcome: due 2025-06-16, missed",
            on="2025-06-17",
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
            "Row vrr_request: ten working days after Wednesday 4 June 2025: 5, 6, 9 to 13 (7), 16, 17, 18 June. "
            "Row vrr_request_max: 4 September.",
            """
            england, adult
            2025-06-02 no_charge_decided
            2025-06-04 victim_informed of=no_charge
            """,
            "2025-06-06",
            """
            vc_no_charge_std: due 2025-06-09, met
            vrr_request: due 2025-06-18, running
            vrr_request_max: due 2025-09-04, running
            no vrr_request_2013 vrr_police_request
            by review_no_charge 2025-06-18
            """,
        ),
        _code(
            "The Victim Contact Scheme",
            "Row vcs_contact: for 12 months or more and a specified offence; ten working days after Monday 2 "
            "June 2025: 3 to 6 (4), 9 to 13 (9), 16 June.",
            "2025-06-02 sentenced",
            "vcs_contact: due 2025-06-16, running",
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
            "Row cica_claim: for an adult, 29 February 2024 + 2 years: February 2026 has no 29th, so 28 February.",
            "2024-02-29 exploitation_ended",
            """
            cica_claim: due 2026-02-28, running
            urgent cica_claim
            by compensation 2026-02-28
            """,
            on="2026-02-22",
        ),
        Example(
            "Acknowledged",
            "Row vc_acknowledgment: a setting without a length is met whenever victim_informed comes.",
            """
            england, adult
            2025-06-02 crime_recorded
            2025-06-30 victim_informed of=crime
            """,
            "2025-07-01",
            """
            vc_acknowledgment: no due, met
            vc_info_reporting_2021: no due, waiting
            """,
        ),
        Example(
            "Acknowledged later than a body's own length",
            "Row vc_acknowledgment with a setting of seven days: 9 June 2025; the 10th is late.",
            """
            england, adult, own vc_acknowledgment=7
            2025-06-02 crime_recorded
            2025-06-10 victim_informed of=crime
            """,
            "2025-07-01",
            "vc_acknowledgment: due 2025-06-09, missed",
        ),
        Example(
            "A death ends what was still to be told",
            "Rows vc_acknowledgment and vc_info_reporting_2021: settings, ended by died.",
            """
            england, adult
            2025-06-02 crime_recorded
            2025-06-05 died
            """,
            "2025-06-06",
            """
            vc_acknowledgment: no due, ended
            vc_info_reporting_2021: no due, ended
            """,
        ),
        Example(
            "Told about the process",
            "Row vc_info_reporting_2021: victim_informed of the process meets it; row vc_acknowledgment "
            "waits on.",
            """
            england, adult
            2025-06-02 crime_recorded
            2025-06-20 victim_informed of=process
            """,
            "2025-06-21",
            """
            vc_info_reporting_2021: no due, met
            vc_acknowledgment: no due, waiting
            """,
        ),
        Example(
            "Told about the process under the earlier Code",
            "Row vc_info_reporting: due 9 April 2021, told on it.",
            """
            england, adult
            2021-03-31 crime_recorded
            2021-04-09 victim_informed of=process
            """,
            "2021-04-12",
            """
            only vc_info_reporting vc_keep_in_touch
            vc_info_reporting: due 2021-04-09, met
            """,
        ),
        Example(
            "Referred to support on the second working day",
            "Row vc_support_referral: due 27 August 2025, done on it.",
            """
            england, adult
            2025-08-22 crime_recorded
            2025-08-27 support_referral_made of=service
            """,
            "2025-08-30",
            """
            only vc_acknowledgment vc_support_referral vc_info_reporting_2021 vc_vps_offered
            vc_support_referral: due 2025-08-27, met
            """,
        ),
        Example(
            "An arrest, told in time",
            "Row vc_suspect_std: five working days after Monday 2 June 2025: 3, 4, 5, 6, 9 June, told on it.",
            """
            england, adult
            2025-06-02 suspect_arrested
            2025-06-09 victim_informed of=suspect
            """,
            "2025-06-12",
            "vc_suspect_std: due 2025-06-09, met",
        ),
        Example(
            "An interview, told late",
            "Row vc_suspect_std: five working days after Wednesday 4 June 2025: 5, 6, 9, 10, 11 June; "
            "told on the 12th.",
            """
            england, adult
            2025-06-04 suspect_interviewed
            2025-06-12 victim_informed of=suspect
            """,
            "2025-06-13",
            "vc_suspect_std: due 2025-06-11, missed",
        ),
        Example(
            "Bail changed before the spring bank holiday",
            "Row vc_suspect_std: five working days after Thursday 22 May 2025; Monday 26 May does not "
            "count: 23, 27, 28, 29, 30 May.",
            """
            england, adult
            2025-05-22 bail_changed
            """,
            "2025-05-28",
            "vc_suspect_std: due 2025-05-30, running",
        ),
        Example(
            "Bail changed, with enhanced rights",
            "Row vc_suspect_enh: one working day after Friday 23 May 2025; Monday 26 May does not count: "
            "Tuesday 27 May.",
            """
            england, adult, with enhanced_rights
            2025-05-23 bail_changed
            """,
            "2025-05-26",
            "vc_suspect_enh: due 2025-05-27, running",
        ),
        Example(
            "A decision not to charge, told and reviewed late, with enhanced rights",
            "Row vc_no_charge_enh: one working day after Monday 2 June 2025, told on the 3rd. Row "
            "vrr_request: ten working days after 3 June: 4, 5, 6, 9 to 13 (8), 16, 17 June, asked on the 18th. "
            "Row vrr_request_max: 3 September, so it is met.",
            """
            england, adult, with enhanced_rights
            2025-06-02 no_charge_decided
            2025-06-03 victim_informed of=no_charge
            2025-06-18 review_requested
            """,
            "2025-06-19",
            """
            only vc_no_charge_enh vrr_request vrr_request_max vc_keep_in_touch
            vc_no_charge_enh: due 2025-06-03, met
            vrr_request: due 2025-06-17, missed
            vrr_request_max: due 2025-09-03, met
            """,
        ),
        Example(
            "A review asked for within ten working days",
            "Row vrr_request: due 18 June 2025 after word on Wednesday 4 June, asked on it. Row "
            "vrr_request_max: 4 September.",
            """
            england, adult
            2025-06-02 no_charge_decided
            2025-06-04 victim_informed of=no_charge
            2025-06-18 review_requested
            """,
            "2025-06-19",
            """
            vrr_request: due 2025-06-18, met
            vrr_request_max: due 2025-09-04, met
            """,
        ),
        Example(
            "A review asked for after three months",
            "Row vrr_request_max: three months after 4 June 2025 is 4 September; the 5th is late.",
            """
            england, adult
            2025-06-02 no_charge_decided
            2025-06-04 victim_informed of=no_charge
            2025-09-05 review_requested
            """,
            "2025-09-06",
            "vrr_request_max: due 2025-09-04, missed",
        ),
        Example(
            "A hearing, told after Christmas",
            "Row vc_hearing: the sixth working day after 24 December 2025 is 6 January 2026, told on it.",
            """
            england, adult
            2025-12-24 hearing_fixed
            2026-01-06 victim_informed of=hearing
            """,
            "2026-01-07",
            "vc_hearing: due 2026-01-06, met",
        ),
        Example(
            "A trial, told a day late, with enhanced rights",
            "Row vc_hearing: due Tuesday 6 January 2026 for everybody; told on the 7th.",
            """
            england, adult, with enhanced_rights
            2025-12-24 trial_fixed
            2026-01-07 victim_informed of=hearing
            """,
            "2026-01-08",
            "vc_hearing: due 2026-01-06, missed",
        ),
        Example(
            "The outcome, told in time",
            "Row vc_outcome: six working days after Friday 6 June 2025 is 16 June, told on it.",
            """
            england, adult
            2025-06-06 convicted
            2025-06-16 victim_informed of=outcome
            """,
            "2025-06-17",
            "vc_outcome: due 2025-06-16, met",
        ),
        Example(
            "Acquitted before Easter",
            "Row vc_outcome: six working days after Tuesday 15 April 2025 without 18 and 21 April: "
            "16, 17, 22, 23, 24, 25 April.",
            """
            england, adult
            2025-04-15 acquitted
            """,
            "2025-04-22",
            "vc_outcome: due 2025-04-25, running",
        ),
        Example(
            "An appeal lodged before Easter, with enhanced rights",
            "Row vc_outcome: six working days after Thursday 17 April 2025 without 18 and 21 April: "
            "22, 23, 24, 25, 28, 29 April.",
            """
            england, adult, with enhanced_rights
            2025-04-17 appeal_lodged
            """,
            "2025-04-22",
            """
            vc_outcome: due 2025-04-29, running
            no wcu_told_outcome
            """,
        ),
        Example(
            "Expenses paid on the tenth working day",
            "Row vc_expenses: the tenth working day after 19 May 2025 is 3 June.",
            """
            england, adult
            2025-05-19 expenses_claimed
            2025-06-03 expenses_paid
            """,
            "2025-06-05",
            "vc_expenses: due 2025-06-03, met",
        ),
        Example(
            "Expenses paid late",
            "Row vc_expenses: 4 June 2025 is the eleventh working day.",
            """
            england, adult
            2025-05-19 expenses_claimed
            2025-06-04 expenses_paid
            """,
            "2025-06-05",
            "vc_expenses: due 2025-06-03, missed",
        ),
        Example(
            "Referred to the Victim Contact Scheme",
            "Row vcs_contact: support_referral_made of the scheme meets it on the last day. Row vcs_vlo_contact: "
            "twenty working days after Monday 16 June 2025: 17 to 20 (4), 23 to 27 (9), 30 June to 4 July "
            "(14), 7 to 11 (19), 14 July.",
            """
            england, adult, with sentence_12_months_or_more specified_offence
            2025-06-02 sentenced
            2025-06-16 support_referral_made of=contact_scheme
            """,
            "2025-06-21",
            """
            vcs_contact: due 2025-06-16, met
            vcs_vlo_contact: due 2025-07-14, running
            """,
        ),
        Example(
            "A complaint acknowledged",
            "Row vc_complaint_ack: the tenth working day after 2 June 2025 is 16 June.",
            """
            england, adult
            2025-06-02 complaint_made
            2025-06-16 complaint_acknowledged
            """,
            "2025-06-17",
            """
            only vc_complaint_ack
            vc_complaint_ack: due 2025-06-16, met
            """,
        ),
        Example(
            "Compensation claimed on the last day",
            "Row cica_claim: 29 February 2024 + 2 years = 28 February 2026.",
            """
            england, adult
            2024-02-29 exploitation_ended
            2026-02-28 claim_made
            """,
            "2026-03-02",
            """
            cica_claim: due 2026-02-28, met
            not compensation
            """,
        ),
        Example(
            "Compensation claimed a day late",
            "Row cica_claim: 1 March 2026 is after 28 February; exceptions exist, so the claim is still "
            "made.",
            """
            england, adult
            2024-02-29 exploitation_ended
            2026-03-01 claim_made
            """,
            "2026-03-02",
            "cica_claim: due 2026-02-28, missed",
        ),
    ),
)
