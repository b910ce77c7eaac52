"""The draft that is being prepared, for the pages that need one."""

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.casework.queries.finding import Found
from handrail.nrmform.queries.drafts import DraftPage, live_draft


def live_of(found: Found) -> DraftPage:
    """The one draft of the case that is being prepared. Raises Denied, and NotOpenToYou where there is none."""
    found.sight.needs(Kind.PATHWAY)
    draft = live_draft(found.sight)
    if draft is None:
        raise NotOpenToYou
    return draft
