"""A case of a charity that is no first responder, its draft, and short ways to answer."""

import datetime
from collections.abc import Callable
from uuid import UUID

import pytest
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.casework.case.states import Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.nrmform.actions import drafting
from handrail.nrmform.actions.drafting import Saving
from handrail.nrmform.queries.drafts import DraftPage, one_draft
from handrail.nrmform.rules import flow
from handrail.nrmform.rules.flow import Given
from support.worlds import shared_world

ALL_THREE = (Kind.IDENTITY, Kind.CONTACT, Kind.PATHWAY)


def ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def sees(user, case_id: UUID):
    return sight_of(Case.objects.get(pk=case_id), user.actor)


def page_of(user, case_id: UUID, draft_id: UUID) -> DraftPage:
    page = one_draft(sees(user, case_id), draft_id)
    assert page is not None
    return page


def fill(user, case_id: UUID, draft_id: UUID, **answers) -> tuple[str, ...]:
    """Answer by key, page after page in the form's order; a value alone, or Given."""
    said: list[str] = []
    left = {key: one if isinstance(one, Given) else Given(one) for key, one in answers.items()}
    for page in page_of(user, case_id, draft_id).definition.pages:
        seen = page_of(user, case_id, draft_id)
        mine = {field.key: left.pop(field.key) for field in page.fields if field.key in left}
        if not mine:
            continue
        if page not in flow.pages(seen.definition, {**seen.given, **mine}):
            left |= mine
            continue
        versions = {key: seen.version(key) for key in mine}
        said += drafting.save_page(
            case_id=case_id, draft_id=draft_id, saving=Saving(page.code, mine, versions), by=user.actor
        )
    assert left == {}
    return tuple(said)


def answered(case_id: UUID, user, said: Said) -> None:
    """What the person said to the NRM, on the case."""
    consents.record_nrm_answer(case_id=case_id, said=said, asked=Asked(on=ago(1)), by=user.actor)


def share(case_id: UUID, user, body: str, *kinds: Kind) -> None:
    consents.record_sharing_answer(
        case_id=case_id,
        said=Said.YES,
        sharing=Sharing(body, kinds or ALL_THREE),
        asked=Asked(on=ago(0)),
        by=user.actor,
    )


@shared_world
def draft(cast, told) -> DraftPage:
    """Just begun, on the worker's case of an adult."""
    row = drafting.start(case_id=told.case_id, by=cast.worker.actor)
    return page_of(cast.worker, told.case_id, row.pk)


@pytest.fixture
def say(cast, told, draft) -> Callable[..., tuple[str, ...]]:
    """Answer some questions of the draft."""

    def answer(user=None, **answers):
        return fill(user or cast.worker, told.case_id, draft.draft_id, **answers)

    return answer


@pytest.fixture
def now(cast, told, draft) -> Callable[[], DraftPage]:
    """The draft as it is now."""
    return lambda: page_of(cast.worker, told.case_id, draft.draft_id)
