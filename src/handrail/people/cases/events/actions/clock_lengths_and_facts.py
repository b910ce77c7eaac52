"""What a body decides for itself, and what a worker tells of a person that no event does."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.pathway.clocks import RULES_BY_CLOCK
from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.cases.events.clock_start_facts import CASE_FACTS
from handrail.people.cases.events.models import ClockSetting
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.kernel.messages import msg

LONGEST_CLOCK = 730
FACTS_VERB = "recorded details that affect deadlines"
"""What the trail says of it: the page reads there who told last."""


@transaction.atomic
def set_own_clock_length_of_body(*, clock: str, length: int | None, by: Actor) -> None:
    """Set the body's own length for a clock, or take it away with None.

    Only clocks without a confirmed length can be set. Its open cases are asked again by the next sweep.

    Args:
        clock: the clock’s code.
        length: in the rule’s own unit, working days where it names none.
        by: who acts, for their body.

    Raises:
        Denied: the role may not set lengths.
        ActionNotPossibleError: the clock has a length in its source, or the length is out of range.
    """
    require_permission(by, Permission.SET_LENGTHS)
    rule = RULES_BY_CLOCK.get(clock)
    if rule is None or not rule.settable:
        raise ActionNotPossibleError("This time limit comes from its source and cannot be changed.")
    if length is not None and not 1 <= length <= LONGEST_CLOCK:
        raise ActionNotPossibleError(
            msg(
                "Enter a whole number from 1 to {longest}, or leave it empty for no target.",
                longest=LONGEST_CLOCK,
            )
        )
    ClockSetting.objects.filter(body=by.body_id, clock=clock).delete()
    if length is not None:
        ClockSetting.objects.create(
            body_id=by.body_id, clock=clock, length=length, set_at=timezone.now(), set_by_id=by.user_id
        )
    touched = Case.objects.filter(owner=by.body_id, closed_at__isnull=True, dues__code=clock).values("pk")
    Case.objects.filter(pk__in=touched).update(changes_on=timezone.localdate())
    write_audit_record(who=by.who, verb="set a target", about=None, why=f"{rule.name}: {length or 'none'}")


@transaction.atomic
def set_clock_start_facts_of_case(
    *, case_id: UUID, facts: Iterable[str], by: Actor, seen: Iterable[str] | None = None
) -> None:
    """Keep which of the facts hold, in place of those told before; the rules are asked again.

    Args:
        case_id: the case.
        facts: codes of `CASE_FACTS`.
        by: who acts.
        seen: those that the page showed; None where nothing was shown.

    Raises:
        ConcurrentEditError: others hold by now. What two people tell alike is no difference.
        ActionNotPossibleError: a code is not on the list.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.PATHWAY)
    told = sorted(set(facts))
    if seen is not None and sorted(seen) != sorted(case.told) and told != sorted(case.told):
        raise ConcurrentEditError
    if not set(told) <= set(CASE_FACTS):
        raise ActionNotPossibleError("Choose from the list.")
    case.told = told
    case.save(update_fields=["told"])
    recompute_case(case)
    write_audit_record(who=by.who, verb=FACTS_VERB, about=case.pk, why=", ".join(told))
