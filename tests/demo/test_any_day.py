"""The demo loads on a day that suits nobody, and the plans of its stories keep their order and meaning on each day.

A plan that holds proves no load: `make demo-days` loads and opens the demo on as many days as it is given.
"""

from datetime import date, time, timedelta
from functools import cache

import pytest
import time_machine

from handrail import pathway
from handrail.demo.demo_plan import make_demo_plan
from handrail.demo.loader import is_demo_loaded, load_demo
from handrail.demo.plan_types import PlannedCase, PlannedEvent
from handrail.demo.relative_dates import get_working_day_on_or_after
from handrail.demo.scripted_cases import make_planned_scripted_cases
from handrail.platform.kernel import dates
from handrail.platform.kernel.working_days import is_working_day

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=n) for n in range(7)]
AROUND_HOLIDAYS = [
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
    date(2027, 1, 23),  # 29, 27 and 26 days after Christmas: met, said yes, and no office open
    date(2027, 1, 24),
    date(2027, 3, 28),  # Easter Sunday; the clocks go forward
    date(2027, 4, 25),  # the days of Mirela's yes and referral lie in Easter
    date(2027, 10, 31),
    date(2028, 2, 29),
]
DAYS = [*WEEK, *AROUND_HOLIDAYS]

LEFT_OPEN = {
    "When did national support end?",  # of those who left the NRM: nobody wrote it down
    "Have they agreed to stay in the NRM, as an adult?",  # of those who came of age on the way
}
"""What pages of the demo ask on purpose, of drawn people alone."""

every_day = pytest.mark.parametrize("today", DAYS, ids=str)


def _told(case: PlannedCase) -> pathway.History:
    """The plan as the rules read it, once it has been written down."""
    found = pathway.PathwayEvent("identified", case.opened, case.opened_time)
    agreed = any((one.matter, one.said) == ("national_support", "yes") for one in case.agreements)
    return pathway.History(
        age=case.person.age,
        date_of_birth=case.person.born,
        facts=frozenset({*case.facts, "consent_to_support"} if agreed else case.facts),
        events=(found, *(_event(event, n) for n, event in enumerate(case.events))),
    )


def _event(event: PlannedEvent, n: int) -> pathway.PathwayEvent:
    written = dates.make_london_time(event.recorded_on or event.at, time(9, 30)) + timedelta(minutes=n)
    return pathway.PathwayEvent(
        event.event, event.at, event.at_time, event.of or None, event.referral, recorded=written
    )


def _answer(case: PlannedCase, today: date) -> pathway.PathwayStatus:
    return pathway.evaluate_pathway(_told(case), dates.make_london_time(today, time(10)))


@cache
def _heroes(today: date) -> dict[str, PlannedCase]:
    return {case.key: case for case in make_planned_scripted_cases(today)}


def _due(key: str, clock: str, today: date) -> date:
    """When a clock of a hero that is running ends."""
    runs = [run for run in _answer(_heroes(today)[key], today).clocks if run.clock == clock and run.is_open]
    assert len(runs) == 1
    assert runs[0].due is not None
    return dates.to_date(runs[0].due)


def _on(key: str, today: date) -> dict[str, date]:
    """The days of a hero's events."""
    return {event.event: event.at for event in _heroes(today)[key].events}


@pytest.mark.one_engine
@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.usefixtures("own_worlds")
def test_every_section_loads_on_easter_sunday_in_the_hour_that_the_clocks_change() -> None:
    with time_machine.travel("2027-03-28T01:30:00+00:00"):
        assert load_demo(lambda line: None, size=12).missing == ()
        assert is_demo_loaded()


@every_day
def test_what_happened_is_told_in_its_order_between_the_first_meeting_and_today(today: date) -> None:
    for case in _heroes(today).values():
        happened = [event.at for event in case.events]
        assert [case.opened, *happened, today] == sorted([case.opened, *happened, today]), case.key
        wanted = [day for need in case.needs for offer in need.offers for day in (need.on, offer.on)]
        assert all(case.opened <= day <= today for day in wanted), case.key


@every_day
def test_nothing_is_in_question_in_a_case_that_was_drawn_by_hand(today: date) -> None:
    for case in _heroes(today).values():
        assert _answer(case, today).questions == (), case.key


@every_day
def test_what_an_office_did_for_them_was_done_on_a_working_day(today: date) -> None:
    decided = ("nrm_referred", "rg_positive", "cg_positive", "cg_negative", "duty_to_notify_sent")
    for case in _heroes(today).values():
        for event in case.events:
            assert event.event not in decided or is_working_day(event.at), (case.key, event)


@every_day
def test_mirela_said_yes_before_she_was_referred_and_her_decision_was_put_right_once(today: date) -> None:
    mirela, on = _heroes(today)["mirela"], _on("mirela", today)
    assert mirela.opened < on["nrm_consent_given"] < on["nrm_referred"] <= on["nrm_reference_issued"]
    assert on["nrm_reference_issued"] < on["rg_positive"] < on["national_support_started"]
    assert on["suspect_released"] == today - timedelta(days=1)
    assert [event.event for event in mirela.events if event.first_said] == ["rg_positive"]
    assert all(event.first_said != event.at for event in mirela.events)
    assert mirela.safety is not None
    assert mirela.safety.review_on == today


@every_day
def test_arbens_third_working_day_is_today_or_the_next_one(today: date) -> None:
    assert _due("arben", "place_of_safety", today) == get_working_day_on_or_after(today)


@every_day
def test_nadia_has_a_day_left_to_ask_again_or_a_few_where_offices_were_closed(today: date) -> None:
    left = (_due("nadia", "reconsider_30d", today) - today).days
    assert 1 <= left <= 5
    nadia = _heroes(today)["nadia"]
    assert all(need.on > _on("nadia", today)["cg_negative"] for need in nadia.needs)


@every_day
def test_the_others_stand_where_their_stories_leave_them(today: date) -> None:
    phases = {key: _answer(case, today).phase.value for key, case in _heroes(today).items()}
    assert phases == {
        "mirela": "during",
        "tuan": "before",
        "arben": "before",
        "nadia": "after",
        "sofia": "during",
        "yusuf": "during",
        "petra": "after",
        "kwame": "outside",
        "jo": "before",
        "adaeze": "outside",
    }
    assert (today - _on("sofia", today)["rg_positive"]).days > 365
    assert _due("yusuf", "rg_decision", today) < today
    assert _on("petra", today)["cg_notice_received"] < _on("petra", today)["extension_requested"]
    assert _on("kwame", today)["nrm_consent_declined"] < _on("kwame", today)["duty_to_notify_sent"]


@every_day
def test_the_police_have_still_to_send_the_duty_to_notify_report_about_adaeze(today: date) -> None:
    adaeze, said = _heroes(today)["adaeze"], _on("adaeze", today)
    assert adaeze.body == "lincolnshire-police"
    assert said["nrm_consent_declined"] < today
    assert "duty_to_notify_sent" not in said


@every_day
def test_a_day_that_a_text_names_by_its_weekday_is_that_of_its_date(today: date) -> None:
    safety, agreed = _heroes(today)["mirela"].safety, _heroes(today)["kwame"].danger[0]
    released = _on("mirela", today)["suspect_released"]
    assert safety is not None
    assert f"released on bail on {dates.WEEKDAYS[released.weekday()]}." in safety.watched
    assert f"in a week, on {dates.WEEKDAYS[today.weekday()]} at 2pm" in agreed.note
    assert agreed.on == today - timedelta(days=7)


@pytest.mark.parametrize("today", [*WEEK, date(2027, 1, 23), date(2028, 2, 29)], ids=str)
def test_only_what_is_left_open_on_purpose_is_asked_of_anybody(today: date) -> None:
    for case in make_demo_plan(today, size=600).cases:
        asked = {question.ask for question in _answer(case, today).questions}
        assert asked <= (set() if case.story == "hero" else LEFT_OPEN), (case.key, case.story)
