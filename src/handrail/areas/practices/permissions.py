"""May this person? Who may say what became of a practice, and who sees one that would point to a safe venue."""

from django.db.models import Q

from handrail.areas.calls.models import ReturnPractice
from handrail.areas.calls.permissions import get_represented_body_ids, select_predecessor_governance
from handrail.areas.practices.models import Practice
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission


def may_record_planned_practice_outcome(by: Actor, body_id: int) -> bool:
    """The collator; or staff who write for the body, or for the one that took its area over."""
    if by.may(Permission.SORT_PRACTICES):
        return True
    return by.may(Permission.WRITE_RETURN) and body_id in get_represented_body_ids(by)


def may_read_source_return(by: Actor, body_id: int) -> bool:
    """Whether the return that tells it is the actor's body's own, or that of one whose area it took over."""
    return by.may(Permission.VIEW_CALLS) and body_id in get_represented_body_ids(by)


def require_may_record_practice_outcome(by: Actor, row: Practice) -> None:
    """Raise Denied unless the actor may say what happened."""
    if not may_record_planned_practice_outcome(by, row.body_id):
        raise Denied(
            "Only the organisation that reported this practice, or the collator, can record what happened."
        )


def build_visible_practices_filter(by: Actor) -> Q:
    """The row filter of the library: what would point to a safe venue is for its own body and the collator alone.

    Its own body is also the one that took its area over, which reads the return too. It is so from the moment at
    which the body marks it in its return, before anybody sorts it anew.
    """
    if by.may(Permission.SORT_PRACTICES):
        return Q()
    marked = ReturnPractice.objects.filter(safe_venue=True).values("key")
    return Q(safe_venue=False) & ~Q(key__in=marked) | build_own_practices_filter(by)


def build_own_practices_filter(by: Actor) -> Q:
    """What the actor's body told, or those whose area it took over."""
    return Q(body=by.body_id) | Q(body__in=select_predecessor_governance(by).values("body"))
