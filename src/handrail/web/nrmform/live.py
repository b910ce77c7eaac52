"""The draft that is being prepared, for the pages that need one."""

from uuid import UUID

from django.http import HttpRequest

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.casework.lists.queries.finding import Found
from handrail.nrmform.queries.drafts import DraftPage, live_draft, one_draft
from handrail.nrmform.stale import OtherDraft


def live_of(found: Found) -> DraftPage:
    """The one draft of the case that is being prepared. Raises Denied, and NotOpenToYou where there is none."""
    found.sight.needs(Kind.PATHWAY)
    draft = live_draft(found.sight)
    if draft is None:
        raise NotOpenToYou
    return draft


def acting_on(request: HttpRequest, found: Found) -> DraftPage:
    """The same; where none is being prepared any more, the one that the page was opened on: what is asked of it is
    refused with what became of it."""
    found.sight.needs(Kind.PATHWAY)
    draft = live_draft(found.sight) or opened(request, found)
    if draft is None:
        raise NotOpenToYou
    return draft


def opened(request: HttpRequest, found: Found) -> DraftPage | None:
    """The draft that the page was opened on, as the page says."""
    try:
        return one_draft(found.sight, UUID(request.POST.get("of", "")))
    except ValueError:
        return None


def same(draft: DraftPage, of: str) -> None:
    """Raises OtherDraft where the page was opened on another draft than the one that is being prepared."""
    if of != str(draft.draft_id):
        raise OtherDraft
