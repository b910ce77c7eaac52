"""One case with work, contacts, dependants and a handover, for the tests of pages."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.person import actions
from handrail.people.contacts.actions import absences, closing, contacts, dependants, hand_overs, tasks
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.models import Absence, Contact, Dependant, Task
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.contacts.text_choices import (
    ContactState,
    DependantKind,
    DependantRisk,
    DependantWhereabouts,
)
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import ConsentAnswer, ContactChannelKind
from handrail.platform.access.kinds import SHAREABLE_KINDS
from support.cast import Cast, Told, tell
from support.worlds import shared_world

SECRET_WORDS = (
    "Call her sister Ilka about the passport",
    "about the red suitcase",
    "She asked for a text after nine",
    "Little Tibor",
    "with the aunt in Skegford",
    "The cousin wants him back",
    "She trusts only women",
    "Went back to her mother",
)


@dataclass(frozen=True, slots=True)
class Worked:
    """What the pages of this part need."""

    told: Told
    closed: Told
    task: UUID
    contact: UUID
    missed: UUID
    hand_over: UUID
    dependant: UUID
    away: UUID

    @property
    def arguments(self) -> dict[str, list[Any]]:
        """What each address takes."""
        here = self.told.reference
        whole = ("case_work", "add_task", "plan_contact", "record_contact", "close_case", "hand_over")
        whole += ("move_to_other_side",)
        whole += ("dependants", "add_dependant", "follow_dependants")
        return {
            **{name: [here] for name in whole},
            **{name: [here, self.task] for name in ("end_task", "change_task", "take_task")},
            **{name: [here, self.contact] for name in ("contact_outcome", "move_contact")},
            "contact_missed": [here, self.missed],
            "reopen_case": [self.closed.reference],
            "answer_hand_over": [here, self.hand_over],
            "take_back_hand_over": [here, self.hand_over],
            "change_dependant": [here, self.dependant],
            "take_out_dependant": [here, self.dependant],
            "back_again": [self.away],
        }


def ahead(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


def share_all(told: Told, cast: Cast, body: str) -> None:
    """Let a body see everything that can be shared, with the person's consent."""
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, SHAREABLE_KINDS),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )


@shared_world
def worked(cast: Cast, told: Told) -> Worked:
    """All of it, with words that tell who somebody is."""
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    number = cast.worker.pk
    _agreed_for_missing(here)
    by, case_id = cast.worker.actor, told.case_id
    task = tasks.add_task(Task(case_id=case_id, what=SECRET_WORDS[0], due_on=ahead(2)), by=by)
    contact = Contact(
        case_id=case_id,
        channel=ContactChannelKind.TEXT,
        despite=SECRET_WORDS[2],
        on=ahead(0),
        with_user_id=number,
        about=SECRET_WORDS[1],
        every_days=7,
    )
    contacts.plan_contact(contact, by=by)
    missed = Contact(case_id=case_id, channel=ContactChannelKind.CALL, on=ahead(0), words="No answer")
    missed.state = ContactState.MISSED
    contacts.record_unplanned_contact(missed, by=by)
    dependant = Dependant(
        case_id=case_id,
        sort=DependantKind.CHILD,
        where=DependantWhereabouts.ELSEWHERE,
        called=SECRET_WORDS[3],
        born_year=str(ahead(0).year - 6),
        where_words=SECRET_WORDS[4],
        at_risk=DependantRisk.YES,
        risk_words=SECRET_WORDS[5],
    )
    dependants.add_dependant(dependant, by=by)
    share_all(told, cast, "harbour")
    asked = hand_overs.request_hand_over(
        to=HandOverRecipient(body_code="harbour"), note=SECRET_WORDS[6], stays_on=False, **here
    )
    days = absences.record_absence(Absence(user_id=number, since=ahead(0), until=ahead(3)), by=by)
    return Worked(told, _closed(cast), task.pk, contact.pk, missed.pk, asked.pk, dependant.pk, days.pk)


def _agreed_for_missing(here: dict[str, Any]) -> None:
    actions.write_safety_plan(
        plan="Call and hang up", watched="", if_missing="Call Ilka", review_on=None, seen_number=1, **here
    )


def _closed(cast: Cast) -> Told:
    told = tell(cast.worker.actor)
    case_access = get_case_access(Case.objects.get(pk=told.case_id), cast.worker.actor)
    closing.close_case(
        case_id=told.case_id,
        reason=ClosureInput(ClosureReason.MOVED, SECRET_WORDS[7]),
        seen={thing.key for thing in list_outstanding_items(case_access)},
        by=cast.worker.actor,
    )
    return told
