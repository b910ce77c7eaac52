"""People who decline the NRM, or whose national support ends, can still use local services."""

from datetime import date, timedelta

import pytest

from handrail.people.cases.events.actions.daily_recomputation import recompute_cases_due_to_change
from support.practice_pages import row

MET = date(2026, 3, 2)
NEXT = date(2026, 3, 3)
NAME, NUMBER, ROOM = "Mirela", "07700 900123", "Room at Fen House"


def met(pages) -> None:
    pages.today(MET)
    pages.open_case()
    pages.record("nrm_explained", MET)


def declines(pages) -> date:
    """She says no, and yes to local support."""
    pages.today(NEXT)
    pages.answer("nrm", "no", NEXT)
    pages.answer("local_support", "yes", NEXT)
    return NEXT


def leaves_national_support(pages) -> date:
    """She goes through the NRM with national support until it ends."""
    pages.today(NEXT)
    pages.answer("nrm", "yes", NEXT)
    pages.answer("local_support", "yes", NEXT)
    for event, on in (
        ("nrm_referred", NEXT),
        ("rg_positive", date(2026, 3, 9)),
        ("national_support_started", date(2026, 3, 10)),
        ("cg_positive", date(2026, 6, 1)),
        ("national_support_ended", date(2026, 7, 20)),
    ):
        pages.today(on)
        pages.record(event, on)
    return date(2026, 7, 20)


def withdraws(pages) -> date:
    """She leaves the NRM before any decision."""
    pages.today(NEXT)
    pages.answer("nrm", "yes", NEXT)
    pages.answer("local_support", "yes", NEXT)
    pages.record("nrm_referred", NEXT)
    pages.answer("nrm", "withdrawn", NEXT)
    return NEXT


WAYS_OUT = [(declines, "outside"), (withdraws, "outside"), (leaves_national_support, "after")]


@pytest.mark.practice("P04")
@pytest.mark.parametrize(("leave", "phase"), WAYS_OUT)
def test_the_case_never_closes_by_itself(pages, room, leave, phase):
    met(pages)
    day = leave(pages)
    for years in (0, 1, 3):
        pages.today(day + timedelta(days=365 * years))
        recompute_cases_due_to_change()
        page = pages.read()
        assert NAME in page
        assert NUMBER in page
        assert "closed" not in page.lower()
        assert "Record what happened" in page
        assert pages.reference in pages.read("/cases/")
    pages.need()
    pages.offer(room, day)
    assert ROOM in pages.read()


@pytest.mark.practice("P04")
@pytest.mark.parametrize(("leave", "phase"), WAYS_OUT)
def test_identity_and_safe_contact_rest_on_her_yes_to_local_support(pages, leave, phase):
    met(pages)
    pages.today(leave(pages))
    page = pages.read()
    assert "Local support Said yes, 3 March" in page
    assert "name, safe contact and local offers on this answer" in pages.read("answers/local_support/")
    assert NAME in page
    assert NUMBER in page


@pytest.mark.practice("P04")
@pytest.mark.parametrize("said", ["no", "withdrawn"])
def test_without_her_yes_to_local_support_a_person_decides_what_may_be_kept_and_nothing_closes(pages, said):
    """Name and safe contact rest on that yes: once it is gone the page asks, and ends nothing by itself."""
    met(pages)
    day = declines(pages)
    pages.answer("local_support", said, day)
    page = pages.read()
    assert "They declined local support on 3 March 2026. What can be kept here?" in page
    assert (
        "We kept their name, safe contact and local offers with this consent. Ask them, and end what "
        "is shared."
    ) in page
    assert "closed" not in page.lower()
    pages.today(day + timedelta(days=400))
    recompute_cases_due_to_change()
    assert "Record what happened" in pages.read()


@pytest.mark.practice("P04")
def test_what_is_reported_when_she_says_no_is_apart_from_what_is_kept(pages):
    met(pages)
    pages.today(declines(pages))
    pages.post("notify/", co_operates="no", gender="female", account="Unpaid work on a farm.")
    report = pages.read("notify/report/")
    assert NAME not in report
    assert NUMBER not in report
    assert NAME in pages.read()


@pytest.mark.practice("P04")
@pytest.mark.parametrize(("leave", "phase"), WAYS_OUT)
def test_local_offers_stay_open_and_keep_their_phase(pages, room, leave, phase):
    met(pages)
    pages.need()
    pages.offer(room, MET)
    assert "2 Mar, before the NRM" in row(pages.markup("tab/plan/"), "A safe place")
    pages.today(leave(pages))
    pages.post(pages.link("Record the answer"), answer="accepted", seen="1", **_on(MET))
    later = MET + timedelta(days=200)  # 18 September, after every one of these ways out
    pages.today(later)
    pages.offer(room, later)
    page = pages.read()
    assert "2 Mar, before the NRM Accepted" in page
    assert f"18 Sep, {phase} the NRM" in page
    assert "Record the answer" in page


def _on(day: date) -> dict[str, str]:
    return {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}


@pytest.mark.practice("P04")
def test_an_offer_of_the_morning_stays_before_the_nrm_after_a_no_of_the_afternoon(pages, room):
    met(pages)
    pages.need()
    pages.offer(room, MET)
    assert "2 Mar, before the NRM" in row(pages.markup("tab/plan/"), "A safe place to stay")
    pages.answer("nrm", "no", MET)
    assert "2 Mar, before the NRM" in row(pages.markup("tab/plan/"), "A safe place to stay")
    pages.offer(room, MET)
    assert "Room at Fen House Harbour 2 Mar, outside the NRM" in pages.read()
