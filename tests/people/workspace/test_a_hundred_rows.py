"""Every page of casework with a list asks the databases as often for many rows as for one.

One case grows to thirty of everything that is listed on its pages; then a body grows to thirty cases, each with
something to list: more than the 25 of a page. `make stress` does it with a hundred. What a list may cost at most stands
beside the smaller worlds of its own tests.
"""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.people.recovery.actions import goals
from people.recovery.recovery_fixtures import say
from support.case_pages import CASE_TABS
from support.full_case import a_room
from support.hundred_rows import grow, grow_caseload

pytestmark = pytest.mark.one_engine

TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
many = pytest.mark.parametrize("many", [30, pytest.param(100, marks=pytest.mark.stress)])
OF_A_CASE = (
    *CASE_TABS,
    *("case", "case_map", "case_looks", "consents", "share", "papers", "contacts", "record", "facts"),
    *("case_work", "dependants", "close_case", "hand_over", "plan_contact", "add_task"),
    *(
        "support_plan",
        "add_goal",
        "outcomes",
        "holding_back",
        "said_on_case",
        "their_page",
        "show_their_page",
    ),
    *("case_services", "case_stays", "place_tonight", "case_money", "give_bag", "same_person", "nrm_form"),
)
OF_MANY = {
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
        *("money", "what_changed_figures", "services", "places_of_people"),
    ),
    "lead": (
        *(
            "my_day",
            "cases",
            "cases_file",
            "contacts_of_day",
            "cover",
            "hand_overs",
            "incidents",
            "likenesses",
        ),
        *("said_of_us", "referrals", "money", "gaps", "places_review", "places_of_people"),
    ),
    "colleague": ("my_day", "cases", "hand_overs"),
}


def statements(answer):
    """Statements to both databases, without the words that begin and end a transaction; all of a file is read."""
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        response = answer()
        assert response.status_code == 200
        if response.streaming:
            assert b"".join(response.streaming_content)
    return len([one for one in [*main, *keys] if not one["sql"].startswith(TRANSACTION)])


@many
def test_the_pages_of_a_case_with_many_of_everything(many, cast, told, signed_in):
    client, room = signed_in(cast.worker), a_room(cast.worker.actor)
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    goal = goals.record_goal(say(), **here)
    goals.record_goal_version(say("Still"), goal_id=goal.pk, seen=1, **here)
    grow(told, cast, room, 0)
    paths = {name: reverse(name, args=[told.reference]) for name in OF_A_CASE}
    paths |= {"goal": reverse("goal", args=[told.reference, goal.pk])}

    def counts():
        return {name: statements(lambda path=path: client.get(path)) for name, path in paths.items()}

    counts()  # what is kept of a first look is kept
    few = counts()
    for number in range(1, many):
        grow(told, cast, room, number)
        goals.record_goal_version(say(), goal_id=goal.pk, seen=number + 1, **here)
    assert counts() == few
    assert max(few.values()) <= 60


@many
def test_the_lists_of_a_body_with_many_cases(many, cast, signed_in):
    clients = {part: signed_in(getattr(cast, part)) for part in OF_MANY}

    def counts():
        asked = [
            (part, name, lambda client=clients[part], name=name: client.get(reverse(name)))
            for part, names in OF_MANY.items()
            for name in names
        ]
        asked += [
            ("worker", "find", lambda: clients["worker"].post(reverse("find"), {"q": "Mirela"}, follow=True))
        ]
        return {(part, name): statements(answer) for part, name, answer in asked}

    for number in (0, 1):
        grow_caseload(cast, number)
    counts()
    few = counts()
    for number in range(2, many):
        grow_caseload(cast, number)
    assert counts() == few
