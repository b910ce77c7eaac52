"""The draft that is being prepared, for the pages that need one."""

from uuid import UUID

from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.referral_form.conflict_errors import DraftNoLongerBeingPreparedError
from handrail.people.referral_form.queries.drafts import FormDraftDetail, find_draft, find_live_draft
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind


def get_live_draft(case: CaseOpenToActor) -> FormDraftDetail:
    """The one draft of the case that is being prepared. Raises Denied, and NotVisible where there is none."""
    return get_live_or_shown_draft(case, "")


def get_live_or_shown_draft(case: CaseOpenToActor, of: str) -> FormDraftDetail:
    """The draft to act on: the one that is being prepared, else the one that the page was opened on (`of`).

    The second is there so that the action can refuse with what became of it.

    Raises:
        Denied: the pathway is not open to the reader.
        NotVisible: the case has neither.
    """
    case.case_access.needs(Kind.PATHWAY)
    draft = find_live_draft(case.case_access) or find_draft_shown_on_page(case, of)
    if draft is None:
        raise NotVisible
    return draft


def find_draft_shown_on_page(case: CaseOpenToActor, of: str) -> FormDraftDetail | None:
    """The draft of the case that a page says it was opened on."""
    try:
        return find_draft(case.case_access, UUID(of))
    except ValueError:
        return None


def raise_unless_live_draft_was_shown(draft: FormDraftDetail, of: str) -> None:
    """Raises DraftNoLongerBeingPreparedError where the page was opened on another draft than the one being prepared."""
    if of != str(draft.draft_id):
        raise DraftNoLongerBeingPreparedError
