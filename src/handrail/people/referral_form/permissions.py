"""Who may work on a draft: whoever may record on the case and sees what the form asks for."""

from uuid import UUID

from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.referral_form.draft_and_handover_states import FormDraftState
from handrail.people.referral_form.models import DraftOrSentForm
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError

REQUIRED_KINDS = (Kind.PATHWAY, Kind.IDENTITY, Kind.CONTACT, Kind.ACCOUNT)
HANDED_MESSAGE = "This draft was handed over to {body}. Withdraw it to change it."
MADE_MESSAGE = "This form has been sent and cannot be changed. Start another if needed."
ASIDE_MESSAGE = "This draft is archived. Start another: its answers will be suggested."
CLOSED_MESSAGE = "This case is closed, so the draft cannot be changed. Reopen the case to continue."


def lock_and_authorise_draft(
    case_id: UUID, draft_id: UUID, by: Actor
) -> tuple[Case, CaseAccess, DraftOrSentForm]:
    """Lock the case for a change of a draft that may still be written in.

    Args:
        case_id: the case.
        draft_id: its draft.
        by: who acts.

    Returns:
        The locked case, what the actor may see of it, and the draft.

    Raises:
        Denied: the actor may not record on the case, or does not see all that the form asks for.
        ActionNotPossibleError: the case is closed, or the draft is of another case or no longer being prepared.
    """
    case, case_access = lock_and_authorise_case(case_id, by)
    draft = DraftOrSentForm.objects.filter(case=case, pk=draft_id).first()
    if draft is None:
        raise ActionNotPossibleError("That draft is not on this case.")
    raise_unless_draft_writable(draft)
    return case, case_access, draft


def lock_and_authorise_case(case_id: UUID, by: Actor) -> tuple[Case, CaseAccess]:
    """Lock the case for a change that needs everything the form asks for.

    Returns:
        The locked case, and what the actor may see of it.

    Raises:
        Denied: the actor may not record on the case, or does not see all that the form asks for.
        ActionNotPossibleError: the case is closed.
    """
    try:
        return lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, *REQUIRED_KINDS)
    except ActionNotPossibleError as no:
        raise ActionNotPossibleError(CLOSED_MESSAGE) from no


def raise_unless_draft_writable(draft: DraftOrSentForm) -> None:
    """Raise ActionNotPossibleError, with what to do, unless the draft may be written in."""
    if draft.state == FormDraftState.HANDED:
        body = draft.handovers.select_related("to_body").latest("pk").to_body.name
        raise ActionNotPossibleError(HANDED_MESSAGE.format(body=body))
    if draft.state != FormDraftState.OPEN:
        raise ActionNotPossibleError(MADE_MESSAGE if draft.state == FormDraftState.MADE else ASIDE_MESSAGE)
