"""How far somebody came by four months after their case was opened, worked by hand."""

import datetime

import pytest

from handrail.insight.facts.case_history import (
    CaseHistory,
    CodedHesitation,
    NeedOpened,
    OfferMade,
    ProviderAnswer,
    UncorrectedCaseEvent,
)
from handrail.insight.facts.fact_derivation import derive_case_facts
from handrail.insight.facts.take_up import compute_take_up_of_case

D = datetime.date
OPENED = D(2026, 1, 31)
UNTIL = D(2026, 5, 31)
LATER = D(2026, 6, 1)


def history(**given):
    return CaseHistory("p1", OPENED, "E23000020", "adult", "female", "no", **given)


def offer(answer="none_yet", on=None, answered_on=None):
    on = on or D(2026, 2, 10)
    return OfferMade("legal", on, "during", answer, answered_on)


SAID_YES = offer("accepted", answered_on=D(2026, 2, 12))
SAID_NO = offer("declined", answered_on=D(2026, 2, 12))


@pytest.mark.parametrize(
    ("given", "step", "reason"),
    [
        ({}, "referred", "not_reached"),
        ({"contacts": [LATER]}, "referred", "not_reached"),
        ({"closed_on": D(2026, 3, 1)}, "referred", "closed"),
        ({"contacts": [D(2026, 2, 3)]}, "reached", "nothing_offered"),
        ({"offers": [offer()]}, "offered", "no_answer"),
        ({"offers": [offer(on=LATER)]}, "referred", "not_reached"),
        ({"offers": [SAID_NO]}, "offered", "said_no"),
        (
            {"offers": [SAID_NO], "hesitations": [CodedHesitation("support", D(2026, 2, 1), "language")]},
            "offered",
            "language",
        ),
        (
            {"offers": [SAID_NO], "hesitations": [CodedHesitation("support", D(2026, 2, 1), "reprisal")]},
            "offered",
            "afraid",
        ),
        ({"offers": [offer("accepted", answered_on=LATER)]}, "offered", "no_answer"),
        ({"offers": [SAID_YES]}, "accepted", "waiting"),
        (
            {
                "offers": [SAID_YES],
                "provider_answers": [ProviderAnswer("legal", D(2026, 3, 1), "during", "declined", "full")],
            },
            "accepted",
            "provider_full",
        ),
        ({"offers": [SAID_YES], "starts": [D(2026, 3, 1)]}, "started", "open"),
        ({"events": [UncorrectedCaseEvent("local_support_started", UNTIL, "during", 0)]}, "started", "open"),
        ({"offers": [SAID_YES], "outcomes": [UNTIL]}, "result", "none"),
        ({"offers": [SAID_YES], "outcomes": [LATER]}, "accepted", "waiting"),
        ({"needs": [NeedOpened("legal", OPENED, D(2026, 4, 1))]}, "result", "none"),
    ],
)
def test_the_furthest_step_and_why_no_further(given, step, reason):
    found = compute_take_up_of_case(history(**given))
    assert (found.on, found.step, found.reason) == (UNTIL, step, reason)


def test_the_fact_has_the_wait_the_first_offer_and_the_codes_of_the_person():
    told = history(contacts=[D(2026, 2, 5)], offers=[SAID_NO], language="other", referrer="charity")
    assert [f for f in derive_case_facts(told, D(2026, 5, 30)) if f.kind == "take_up"] == []
    (fact,) = [f for f in derive_case_facts(told, UNTIL) if f.kind == "take_up"]
    assert (fact.month, fact.wait, fact.waited, fact.phase, fact.need) == (
        "2026-05",
        5,
        "days_7",
        "during",
        "legal",
    )
    assert (fact.language, fact.referrer, fact.answer) == ("other", "charity", "offered")
