"""The stage in words, and the road that belongs to it."""

import pytest

from handrail.pathway import History, PathwayEvent, evaluate_pathway, list_steps_of_taken_route_on_day
from pathway.worked import day, history

YES = "2025-01-06 identified\n2025-01-07 nrm_consent_given\n"
IN = YES + "2025-01-08 nrm_referred\n"
RG = IN + "2025-01-13 rg_positive\n"
NO = "2025-01-06 identified\n2025-01-07 nrm_consent_declined\n"
NEG = IN + "2025-01-13 rg_negative\n"
CG_NEG = RG + "2025-03-03 cg_negative\n"
ASKED = "2025-01-20 reconsideration_requested of=rg\n"
DISQUALIFIED = (
    "The bar on removal, the duty of support in the recovery period and the duty to grant permission to stay have "
    "ended. Safeguarding and the Victims' Code continue. Get legal advice at once. "
)
ADULT, CHILD = "england, adult", "england, child"
BOUND = "england, adult, with duty_to_notify_body"


def said(who: str, events: str, on: str) -> tuple[str, str, str]:
    found = evaluate_pathway(history(f"{who}\n{events}"), day(on))
    return found.stage, found.headline, found.detail


@pytest.mark.parametrize(
    ("who", "events", "on", "words"),
    [
        (ADULT, "2025-01-06 identified", "2025-01-06",
         ("found", "Identified.", "Next: make them safe, then explain the NRM.")),
        (ADULT, "2025-01-06 identified\n2025-01-06 place_of_safety_entered", "2025-01-06",
         ("found", "Identified.", "Next: explain the NRM.")),
        (ADULT, IN, "2025-01-10", ("referred", "Referred to the NRM 2 days ago.",
         "The Home Office decides next, on reasonable grounds. The target is Wednesday 15 January.")),
        (ADULT, IN, "2025-01-16", ("referred", "Referred to the NRM 8 days ago.",
         "The Home Office decides next, on reasonable grounds. The target was Wednesday 15 January.")),
        ("england, child, with pilot_area over_100_days_to_18", IN, "2025-01-10",
         ("referred", "Referred to the NRM 2 days ago.",
          "The children's panel decides next, on reasonable grounds. The target is Saturday 22 February.")),
        (ADULT, RG, "2025-01-20", ("recovery", "Recovery period, day 8 of 30.",
         "National support has not started; ask whether they want it. "
         "The period lasts to Tuesday 11 February at least. "
         "Next: the Home Office’s conclusive grounds decision, "
         "not before Wednesday 12 February. The law sets no latest date.")),
        (ADULT, RG + "2025-01-14 support_consent_given", "2025-01-20", ("recovery", "Recovery period, day 8 of 30.",
         "They said yes to national support, and it has not started. "
         "The period lasts to Tuesday 11 February at least. "
         "Next: the Home Office’s conclusive grounds decision, "
         "not before Wednesday 12 February. The law sets no latest date.")),
        (ADULT, RG + "2025-01-14 national_support_started\n2025-01-15 nrm_suspended", "2025-01-20",
         ("recovery", "Recovery period, day 8 of 30. Suspended by the Home Office.",
          "Support must continue until at least Tuesday 11 February. "
          "Next: the Home Office’s conclusive grounds decision, "
          "not before Wednesday 12 February. The law sets no latest date.")),
        (ADULT, NEG, "2025-01-20", ("rg_negative", "Negative reasonable grounds decision.",
         "They can ask for reconsideration until Wednesday 12 February. Local support has not started; offer it.")),
        (ADULT, NEG + ASKED, "2025-01-21", ("rg_negative", "Negative reasonable grounds decision.",
         "Reconsideration requested on Monday 20 January. The Home Office answers next, whether it looks again. "
         "Local support has not started; offer it.")),
        # nine working days after Monday 20 January are over on 31 January
        (ADULT, NEG + ASKED, "2025-02-03", ("rg_negative", "Negative reasonable grounds decision.",
         "Reconsideration requested on Monday 20 January. The Home Office’s answer is late: its target was "
         "Friday 31 January. Local support has not started; offer it.")),
        (ADULT, NEG + ASKED + "2025-01-22 reconsideration_refused of=rg", "2025-02-13",
         ("rg_negative", "Negative reasonable grounds decision.",
          "The Home Office refused reconsideration on Wednesday 22 January. Local support has not started; offer it.")),
        (ADULT, NEG, "2025-02-13", ("rg_negative", "Negative reasonable grounds decision.",
         "They could ask for reconsideration until Wednesday 12 February. The Home Office takes a later request only "
         "in exceptional circumstances. Local support has not started; offer it.")),
        # decided under the rules of 2020: three months, and new evidence at any time
        (ADULT, "2022-03-01 nrm_referred\n2022-03-15 rg_negative\n2022-03-16 local_support_started", "2025-01-20",
         ("rg_negative", "Negative reasonable grounds decision.",
          "They could ask for reconsideration until Wednesday 15 June 2022. The rules of that time set no limit for "
          "new evidence. Local support continues.")),
        # what was asked about the first decision says nothing of the second
        (ADULT, NEG + ASKED + "2025-01-22 reconsideration_accepted of=rg\n2025-01-27 rg_positive\n"
                "2025-03-03 cg_negative", "2025-03-04", ("cg_negative", "Negative conclusive grounds decision.",
         "They can ask for reconsideration until Wednesday 2 April. Local support has not started; offer it.")),
        (ADULT, CG_NEG, "2025-03-04", ("cg_negative", "Negative conclusive grounds decision.",
         "They can ask for reconsideration until Wednesday 2 April. Local support has not started; offer it.")),
        (ADULT, RG + "2025-01-14 national_support_started\n2025-01-16 national_support_ended", "2025-01-20",
         ("recovery", "Recovery period, day 8 of 30.",
          "National support has ended; ask whether they want it again. "
          "The period lasts to Tuesday 11 February at least. "
          "Next: the Home Office’s conclusive grounds decision, "
          "not before Wednesday 12 February. The law sets no latest date.")),
        (ADULT, RG + "2025-01-14 national_support_started\n2025-01-16 national_support_ended", "2025-03-14",
         ("awaiting_cg", "Waiting 60 days for the conclusive grounds decision.",
          "No legal time limit. "
          "National support has ended; ask whether they want it again. Local support has not started; offer it.")),
        ("england, child, born 2007-04-01", RG + "2025-03-03 cg_positive\n2025-04-02 national_support_started",
         "2025-04-03", ("moving_on", "Confirmed as a victim; moving on.",
         "National support helps with what comes next. Local support has not started; offer it.")),
        (CHILD, RG + "2025-03-03 cg_positive\n2025-04-02 national_support_ended", "2025-04-03",
         ("moving_on", "Confirmed as a victim; moving on.",
          "The council supports a child with what comes next. Local support has not started; offer it.")),
        (ADULT, NO + "2025-01-08 duty_to_notify_sent", "2025-01-09",
         ("notified", "Declined the NRM; Duty to Notify report sent.",
          "They may say yes at any time. Local support has not started; offer it.")),
        # sent before the target began on 1 April 2009, so no day is told
        (ADULT, "2008-06-02 nrm_referred", "2008-06-03",
         ("referred", "Referred to the NRM.", "The Home Office decides next, on reasonable grounds.")),
        # decided before the first known limit began on 24 March 2020
        (ADULT, "2015-01-08 nrm_referred\n2015-01-13 rg_negative", "2015-01-20",
         ("rg_negative", "Negative reasonable grounds decision.",
          "They can ask for reconsideration. Local support has not started; offer it.")),
        # sent again under the same number: the wait of before has ended, and its days are counted no longer
        (ADULT, RG + "2025-01-20 nrm_withdrawn\n2025-01-27 nrm_referred referral=1", "2025-02-20",
         ("awaiting_cg", "Waiting for the conclusive grounds decision.",
          "No legal time limit. National support has not started; ask whether they want it.")),
        (ADULT, RG + "2025-01-14 national_support_started", "2025-03-14",
         ("awaiting_cg", "Waiting 60 days for the conclusive grounds decision.",
          "No legal time limit. Support continues until then.")),
        # who said yes again after support had ended waits for it
        (ADULT, RG + "2025-01-14 national_support_started\n2025-01-16 national_support_ended\n"
                "2025-03-01 support_consent_given", "2025-03-14",
         ("awaiting_cg", "Waiting 60 days for the conclusive grounds decision.",
          "No legal time limit. They said yes to national support, and it has not started.")),
        # a support that has ended and is offered again has not started again
        (ADULT, RG + "2025-01-14 national_support_started\n2025-01-16 national_support_ended\n"
                "2025-03-01 national_support_offered", "2025-03-14",
         ("awaiting_cg", "Waiting 60 days for the conclusive grounds decision.",
          "No legal time limit. National support has ended; ask whether they want it again.")),
        (ADULT, RG + "2025-03-03 cg_positive", "2025-03-04",
         ("moving_on", "Confirmed as a victim; moving on.",
          "National support has not started. Ask whether it is open to them and wanted. "
          "Local support has not started; offer it.")),
        # the duty has ended by law; whether the support did, nobody recorded
        (ADULT, RG + "2025-01-14 national_support_started\n2025-02-03 disqualified", "2025-02-04",
         ("disqualified", "Disqualified from the NRM.", DISQUALIFIED +
          "No end of national support is recorded; ask the provider whether it goes on. "
          "Local support has not started; offer it.")),
        (ADULT, RG + "2025-01-14 national_support_started\n2025-02-03 disqualified\n"
                "2025-02-04 national_support_ended", "2025-02-05",
         ("disqualified", "Disqualified from the NRM.", DISQUALIFIED + "Local support has not started; offer it.")),
    ],
)  # fmt: skip
def test_the_stage_in_words(who: str, events: str, on: str, words: tuple[str, str, str]) -> None:
    assert said(who, events, on) == words


@pytest.mark.parametrize(
    ("who", "events", "stage"),
    [
        (CHILD, "2025-01-06 identified", "child_found"),
        (CHILD, "2025-01-06 identified\n2025-01-06 social_care_referred", "child_to_refer"),
        (ADULT, NO, "declined"),
        (ADULT, NO + "2025-01-08 duty_to_notify_sent\n2025-01-09 nrm_consent_declined", "declined"),
        (ADULT, RG + "2025-02-03 disqualified", "disqualified"),
        (ADULT, RG + "2025-02-03 disqualified\n2025-02-04 disqualification_lifted", "disqualified"),
        (ADULT, RG + "2025-02-03 disqualified\n2025-02-04 nrm_consent_declined", "disqualified"),
        (
            ADULT,
            RG
            + "2025-02-03 disqualified\n2025-02-04 disqualification_lifted\n2025-02-05 nrm_consent_declined",
            "declined",
        ),
        # a no said as a child is no answer of the adult
        ("england, child, born 2007-02-01", NO, "asked_as_child"),
        ("england, child, born 2007-02-01", NO + "2025-02-03 nrm_explained", "explained"),
        ("england, child, born 2007-02-01", YES, "asked_as_child"),
        ("england, child", YES + "2025-02-03 age_assessed_adult", "asked_as_child"),
        ("england, child", YES + "2025-02-03 age_assessed_adult\n2025-02-04 nrm_consent_given", "agreed"),
        (CHILD, NO, "child_found"),
        (ADULT, RG + "2025-03-03 cg_positive\n2025-03-10 disqualified", "disqualified_after"),
        (ADULT, CG_NEG + "2025-03-10 disqualified", "cg_negative"),
        # another clock that runs makes no recovery period: this one was over on 11 February
        (ADULT, RG + "2025-03-31 complaint_made", "awaiting_cg"),
        (ADULT, RG + "2025-02-03 nrm_withdrawn", "withdrawn"),
        (
            ADULT,
            RG + "2025-02-03 disqualified\n2025-02-04 disqualification_lifted\n2025-02-05 nrm_withdrawn",
            "withdrawn",
        ),
        # a referral that was not accepted leaves somebody who had left where they were
        (
            ADULT,
            IN + "2025-01-09 nrm_withdrawn\n2025-02-03 nrm_referred\n2025-02-04 nrm_rejected",
            "withdrawn",
        ),
        (ADULT, RG + "2025-02-03 nrm_withdrawn\n2025-02-04 nrm_consent_declined", "declined"),
        (ADULT, IN + "2025-01-09 nrm_rejected", "rejected"),
        (ADULT, NEG + ASKED + "2025-01-22 reconsideration_accepted of=rg", "reconsidering"),
        (ADULT, CG_NEG + "2025-03-10 decision_withdrawn of=cg", "decision_withdrawn"),
    ],
)
def test_the_stage(who: str, events: str, stage: str) -> None:
    assert said(who, events, "2025-04-01")[0] == stage


@pytest.mark.parametrize(
    ("who", "events", "route", "here"),
    [
        (ADULT, NEG, "adult:rg_negative", "local_support"),  # the last day to ask was 12 February
        (ADULT, NEG + ASKED + "2025-01-22 reconsideration_accepted of=rg", "adult:rg_negative", "reconsider"),
        (ADULT, CG_NEG + "2025-03-10 reconsideration_requested of=cg\n2025-03-11 reconsideration_accepted of=cg",
         "adult:cg_negative", "reconsider"),
        (ADULT, CG_NEG + "2025-03-10 reconsideration_requested of=cg\n2025-03-11 reconsideration_refused of=cg",
         "adult:cg_negative", "local_support"),
        (ADULT, CG_NEG + "2025-03-10 decision_withdrawn of=cg", "adult:main", "cg"),
        (ADULT, RG + "2025-02-10 decision_withdrawn of=rg", "adult:main", "rg"),
        (ADULT, NO, "adult:said_no_free", "local_support"),
        (ADULT, NO + "2025-01-08 duty_to_notify_sent", "adult:said_no_free", "local_support"),
        (ADULT, NO + "2025-01-09 died", "adult:said_no_free", None),
        (BOUND, NO, "adult:said_no", "notified"),
        (BOUND, NO + "2025-01-08 duty_to_notify_sent", "adult:said_no", "local_support"),
        (BOUND, NO + "2025-01-09 died", "adult:said_no", None),
        ("wales, adult", NO, "wales:said_no_free", "local_support"),
        (ADULT, RG + "2025-02-03 nrm_withdrawn\n2025-02-09 died", "adult:withdrawn", None),
        (ADULT, RG + "2025-02-03 disqualified\n2025-02-09 died", "adult:disqualified", None),
        (ADULT, RG + "2025-02-09 died", "adult:main", None),
        (ADULT, RG + "2025-03-03 cg_positive\n2025-03-10 disqualified", "adult:disqualified", "local_support"),
        (ADULT, RG + "2025-03-03 cg_positive\n2025-03-10 disqualified\n2025-03-11 died", "adult:disqualified", None),
        ("england, child, born 2007-02-01", RG, "child:main", "cg"),
    ],
)  # fmt: skip
def test_the_road_and_the_place_on_it(who: str, events: str, route: str, here: str | None) -> None:
    known = history(f"{who}\n{events}")
    assert evaluate_pathway(known, day("2025-04-01")).route == route
    assert [
        s.code for s in list_steps_of_taken_route_on_day(known, day("2025-04-01")) if s.state == "here"
    ] == ([here] if here else [])


@pytest.mark.parametrize(
    ("who", "events", "on", "phase"),
    [
        # somebody found on the birthday is an adult, and a no is theirs to say
        ("england, adult, born 2007-01-06", NO, "2025-01-08", "outside"),
        ("england, adult, born 2007-01-07", NO, "2025-01-06", "before"),
        # what happened at the minute asked is known
        (
            ADULT,
            "2025-01-06 identified\n2025-01-07T09:00 nrm_consent_declined",
            "2025-01-07T09:00",
            "outside",
        ),
        (ADULT, "2025-01-06 identified\n2025-01-07T09:00 nrm_consent_declined", "2025-01-07T08:59", "before"),
    ],
)
def test_age_and_minute(who: str, events: str, on: str, phase: str) -> None:
    assert evaluate_pathway(history(f"{who}\n{events}"), day(on)).phase == phase


@pytest.mark.parametrize("on", ["1970-01-01", "2099-12-31"])
def test_the_first_and_the_last_day_of_the_years_that_are_read(on: str) -> None:
    found = evaluate_pathway(history(f"{ADULT}\n{on} identified"), day(on))
    assert (found.stage, found.questions) == ("found", ())


@pytest.mark.parametrize("on", ["1969-12-31", "2100-01-01"])
def test_a_day_outside_the_years_that_are_read_is_left_out(on: str) -> None:
    assert evaluate_pathway(History(events=(PathwayEvent("identified", day(on)),)), day(on)).stage == "start"


def test_an_adult_of_a_known_birthday_is_at_the_start_before_anything_is_recorded() -> None:
    assert evaluate_pathway(history("england, adult, born 2000-01-01"), day("2025-01-06")).stage == "start"
