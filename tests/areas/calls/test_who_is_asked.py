"""A call goes to the bodies of its day; who comes after them inherits the trail."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from handrail.areas.calls.actions import calls, earlier_calls
from handrail.areas.calls.deadlines import get_deadline_moment
from handrail.areas.calls.models import Call, CallRecipient
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.calls import (
    get_call_detail,
    list_all_calls_with_answer_counts,
    list_calls_received_by_bodies_of_actor,
)
from handrail.areas.calls.queries.returns import get_return_detail
from handrail.areas.calls.queries.tracker import get_call_response_tracker
from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Role
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.calls import OURS, PRACTICE, Writing, make


def asked(call):
    return set(CallRecipient.objects.filter(call=call).values_list("body__code", flat=True))


def person(body, role, name):
    return create_account(
        email=f"{name}@example.org",
        name=name.title(),
        body=Body.objects.get(code=body),
        role=role,
        password=None,
    )


@pytest.mark.parametrize(
    ("kinds", "count"),
    [
        ({}, 43),
        ({"to_policing_bodies": False, "to_chief_constables": True}, 43),
        ({"to_chief_constables": True}, 86),
        ({"to_policing_bodies": False, "named": ["british-transport-police", OURS]}, 2),
        ({"named": [OURS]}, 43),
    ],
)
def test_addressees_are_read_from_the_kinds_each_once(cast, kinds, count):
    call = make(cast.collator.actor, **kinds)
    assert get_call_detail(call.code, cast.collator.actor).recipient_count == count
    assert (
        calls.send_call_for_returns_to_bodies(code=call.code, by=cast.collator.actor)
        == count
        == len(asked(call))
    )


@pytest.mark.parametrize(
    ("day", "body", "not_this"),
    [
        (date(2024, 5, 6), "commissioner-south-yorkshire", "mayor-south-yorkshire"),
        (date(2024, 5, 7), "mayor-south-yorkshire", "commissioner-south-yorkshire"),
    ],
)
def test_on_the_day_of_a_change_the_body_of_that_day_is_asked(cast, day, body, not_this):
    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        call = make(cast.collator.actor)
        calls.send_call_for_returns_to_bodies(code=call.code, by=cast.collator.actor)
    assert body in asked(call)
    assert not_this not in asked(call)
    assert len(asked(call)) == 43


def test_who_took_an_area_over_reads_what_the_predecessor_answered(cast):
    earlier_calls.record_earlier_call_made_elsewhere(
        by=cast.collator.actor,
        code="of-2021",
        title="What was done",
        asked_on=date(2021, 6, 1),
        deadline=date(2021, 12, 1),
        source="a published text",
        answered_reported=38,
    )
    earlier_calls.record_return_of_body_to_earlier_call(
        by=cast.collator.actor,
        call="of-2021",
        body="commissioner-south-yorkshire",
        entered_later="from a published text",
        practices=[PRACTICE],
    )
    mayor = person("mayor-south-yorkshire", Role.COMMISSIONER, "mabel")
    line = list_calls_received_by_bodies_of_actor(mayor.actor, timezone.now())[0]
    assert (line.body_code, line.predecessor, line.status.code) == (
        "commissioner-south-yorkshire", True, "answered",
    )  # fmt: skip
    page = get_return_detail("of-2021", "commissioner-south-yorkshire", mayor.actor, timezone.now())
    assert (page.predecessor, page.may_write, len(page.practices)) == (True, False, 1)
    found = get_call_response_tracker("of-2021", now=timezone.now())
    row = next(row for row in found.rows if row.body_code == "commissioner-south-yorkshire")
    assert row.current_governing_body.startswith("Mayor of South Yorkshire")
    assert (found.counts.answered, found.counts.not_answered) == (38, None)
    assert (found.counts.asked, found.counts.asked_derived) == (43, True)
    assert {row.status.code for row in found.rows} == {"answered", "not_known"}


def test_who_takes_an_area_over_while_a_call_is_open_answers_it(cast):
    with time_machine.travel(datetime(2024, 4, 20, 12, tzinfo=UTC)):
        call = make(cast.collator.actor, deadline=date(2024, 6, 1))
        calls.send_call_for_returns_to_bodies(code=call.code, by=cast.collator.actor)
        mayor = person("mayor-south-yorkshire", Role.COMMISSIONER, "mabel")
        signer = person("mayor-south-yorkshire", Role.SIGNATORY, "simon")
        theirs = Writing(call, mayor, signer, "commissioner-south-yorkshire")
        with pytest.raises(CallNotVisible):
            theirs.answer()
    with time_machine.travel(datetime(2024, 5, 10, 12, tzinfo=UTC)):
        theirs.submit()
        assert get_call_response_tracker(call.code, now=timezone.now()).counts.answered == 1


def test_what_this_call_did_not_ask_is_never_due(cast):
    call = make(cast.collator.actor, to_policing_bodies=False, named=[OURS])
    calls.send_call_for_returns_to_bodies(code=call.code, by=cast.collator.actor)
    found = get_call_response_tracker(call.code, now=timezone.now())
    assert [row.body_code for row in found.rows] == [OURS]
    assert len(found.not_asked_rows) == 42
    assert {one.why for one in found.not_asked_rows} == {"Not asked in this request"}
    assert sum(tile.status.code == "not_asked" for tile in found.tiles) == 42


def test_once_sent_whom_it_goes_to_stays(cast, call):
    call.title, call.to_chief_constables = "New words", True
    with pytest.raises(ActionNotPossibleError, match="can no longer change the recipients"):
        calls.change_call_for_returns(call, named=(), seen=call.version, by=cast.collator.actor)


@pytest.mark.parametrize("who", ["commissioner", "signatory", "force_lead", "board", "worker"])
def test_only_those_who_ask_make_a_call(cast, who):
    with pytest.raises(Denied):
        make(getattr(cast, who).actor)


def test_a_call_without_questions_or_time_is_not_sent(cast):
    by = cast.collator.actor
    call = calls.create_draft_call_for_returns(Call(title="Empty", deadline=date(2020, 1, 1)), by=by)
    with pytest.raises(ActionNotPossibleError, match="deadline has already passed"):
        calls.send_call_for_returns_to_bodies(code=call.code, by=by)
    call.deadline = get_deadline_moment(timezone.localdate())
    calls.change_call_for_returns(call, named=(), seen=1, by=by)
    with pytest.raises(ActionNotPossibleError, match="Add a question"):
        calls.send_call_for_returns_to_bodies(code=call.code, by=by)


def test_two_calls_of_one_title_have_two_names(cast):
    codes = {make(cast.collator.actor).code for _ in range(3)}
    assert codes == {"what-is-done-before-the-nrm" + end for end in ("", "-2", "-3")}
    assert len(list_all_calls_with_answer_counts()) == 3
