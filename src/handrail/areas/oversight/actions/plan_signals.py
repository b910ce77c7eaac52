"""A plan cites an accepted signal."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.oversight.actions.plans import lock_open_improvement_plan
from handrail.areas.oversight.models import PlanSignal
from handrail.insight.review_gaps.identifying_text_check import explain_identifying_words
from handrail.insight.signals.queries import select_visible_signals
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

NOT_ACCEPTED = "A plan can only cite confirmed changes. Confirm the change first."


def cite_area_signal_in_improvement_plan(
    cited: PlanSignal, *, plan_id: UUID, signal_id: UUID, by: Actor
) -> None:
    """Say in a plan what it does about a signal of the area.

    Args:
        cited: with its words.
        plan_id: of an open plan.
        signal_id: of an accepted signal.
        by: who works on the plan.

    Raises:
        Denied, RecordNotVisibleError: by role, or the plan is another body's.
        ActionNotPossibleError: the plan is closed, or the signal is not accepted or is in the plan already.
        ValidationError: by field; where the words name a person, a case or a place.
    """
    if said := explain_identifying_words(cited.words, by):
        raise ValidationError({"words": said})
    with transaction.atomic():
        plan = lock_open_improvement_plan(plan_id, by)
        signal = select_visible_signals(by).filter(pk=signal_id, state="accepted").first()
        if signal is None:
            raise ActionNotPossibleError(NOT_ACCEPTED)
        cited.plan, cited.signal_id, cited.at, cited.by_id = plan, signal.pk, timezone.now(), by.user_id
        cited.full_clean(exclude={"plan", "signal", "by"}, validate_constraints=False)
        try:
            with transaction.atomic():
                cited.save()
        except IntegrityError:
            raise ActionNotPossibleError("That change is already in the plan.") from None
        write_audit_record(who=by.who, verb="cited a signal in a plan", about=plan.pk, why=str(signal.pk))
