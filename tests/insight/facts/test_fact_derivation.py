"""From a case's days and codes to its facts, worked by hand."""

import datetime

from handrail.insight.facts import fact_derivation
from handrail.insight.facts.case_history import (
    CaseHistory,
    CodedHesitation,
    ConsentQuestionAnswer,
    ExplainedOptionWithAnswer,
    NeedOpened,
    OfferMade,
    UncorrectedCaseEvent,
    UnsuitableNight,
)

D = datetime.date
TODAY = D(2026, 11, 24)


def history(**given):
    plain = {"pseudonym": "p1", "opened_on": D(2026, 3, 2), "area": "E23000020", "age": "adult"}
    return CaseHistory(**{**plain, "gender": "female", "funds": "no", **given})


def derive_case_facts(of, today):
    """Without how far somebody came, which has tests of its own."""
    return [fact for fact in fact_derivation.derive_case_facts(of, today) if fact.kind != "take_up"]


def told(facts, *columns):
    return [tuple(getattr(fact, column) for column in columns) for fact in facts]


def event(code, on, referral=0, phase="before"):
    return UncorrectedCaseEvent(code, on, phase, referral)


def test_somebody_without_a_day_of_identification_counts_from_the_opening():
    facts = derive_case_facts(history(), TODAY)
    assert told(facts, "kind", "month", "age", "gender", "funds", "area") == [
        ("identified", "2026-03", "adult", "female", "no", "E23000020")
    ]


def test_referrals_decisions_and_returns_have_the_days_since_the_step_before():
    """Identified 1 Feb, referred 11 Feb (10 days), decided 16 Feb (5); referred again 12 May (90 days after)."""
    events = [
        event("identified", D(2026, 2, 1)),
        event("nrm_referred", D(2026, 2, 11), 1),
        event("rg_negative", D(2026, 2, 16), 1),
        event("nrm_referred", D(2026, 5, 12), 2),
        event("rg_positive", D(2026, 5, 15), 2),
    ]
    facts = derive_case_facts(history(events=events), TODAY)
    assert told(facts, "kind", "month", "wait", "answer") == [
        ("identified", "2026-02", -1, ""),
        ("referred", "2026-02", 10, ""),
        ("rg_decided", "2026-02", 5, "negative"),
        ("referred", "2026-05", 100, ""),
        ("returned", "2026-05", 90, ""),
        ("rg_decided", "2026-05", 3, "positive"),
    ]


def test_no_to_the_nrm_has_the_newest_reason_said_before():
    """The reason of 9 April came after, and another is about the police."""
    doubts = [
        CodedHesitation("nrm", D(2026, 4, 1), "shame"),
        CodedHesitation("nrm", D(2026, 4, 3), "no_trust"),
        CodedHesitation("police", D(2026, 4, 4), "reprisal"),
        CodedHesitation("nrm", D(2026, 4, 9), "language"),
    ]
    consents = [
        ConsentQuestionAnswer("nrm", "no", D(2026, 4, 5)),
        ConsentQuestionAnswer("nrm", "yes", D(2026, 4, 20)),
    ]
    facts = derive_case_facts(history(consents=consents, hesitations=doubts), TODAY)
    answers = [fact for fact in facts if fact.kind == "nrm_answer"]
    assert told(answers, "answer", "reason") == [("no", "no_trust"), ("yes", "")]
    alone = derive_case_facts(history(consents=consents[:1]), TODAY)
    assert told(alone[-1:], "answer", "reason") == [("no", "not_known")]


def test_an_offer_unanswered_for_two_weeks_stays_so_when_the_answer_comes_later():
    """Offered 1 June: 14 days end on 15 June. Answered on the 14th, on the 20th, never; and one that is too new."""
    made = D(2026, 6, 1)
    offers = [
        OfferMade("place", made, "before", "accepted", D(2026, 6, 14)),
        OfferMade("money", made, "before", "declined", D(2026, 6, 20)),
        OfferMade("health", made, "before", "none_yet", None),
        OfferMade("work", D(2026, 11, 12), "before", "none_yet", None),
    ]
    facts = derive_case_facts(history(offers=offers), TODAY)
    late = [fact for fact in facts if fact.kind == "offer_unanswered"]
    assert told(late, "need", "month") == [("health", "2026-06"), ("money", "2026-06")]
    answered = [fact for fact in facts if fact.kind == "offer_answered"]
    assert told(answered, "need", "answer", "wait") == [("place", "accepted", 13), ("money", "declined", 19)]


def test_a_need_unmet_for_ninety_days():
    """Opened 1 July: 90 days end on 29 September."""
    needs = [
        NeedOpened("place", D(2026, 7, 1), D(2026, 7, 4)),
        NeedOpened("english", D(2026, 7, 1), None),
        NeedOpened("legal", D(2026, 9, 1), None),
    ]
    facts = derive_case_facts(history(needs=needs), TODAY)
    assert told([f for f in facts if f.kind == "need_unmet"], "need", "month") == [("english", "2026-09")]
    assert told([f for f in facts if f.kind == "need_met"], "need", "wait") == [("place", 3)]


def test_nothing_lies_after_today_and_the_order_is_that_of_the_days():
    nights = [UnsuitableNight(D(2026, 11, day), "mixed") for day in (26, 23, 24)]
    facts = derive_case_facts(history(nights=nights, contacts=[D(2026, 3, 9), D(2026, 3, 4)]), TODAY)
    assert told(facts, "nth", "kind", "month", "wait") == [
        (0, "identified", "2026-03", -1),
        (1, "first_contact", "2026-03", 2),
        (3, "unsuitable_night", "2026-11", -1),  # 2 is how far they came, in July
        (4, "unsuitable_night", "2026-11", -1),
    ]


def test_engagement_is_seen_once_six_months_after_the_crime_was_recorded():
    """Crime 10 January; a doubt about the police on 1 March, no change of mind: on 10 July they hold back."""
    recorded = event("crime_recorded", D(2026, 1, 10))
    doubt = CodedHesitation("police", D(2026, 3, 1), "no_trust")
    for doubts, answer in (([doubt], "held_back"), ([], "engaged")):
        facts = derive_case_facts(history(events=[recorded], hesitations=doubts), TODAY)
        seen = [fact for fact in facts if fact.kind == "engagement_seen"]
        assert told(seen, "month", "answer") == [("2026-07", answer)]
    ended = [recorded, event("no_charge_decided", D(2026, 7, 9))]
    facts = derive_case_facts(history(events=ended), TODAY)
    assert "engagement_seen" not in {fact.kind for fact in facts}


def test_an_informed_choice_is_a_fact_of_each_option_that_was_explained():
    said = [
        ExplainedOptionWithAnswer("police", D(2026, 3, 4), "undecided"),
        ExplainedOptionWithAnswer("nrm", D(2026, 3, 4), "no"),
    ]
    facts = [
        fact for fact in derive_case_facts(history(choices=said), TODAY) if fact.kind.startswith("choice")
    ]
    assert told(facts, "kind", "month", "answer") == [
        ("choice_about_nrm", "2026-03", "no"),
        ("choice_about_police", "2026-03", "undecided"),
    ]
