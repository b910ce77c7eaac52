"""Strategic plans: who writes one, and two people who publish at once make one edition."""

import pytest
from django.utils import timezone

from handrail.areas.prevention.actions import strategies
from handrail.areas.prevention.evidence_sources import MOST_CHOICES, list_evidence_choices
from handrail.areas.prevention.models import PriorityEvidence, StrategyEdition, StrategyPriority, StrategyStep
from handrail.insight.signals.models import MonthScan, Signal
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.cast import LINCOLNSHIRE
from support.concurrency import at_once
from support.prevention_data import make_ready, write_strategy


def test_another_body_and_another_role_write_nothing_in_it(cast):
    plan = write_strategy(cast)
    for person, refusal in (("neighbour", RecordNotVisibleError), ("board", Denied), ("force_lead", Denied)):
        with pytest.raises(refusal):
            strategies.open_strategy_for_variation(plan.pk, why="x", by=getattr(cast, person).actor)
    with pytest.raises(ActionNotPossibleError, match="being written already"):
        strategies.open_strategy_for_variation(plan.pk, why="x", by=cast.commissioner.actor)


def test_an_answer_needs_the_panels_report_and_an_edition_is_never_changed(cast):
    plan = write_strategy(cast)
    row = StrategyStep(strategy=plan, step="answer", held_on=today(), words="Said.")
    with pytest.raises(ActionNotPossibleError, match="panel"):
        strategies.record_consultation_or_panel_step_of_strategy(row, by=cast.commissioner.actor)
    edition = strategies.publish_strategy(make_ready(cast).pk, seen=1, by=cast.commissioner.actor)
    with pytest.raises(AppendOnlyError):
        edition.save()
    with pytest.raises(AppendOnlyError):
        StrategyEdition.objects.all().delete()


def test_a_priority_rests_on_a_signal_older_than_those_that_the_page_offers(cast):
    priority = StrategyPriority.objects.get(strategy=write_strategy(cast))
    old = _make_accepted_signal("2025-01", LINCOLNSHIRE)
    for number in range(MOST_CHOICES):
        _make_accepted_signal(f"{2026 + number // 12}-{number % 12 + 1:02}", LINCOLNSHIRE)
    source, by = f"signal:{old.pk}", cast.commissioner.actor
    assert source not in dict(list_evidence_choices(by))
    evidence = PriorityEvidence(priority=priority, words="A campaign.")
    added = strategies.add_evidence_to_priority(evidence, source=source, by=by)
    assert (added.kind, added.ref) == ("signal", str(old.pk))
    assert "January 2025" in added.title


def test_a_priority_rests_on_no_signal_of_another_area_and_on_none_that_is_undecided(cast):
    priority = StrategyPriority.objects.get(strategy=write_strategy(cast))
    others = _make_accepted_signal("2026-01", "E23000035")
    undecided = _make_accepted_signal("2026-02", LINCOLNSHIRE, state="new")
    for source in (f"signal:{others.pk}", f"signal:{undecided.pk}", "signal:nothing", "other:1", ""):
        evidence = PriorityEvidence(priority=priority, words="A campaign.")
        with pytest.raises(ActionNotPossibleError, match="open to you"):
            strategies.add_evidence_to_priority(evidence, source=source, by=cast.commissioner.actor)


def _make_accepted_signal(month: str, area_code: str, state: str = "accepted") -> Signal:
    scan = MonthScan.objects.create(month=month, series=1, history=24, scanned_at=timezone.now())
    return Signal.objects.create(
        scan=scan, area_code=area_code, measure="referred", is_rise=False, span=3, band="hundred", state=state
    )


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_who_publish_at_once_make_one_edition(cast):
    plan = make_ready(cast)

    def publish():
        return strategies.publish_strategy(plan.pk, seen=1, by=cast.commissioner.actor)

    answers = at_once(publish, publish)
    refused = [each for each in answers if isinstance(each, ActionNotPossibleError | ConcurrentEditError)]
    assert len(refused) == 1
    assert StrategyEdition.objects.count() == 1
