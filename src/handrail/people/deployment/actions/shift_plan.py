"""Confirming a plan: each pair that the lead ticked becomes an offer of its own."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from handrail.people.deployment.actions.offers import offer_deployment
from handrail.people.deployment.models import DeploymentRequest
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

FROM_PLAN = "From the whole-shift plan."


class ShiftPlanConfirmationResult(NamedTuple):
    """How many were asked, and a sentence on each that could not be."""

    asked: int
    failures: list[str]


def confirm_shift_plan(
    pairs: Iterable[tuple[UUID, UUID]], *, is_contact: bool, by: Actor
) -> ShiftPlanConfirmationResult:
    """Ask everybody whom the lead ticked. Each is checked again: what changed meanwhile is said, and asks nobody.

    Args:
        pairs: numbers of requests and practitioners.
        is_contact: whether each becomes the person's point of contact once they accept.
        by: the lead who decides.

    Raises:
        Denied: the actor is no lead.
    """
    require_permission(by, Permission.DEPLOY)
    wanted = dict(pairs)
    rows = DeploymentRequest.objects.of_lead(by).filter(pk__in=wanted).order_by("name_by", "id")
    asked, failures = 0, list[str]()
    for request_id, case_id, reference in rows.values_list("pk", "case", "case__reference"):
        try:
            offer_deployment(
                case_id=case_id,
                request_id=request_id,
                practitioner_id=wanted[request_id],
                why_them=FROM_PLAN,
                is_contact=is_contact,
                by=by,
            )
            asked += 1
        except ActionNotPossibleError as no:
            failures.append(msg("{reference}: {why}", reference=reference, why=no.args[0]))
    return ShiftPlanConfirmationResult(asked, failures)
