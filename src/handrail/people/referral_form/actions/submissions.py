"""Saying that the form was sent on the Home Office's own pages: the pathway's event is written, the draft is kept."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, EventResult, save_event_in_locked_case
from handrail.people.records.models import Case, Event
from handrail.people.referral_form.draft_and_handover_states import FormDraftState
from handrail.people.referral_form.models import DraftOrSentForm
from handrail.people.referral_form.permissions import lock_and_authorise_draft
from handrail.people.referral_form.queries.draft_and_case_checks import (
    list_contradictions_with_case,
    list_unrecorded_preconditions,
)
from handrail.people.referral_form.queries.drafts import FormDraftDetail, build_draft_detail
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts
from handrail.platform.reference.models import Body

EVENTS_BY_ROUTE = {"nrm": "nrm_referred", "dtn": "duty_to_notify_sent"}
NOT_A_FIRST_RESPONDER = (
    "Only a first responder organisation can send the form, and {body} is not one. Hand "
    "the draft over to one."
)


@dataclass(frozen=True, slots=True)
class FormSubmissionInput:
    """When the form was sent on the Home Office's pages."""

    on: datetime.date
    at_time: datetime.time | None = None
    note: str = ""


@transaction.atomic
def record_own_draft_submission(
    *, case_id: UUID, draft_id: UUID, sent: FormSubmissionInput, by: Actor
) -> EventResult:
    """A first responder organisation says that it sent its own draft.

    Args:
        case_id: the case.
        draft_id: its draft.
        sent: when it was sent.
        by: who acts.

    Returns:
        What the event changed on the case.

    Raises:
        Denied: the actor may not record on the case, or does not see all that the form asks for.
        ActionNotPossibleError: the case is closed, or the draft may not be written in any more;
            the body is no first responder, or draft and case say different things.
    """
    case, case_access, draft = lock_and_authorise_draft(case_id, draft_id, by)
    if not Body.objects.filter(pk=by.body_id, first_responder=True).exists():
        raise ActionNotPossibleError(NOT_A_FIRST_RESPONDER.format(body=by.body_name))
    page = build_draft_detail(draft, case_access)
    raise_unless_ready_to_send(page)
    return record_form_submission(case, draft, page.route.value, sent, by)


def raise_unless_ready_to_send(page: FormDraftDetail) -> None:
    """Raise ActionNotPossibleError, with all that is to be put right, unless draft and case agree."""
    faults = [*list_contradictions_with_case(page), *list_unrecorded_preconditions(page)]
    if faults:
        raise ActionNotPossibleError(join_texts(faults, " "))


def record_form_submission(
    case: Case, draft: DraftOrSentForm, route: str, sent: FormSubmissionInput, by: Actor
) -> EventResult:
    """Write the event and close the draft, for an action that holds the lock of the case.

    Args:
        case: the locked case.
        draft: the draft that was sent.
        route: nrm or dtn.
        sent: when it was sent.
        by: who acts.

    Returns:
        What the event changed on the case.
    """
    done = save_event_in_locked_case(
        case, EventInput(EVENTS_BY_ROUTE[route], sent.on, sent.at_time, note=sent.note), by
    )
    draft.state, draft.made_as, draft.made_on, draft.made_by_id = (
        FormDraftState.MADE,
        route,
        sent.on,
        by.body_id,
    )
    draft.made_event = Event.objects.get(pk=done.event_id)
    draft.changed_at, draft.changed_by_id = timezone.now(), by.user_id
    draft.save()
    words = "a referral to the NRM" if route == "nrm" else "a Duty to Notify report"
    write_audit_record(who=by.who, verb="recorded that a form was sent", about=case.pk, why=words)
    return done
