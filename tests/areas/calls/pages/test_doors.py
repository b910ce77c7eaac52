"""Every address of calls, tried by everybody: a body reads its own return, and nobody else's."""

import pytest

from handrail.areas.calls.urls import urlpatterns
from support.calls_pages import arguments, submit
from support.permission_checks import EVERYBODY, Doors

ASKS = {"collator"}
READS = {"collator", "commissioner", "signatory"}
WRITES = {"commissioner"}
SIGNS = {"signatory"}
WHO = {
    "calls": {"collator", "commissioner", "signatory", "force_lead", "neighbour"},
    "call_new": ASKS,
    "call": READS | {"neighbour"},
    "call_change": ASKS,
    "call_question_add": ASKS,
    "call_question": ASKS,
    "call_question_out": ASKS,
    "call_send": ASKS,
    "call_close": ASKS,
    "call_tracker": ASKS,
    "call_tracker_csv": ASKS,
    "call_remind": ASKS,
    "call_return": READS,
    "return_answer": WRITES,
    "return_practice_add": WRITES,
    "return_practice": WRITES,
    "return_practice_out": WRITES,
    "return_nothing": WRITES,
    "return_more": WRITES,
    "return_hand_over": WRITES,
    "return_take_back": WRITES | SIGNS,
    "return_sign": SIGNS,
    "return_send_back": ASKS,
    "return_withdraw": SIGNS,
    "return_edition": READS,
    "return_file": WRITES,
    "return_template": READS,
}


@pytest.fixture
def doors(full):
    submit(full)  # locked: no act of one person changes what the next one meets
    return Doors(
        urlpatterns, WHO, arguments(full), told=("We go and see them", "Navigators"), of_people=False
    )


def test_every_address_has_a_row(doors):
    assert doors.unknown() == set()


@pytest.mark.parametrize("part", EVERYBODY, ids=str)
def test_only_those_come_in_whom_the_table_names(cast, doors, part):
    assert doors.faults(cast, part) == []


@pytest.mark.parametrize("who", ["neighbour", "commissioner"])
def test_a_call_that_is_not_out_is_not_there(cast, full, signed_in, who):
    client = signed_in(getattr(cast, who))
    there, missing = (client.get(f"/calls/{code}/") for code in (full.later.code, "no-such-call"))
    assert there.status_code == missing.status_code == 403
    assert full.later.title not in there.content.decode()
