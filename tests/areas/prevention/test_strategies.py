"""Strategic plans: who writes one, and two people who publish at once make one edition."""

import pytest

from handrail.areas.prevention.actions import strategies
from handrail.areas.prevention.models import StrategyEdition, StrategyStep
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
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


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_who_publish_at_once_make_one_edition(cast):
    plan = make_ready(cast)

    def publish():
        return strategies.publish_strategy(plan.pk, seen=1, by=cast.commissioner.actor)

    answers = at_once(publish, publish)
    refused = [each for each in answers if isinstance(each, ActionNotPossibleError | ConcurrentEditError)]
    assert len(refused) == 1
    assert StrategyEdition.objects.count() == 1
