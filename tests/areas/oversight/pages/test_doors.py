"""Every address of this part, tried by everybody."""

import pytest

from handrail.areas.oversight.urls import urlpatterns
from support.oversight_data import PLANTED, Overseen, oversee
from support.permission_checks import EVERYBODY, Doors
from support.worlds import shared_world

LOCAL: set[str | None] = {"commissioner", "signatory"}
WORKS = LOCAL | {"force_lead"}
AREA = WORKS | {"board"}
ANYBODY: set[str | None] = {None}
WHO = {
    "oversight": AREA | {"neighbour"},
    "actions": AREA | {"neighbour"},
    "actions_csv": AREA | {"neighbour"},
    "action": AREA,
    "say_action": WORKS,
    "add_meeting": LOCAL | {"neighbour"},
    "meeting": AREA,
    "change_meeting": LOCAL,
    "add_question": LOCAL,
    "change_question": LOCAL,
    "settle_meeting": LOCAL,
    "reopen_meeting": LOCAL,
    "promise_meeting": LOCAL,
    "add_plan": LOCAL | {"neighbour"},
    "plan": AREA,
    "change_plan": WORKS,
    "add_objective": WORKS,
    "change_objective": WORKS,
    "report_board": WORKS,
    "end_plan": LOCAL,
    "promise_plan": WORKS,
    "add_programme": LOCAL | {"neighbour"},
    "programme": LOCAL | {"board"},
    "change_programme": LOCAL,
    "add_hearing": LOCAL,
    "change_hearing": LOCAL,
    "record_hearing": LOCAL,
    "cancel_hearing": LOCAL,
    "publish_hearing": LOCAL,
    "promise_programme": LOCAL,
    "published": ANYBODY,
    "outcome": ANYBODY,
    "correct_outcome": LOCAL,
}
OF = {
    "meeting": {
        "meeting",
        "change_meeting",
        "add_question",
        "settle_meeting",
        "reopen_meeting",
        "promise_meeting",
    },
    "plan": {"plan", "change_plan", "add_objective", "report_board", "end_plan", "promise_plan"},
    "programme": {"programme", "change_programme", "add_hearing", "promise_programme"},
}


@shared_world
def made(cast) -> Overseen:
    return oversee(cast)


@pytest.fixture
def doors(made) -> Doors:
    """Each address with what it needs, all of it Lincolnshire's own."""
    arguments = {name: [getattr(made, kind)] for kind, names in OF.items() for name in names}
    arguments |= {"action": [made.action], "say_action": [made.action]}
    arguments |= {"outcome": [made.slug], "correct_outcome": [made.slug]}
    arguments |= {"change_question": [made.meeting, 1], "change_objective": [made.plan, 1]}
    hearings = ("change_hearing", "record_hearing", "cancel_hearing", "publish_hearing")
    arguments |= {name: [made.programme, 3] for name in hearings}
    return Doors(urlpatterns, WHO, arguments, PLANTED, of_people=False)


def test_every_address_is_known(doors):
    assert doors.unknown() == set()


@pytest.mark.parametrize("part", EVERYBODY)
def test_who_comes_in_and_who_is_refused(cast, doors, part):
    assert doors.faults(cast, part) == []
