"""The same number of statements for one row and for forty: the bound is written down and why."""

import pytest
from django.urls import reverse

from handrail.areas.calls.models import CallRecipient
from handrail.areas.calls.practice_input import PracticeInput
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from support.calls import OURS, PRACTICE, Writing, make
from support.query_counts import count

pytestmark = pytest.mark.one_engine


def grow_returns(call, cast, number=12):
    """So many more returns, each with answers and a practice."""
    rows = CallRecipient.objects.filter(call=call).exclude(body__code=OURS).select_related("body")[:number]
    for n, asked in enumerate(rows):
        person = create_account(
            email=f"w{n}@example.org", name=f"W {n}", body=asked.body, role=Role.COMMISSIONER, password=None
        )
        theirs = Writing(call, person, cast.signatory, asked.body.code)
        theirs.both()
        theirs.practice()


def test_the_tracker_asks_as_often_for_one_return_as_for_thirteen(cast, full, signed_in):
    client = signed_in(cast.collator)
    before = {
        name: count(client, reverse(name, args=[full.call.code]))
        for name in ("call_tracker", "call_tracker_csv")
    }
    grow_returns(full.call, cast)
    after = {name: count(client, reverse(name, args=[full.call.code])) for name in before}
    assert after == before
    assert (
        max(after.values()) <= 30
    )  # the call, those asked, returns with answers, comments and entries, mail, areas


def test_the_list_asks_as_often_for_two_calls_as_for_ten(cast, full, signed_in):
    clients = [signed_in(cast.collator), signed_in(cast.commissioner)]
    before = [count(client, "/calls/") for client in clients]
    for _ in range(8):
        make(cast.collator.actor)
    assert [count(client, "/calls/") for client in clients] == before


def test_a_return_asks_as_often_for_one_practice_as_for_twenty(cast, full, signed_in):
    client = signed_in(cast.commissioner)
    path = reverse("call_return", args=[full.call.code, OURS])
    count(client, path)  # that it was opened is kept once
    before = count(client, path)
    for n in range(20):
        full.ours.practice(PracticeInput(title=f"No. {n}", words="So", kind=PRACTICE.kind, phases=("after",)))
    assert count(client, path) == before <= 26
