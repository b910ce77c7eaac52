"""May this person? Who may say what became of a practice, and who sees one that would point to a safe venue."""

from django.db.models import Q

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.roles import Permission
from handrail.assurance.calls.models import Entry
from handrail.assurance.practices.models import Practice
from handrail.reference.models import Body


def tells_of(by: Actor, body_id: int, body_kind: str, area_code: str | None) -> bool:
    """The collator; or staff who write for the body, or for its successor: of the same kind, for the same area."""
    if by.may(Permission.SORT_PRACTICES):
        return True
    if not by.may(Permission.WRITE_RETURN):
        return False
    if by.body_id == body_id:
        return True
    return bool(area_code) and Body.objects.filter(pk=by.body_id, kind=body_kind, area=area_code).exists()


def require_tells_of(by: Actor, row: Practice) -> None:
    """Raise Denied unless the actor may say what became of it."""
    if not tells_of(by, row.body_id, row.body.kind, row.area_id):
        raise Denied("Only the body that told this practice, or the collator, may say what became of it.")


def seen_by(by: Actor) -> Q:
    """The row filter of the library: what would point to a safe venue is for its own body and the collator alone.

    It is so from the moment at which the body marks it in its return, before anybody sorts it anew.
    """
    if by.may(Permission.SORT_PRACTICES):
        return Q()
    marked = Entry.objects.filter(safe_venue=True).values("key")
    return Q(safe_venue=False) & ~Q(key__in=marked) | Q(body=by.body_id)
