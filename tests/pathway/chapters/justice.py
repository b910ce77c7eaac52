"""The rights, waits and limits of 2021 to 2026 that were added from the sources read on 27 November 2026."""

from pathway.worked import Chapter, Example


def _row(name: str, why: str, events: str, expect: str, on: str = "2025-06-03", facts: str = "") -> Example:
    return Example(name, why, f"england, adult{facts}\n{events}", on, expect)


ENHANCED = ", with enhanced_rights"
NO_CHARGE = "2025-06-02 no_charge_decided\n2025-06-04 victim_informed of=no_charge"
POLICE = ", with decided_by_police"
IN_NRM = """2025-01-06 identified
2025-01-06 nrm_consent_given
2025-01-06 nrm_referred
2025-01-13 rg_positive"""

CHAPTER = Chapter(
    "What was added on 27 November 2026",
    "Two legs to a hearing and an outcome, reviews by the police, the Victim Contact Scheme, rights without a "
    "number, compensation for children, and the request to look at a disqualification again.",
    (
        _row(
            "Witness care is told of a hearing: the second leg",
            "Row wcu_told_hearing: five working days after Wednesday 24 December 2025: 29, 30, 31 December, 2 "
            "and 5 January 2026, told on the 2nd. Row vc_hearing ends then. Row vc_hearing_wcu: one working "
            "day after Friday 2 January: Monday the 5th.",
            "2025-12-24 hearing_fixed\n2026-01-02 wcu_told of=hearing",
            """
            only wcu_told_hearing vc_hearing vc_hearing_wcu
            wcu_told_hearing: due 2026-01-05, met
            vc_hearing: due 2026-01-06, ended
            vc_hearing_wcu: due 2026-01-05, running
            """,
            on="2026-01-04",
        ),
        _row(
            "The court is late and witness care is not",
            "Row wcu_told_hearing: due 5 January 2026, told on the 7th. Row vc_hearing_wcu: one working day "
            "after Wednesday the 7th: the 8th, told on it.",
            "2025-12-24 trial_fixed\n2026-01-07 wcu_told of=hearing\n2026-01-08 victim_informed of=hearing",
            """
            wcu_told_hearing: due 2026-01-05, missed
            vc_hearing: due 2026-01-06, ended
            vc_hearing_wcu: due 2026-01-08, met
            """,
            on="2026-01-09",
        ),
        _row(
            "Witness care is told of the sentence",
            "Row wcu_told_outcome: five working days after Friday 6 June 2025 is the 13th. Row vc_outcome_wcu: "
            "one working day after Wednesday 11 June, for everybody: the 12th, passed on the 13th.",
            "2025-06-06 sentenced\n2025-06-11 wcu_told of=outcome",
            """
            wcu_told_outcome: due 2025-06-13, met
            vc_outcome: due 2025-06-16, ended
            vc_outcome_wcu: due 2025-06-12, missed
            """,
            on="2025-06-13",
            facts=ENHANCED,
        ),
        _row(
            "Word of the outcome does not end the wait for a hearing",
            "Rows vc_hearing and wcu_told_hearing wait on: wcu_told says of the outcome. Six and five working "
            "days after Monday 2 June 2025: 10 and 9 June.",
            "2025-06-02 hearing_fixed\n2025-06-03 wcu_told of=outcome",
            """
            vc_hearing: due 2025-06-10, running
            wcu_told_hearing: due 2025-06-09, running
            no vc_hearing_wcu
            """,
        ),
        _row(
            "Witness care is told, and nobody says of what",
            "A question; no second leg starts, rows vc_hearing_wcu and vc_outcome_wcu.",
            "2025-06-02 wcu_told",
            """
            no vc_hearing_wcu vc_outcome_wcu vc_bail_hearing_std
            asks wcu_told
            """,
        ),
        _row(
            "A bail hearing",
            "Row vc_bail_hearing_std: five working days after Monday 2 June 2025: 3, 4, 5, 6, 9 June.",
            "2025-06-02 wcu_told of=bail",
            """
            only vc_bail_hearing_std
            vc_bail_hearing_std: due 2025-06-09, running
            """,
        ),
        _row(
            "A bail hearing, with enhanced rights",
            "Row vc_bail_hearing_enh: one working day after Friday 6 June 2025: Monday the 9th, told on it.",
            "2025-06-06 wcu_told of=bail\n2025-06-09 victim_informed of=suspect",
            """
            vc_bail_hearing_enh: due 2025-06-09, met
            no vc_bail_hearing_std
            """,
            on="2025-06-10",
            facts=ENHANCED,
        ),
        _row(
            "Needed as a witness",
            "Row vc_witness: one working day after Thursday 17 April 2025 without 18 and 21 April: the 22nd.",
            "2025-04-17 witness_required",
            "vc_witness: due 2025-04-22, running",
            on="2025-04-20",
        ),
        _row(
            "Special measures, a right without a number",
            "Row vc_special_measures: waiting and never overdue; word of them meets it.",
            "2025-01-06 special_measures_decided",
            "vc_special_measures: no due, waiting",
        ),
        _row(
            "Not investigated",
            "Row vc_not_investigated_std: five working days after Monday 2 June 2025: 9 June.",
            "2025-06-02 not_investigated",
            """
            vc_not_investigated_std: due 2025-06-09, running
            no vc_not_investigated_enh vrr_request
            """,
        ),
        _row(
            "Not investigated, with enhanced rights",
            "Row vc_not_investigated_enh: one working day after Monday 2 June 2025, told on it.",
            "2025-06-02 not_investigated\n2025-06-03 victim_informed of=not_investigated",
            """
            vc_not_investigated_enh: due 2025-06-03, met
            no vrr_request vrr_request_max
            """,
            on="2025-06-04",
            facts=ENHANCED,
        ),
        _row(
            "Charged",
            "Row vc_charged_std: five working days after Friday 22 August 2025 without 25 August: 26 to 29 "
            "August (4), 1 September.",
            "2025-08-22 charged",
            "vc_charged_std: due 2025-09-01, running",
            on="2025-08-26",
        ),
        _row(
            "Charged, with enhanced rights",
            "Row vc_charged_enh: one working day after Friday 22 August 2025 without 25 August: the 26th. Word "
            "of a hearing does not meet it.",
            "2025-08-22 charged\n2025-08-25 victim_informed of=hearing",
            "vc_charged_enh: due 2025-08-26, running",
            on="2025-08-26",
            facts=ENHANCED,
        ),
        _row(
            "Views on bail before it is set",
            "Row vc_bail_views: no number; asked on 3 June, before the release, so it is met.",
            "2025-06-02 bail_proposed\n2025-06-03 bail_views_sought\n2025-06-04 suspect_released",
            "vc_bail_views: no due, met",
            on="2025-06-05",
        ),
        _row(
            "Bail set without asking",
            "Row vc_bail_views: suspect_released ends it, for the moment to ask has gone.",
            "2025-06-02 bail_proposed\n2025-06-04 suspect_released",
            "vc_bail_views: no due, ended",
            on="2025-06-05",
        ),
        _row(
            "The first period of bail",
            "Row bail_first_period: it begins on the day after the arrest of 30 November 2023, so it ends three "
            "months on: 29 February 2024, the month's last day.",
            "2023-11-30 suspect_arrested",
            "bail_first_period: due 2024-02-29, running",
            on="2024-02-29",
            facts=", with released_on_bail",
        ),
        _row(
            "No bail, no period; and none under the law before",
            "Row bail_first_period: only for somebody released on bail, and from 28 October 2022.",
            "2022-10-27 suspect_arrested",
            "no bail_first_period",
            on="2022-11-01",
            facts=", with released_on_bail",
        ),
        _row(
            "Keeping in touch as agreed",
            "Row vc_keep_in_touch: a body's own 28 days from 2 June 2025 are 30 June; each word to the person "
            "begins the next, 20 June + 28 = 18 July.",
            "2025-06-02 preferences_agreed\n2025-06-20 victim_informed of=process",
            """
            vc_keep_in_touch: due 2025-06-30, met
            vc_keep_in_touch: due 2025-07-18, running
            """,
            on="2025-06-21",
            facts=", own vc_keep_in_touch=28",
        ),
        _row(
            "The Victim Personal Statement",
            "Row vc_vps_offered: a right without a number, met by the offer.",
            "2025-01-06 crime_recorded\n2025-06-02 vps_offered",
            "vc_vps_offered: no due, met",
        ),
        _row(
            "Property taken as evidence",
            "Row vc_property: no number, so it waits and is never overdue.",
            "2023-01-06 property_free",
            "vc_property: no due, waiting",
        ),
        _row(
            "Records about them asked for",
            "Row record_request_notice: from 12 January 2026, no number; told on the day, so met.",
            "2026-01-12 record_requested\n2026-01-12 request_notice_given",
            "record_request_notice: no due, met",
            on="2026-01-13",
        ),
        _row(
            "Records asked for before the law was in force",
            "Row record_request_notice: 11 January 2026 is a day too early.",
            "2026-01-11 record_requested",
            "no record_request_notice",
            on="2026-01-13",
        ),
        _row(
            "A contact is named and met",
            "Rows liaison_named and liaison_first_meeting: no time is set nationally; this force has set "
            "one day and two: 2 June 2025 + 1 = 3 June, 3 June + 2 = 5 June.",
            "2025-06-02 reported_to_police\n2025-06-02 identified\n2025-06-03 liaison_named",
            """
            liaison_named: due 2025-06-03, met
            liaison_first_meeting: due 2025-06-05, running
            """,
            on="2025-06-04",
            facts=", own liaison_named=1, own liaison_first_meeting=2",
        ),
        _row(
            "A review under the first scheme",
            "Row vrr_request_2013: five working days after Wednesday 26 May 2021 without 31 May: 27, 28 May, 1, "
            "2, 3 June. Row vrr_request_max: 26 August.",
            "2021-05-24 no_charge_decided\n2021-05-26 victim_informed of=no_charge",
            """
            vrr_request_2013: due 2021-06-03, running
            vrr_request_max: due 2021-08-26, running
            no vrr_request
            by review_no_charge 2021-06-03
            """,
            on="2021-05-28",
        ),
        _row(
            "The first day of ten working days",
            "Row vrr_request: from 27 May 2021. Ten working days after that Thursday without 31 May: 28 May "
            "(1), 1 to 4 June (5), 7 to 11 (10).",
            "2021-05-24 no_charge_decided\n2021-05-27 victim_informed of=no_charge",
            """
            vrr_request: due 2021-06-11, running
            no vrr_request_2013
            """,
            on="2021-05-28",
        ),
        _row(
            "The police decided not to charge",
            "Row vrr_police_request: three months after 4 June 2025 is 4 September.",
            NO_CHARGE,
            "vrr_police_request: due 2025-09-04, running",
            on="2025-06-06",
            facts=POLICE,
        ),
        _row(
            "The police acknowledge a request and decide on it",
            "Rows vrr_police_ack and vrr_police_decision: working days after Monday 9 June 2025: the tenth is "
            "the 23rd; the thirtieth is 21 July (10 to 13 June 4, 16 to 20 9, 23 to 27 14, 30 June to 4 July "
            "19, 7 to 11 24, 14 to 18 29).",
            NO_CHARGE + "\n2025-06-09 review_requested\n2025-06-23 review_acknowledged",
            """
            vrr_police_request: due 2025-09-04, met
            vrr_police_ack: due 2025-06-23, met
            vrr_police_decision: due 2025-07-21, running
            """,
            on="2025-07-21",
            facts=POLICE,
        ),
        _row(
            "A review of a prosecutor's decision has no known reply time",
            "Rows vrr_police_ack and vrr_police_decision are the police's own.",
            NO_CHARGE + "\n2025-06-09 review_requested",
            "no vrr_police_request vrr_police_ack vrr_police_decision",
            on="2025-06-10",
        ),
        _row(
            "The offender's release is considered",
            "Row vcs_told_release: no number; word of it meets the wait.",
            "2025-06-02 release_considered",
            "vcs_told_release: no due, waiting",
        ),
        _row(
            "A referral to support is none to the contact scheme",
            "Row vcs_vlo_contact: only from a referral to the scheme.",
            "2025-06-02 support_referral_made of=service",
            "no vcs_vlo_contact",
        ),
        Example(
            "Compensation for a child whom the police knew of",
            "Row cica_claim_child: until the 20th birthday: born 10 March 2007, so 10 March 2027.",
            """
            england, child, born 2007-03-10
            2024-05-01 identified
            2024-05-02 reported_to_police
            2024-05-03 exploitation_ended
            """,
            "2025-06-03",
            """
            cica_claim_child: due 2027-03-10, running
            by compensation 2027-03-10
            no cica_claim cica_claim_child_late
            """,
        ),
        Example(
            "Compensation for a child, first told to the police as an adult",
            "Row cica_claim_child_late: two years from the first report, 1 June 2025; a second report begins "
            "nothing.",
            """
            england, child, born 2007-03-10
            2024-05-01 identified
            2025-06-01 reported_to_police
            2025-06-20 reported_to_police
            """,
            "2025-07-01",
            """
            only cica_claim_child_late crime_record_report liaison_named missing_critical
            cica_claim_child_late: due 2027-06-01, running
            by compensation 2027-06-01
            no cica_claim cica_claim_child
            """,
        ),
        Example(
            "Compensation for an adult who was exploited as a child",
            "Row cica_claim_child_late: the exploitation ended on 1 February 2015, before the birthday of 10 "
            "March 2015; first told on 1 June 2025, so until 1 June 2027.",
            """
            england, adult, born 1997-03-10
            2015-02-01 exploitation_ended
            2025-05-01 identified
            2025-06-01 reported_to_police
            """,
            "2025-07-01",
            """
            cica_claim_child_late: due 2027-06-01, running
            no cica_claim cica_claim_child
            """,
        ),
        Example(
            "Exploitation that ended on the eighteenth birthday",
            "Row cica_claim: an adult on that day, so two years from it, 10 March 2017; row cica_claim_child_late "
            "is for a child on the day of the incident.",
            """
            england, adult, born 1997-03-10
            2015-03-10 exploitation_ended
            2025-05-01 identified
            2025-06-01 reported_to_police
            """,
            "2025-07-01",
            """
            cica_claim: due 2017-03-10, missed
            no cica_claim_child cica_claim_child_late
            """,
        ),
        Example(
            "Found as a child, and exploited until after the birthday",
            "Row cica_claim: 18 on 10 March 2025, so an adult when the exploitation ended on 1 April 2025: two years "
            "from it. Row cica_claim_child_late is for a child on the day of the incident.",
            """
            england, child, born 2007-03-10
            2025-02-01 identified
            2025-04-01 exploitation_ended
            2025-06-01 reported_to_police
            """,
            "2025-07-01",
            """
            cica_claim: due 2027-04-01, running
            no cica_claim_child_late
            """,
        ),
        Example(
            "A crime recorded before 18 counts as told",
            "Row cica_claim_child: to 10 March 2027; a report at 18 begins no second limit.",
            """
            england, child, born 2007-03-10
            2024-05-01 identified
            2024-05-02 crime_recorded
            2025-06-01 reported_to_police
            """,
            "2025-07-01",
            """
            cica_claim_child: due 2027-03-10, running
            no cica_claim_child_late
            """,
        ),
        Example(
            "A worker knows that the police were told before 18",
            "Row cica_claim_child, by the fact told_police_before_18; a report at 18 begins no second limit.",
            """
            england, child, born 2007-03-10, with told_police_before_18
            2024-05-01 identified
            2025-06-01 reported_to_police
            """,
            "2025-07-01",
            """
            cica_claim_child: due 2027-03-10, running
            no cica_claim_child_late
            """,
        ),
        Example(
            "A worker knows that an adult was a child then",
            "Row cica_claim_child_late, by the fact child_at_incident: 1 June 2025 + 2 years.",
            """
            england, adult, with child_at_incident
            2025-05-01 identified
            2025-06-01 reported_to_police
            """,
            "2025-07-01",
            "cica_claim_child_late: due 2027-06-01, running",
        ),
        Example(
            "Told to the police on the eighteenth birthday",
            "Rows cica_claim_child and cica_claim_child_late: that day is no longer before 18.",
            """
            england, child, born 2007-03-10
            2024-05-01 identified
            2025-03-10 reported_to_police
            """,
            "2025-07-01",
            """
            cica_claim_child_late: due 2027-03-10, running
            no cica_claim_child
            """,
        ),
        Example(
            "An adult's claim stays two years from the end",
            "Row cica_claim: 1 May 2024 + 2 years; a report to the police changes nothing.",
            """
            england, adult, born 1990-03-10
            2024-05-01 exploitation_ended
            2024-06-01 identified
            2024-06-01 reported_to_police
            """,
            "2025-07-01",
            """
            cica_claim: due 2026-05-01, running
            no cica_claim_child cica_claim_child_late
            """,
        ),
        _row(
            "Asking for a disqualification to be looked at again",
            "Row disqualification_reconsider: such requests exist, their limit was not found; this body has set "
            "30 days: 3 March 2025 + 30 = 2 April.",
            IN_NRM + "\n2025-03-03 disqualified",
            "disqualification_reconsider: due 2025-04-02, running",
            on="2025-03-10",
            facts=", own disqualification_reconsider=30",
        ),
        _row(
            "A disqualification, looked at again or lifted",
            "Row disqualification_reconsider: met by the request; no length of its own.",
            IN_NRM + "\n2025-03-03 disqualified\n2025-03-20 disqualification_review_requested",
            "disqualification_reconsider: no due, met",
            on="2025-03-21",
        ),
        _row(
            "Reach-in for somebody confirmed before 2021 who moves on after",
            "Row reach_in: it goes by the day of moving on, 4 January 2021, whenever the decision was made.",
            "2019-01-06 identified\n2019-01-06 nrm_consent_given\n2019-01-06 nrm_referred\n"
            "2019-01-13 rg_positive\n2019-02-01 national_support_started\n2019-06-03 cg_positive\n"
            "2021-01-04 national_support_ended",
            "reach_in: no due, running",
        ),
        _row(
            "No reach-in for somebody who moved on the day before",
            "Row reach_in: 3 January 2021 is a day too early.",
            "2019-01-06 identified\n2019-01-06 nrm_consent_given\n2019-01-06 nrm_referred\n"
            "2019-01-13 rg_positive\n2019-02-01 national_support_started\n2019-06-03 cg_positive\n"
            "2021-01-03 national_support_ended",
            "no reach_in",
        ),
        _row(
            "No reach-in is shown to somebody who was disqualified",
            "Row reach_in, condition not_disqualified: whether it is open to them is not known.",
            IN_NRM
            + "\n2025-02-01 national_support_started\n2025-06-02 cg_positive\n2025-06-20 disqualified\n"
            "2025-07-01 national_support_ended",
            "no reach_in",
            on="2025-07-02",
        ),
    ),
)
