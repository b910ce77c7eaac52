"""A body to which support was shared learns that somebody was in a safe place: never in which house, or whose."""

import pytest
from django.utils import timezone

from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.housing.queries.case_panel import find_case_stays_and_child_search
from handrail.people.housing.queries.place_search import find_places_tonight
from handrail.people.housing.queries.stays import list_stays
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.kinds import Kind
from support.housing import a_place, a_unit
from support.housing_pages import share
from support.worlds import shared_world

pytestmark = pytest.mark.django_db
HOUSE, PROVIDER = "Alder house", "Harbour"


@shared_world
def housed(home):
    """Support is shared with two bodies, and the person stays in Room 1 of a safe house of one of them."""
    for body in ("fen-housing", "harbour"):
        shared(home, body)
    house = a_place(home.cast.lead.actor, name=HOUSE, kind="safe_house")
    home.stay(a_unit(house, "Room 1"), by=home.cast.partner)
    return home


def shared(home, body):
    """Support alone, with the person's consent."""
    share(home.cast, type("Told", (), {"case_id": home.case.pk}), body, Kind.SUPPORT)


def everything(home, who):
    """All that the case's pages say of support and places."""
    case_access, now = get_case_access(Case.objects.get(pk=home.case.pk), who.actor), timezone.localtime()
    return repr(
        (
            get_case_detail(case_access).needs,
            find_case_stays_and_child_search(case_access, now).stays,
            list_stays(case_access, now),
            find_places_tonight(case_access).stays,
        )
    )


def test_whoever_the_case_was_shared_with_reads_a_safe_place(housed):
    said = everything(housed, housed.cast.housing)
    assert "A safe place" in said
    assert [word for word in (HOUSE, PROVIDER, "Room 1", "Paul Eastry") if word in said] == []


@pytest.mark.parametrize("who", ["worker", "lead"])
def test_those_who_work_on_the_case_read_which_house(housed, who):
    said = everything(housed, getattr(housed.cast, who))
    assert [word for word in (HOUSE, "Room 1") if word not in said] == []


def test_the_body_whose_house_it_is_reads_its_own_name(housed):
    assert HOUSE in everything(housed, housed.cast.partner)


def test_a_place_that_is_no_safe_house_keeps_its_name(home):
    home.stay()
    shared(home, "fen-housing")
    assert "Rowan" in everything(home, home.cast.housing)
