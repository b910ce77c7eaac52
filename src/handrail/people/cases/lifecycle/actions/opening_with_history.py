"""Opening a case of somebody who was supported before: what happened so far comes with it, the rules are asked once.

For records that come from elsewhere. Events and answers are checked as if they had been typed. Nobody is told of them
and nothing is sent, since they are long past; the sweep looks for people known twice, as after any change of a name.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.consent.actions.consents import ConsentAskingInput as Asking
from handrail.people.cases.consent.actions.consents import (
    PastConsentAnswer,
    save_past_answers_of_new_case,
)
from handrail.people.cases.events.actions.events import EventInput, save_past_events_of_new_case
from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.cases.lifecycle.actions.opening import create_case_row
from handrail.people.cases.name_search.actions_name_index import make_name_index_numbers
from handrail.people.cases.name_search.models import NameKey
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.models import Channel
from handrail.people.records.models import Case, Person
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import (
    Age,
    ConsentAnswer,
    ConsentMatter,
    ContactChannelKind,
    YesNoOrNotAsked,
)
from handrail.platform.access.actions import create_case_file_with_nobody_named, grant_colleague_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import User
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.reference.models import Area, Body, Language


@dataclass(frozen=True, slots=True)
class PastAnswerInput:
    """An answer with its day, and the event it is, "" for none."""

    matter: ConsentMatter
    said: ConsentAnswer
    on: datetime.date
    event: str = ""


@dataclass(frozen=True, slots=True)
class PastCaseInput:
    """What is known of somebody and of what happened so far. `texts` are sealed answers of `Person` by field."""

    texts: Mapping[str, str]
    born: datetime.date | None
    age: Age
    interpreter: YesNoOrNotAsked
    language: Language | None
    area: Area | None
    point_of_contact: User
    events: Sequence[EventInput]
    answers: Sequence[PastAnswerInput]
    asked_by: str
    phone: str = ""
    phone_safe: ChannelSafety = ChannelSafety.UNSURE


@transaction.atomic
def open_case_with_history(*, owner: Body, known: PastCaseInput, by: Actor) -> Case:
    """Open a case held by the actor's body, with what happened before. Whoever imports it is not named on it.

    Args:
        owner: the actor's body, with area and parent.
        known: who they are and what happened.
        by: who opens it.

    Returns:
        The case.

    Raises:
        Denied: the role may not open cases.
        ActionNotPossibleError: an event or an answer cannot be, or the point of contact may not be named.
        ValidationError: of the person, by field.
    """
    require_permission(by, Permission.OPEN_CASE)
    file = create_case_file_with_nobody_named(by=by)
    contact = known.point_of_contact
    case = create_case_row(file, owner, age=known.age, area=known.area, point_of_contact_id=contact.pk, by=by)
    write_audit_record(who=by.who, verb="opened a case", about=case.pk)
    grant_colleague_access(
        case_access=get_case_access(case, by), colleague=contact, because="Point of contact", by=by
    )
    _save_person(case, known, by)
    _save_phone(case, known, by)
    _save_history(case, known, by)
    recompute_case(case)
    return case


def _save_person(case: Case, known: PastCaseInput, by: Actor) -> None:
    person = Person(case=case, language=known.language, interpreter=known.interpreter)
    person.bind(UnrecordedKeyAccess(case.pk))
    for name, text in known.texts.items():
        setattr(person, name, text)
    person.date_of_birth = known.born.isoformat() if known.born else None
    person.save_by(by)
    numbers = make_name_index_numbers(case.owner_id, person)
    NameKey.objects.bulk_create(NameKey(case=case, key=key) for key in sorted(numbers))
    said = sorted(name for name in (*known.texts, "date_of_birth") if getattr(person, name))
    write_audit_record(who=by.who, verb="changed their details", about=case.pk, shown=said)


def _save_phone(case: Case, known: PastCaseInput, by: Actor) -> None:
    if not known.phone:
        return
    Channel(
        case=case,
        kind=ContactChannelKind.CALL,
        safe=known.phone_safe,
        detail=known.phone,
        asked_at=timezone.now(),
        asked_by_id=by.user_id,
    ).bind(UnrecordedKeyAccess(case.pk)).save()
    shown = [ContactChannelKind.CALL.value]
    write_audit_record(who=by.who, verb="asked about safe contact", about=case.pk, shown=shown)


def _save_history(case: Case, known: PastCaseInput, by: Actor) -> None:
    """Events first; an answer that is an event of the pathway is kept as both, as on the consent pages."""
    eventful = [answer for answer in known.answers if answer.event]
    happenings = [*known.events, *(EventInput(answer.event, answer.on) for answer in eventful)]
    rows = save_past_events_of_new_case(case, happenings, by)
    event_ids = {id(answer): row.pk for answer, row in zip(eventful, rows[len(known.events) :], strict=True)}
    past = [
        PastConsentAnswer(
            answer.matter,
            answer.said,
            Asking(on=answer.on, asked_by=known.asked_by),
            event_ids.get(id(answer)),
        )
        for answer in sorted(known.answers, key=lambda one: one.on)
    ]
    save_past_answers_of_new_case(case, past, known.born, by)
