"""The plan: invented people, the same for the same seed, in every phase, on believable days."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from handrail.demo.case_act_timetable import list_ordered_acts_of_case
from handrail.demo.demo_plan import DemoPlan, iterate_numbered_sampled_cases, make_demo_plan
from handrail.demo.plan_types import PlannedCase
from handrail.demo.planned_bodies_and_users import BODIES, SIGN_INS, USERS
from handrail.demo.planned_services import SERVICES
from handrail.demo.stories import STORIES
from handrail.directory.need_and_service_kinds import get_service_kind
from handrail.pathway.event_vocabulary import DECISION, EVENT_KINDS_BY_CODE
from handrail.platform.access.roles import Role
from handrail.platform.kernel.dates import LONDON

TODAY = date(2026, 11, 24)
SIZE = 600


@cache
def plan() -> DemoPlan:
    return make_demo_plan(TODAY, size=SIZE)


@cache
def heroes() -> dict[str, PlannedCase]:
    return {case.key: case for case in plan().cases if case.story == "hero"}


def _texts(value: Any) -> list[str]:
    """Every text in a plain value, however deep."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for f in fields(value) for text in _texts(getattr(value, f.name))]
    return [text for part in value for text in _texts(part)] if isinstance(value, tuple) else []


def _days(case: PlannedCase) -> list[date]:
    offers = [offer for need in case.needs for offer in need.offers]
    return [
        case.opened,
        *(event.at for event in case.events),
        *(event.recorded_on or event.at for event in case.events),
        *(need.on for need in case.needs),
        *(day for offer in offers for day in (offer.on, offer.answered_on or offer.on)),
        *(agreement.on for agreement in case.agreements),
        *(danger.on for danger in case.danger),
    ]


def test_as_many_cases_as_wanted_over_many_forces_and_charities() -> None:
    assert len(plan().cases) == len({case.key for case in plan().cases}) == SIZE
    assert len({case.body for case in plan().cases}) > 40


def test_the_same_seed_gives_the_same_people_on_any_day() -> None:
    later = make_demo_plan(date(2027, 2, 1), size=SIZE)
    by_key = {case.key: case for case in later.cases}
    for case in plan().cases:
        assert by_key[case.key].person.called == case.person.called
        assert by_key[case.key].person.full_name == case.person.full_name
    other = {case.key: case.person.called for case in make_demo_plan(TODAY, seed="other", size=SIZE).cases}
    assert other != {case.key: case.person.called for case in plan().cases}


def test_every_worked_history_is_there_with_its_own_dates() -> None:
    rows = json.loads((files("handrail.demo") / "data" / "worked.json").read_text(encoding="utf-8"))
    cases = {case.story: case for case in plan().cases if case.story.startswith("worked: ")}
    assert len(rows) == len(cases) == 26
    easter = cases["worked: Over Easter"]
    assert easter.opened == date(2024, 3, 27)
    assert [(event.event, event.at) for event in easter.events][-1] == ("nrm_referred", date(2024, 3, 27))
    again = cases["worked: Second referral"]
    assert [event.referral for event in again.events][-2:] == [2, 2]
    asked = cases["worked: Negative in 2024, looked at again"]
    assert [event.of for event in asked.events][-2:] == ["rg", "rg"]


def test_every_story_is_told_at_least_once() -> None:
    assert {story.__name__ for story in STORIES} <= {case.story for case in plan().cases}


@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 28), date(2027, 1, 2), date(2027, 3, 29)])
def test_nothing_lies_ahead_and_nothing_comes_before_the_person_was_met(today: date) -> None:
    for case in make_demo_plan(today, size=300).cases:
        assert all(case.opened <= day <= today for day in _days(case)), case.key
        happened = [event.at for event in case.events]
        assert happened == sorted(happened), case.key


def test_numbers_grow_with_the_day_of_opening_and_no_two_are_alike() -> None:
    for body in {case.body for case in plan().cases}:
        of_body = [case for case in plan().cases if case.body == body]
        grown = [case.number for case in of_body if case.story != "hero"]
        assert grown == sorted(grown)
        assert len({case.number for case in of_body}) == len(of_body)


def test_the_navigators_day_is_the_one_that_was_drawn() -> None:
    assert heroes()["mirela"].number == 417
    assert heroes()["sofia"].number == 211
    assert heroes()["jo"].number == 431
    days = {(case.key, event.event): event.at for case in heroes().values() for event in case.events}
    assert days["mirela", "rg_positive"] == date(2026, 11, 9)
    assert days["arben", "place_of_safety_entered"] == date(2026, 11, 19)
    assert days["nadia", "cg_negative"] == date(2026, 10, 26)
    assert days["yusuf", "nrm_referred"] == date(2026, 11, 12)
    assert days["petra", "extension_requested"] == date(2026, 11, 20)
    assert days["sofia", "rg_positive"] == date(2025, 10, 8)
    assert sum(case.worker == "ruth.adeyemi" for case in plan().cases) == 14


def test_one_sign_in_for_every_role() -> None:
    assert set(SIGN_INS) == {role.value for role in Role}
    assert len({user.email for user in USERS}) == len(USERS)


def test_offers_name_services_that_are_open_and_reach_the_area() -> None:
    services = {service.key: service for service in SERVICES}
    assert len(services) == len(SERVICES)
    for case in plan().cases:
        for need in case.needs:
            for offer in need.offers:
                service = services[offer.service]
                assert service.state == "open"
                assert not service.areas or case.area in service.areas
                assert offer.cost_pence is None or offer.answer == "accepted"
    assert all(get_service_kind(service.kind) for service in SERVICES)


def test_every_telephone_number_is_one_of_those_kept_for_drama() -> None:
    written = " ".join(text for case in plan().cases for text in _texts(case)) + " ".join(_texts(USERS))
    numbers = re.findall(r"\b0\d{3,4} ?\d{3} ?\d{3}\b", written)
    assert len(numbers) > 150
    assert all(re.fullmatch(r"07700 900\d{3}|01632 960\d{3}", number) for number in numbers)


def test_the_words_are_ours_and_nobody_is_called_a_client() -> None:
    written = " ".join(text for case in plan().cases for text in _texts(case)).lower()
    for word in ("client", "subject", "illegal", "pcc", "absconded", "failed to engage", "non-compliant"):
        assert not re.search(rf"\b{word}\b", written), word


def test_nobody_who_meets_no_identity_works_on_a_case() -> None:
    workers = {user.key: Role(user.role) for user in plan().users}
    assert all(workers[case.worker].card.ways for case in plan().cases)


def test_each_act_comes_after_the_one_before_and_none_after_now() -> None:
    now = datetime(2026, 11, 24, 8, 40, tzinfo=LONDON)
    for case in plan().cases:
        moments = [act.moment for act in list_ordered_acts_of_case(case, now)]
        assert moments == sorted(moments)
        assert moments[-1] <= now


def test_the_first_of_two_days_is_written_down_and_then_put_right() -> None:
    acts = list_ordered_acts_of_case(heroes()["mirela"], datetime(2026, 11, 24, 8, 40, tzinfo=LONDON))
    put_right = [act for act in acts if act.verb == "correct_event"]
    assert [act.what.event for act in put_right] == ["rg_positive"]
    assert put_right[0].moment.date() == date(2026, 11, 10)


def test_as_many_as_wanted_for_measuring() -> None:
    made = list(iterate_numbered_sampled_cases(TODAY, 300))
    assert [case.number for case in made] == list(range(1, 301))
    assert max(day for case in made for day in _days(case)) <= TODAY + timedelta(days=0)


def test_no_charity_of_the_demo_is_in_the_reference_data() -> None:
    text = Path(str(files("handrail.platform.reference") / "data" / "bodies.csv")).read_text(encoding="utf-8")
    assert not any(f"\n{body.code}," in text or f",{body.name}," in text for body in BODIES)


def test_every_event_is_of_the_vocabulary_and_says_what_it_is_of() -> None:
    for case in plan().cases:
        for event in case.events:
            known = EVENT_KINDS_BY_CODE[event.event]
            assert not event.of or event.of in known.choices, (case.key, event)
            assert event.of or known.scope != DECISION, (case.key, event)
