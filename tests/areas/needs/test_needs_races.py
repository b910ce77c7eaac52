"""Two people who publish, or decide, at the same moment."""

import pytest

from handrail.areas.needs.actions.intentions import record_intention_decision
from handrail.areas.needs.actions.publication import publish_needs_assessment
from handrail.areas.needs.models import CommissioningIntention, PublishedNeedsAssessment
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.concurrency import at_once
from support.needs import assess, get_shown


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_of_two_who_publish_or_decide_at_once_one_is_told(cast):
    made, by = assess(cast), cast.signatory.actor
    decisions = ("go_on", "no")
    told = at_once(
        *[
            lambda each=each: record_intention_decision(
                made.assessment, 1, decision=each, reason=f"For {each}.", seen=1, by=by
            )
            for each in decisions
        ]
    )
    assert sorted(type(each) for each in told if each is not None) == [ConcurrentEditError]
    kept = CommissioningIntention.objects.get()
    assert (kept.decision, kept.reason) == (
        decisions[told.index(None)],
        f"For {decisions[told.index(None)]}.",
    )
    shown = get_shown(by, made.assessment)
    told = at_once(*[lambda: publish_needs_assessment(made.assessment, shown=shown, by=by)] * 2)
    assert sorted(isinstance(each, PublishedNeedsAssessment) for each in told) == [False, True]
    assert any(isinstance(each, ActionNotPossibleError) for each in told)
    assert PublishedNeedsAssessment.objects.count() == 1
