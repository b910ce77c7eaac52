"""Where each role can go from any page: few entries at the top, the rest folded, nothing that the door would refuse."""

import re

import pytest
from django.urls import reverse

from handrail.platform.access.roles import Role
from handrail.platform.ui.navigation import MAX_UNFOLDED_LINKS, get_navigation_links
from support.cast import PARTS

pytestmark = pytest.mark.one_engine

PEOPLE = [
    "Cases",
    "Contacts of the day",
    "Handovers",
    "Incidents",
    "Possible duplicates",
    "Forms handed over to us",
    "Conferences",
    "Requests for information",
    "Access log",
]
TEAM = ["Cover for absences", "Deployment requests for you", "My availability", "Professional advice"]


@pytest.mark.parametrize("role", list(Role))
def test_no_role_has_more_entries_at_the_top_than_fit(role):
    found = get_navigation_links(role, "")
    assert 1 <= len(found) <= MAX_UNFOLDED_LINKS
    assert all(len(entry.under) != 1 for entry in found), "a fold with one entry is that entry"


def test_a_navigator_has_six_entries_and_the_rest_under_four_of_them():
    found = get_navigation_links(Role.NAVIGATOR, "referrals")
    assert [(entry.name, [one.name for one in entry.under]) for entry in found] == [
        ("My day", []),
        ("People", PEOPLE),
        ("Places", []),
        ("Services", ["All services", "Referrals", "Money and bags"]),
        ("Team", TEAM),
        ("Library", ["Pathway", "Practice examples", "What helps people engage", "Boards and forums"]),
    ]
    assert [entry.name for entry in found if entry.current] == ["Services"]


@pytest.mark.parametrize(
    "role",
    [
        Role.NAVIGATOR, Role.LIAISON_OFFICER, Role.CO_ORDINATOR, Role.ADVISER, Role.OFFICER, Role.SUPPORT_WORKER,
    ],
)  # fmt: skip
def test_a_caseworker_has_the_places_of_their_people_and_none_of_those_who_keep_places(role):
    found = {entry.name: entry for entry in get_navigation_links(role, "")}
    assert [*found] == ["My day", "People", "Places", "Services", "Team", "Library"]
    assert found["Places"].href == "/places/people/"


def test_a_lead_has_those_of_the_team_beside_the_places_that_they_keep():
    places = next(entry for entry in get_navigation_links(Role.DUTY_LEAD, "") if entry.name == "Places")
    assert [one.name for one in places.under] == [
        "Places for our cases",
        "Tonight",
        "Our places",
        "Agreements",
    ]


def test_a_housing_team_has_tonight_its_places_and_agreements_at_the_top():
    names = [entry.name for entry in get_navigation_links(Role.HOUSING, "")]
    assert names == ["Tonight", "Our places", "Agreements", "People", "Services", "Library"]


def test_a_commissioner_has_five_parts_beside_the_home_and_no_entry_of_casework():
    found = get_navigation_links(Role.COMMISSIONER, "")
    assert [entry.name for entry in found] == [
        "For you",
        "Requests and oversight",
        "Figures",
        "Commissioning",
        "Partnerships and prevention",
        "Library",
    ]
    assert [one.name for one in found[3].under] == [
        "Services and contracts",
        "Needs assessments",
        "Bids and funded posts",
        "Pilots and evaluations",
        "Services",
        "Money and bags",
        "Posts",
        "Agreements",
    ]


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("worker", "/my-day/"),
        ("lead", "/my-day/"),
        ("housing", "/places/tonight/"),
        ("protector", "/to-review/"),
        ("commissioner", "/for-you/area/"),
        ("signatory", "/for-you/"),
    ],
)
def test_every_role_begins_at_its_home(cast, signed_in, who, home):
    assert signed_in(getattr(cast, who)).get("/")["Location"] == home


def test_what_people_said_of_us_is_led_to_for_those_who_answer_it_and_nobody_else():
    there = {
        role
        for role in Role
        for one in get_navigation_links(role, "")
        if "Feedback and complaints" in {each.name for each in one.under}
    }
    assert there == {Role.DUTY_LEAD}


@pytest.mark.parametrize("who", ["commissioner", "force_lead", "board"])
def test_the_figures_that_area_roles_begin_at_are_marked_as_their_home(cast, signed_in, who):
    page = signed_in(getattr(cast, who)).get("/", follow=True).content.decode()
    assert re.findall(r'<(?:a|summary) class="app-nav__link"[^>]* aria-current="[^"]*">(.*?)<', page) == [
        "For you"
    ]


def test_whoever_may_go_to_few_places_has_them_side_by_side():
    assert not any(entry.under for entry in get_navigation_links(Role.ADMINISTRATOR, ""))


@pytest.mark.parametrize("who", PARTS)
def test_every_entry_opens_for_whom_it_is_shown(cast, signed_in, who):
    user = getattr(cast, who)
    client = signed_in(user)
    for entry in get_navigation_links(Role(user.role), ""):
        for one in entry.under or (entry,):
            assert client.get(one.href).status_code == 200, one.name


def test_the_place_is_marked_and_so_is_the_fold_that_holds_it(cast, signed_in):
    page = signed_in(cast.worker).get(reverse("referrals")).content.decode()
    assert re.search(r'<summary class="app-nav__link" aria-current="true"><span>Services<', page)
    assert re.search(r'href="/referrals/" aria-current="page">Referrals<', page)
    assert page.count('<a class="app-nav__link" href="/referrals/" aria-current="page">') == 1


def test_a_page_that_is_an_entry_marks_itself_whatever_part_it_belongs_to(cast, signed_in):
    page = signed_in(cast.worker).get(reverse("hand_overs")).content.decode()
    assert '<a class="app-nav__link" href="/hand-overs/" aria-current="page">' in page
    assert '<summary class="app-nav__link" aria-current="true"><span>People<' in page


def test_a_page_that_is_no_entry_of_this_role_marks_the_one_that_it_belongs_to(cast, signed_in):
    """The review of places is reached from them."""
    page = signed_in(cast.housing).get(reverse("places_review")).content.decode()
    assert '<a class="app-nav__link" href="/places/" aria-current="page">' in page
