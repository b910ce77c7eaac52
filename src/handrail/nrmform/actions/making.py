"""Saying that the form was sent on the Home Office's own pages: the pathway's event is written, the draft is kept."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.audit.actions import record
from handrail.casework.case.models import Case, Event
from handrail.casework.events.actions.events import Happening, Recorded, write
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined
from handrail.nrmform.models import Draft
from handrail.nrmform.permissions import enter_draft
from handrail.nrmform.queries.drafts import DraftPage, page_of
from handrail.nrmform.queries.standing import contradictions, unrecorded
from handrail.nrmform.states import State
from handrail.reference.models import Body

EVENTS = {"nrm": "nrm_referred", "dtn": "duty_to_notify_sent"}
NOT_A_FIRST_RESPONDER = (
    "Only a first responder organisation can send the form, and {body} is none. "
    "Hand the draft to one that is."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """When the form was sent on the Home Office's pages."""

    on: datetime.date
    at_time: datetime.time | None = None
    note: str = ""


@transaction.atomic
def mark_made(*, case_id: UUID, draft_id: UUID, sent: Sent, by: Actor) -> Recorded:
    """A first responder organisation says that it sent its own draft. Raises NotNow where that cannot be."""
    case, sight, draft = enter_draft(case_id, draft_id, by)
    if not Body.objects.filter(pk=by.body_id, first_responder=True).exists():
        raise NotNow(NOT_A_FIRST_RESPONDER.format(body=by.body_name))
    page = page_of(draft, sight)
    ready(page)
    return made(case, draft, page.route.value, sent, by)


def ready(page: DraftPage) -> None:
    """Raise NotNow, with all that is to be put right, unless draft and case agree."""
    faults = [*contradictions(page), *unrecorded(page)]
    if faults:
        raise NotNow(joined(faults, " "))


def made(case: Case, draft: Draft, route: str, sent: Sent, by: Actor) -> Recorded:
    """Write the event and close the draft, for an action that holds the lock of the case."""
    done = write(case, Happening(EVENTS[route], sent.on, sent.at_time, note=sent.note), by)
    draft.state, draft.made_as, draft.made_on, draft.made_by_id = State.MADE, route, sent.on, by.body_id
    draft.made_event = Event.objects.get(pk=done.event_id)
    draft.changed_at, draft.changed_by_id = timezone.now(), by.user_id
    draft.save()
    words = "a referral to the NRM" if route == "nrm" else "a Duty to Notify report"
    record(who=by.who, verb="said that a form was sent", about=case.pk, why=words)
    return done
