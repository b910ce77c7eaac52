"""A case of a charity that is no first responder, its draft, and short ways to answer."""

from collections.abc import Callable

import pytest

from handrail.people.referral_form.actions import drafts
from handrail.people.referral_form.queries.drafts import FormDraftDetail
from support.referral_form import fill, page_of
from support.worlds import shared_world


@shared_world
def draft(cast, told) -> FormDraftDetail:
    """Just begun, on the worker's case of an adult."""
    row = drafts.start_draft_or_get_live_one(case_id=told.case_id, by=cast.worker.actor)
    return page_of(cast.worker, told.case_id, row.pk)


@pytest.fixture
def say(cast, told, draft) -> Callable[..., tuple[str, ...]]:
    """Answer some questions of the draft."""

    def answer(user=None, **answers):
        return fill(user or cast.worker, told.case_id, draft.draft_id, **answers)

    return answer


@pytest.fixture
def now(cast, told, draft) -> Callable[[], FormDraftDetail]:
    """The draft as it is now."""
    return lambda: page_of(cast.worker, told.case_id, draft.draft_id)
