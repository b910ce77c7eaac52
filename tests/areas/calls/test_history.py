"""A call of earlier years: its bodies are those of its day, and silence is not known."""

from datetime import date

import pytest

from handrail.areas.calls.actions import earlier_calls
from handrail.areas.calls.actions.return_editions import hash_content
from handrail.areas.calls.models import CallRecipient, ReturnEdition
from handrail.areas.calls.practice_input import PracticeInput
from handrail.platform.access.errors import Denied
from handrail.platform.kernel.errors import ActionNotPossibleError

TOLD = PracticeInput(
    title="Navigators",
    words="Two navigators walk beside people.",
    kind="service",
    phases=("before", "outside"),
)


def enter(by):
    return earlier_calls.record_earlier_call_made_elsewhere(
        by=by,
        code="of-2021",
        title="What was done",
        asked_on=date(2021, 6, 1),
        deadline=date(2021, 12, 1),
        source="the published text, paragraph 1",
        answered_reported=38,
    )


def return_of(by, body="commissioner-south-yorkshire"):
    return earlier_calls.record_return_of_body_to_earlier_call(
        by=by, call="of-2021", body=body, entered_later="from the published text", practices=[TOLD]
    )


def test_a_call_of_2021_goes_to_the_bodies_of_2021(cast):
    enter(cast.collator.actor)
    asked = set(CallRecipient.objects.values_list("body__code", flat=True))
    assert len(asked) == 43
    assert {"mayor-west-yorkshire", "commissioner-south-yorkshire", "commissioner-cumbria"} <= asked
    assert not {"commissioner-west-yorkshire", "mayor-south-yorkshire", "fire-commissioner-cumbria"} & asked


def test_a_return_entered_later_is_submitted_frozen_and_says_so(cast):
    enter(cast.collator.actor)
    row = return_of(cast.collator.actor)
    edition = ReturnEdition.objects.get(of=row)
    assert (row.state, row.signed_by, row.submitted_at) == ("submitted", None, None)
    assert edition.sha256 == hash_content(edition.content)
    assert edition.content["practices"][0]["key"] == "of-2021-commissioner-south-yorkshire-1"
    assert edition.content["practices"][0]["phases"] == ["before", "outside"]
    assert edition.content["practices"][0]["area"] == "E23000011"


def test_nobody_enters_a_return_twice_or_for_a_body_that_was_not_asked(cast):
    enter(cast.collator.actor)
    return_of(cast.collator.actor)
    with pytest.raises(ActionNotPossibleError, match="already has a return"):
        return_of(cast.collator.actor)
    with pytest.raises(ActionNotPossibleError, match="was not asked"):
        return_of(cast.collator.actor, "mayor-south-yorkshire")


def test_only_those_who_ask_enter_history(cast):
    with pytest.raises(Denied):
        enter(cast.commissioner.actor)
