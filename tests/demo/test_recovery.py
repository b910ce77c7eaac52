"""The demo's people say what they want: three heroes’ goals and outcomes, a mind that changed, an overdue answer."""

import pytest
from django.utils import timezone

from handrail.demo import goals_and_hesitations
from handrail.demo.loader import write_case
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.recovery.models import (
    CaseFeedback,
    Goal,
    GoalNeed,
    GoalVersion,
    Hesitation,
    HesitationChange,
    LocalProvider,
    OutcomeReview,
)
from handrail.people.recovery.queries.hesitation_figures import get_hesitation_figures
from support.demo_world import demo_base  # noqa: F401

pytestmark = pytest.mark.one_engine

HEROES = ("sofia", "kwame", "mirela")
OTHERS = 14


@pytest.mark.django_db
def test_what_people_want_is_written_once_and_the_figures_have_enough_people_to_show_some(demo_base):  # noqa: F811
    today, now = timezone.localdate(), timezone.now()
    plan, cast = demo_base
    ours = [case for case in plan.cases if case.body == "lantern"]
    others = [case for case in ours if case.key not in HEROES]
    early = [case for case in others if 45 < (today - case.opened).days < 300][:OTHERS]
    with use_simulated_clock(now) as clock:
        for case in (*(case for case in ours if case.key in HEROES), *early):
            write_case(case, cast, clock, now)
    goals_and_hesitations.load_goals_hesitations_and_feedback(cast, today)
    goals_and_hesitations.load_goals_hesitations_and_feedback(cast, today)
    assert Goal.objects.count() == 5
    assert GoalVersion.objects.filter(state="reached").count() == 1
    assert GoalNeed.objects.filter(version__goal__case__reference="LN-0417-M", need__kind="english").exists()
    days = {
        (row.case.reference, row.outcome): OutcomeReview.objects.filter(
            case=row.case, outcome=row.outcome
        ).count()
        for row in OutcomeReview.objects.select_related("case")
    }
    asked = {(reference, times) for (reference, _), times in days.items()}
    assert asked == {("LN-0211-Y", 3), ("LN-0400-B", 3), ("LN-0417-M", 2)}
    assert LocalProvider.objects.count() == 3
    assert HesitationChange.objects.filter(hesitation__case__reference="LN-0400-B").count() == 1
    assert Hesitation.objects.count() >= OTHERS
    assert {row.kind for row in CaseFeedback.objects.all()} == {"thanks", "complaint", "idea"}
    assert CaseFeedback.objects.filter(kind="complaint", answered_on=None, answer_by__lt=today).count() == 1
    found = get_hesitation_figures(cast.actors["ruth.adeyemi"])
    assert found.people.size is not None
    assert any(row.size for row in found.causes.rows)
