"""The demo's call of this year: a return in every state, and figures that add up."""

from time import monotonic

import pytest
from django.utils import timezone

from handrail.areas.calls.models import Call
from handrail.areas.calls.queries.tracker import get_call_response_tracker
from handrail.demo import current_call
from handrail.demo.case_writer import DemoLookups
from support.worlds import shared_world


@shared_world
def written(cast) -> Call:
    actors = {
        current_call.COLLATOR: cast.collator.actor,
        current_call.WRITER: cast.commissioner.actor,
        current_call.SIGNER: cast.signatory.actor,
    }
    people = DemoLookups(actors=actors, bodies={}, languages={}, services={})
    for _ in range(2):  # the second time does nothing
        began = monotonic()
        current_call.load_current_call_for_returns(people, timezone.localdate())
        print(f"{monotonic() - began:.1f} s")
    return Call.objects.get()


@pytest.mark.one_engine
def test_a_return_stands_in_every_state_and_the_figures_add_up(written):
    found = get_call_response_tracker(written.code, now=timezone.now())
    counts = found.counts
    assert (counts.asked, counts.submitted, counts.nothing, counts.late, counts.sent_back) == (
        43,
        27,
        3,
        2,
        2,
    )
    assert (counts.answered, counts.not_answered) == (30, 13)
    assert {row.status.code for row in found.to_chase} == {
        "asked",
        "opened",
        "draft",
        "to_sign",
        "sent_back",
    }
    assert found.to_chase[0].area_name == "Warwickshire"
    assert found.to_chase[0].accounts == 0
