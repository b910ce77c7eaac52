"""Who may work on a draft: whoever may record on the case and sees what the form asks for."""

from uuid import UUID

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import enter
from handrail.kernel.refusals import NotNow
from handrail.nrmform.models import Draft
from handrail.nrmform.states import State

KINDS = (Kind.PATHWAY, Kind.IDENTITY, Kind.CONTACT)
HANDED = "This draft was handed to {body}. Take it back to change it."
MADE = "This was made, and is kept as it was. Start another if there is one to make."
ASIDE = "This draft was put aside. Start another: what it holds is suggested there."
CLOSED = (
    "This case is closed, so its draft can be read and not changed. Open the case again to go on with it."
)


def enter_draft(case_id: UUID, draft_id: UUID, by: Actor) -> tuple[Case, Sight, Draft]:
    """Lock the case for a change of a draft that may still be written in. Denied or NotNow as the case's door says."""
    case, sight = enter_case(case_id, by)
    draft = Draft.objects.filter(case=case, pk=draft_id).first()
    if draft is None:
        raise NotNow("That draft is not on this case.")
    writable(draft)
    return case, sight, draft


def enter_case(case_id: UUID, by: Actor) -> tuple[Case, Sight]:
    """Lock the case for a change that needs everything the form asks for."""
    try:
        return enter(case_id, by, Permission.RECORD, *KINDS)
    except NotNow as no:
        raise NotNow(CLOSED) from no


def writable(draft: Draft) -> None:
    """Raise NotNow, with what to do, unless the draft may be written in."""
    if draft.state == State.HANDED:
        body = draft.handovers.select_related("to_body").latest("pk").to_body.name
        raise NotNow(HANDED.format(body=body))
    if draft.state != State.OPEN:
        raise NotNow(MADE if draft.state == State.MADE else ASIDE)
