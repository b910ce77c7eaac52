"""An intensification has dates, activities, results; its monthly meeting a pack, decisions, actions carried on."""

import re
from datetime import date

import pytest
from django.test import Client

from handrail.areas.partnerships.models import Group
from handrail.platform.access.today import today
from support.partnership_pages import pages_of
from support.partnerships import DAY, offer, partner_up, set_up, take_seats
from support.practice_pages import _day
from support.worlds import shared_world

COUNTS = {
    "spoken": "52",
    "advised": "12",
    "found": "7",
    "found_children": "2",
    "safeguarded": "5",
    "nrm": "3",
    "notified": "2",
    "declined": "1",
    "arrest_slavery": "4",
    "arrest_other": "11",
    "arrest_immigration": "6",
    "notices": "7",
}


@shared_world
def made(cast):
    return partner_up(cast)


@pytest.fixture
def counted(cast, made) -> str:
    """The page of an operation with activities and what was counted at its end."""
    office, here = pages_of(cast.commissioner), f"/partnerships/operations/{made.operation.pk}/"
    for kind, number in (("nail_bar", "12"), ("car_wash", "9")):
        office.post(
            f"{here}activities/add/",
            kind=kind,
            number=number,
            what="Joint visits with Border Force",
            languages="Vietnamese",
            **_day("on", today() - 35 * DAY),
        )
    office.post(f"{here}results/", moment="end", source="Force, debrief", **COUNTS)
    return here


@pytest.mark.practice("P12")
def test_an_intensification_has_theme_dates_lead_and_partners(cast, made):
    office = pages_of(cast.commissioner)
    page = office.post(
        f"/partnerships/{made.board.pk}/operations/add/",
        name="Operation Aidant, spring",
        theme="sexual",
        lead=str(cast.force_lead.body_id),
        partners="Border Force\nGLAA",
        about="Visit and advise.",
        **_day("starts_on", date(2026, 3, 2)),
        **_day("ends_on", date(2026, 3, 13)),
    )
    read = office.read(page)
    assert "Sexual exploitation" in read
    assert "2 March 2026 to 13 March 2026" in read
    assert "Led by Lincolnshire Police" in read
    assert "Border Force, GLAA" in read
    # three and twelve months after the last day
    assert "13 June 2026" in read
    assert "13 March 2027" in read


@pytest.mark.practice("P12")
def test_activities_and_results_are_kept_with_their_source(cast, counted):
    page = pages_of(cast.force_lead).read(counted)
    assert "Nail bar: 12, Car wash: 9" in page
    assert "Of these, people advised of support 12" in page
    assert "Referred to the NRM 3" in page
    assert "Counted by: Force, debrief" in page


@pytest.mark.practice("P12")
def test_immigration_arrests_stand_apart_and_are_never_added(cast, counted):
    page = pages_of(cast.force_lead).read(counted)
    assert "Slavery and trafficking 4 Other offences 11 Immigration arrests" in page
    assert "Not included in arrests for slavery." in page
    for total in ("15", "21", "10"):
        assert not re.search(rf"arrests {total}\b", page)


@pytest.mark.practice("P12")
def test_what_was_not_counted_is_no_nought(cast, counted):
    page = pages_of(cast.force_lead).read(counted)
    assert "Intelligence reports" not in page
    office = pages_of(cast.commissioner)
    office.post(f"{counted}results/", moment="3", source="Force, look back", found="9")
    page = office.read(counted)
    assert "Potential victims found 7 9" in page
    again = page.split("After 3 months", 1)[1].split("Counted by")[0]
    assert "People spoken to" not in again
    assert "The rest were not counted again." in again


@pytest.mark.practice("P12")
def test_more_advised_than_spoken_to_is_refused(cast, made):
    here = f"/partnerships/operations/{made.operation.pk}/results/"
    sent = {"moment": "end", "source": "Force", "spoken": "3", "advised": "4"}
    reply = pages_of(cast.commissioner).client.post(here, sent, follow=True)
    assert "No more people can be advised than were spoken to" in reply.content.decode()


@pytest.mark.practice("P12")
def test_it_is_looked_back_on_after_three_months(cast, counted):
    office = pages_of(cast.commissioner)
    office.post(
        f"{counted}after/3/",
        words="Two premises were visited again.",
        seen="1",
        **_day("done_on", today() - 2 * DAY),
    )
    assert "Two premises were visited again." in office.read(counted)


@pytest.mark.practice("P12")
def test_counts_leave_the_group_rounded_and_nobody_else_reads_the_typed_ones(cast, counted):
    office, anybody = pages_of(cast.commissioner), Client()
    assert anybody.get(counted.replace("/partnerships", "")).status_code == 404
    office.post(f"{counted}publish/", words="Visits with partners.")
    page = pages_of(cast.outsider).read(counted.replace("/partnerships", ""))
    assert anybody.get(counted.replace("/partnerships", "")).status_code == 200
    for said in (
        "People spoken to About 50",
        "Potential victims found About 5",
        "Referred to the NRM Fewer than 5",
    ):
        assert said in page
    assert "Nail bar 12" in page
    assert " 52 " not in page
    assert pages_of(cast.outsider).client.get(counted).status_code == 404


@pytest.mark.practice("P12")
def test_the_monthly_meeting_has_a_pack_decisions_and_actions_carried_forward(cast):
    by, office = cast.commissioner.actor, pages_of(cast.commissioner)
    group = set_up(
        by, "programme", "Operation Aidant monthly meeting", ("lincolnshire-police",), meetings_a_year=12
    )
    take_seats(group, cast.force_lead)
    assert Group.objects.get(pk=group.pk).meetings.count() == 12
    here = f"/partnerships/{group.pk}/"
    office.post(
        f"{here}meetings/1/change/",
        starts_at="2pm",
        place="online",
        stream="",
        agenda="Combined services\nActions carried forward",
        pack="",
        paper="Combined services of the month, read by both.",
        seen="1",
        **_day("planned_on", group.meetings.get(number=1).planned_on),
    )
    older = offer(group, "lincolnshire-police", "Map the services of both", by)
    older.offered_on = today() - 20 * DAY
    older.save_by(by)
    seats = {f"seat_{seat.pk}": "came" for seat in group.seats.all()}
    office.post(f"{here}meetings/1/record/", notes="", seen="2", **seats, **_day("held_on", today()))
    office.post(f"{here}meetings/1/decisions/add/", words="Visits in June are joint.")
    page = office.read(f"{here}meetings/1/")
    assert "Combined services of the month, read by both." in page
    assert "Visits in June are joint." in page
    assert "Actions carried forward 1" in page
    assert "Map the services of both" in page
