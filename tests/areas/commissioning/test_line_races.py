"""Two people at the same moment on one line: one decision is signed."""

import pytest

from handrail.areas.commissioning.actions import moves
from handrail.areas.commissioning.models import CommissionedService, StageMove
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.commissioning import a_line, lead_to
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
TOLD = (ActionNotPossibleError, ConcurrentEditError)


def test_two_who_sign_the_decision_at_once_leave_one(cast):
    made = lead_to(cast, a_line(cast), "evaluation")

    def sign(reason):
        step = StageMove(line=made, stage="decision", on=today(), reason=reason, document="Decision 25/031")
        return lambda: moves.move_service_to_stage(step, seen=made.version, by=cast.signatory.actor)

    said = at_once(sign("The first bid"), sign("The second bid"))
    assert sum(isinstance(each, TOLD) for each in said) == 1, said
    assert StageMove.objects.filter(line=made, stage="decision").count() == 1
    assert made.notices.filter(code="UK6").count() == 1
    assert CommissionedService.objects.get(pk=made.pk).stage == "decision"
