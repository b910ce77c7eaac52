"""The draft that is being prepared, for the pages that need one."""

from uuid import UUID

from django.http import HttpRequest

from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.referral_form.errors import FormDraftConflictError
from handrail.people.referral_form.queries.drafts import FormDraftDetail, get_draft, get_live_draft
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind


def require_live_draft(found: CaseContext) -> FormDraftDetail:
    """The one draft of the case that is being prepared. Raises Denied, and NotVisible where there is none."""
    found.case_access.needs(Kind.PATHWAY)
    draft = get_live_draft(found.case_access)
    if draft is None:
        raise NotVisible
    return draft


def get_draft_acted_on(request: HttpRequest, found: CaseContext) -> FormDraftDetail:
    """The same; where none is being prepared any more, the one that the page was opened on: what is asked of it is
    refused with what became of it."""
    found.case_access.needs(Kind.PATHWAY)
    draft = get_live_draft(found.case_access) or get_opened_draft(request, found)
    if draft is None:
        raise NotVisible
    return draft


def get_opened_draft(request: HttpRequest, found: CaseContext) -> FormDraftDetail | None:
    """The draft that the page was opened on, as the page says."""
    try:
        return get_draft(found.case_access, UUID(request.POST.get("of", "")))
    except ValueError:
        return None


def check_is_same_draft(draft: FormDraftDetail, of: str) -> None:
    """Raises OtherDraft where the page was opened on another draft than the one that is being prepared."""
    if of != str(draft.draft_id):
        raise FormDraftConflictError
