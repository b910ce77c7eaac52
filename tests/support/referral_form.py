"""Short ways to answer the referral form's draft."""

import datetime
from uuid import UUID

from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.referral_form.actions import drafts
from handrail.people.referral_form.actions.drafts import FormPageAnswersInput
from handrail.people.referral_form.queries.drafts import FormDraftDetail, find_draft
from handrail.people.referral_form.rules import question_flow
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from handrail.platform.access.kinds import Kind

ALL_FOUR = (Kind.IDENTITY, Kind.CONTACT, Kind.PATHWAY, Kind.ACCOUNT)


def ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def sees(user, case_id: UUID):
    return get_case_access(Case.objects.get(pk=case_id), user.actor)


def page_of(user, case_id: UUID, draft_id: UUID) -> FormDraftDetail:
    page = find_draft(sees(user, case_id), draft_id)
    assert page is not None
    return page


def fill(user, case_id: UUID, draft_id: UUID, **answers) -> tuple[str, ...]:
    """Answer by key, page after page in the form's order; a value alone, or Given."""
    said: list[str] = []
    left = {
        key: one if isinstance(one, FormAnswerValue) else FormAnswerValue(one) for key, one in answers.items()
    }
    for page in page_of(user, case_id, draft_id).definition.pages:
        mine = {field.key: left.pop(field.key) for field in page.fields if field.key in left}
        if not mine:
            continue
        seen = page_of(user, case_id, draft_id)
        if page not in question_flow.list_applying_pages(seen.definition, {**seen.given, **mine}):
            left |= mine
            continue
        versions = {key: seen.version(key) for key in mine}
        said += drafts.save_form_page_and_describe_effects(
            case_id=case_id,
            draft_id=draft_id,
            saving=FormPageAnswersInput(page.code, mine, versions),
            by=user.actor,
        )
    assert left == {}
    return tuple(said)


def answered(case_id: UUID, user, said: ConsentAnswer) -> None:
    """What the person said to the NRM, on the case."""
    consents.record_nrm_answer(case_id=case_id, said=said, asked=ConsentAskingInput(on=ago(1)), by=user.actor)


def share(case_id: UUID, user, body: str, *kinds: Kind) -> None:
    consents.record_sharing_answer(
        case_id=case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, kinds or ALL_FOUR),
        asked=ConsentAskingInput(on=ago(0)),
        by=user.actor,
    )


ANSWERS = {
    "under_18": "no",
    "wants_nrm": "yes",
    "first_name": "Mirela",
    "had_to_do": "Picked leeks",
    "town_now": "Lincoln",
}
