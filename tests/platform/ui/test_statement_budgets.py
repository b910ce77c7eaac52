"""What a page may ask of the main database: at most 12 statements for My day, each list and every page of a case.

Counted as `make bench` counts, with the two statements that begin and end a transaction. The whole file may ask more.
That they are as many for a hundred rows as for one is tried in test_a_hundred_rows.py.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.directory.housing.models import Zone
from handrail.people.housing.actions.child_placement_steps import record_child_placement_step
from handrail.people.housing.actions.place_requirements import save_place_requirements
from handrail.people.housing.models import PlaceRequirements
from handrail.people.housing.text_choices import ChildPlacementStepKind
from handrail.people.records.models import Case
from support.case_pages import CASE_TABS
from support.cast import LINCOLNSHIRE
from support.full_case import a_room
from support.housing_pages import a_stage
from support.hundred_rows import grow, grow_caseload

pytestmark = pytest.mark.one_engine

A_LIST = 12
TRANSACTION = 2
"""BEGIN and COMMIT, which a test in a transaction of its own does not send."""
CASE_PAGES = {
    **dict.fromkeys(("case", "papers", *CASE_TABS), A_LIST),
    "case_whole_file": 18,  # everything on one page
}
LISTS = {
    "worker": (
        *(
            "my_day",
            "cases",
            "contacts_of_day",
            "cover",
            "hand_overs",
            "incidents",
            "likenesses",
            "referrals",
        ),
        *("money", "services", "nrm_handed_list", "what_changed_figures", "places_of_people"),
    ),
    "lead": (
        *(
            "my_day",
            "cases",
            "contacts_of_day",
            "cover",
            "hand_overs",
            "incidents",
            "likenesses",
            "said_of_us",
        ),
        *("referrals", "money", "gaps", "services", "my_places", "agreements", "places_review"),
        "places_of_people",
    ),
    "colleague": ("my_day", "cases", "hand_overs"),
}
FILTERS = (
    "whose=mine",
    "whose=ours&sort=due",
    "whose=shared",
    "whose=ours&danger=yes",
    "whose=ours&state=closed",
)


def asked(client, address):
    """How many statements the main database gets, without those that begin and end the transaction of its record."""
    assert client.get(address).status_code == 200  # what is kept of a first look is kept
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE SAVEPOINT")) for each in seen)


@pytest.fixture
def caseload(cast):
    """Two cases with something for each list."""
    for number in (0, 1):
        grow_caseload(cast, number)


@pytest.mark.parametrize("part", LISTS)
def test_my_day_and_each_list(cast, caseload, signed_in, part):
    client = signed_in(getattr(cast, part))
    counts = {name: asked(client, reverse(name)) for name in LISTS[part]}
    assert {name: number for name, number in counts.items() if number > A_LIST} == {}


def test_the_list_of_cases_with_its_filters(cast, caseload, signed_in):
    client = signed_in(cast.lead)
    counts = {query: asked(client, f"{reverse('cases')}?{query}") for query in FILTERS}
    assert {query: number for query, number in counts.items() if number > A_LIST} == {}


def test_finding_a_place_tonight(cast, signed_in):
    """With a stay, an agreement, a check of a hotel, a refusal of units and places that the person named as a risk."""
    stage = a_stage(cast)
    client, by = signed_in(cast.worker), cast.worker.actor
    zones = [Zone.objects.create(area_id=LINCOLNSHIRE, name=name, east=500, north=350) for name in ("A", "B")]
    needed = PlaceRequirements(case_id=stage.told.case_id, beds=1)
    save_place_requirements(needed, risks=[zones[0].pk], risk_words="There", seen=0, by=by)
    address = reverse("place_tonight", args=[stage.told.reference])
    assert asked(client, address) <= A_LIST
    Case.objects.filter(pk=stage.told.case_id).update(age="child")
    record_child_placement_step(
        case_id=stage.told.case_id, sort=ChildPlacementStepKind.RANG, words="They come", by=by
    )
    assert asked(client, address) <= A_LIST


def test_the_pages_of_a_case(cast, told, signed_in):
    client = signed_in(cast.worker)
    grow(told, cast, a_room(cast.worker.actor), 0)
    counts = {name: asked(client, reverse(name, args=[told.reference])) + TRANSACTION for name in CASE_PAGES}
    assert {name: number for name, number in counts.items() if number > CASE_PAGES[name]} == {}


def test_which_services_fit_a_case(cast, told, signed_in):
    client = signed_in(cast.worker)
    grow(told, cast, a_room(cast.worker.actor), 0)
    assert asked(client, reverse("case_services", args=[told.reference])) <= A_LIST


@pytest.mark.parametrize("part", ["lead", "worker", "partner"])
@pytest.mark.parametrize("typed", ["Mirela", "Mirka Opra", "Nobody Like This", "1234 5678"])
def test_finding_by_name(cast, told, caseload, signed_in, part, typed):
    """Like a name; hardly like one, which is searched twice; in no case; what might be a reference."""
    client = signed_in(getattr(cast, part))
    assert asked(client, client.post(reverse("find"), {"q": typed})["Location"]) <= A_LIST
