"""Who may import cases, and the lock under which an import changes."""

from collections.abc import Iterable
from uuid import UUID

from handrail.people.caseload_import.models import CaseloadImport
from handrail.people.caseload_import.text_choices import ImportState
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError

MOVED_ON = "This import has moved on since you opened the page. Open it again."


def lock_import(
    import_id: UUID, by: Actor, states: Iterable[ImportState], *, seen: int | None = None
) -> CaseloadImport:
    """Lock an import of the actor's organisation for a change.

    Args:
        import_id: the import.
        by: who acts.
        states: in which it may be.
        seen: the version that the page showed; None where it showed none.

    Raises:
        Denied: the role may not import cases.
        NotVisible: it is of another organisation.
        ActionNotPossibleError: it stands elsewhere by now.
        ConcurrentEditError: somebody else answered meanwhile.
    """
    policy.require_permission(by, Permission.IMPORT_CASELOAD)
    rows = CaseloadImport.objects.select_for_update(of=("self",))
    found = rows.filter(pk=import_id, body_id=by.body_id).first()
    if found is None:
        raise NotVisible
    if found.state not in tuple(states):
        raise ActionNotPossibleError(MOVED_ON)
    if seen is not None and seen != found.version:
        raise ConcurrentEditError(saved=found)
    return found
