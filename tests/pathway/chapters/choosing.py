"""Found, made safe, and choosing."""

from pathway.worked import Chapter, Example

CHAPTER = Chapter(
    "Found, made safe, and choosing",
    "Before the NRM, and outside it when an adult says no. Undecided is no refusal, and a no closes nothing.",
    (
        Example(
            "A place of safety over Easter",
            "Row place_of_safety: three working days after Thursday 17 April 2025. Good Friday 18 and Easter "
            "Monday "
            "21 April do not count: 22, 23, 24 April.",
            """
            england, adult
            2025-04-17 identified
            2025-04-17 place_of_safety_entered
            """,
            "2025-04-18",
            """
            phase before
            place_of_safety: due 2025-04-24, running
            next explain_nrm
            next place_ends
            """,
        ),
        Example(
            "A place with terms of its own",
            "Row place_of_safety: planned and never confirmed as opened, so your organisation can set its own: "
            "five working "
            "days after Monday 3 March 2025 are 4, 5, 6, 7, 10 March.",
            """
            england, adult, own place_of_safety=5
            2025-03-03 identified
            2025-03-03 place_of_safety_entered
            """,
            "2025-03-04",
            "place_of_safety: due 2025-03-10, running",
        ),
        Example(
            "An answer ends the wait in the place of safety",
            "Row place_of_safety: nrm_consent_given is a meeting stop, and 5 March is before 6 March.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 place_of_safety_entered
            2025-03-04 nrm_explained
            2025-03-05 nrm_consent_given
            """,
            "2025-03-10",
            """
            phase before
            stage agreed
            place_of_safety: due 2025-03-06, met
            next refer
            """,
        ),
        Example(
            "Duty to Notify is a wait without a number",
            "Row dtn_submission: no length, so ten days from 3 to 13 March 2025 are shown and nothing is "
            "overdue.",
            """
            england, adult, with duty_to_notify_body
            2025-03-03 identified
            2025-03-03 nrm_explained
            2025-03-03 nrm_consent_declined
            """,
            "2025-03-13",
            """
            phase outside
            stage declined
            dtn_submission: no due, waiting
            next notify
            next local_support
            """,
        ),
        Example(
            "Duty to Notify under a body's own target",
            "Row dtn_submission: each organisation may set a target. Five days after 3 March 2025: 8 March, "
            "passed on 9.",
            """
            england, adult, with duty_to_notify_body, own dtn_submission=5
            2025-03-03 identified
            2025-03-03 nrm_consent_declined
            """,
            "2025-03-09",
            "dtn_submission: due 2025-03-08, missed",
        ),
        Example(
            "Duty to Notify report sent",
            "Row dtn_submission: duty_to_notify_sent meets it; the person stays outside and nothing closes.",
            """
            england, adult, with duty_to_notify_body
            2025-03-03 identified
            2025-03-03 nrm_consent_declined
            2025-03-07 duty_to_notify_sent
            """,
            "2025-03-13",
            """
            phase outside
            stage notified
            dtn_submission: no due, met
            not notify
            next local_support
            """,
        ),
        Example(
            "A charity is not bound by the Duty to Notify",
            "Row dtn_submission: condition duty_to_notify_body. Without it no clock runs; the prompt asks "
            "those whose duty it is. Nobody's move is waited for: the road leads to local support.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_declined
            """,
            "2025-03-13",
            """
            phase outside
            stage declined
            says The organisation that holds the case does not have the Duty to Notify.
            waits for nobody
            route adult:said_no_free
            no dtn_submission
            next ask_to_notify
            not notify
            next local_support
            """,
        ),
        Example(
            "Police, council or other body with the duty has a step more",
            "Row dtn_submission: condition duty_to_notify_body. The same no as before, and the report is the "
            "next step on the map.",
            """
            england, adult, with duty_to_notify_body
            2025-03-03 identified
            2025-03-03 nrm_consent_declined
            """,
            "2025-03-13",
            """
            phase outside
            stage declined
            says The organisation that holds the case sends a Duty to Notify report.
            waits First responder
            route adult:said_no
            dtn_submission: no due, waiting
            """,
        ),
        Example(
            "Undecided after a no",
            "The latest answer is no longer a no: before, and the Duty to Notify is no longer prompted.",
            """
            england, adult
            2025-03-03 identified
            2025-03-03 nrm_consent_declined
            2025-03-20 nrm_undecided
            """,
            "2025-03-21",
            """
            phase before
            stage undecided
            next ask_again
            not ask_to_notify
            """,
        ),
        Example(
            "A conference in the West Midlands, over the night the clocks go forward",
            "Row sasc_conference: 48 hours that have passed, from 28 March 2026 at 10am, end on 30 March at "
            "11am by the "
            "clock.",
            """
            england, adult, with west_midlands conference_consent
            2026-03-28T10:00 identified
            """,
            "2026-03-29",
            "sasc_conference: due 2026-03-30T11:00, running",
        ),
        Example(
            "A conference agreed to later",
            "Row sasc_conference: starts at the later of found and agreed: 3 March 2025 at 3pm, so 5 March "
            "at 3pm.",
            """
            england, adult, with west_midlands
            2025-03-03T09:00 identified
            2025-03-03T15:00 conference_consent_given
            """,
            "2025-03-04",
            "sasc_conference: due 2025-03-05T15:00, running",
        ),
        Example(
            "The conference in Wales",
            "Row wales_marac_review: 28 days after Monday 2 June 2025 are 30 June. A second conference on 16 "
            "June meets "
            "the first run and starts its own: 14 July.",
            """
            wales, adult
            2025-06-01 identified
            2025-06-02 conference_held
            2025-06-16 conference_held
            """,
            "2025-06-20",
            """
            phase before
            wales_marac_review: due 2025-06-30, met
            wales_marac_review: due 2025-07-14, running
            """,
        ),
        Example(
            "In Wales the conference is the usual route and blocks nothing",
            "The prompt to take it to the conference stands beside the prompt to refer.",
            """
            wales, adult
            2025-06-01 identified
            2025-06-01 nrm_explained
            2025-06-01 nrm_consent_given
            """,
            "2025-06-02",
            """
            phase before
            next conference_wales
            next refer
            """,
        ),
        Example(
            "The conference held in its last minute",
            "Row sasc_conference: 48 hours from 28 March 2026 at 10am end on 30 March at 11am, for the "
            "night between is an hour short. Held then, it is in time.",
            """
            england, adult, with west_midlands conference_consent
            2026-03-28T10:00 identified
            2026-03-30T11:00 conference_held
            """,
            "2026-04-01",
            """
            sasc_conference: due 2026-03-30T11:00, met
            no wales_marac_review
            """,
        ),
        Example(
            "The conference held a minute late",
            "Row sasc_conference: a target, due 30 March 2026 at 11am.",
            """
            england, adult, with west_midlands conference_consent
            2026-03-28T10:00 identified
            2026-03-30T11:01 conference_held
            """,
            "2026-04-01",
            "sasc_conference: due 2026-03-30T11:00, missed",
        ),
        Example(
            "A referral before the conference",
            "Row sasc_conference: nrm_referred ends it; 48 hours from 3 March 2025 at 9am would have been "
            "5 March at 9am.",
            """
            england, adult, with west_midlands conference_consent
            2025-03-03T09:00 identified
            2025-03-03T10:00 nrm_consent_given
            2025-03-04T12:00 nrm_referred
            """,
            "2025-03-05",
            "sasc_conference: due 2025-03-05T09:00, ended",
        ),
        Example(
            "After a no, one clock and no other",
            "Rows started by identified need a child, a conference or a report to the police; row "
            "dtn_submission alone starts with a no.",
            """
            england, adult, with duty_to_notify_body
            2025-03-03 identified
            2025-03-03 nrm_explained
            2025-03-04 nrm_consent_declined
            """,
            "2025-03-14",
            """
            only dtn_submission
            dtn_submission: no due, waiting
            """,
        ),
    ),
)
