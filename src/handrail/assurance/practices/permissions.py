"""May this person? Who may say what became of a practice, and who sees one that would point to a safe venue."""

from django.db.models import Q

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.roles import Permission
from handrail.assurance.calls.models import Entry
from handrail.assurance.calls.permissions import answers_for, predecessors
from handrail.assurance.practices.models import Practice


def tells_of(by: Actor, body_id: int) -> bool:
    """The collator; or staff who write for the body, or for the one that took its area over."""
    if by.may(Permission.SORT_PRACTICES):
        return True
    return by.may(Permission.WRITE_RETURN) and body_id in answers_for(by)


def reads_of(by: Actor, body_id: int) -> bool:
    """Whether the return that tells it is the actor's body's own, or that of one whose area it took over."""
    return by.may(Permission.VIEW_CALLS) and body_id in answers_for(by)


def require_tells_of(by: Actor, row: Practice) -> None:
    """Raise Denied unless the actor may say what became of it."""
    if not tells_of(by, row.body_id):
        raise Denied("Only the body that told this practice, or the collator, may say what became of it.")


def seen_by(by: Actor) -> Q:
    """The row filter of the library: what would point to a safe venue is for its own body and the collator alone.

    Its own body is also the one that took its area over, which reads the return too. It is so from the moment at
    which the body marks it in its return, before anybody sorts it anew.
    """
    if by.may(Permission.SORT_PRACTICES):
        return Q()
    marked = Entry.objects.filter(safe_venue=True).values("key")
    return Q(safe_venue=False) & ~Q(key__in=marked) | told_by(by)


def told_by(by: Actor) -> Q:
    """What the actor's body told, or those whose area it took over."""
    return Q(body=by.body_id) | Q(body__in=predecessors(by).values("body"))
