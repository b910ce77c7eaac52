"""One stand-in for many cases: for a worker who is away, or where nobody stands in yet."""

from collections.abc import Iterable
from typing import NamedTuple

from handrail.people.cases.person.actions import set_point_of_contact_and_stand_in
from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.kernel.messages import UserText, msg


class CaseTickedForStandIn(NamedTuple):
    """A case that was ticked, with the account that stood in when the page was drawn; None for nobody."""

    reference: str
    stand_in_id: int | None


class StandInOutcome(NamedTuple):
    """On how many cases the stand-in was named, and a sentence on each other."""

    named: int
    failures: list[str]


def name_stand_in_for_cases(
    chosen: Iterable[CaseTickedForStandIn], *, stand_in_id: int, by: Actor
) -> StandInOutcome:
    """Name one stand-in on each case, which is asked by itself: what cannot be is said and stops no other.

    Args:
        chosen: the cases.
        stand_in_id: the account of the stand-in.
        by: who acts.

    Raises:
        Denied: the actor may decide on no case who works on it.
    """
    require_permission(by, Permission.SHARE)
    wanted = {one.reference: one for one in chosen}
    rows = Case.objects.filter(
        policy.visible_files_q(by, today()), reference__in=wanted, closed_at__isnull=True
    )
    named, failures = 0, list[str]()
    for case in rows.order_by("reference"):
        try:
            set_point_of_contact_and_stand_in(
                case_id=case.pk,
                point_of_contact_id=case.point_of_contact_id,
                stand_in_id=stand_in_id,
                by=by,
                seen=(case.point_of_contact_id, wanted[case.reference].stand_in_id),
            )
            named += 1
        except ConcurrentEditError:
            failures.append(
                msg(
                    "{reference}: someone else has just named another stand-in.",
                    reference=UserText(case.reference),
                )
            )
        except (Denied, NotVisible):
            failures.append(msg("{reference}: you cannot decide this.", reference=UserText(case.reference)))
        except ActionNotPossibleError as no:
            failures.append(msg("{reference}: {why}", reference=UserText(case.reference), why=no.args[0]))
    return StandInOutcome(named, failures)
