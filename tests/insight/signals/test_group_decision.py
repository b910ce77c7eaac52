"""One decision covers the signals of one area, month and direction that nobody decided on yet."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from handrail.insight.signals.actions import record_signal_decision
from handrail.insight.signals.home_panel import list_recent_signal_lines
from handrail.insight.signals.models import MonthScan, Signal, SignalDecision
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.ui.home_cards import HomePageViewer
from support.cast import LINCOLNSHIRE
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ELSEWHERE = "E23000024"
MORE_RISES = re.compile(r"\b(\d+) [a-z ]*rises\b")


def plant(measure: str, **told) -> Signal:
    scan, _ = MonthScan.objects.get_or_create(
        month=told.pop("month", "2026-09"),
        defaults={"series": 9, "history": 24, "scanned_at": timezone.now()},
    )
    told = {"area_code": LINCOLNSHIRE, "is_rise": False, "span": 3, "band": "hundred"} | told
    return Signal.objects.create(scan=scan, measure=measure, **told)


def test_it_covers_new_ones_of_its_group_alone_and_says_on_which_it_was_made(cast, signed_in):
    lead, part = plant("referred"), plant("referred", breakdown="age", value="adult")
    decided = plant("returned", state="dismissed")
    others = [
        plant("identified", is_rise=True),
        plant("identified", area_code=ELSEWHERE),
        plant("identified", month="2026-08"),
    ]
    client = signed_in(cast.commissioner)
    form = client.get(f"/figures/signals/{lead.pk}/decide/").content.decode()
    assert "Decide the same on 1 other fall of that month" in form
    sent = {"state": "accepted", "reason": "", "words": "Fewer come.", "covers_group": "on", "seen": "1"}
    said = client.post(f"/figures/signals/{lead.pk}/decide/", sent, follow=True).content.decode()
    assert "with 1 other change in its group" in said
    part.refresh_from_db()
    assert (part.state, part.version) == ("accepted", 2)
    assert SignalDecision.objects.get(signal=part).made_on == lead
    decided.refresh_from_db()
    assert decided.state == "dismissed"
    assert set(Signal.objects.filter(state="new")) == set(others)
    page = client.get(f"/figures/signals/{part.pk}/").content.decode()
    assert "Decided on another change in its group" in page


def test_the_home_and_the_log_tell_one_number_of_more_changes(cast, signed_in):
    """Three are new and one is confirmed: two more beside the first of the new."""
    for measure in ("referred", "identified", "returned"):
        plant(measure, is_rise=True)
    plant("needs", is_rise=True, state="accepted")
    actor = cast.commissioner.actor
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    new, confirmed = list_recent_signal_lines(HomePageViewer(actor, bodies, timezone.now()))
    assert MORE_RISES.findall(new.about) == ["2"]
    assert (confirmed.tag[1], MORE_RISES.findall(confirmed.about)) == ("Confirmed", [])
    client = signed_in(cast.commissioner)
    for state in ("new", "all"):
        page = client.get(f"/figures/signals/?state={state}").content.decode()
        assert MORE_RISES.findall(page) == ["2"]


def test_a_decision_that_cannot_be_saved_covers_nothing(cast):
    lead, part = plant("referred"), plant("identified")
    without_reason = SignalDecision(signal=lead, state="dismissed", words="Known.")
    with pytest.raises(ValidationError):
        record_signal_decision(without_reason, covers_group=True, seen=1, by=cast.commissioner.actor)
    part.refresh_from_db()
    assert part.state == "new"
    assert not SignalDecision.objects.exists()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_who_decide_for_the_group_at_once_leave_one_decision_on_each(cast):
    rows = [plant("referred"), plant("identified"), plant("returned")]

    def decide(place: int) -> None:
        said = SignalDecision(signal=rows[place], state="accepted", words="Fewer come.")
        record_signal_decision(said, covers_group=True, seen=1, by=cast.commissioner.actor)

    at_once(lambda: decide(0), lambda: decide(2))
    assert SignalDecision.objects.count() == 3
    assert set(Signal.objects.values_list("state", "version")) == {("accepted", 2)}
