"""Children, age not sure, and turning eighteen."""

from pathway.worked import Chapter, Example

CHAPTER = Chapter(
    "Children, age not sure, turning 18",
    "No consent is needed and social care comes first. Not sure of age is the child's path. Eighteen brings "
    "two new "
    "consents, and silence is no withdrawal.",
    (
        Example(
            "A decision by social care, over the night the clocks go back",
            "Row la_child_decision: 24 hours that have passed, from Saturday 25 October 2025 at 2pm, end on "
            "Sunday at 1pm by "
            "the clock.",
            """
            england, child
            2025-10-25T13:00 identified
            2025-10-25T14:00 social_care_referred
            """,
            "2025-10-25",
            """
            phase before
            stage child_to_refer
            la_child_decision: due 2025-10-26T13:00, running
            next refer_child
            next guardian
            unasked nrm_consent_given
            """,
        ),
        Example(
            "The same with the day alone known",
            "Row la_child_decision: without a time 24 hours are one day, 10 + 1 = 11 June 2024, passed when "
            "that day is over.",
            """
            england, unsure
            2024-06-10 identified
            2024-06-10 social_care_referred
            """,
            "2024-06-11",
            "la_child_decision: due 2024-06-11, running",
        ),
        Example(
            "Assessed as an adult",
            "Row la_child_decision: age_assessed_adult ends it.",
            """
            england, unsure
            2024-06-10T09:00 identified
            2024-06-10T10:00 social_care_referred
            2024-06-11 age_assessed_adult
            """,
            "2024-06-12",
            "la_child_decision: due 2024-06-11T10:00, ended",
        ),
        Example(
            "An unaccompanied child becomes looked after",
            "Row child_looked_after: comes by itself 24 hours after 2 June 2025 at 10am.",
            """
            england, child, with unaccompanied accommodated_by_council
            2025-06-02T08:00 identified
            2025-06-02T09:00 social_care_referred
            2025-06-02T10:00 social_care_decided
            """,
            "2025-06-02",
            "child_looked_after: due 2025-06-03T10:00, running",
        ),
        Example(
            "Looked after, the day after",
            "Row child_looked_after: met from 3 June 2025 at 10am, with nobody recording anything.",
            """
            england, child, with unaccompanied accommodated_by_council
            2025-06-02T10:00 social_care_decided
            """,
            "2025-06-04",
            "child_looked_after: due 2025-06-03T10:00, met",
        ),
        Example(
            "The first review, over Easter",
            "Row lac_review_1: 20 working days after Tuesday 1 April 2025: 2 to 4 (3), 7 to 11 (8), 14 to 17 "
            "(12), then "
            "without 18 and 21: 22 to 25 (16), 28 April to 1 May (20).",
            """
            england, child
            2025-04-01 looked_after_started
            """,
            "2025-04-10",
            "lac_review_1: due 2025-05-01, running",
        ),
        Example(
            "The second review, and the next",
            "Row lac_review_2: 1 May + 3 months = 1 August 2025, met on 30 July. Row lac_review_n: 30 July + "
            "6 months = "
            "30 January 2026.",
            """
            england, child
            2025-04-01 looked_after_started
            2025-05-01 looked_after_reviewed
            2025-07-30 looked_after_reviewed
            """,
            "2025-08-10",
            """
            lac_review_1: due 2025-05-01, met
            lac_review_2: due 2025-08-01, met
            lac_review_n: due 2026-01-30, running
            """,
        ),
        Example(
            "The hours in which a child may go missing",
            "Row missing_critical: 72 hours from 2 June 2025 at 10pm: 5 June at 10pm. A window, so it only "
            "closes.",
            """
            england, child
            2025-06-02T22:00 identified
            """,
            "2025-06-05T21:59",
            """
            missing_critical: due 2025-06-05T22:00, running
            next watch_child
            """,
        ),
        Example(
            "The same, a minute after it closed",
            "Row missing_critical: closed on 5 June 2025 at 10pm.",
            """
            england, child
            2025-06-02T22:00 identified
            """,
            "2025-06-05T22:01",
            "missing_critical: due 2025-06-05T22:00, ended",
        ),
        Example(
            "Found is recorded a second time",
            "Row missing_critical: the 72 hours from 2 June 2025 ended on the 5th; nothing says that they were away "
            "or exploited again, so the second entry begins none. Whether it is one is asked.",
            """
            england, child
            2025-06-02 identified
            2025-06-10 identified
            """,
            "2025-06-10",
            """
            missing_critical: due 2025-06-05, ended
            asks identified
            """,
        ),
        Example(
            "Found again after the child was missing",
            "Row missing_critical: missing from 5 June 2025, found anew on the 10th: 72 hours to the 13th.",
            """
            england, child
            2025-06-02 identified
            2025-06-05 went_missing
            2025-06-10 found
            2025-06-10 identified
            """,
            "2025-06-11",
            """
            missing_critical: due 2025-06-13, running
            next watch_child
            """,
        ),
        Example(
            "Found again after the child was exploited again",
            "Row missing_critical: exploited until 9 June 2025, after the first finding, so 72 hours from the 10th.",
            """
            england, child
            2025-06-02 exploitation_ended
            2025-06-02 identified
            2025-06-09 exploitation_ended
            2025-06-10 identified
            """,
            "2025-06-11",
            "missing_critical: due 2025-06-13, running",
        ),
        Example(
            "Eighteen with a conclusive decision pending",
            "Rows turning_18 and turning_18_support: both wait from the birthday, 10 June 2025. No answer is "
            "no withdrawal.",
            """
            england, child, born 2007-06-10
            2025-04-01 identified
            2025-04-01 social_care_referred
            2025-04-01 nrm_referred
            2025-04-08 rg_positive
            """,
            "2025-07-10",
            """
            phase during
            turning_18: no due, waiting
            turning_18_support: no due, waiting
            next stay_consent
            next adult_support_consent
            """,
        ),
        Example(
            "One of the two consents given",
            "Row turning_18: met by stay_consent_given. Row turning_18_support waits on.",
            """
            england, child, born 2007-06-10
            2025-04-01 identified
            2025-04-01 social_care_referred
            2025-04-01 nrm_referred
            2025-04-08 rg_positive
            2025-06-12 stay_consent_given
            """,
            "2025-06-13",
            """
            turning_18: no due, met
            turning_18_support: no due, waiting
            not stay_consent
            """,
        ),
        Example(
            "Both consents answered",
            "Row turning_18_support: national_support_declined is an answer too.",
            """
            england, child, born 2007-06-10
            2025-04-01 identified
            2025-04-01 social_care_referred
            2025-04-01 nrm_referred
            2025-04-08 rg_positive
            2025-06-12 stay_consent_given
            2025-06-15 national_support_declined
            """,
            "2025-06-16",
            "turning_18_support: no due, met",
        ),
        Example(
            "A child cannot say no to the NRM",
            "No consent is needed, so the phase stays before and a question is put.",
            """
            england, child
            2025-06-02 identified
            2025-06-02 social_care_referred
            2025-06-02 nrm_consent_declined
            """,
            "2025-06-03",
            """
            phase before
            asks nrm_consent_declined
            not notify
            next refer_child
            """,
        ),
        Example(
            "The third review, and the next",
            "Row lac_review_n: met on 30 January 2026, its last day; from then 6 months: 30 July 2026. "
            "Nothing else runs.",
            """
            england, child
            2025-04-01 looked_after_started
            2025-05-01 looked_after_reviewed
            2025-07-30 looked_after_reviewed
            2026-01-30 looked_after_reviewed
            """,
            "2026-02-02",
            """
            only lac_review_1 lac_review_2 lac_review_n lac_review_n
            lac_review_n: due 2026-01-30, met
            lac_review_n: due 2026-07-30, running
            """,
        ),
        Example(
            "A review that came late",
            "Row lac_review_n: 30 July 2025 + 6 months = 30 January 2026; held on 2 February.",
            """
            england, child
            2025-04-01 looked_after_started
            2025-05-01 looked_after_reviewed
            2025-07-30 looked_after_reviewed
            2026-02-02 looked_after_reviewed
            """,
            "2026-02-03",
            """
            lac_review_n: due 2026-01-30, missed
            lac_review_n: due 2026-08-02, running
            """,
        ),
        Example(
            "Reviews end at eighteen",
            "Row lac_review_n: turned_18 ends it.",
            """
            england, child, born 2007-10-01
            2025-04-01 looked_after_started
            2025-05-01 looked_after_reviewed
            2025-07-30 looked_after_reviewed
            """,
            "2025-10-02",
            "lac_review_n: due 2026-01-30, ended",
        ),
        Example(
            "Looked after before the 24 hours were over",
            "Row child_looked_after: looked_after_started on the same day meets it.",
            """
            england, child, with unaccompanied accommodated_by_council
            2025-06-02T10:00 social_care_decided
            2025-06-02T18:00 looked_after_started
            """,
            "2025-06-02T19:00",
            "child_looked_after: due 2025-06-03T10:00, met",
        ),
        Example(
            "Assessed as an adult before the 24 hours were over",
            "Row child_looked_after: age_assessed_adult ends it.",
            """
            england, unsure, with unaccompanied accommodated_by_council
            2025-06-02T10:00 social_care_decided
            2025-06-03T09:00 age_assessed_adult
            """,
            "2025-06-04",
            "child_looked_after: due 2025-06-03T10:00, ended",
        ),
        Example(
            "A time that occurs twice is the first",
            "Row la_child_decision: at 1:30am on 25 October 2026 the clocks have not gone back yet (0:30 "
            "universal time); 24 hours that have passed end at 0:30 on the 26th.",
            """
            england, child
            2026-10-25T01:30 social_care_referred
            """,
            "2026-10-26T00:30",
            "la_child_decision: due 2026-10-26T00:30, running",
        ),
        Example(
            "The same, a minute later",
            "Row la_child_decision: passed at 0:31am on 26 October 2026.",
            """
            england, child
            2026-10-25T01:30 social_care_referred
            """,
            "2026-10-26T00:31",
            """
            only la_child_decision
            la_child_decision: due 2026-10-26T00:30, missed
            """,
        ),
    ),
)
