"""Generated cases hold contacts and met needs in plausible shares: the figures counted from them are not nought."""

from datetime import date

from handrail.demo.contacts_and_met_needs import (
    iterate_days_on_which_needs_were_met,
    list_contacts_held_with_victim,
)
from handrail.demo.demo_plan import make_demo_plan

TODAY = date(2026, 11, 24)


def _list_generated():
    return [case for case in make_demo_plan(TODAY, size=400).cases if case.story != "hero"]


def test_most_people_are_reached_and_about_half_of_those_within_two_days():
    cases = [case for case in _list_generated() if (TODAY - case.opened).days > 30]
    firsts = [(case, held[0]) for case in cases if (held := list_contacts_held_with_victim(case, TODAY))]
    early = sum((first.on - case.opened).days <= 2 for case, first in firsts)
    assert 0.75 < len(firsts) / len(cases) < 0.95
    assert 0.4 < early / len(firsts) < 0.7


def test_a_need_is_met_after_an_offer_was_accepted_and_never_after_today():
    met = [
        (case.needs[place], day)
        for case in _list_generated()
        for place, day in iterate_days_on_which_needs_were_met(case, TODAY)
    ]
    assert met
    for need, day in met:
        assert max(need.on, *(o.answered_on for o in need.offers if o.answer == "accepted")) < day <= TODAY


def test_cases_that_are_told_in_full_keep_their_own():
    told = [case for case in make_demo_plan(TODAY, size=200).cases if case.story == "hero"]
    assert told
    assert not any(
        list_contacts_held_with_victim(case, TODAY) or [*iterate_days_on_which_needs_were_met(case, TODAY)]
        for case in told
    )
