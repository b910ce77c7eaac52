"""A case and a caseload that grow, to count statements by size."""

import datetime
from uuid import uuid4

from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.actions.papers import attach_document_to_case
from handrail.people.cases.offers.actions import offers
from handrail.people.contacts.actions import contacts, dependants, hand_overs, tasks
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.models import Contact, Dependant, Task
from handrail.people.contacts.text_choices import (
    ContactState,
    DependantKind,
    DependantRisk,
    DependantWhereabouts,
)
from handrail.people.matching.actions.incidents import IncidentInput, IncidentPersonInput, open_incident
from handrail.people.records.text_choices import ConsentAnswer, ContactChannelKind
from handrail.people.recovery.actions import goals
from handrail.people.recovery.text_choices import FeedbackKind, HesitationSubject, OutcomeAsker
from handrail.platform.access.kinds import Kind
from people.recovery.recovery_fixtures import hold_back, say, see_outcome, tell_us
from support import sample_files as made
from support.cast import tell


def today(days=0):
    return timezone.localdate() - datetime.timedelta(days=days)


def grow(told, cast, room, number):
    """One more of whatever stands in a list on the pages of a case."""
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    happening = EventInput("nrm_explained", today(number % 60), note=f"The {number}th time")
    events.record_event(happening=happening, **here)
    need = offers.record_need(kind="place", words="A room", on=today(), **here)
    offers.make_offer(need_id=need.pk, service_id=room, on=today(), **here)
    grow_work(told.case_id, cast.worker.actor, number)
    grow_their_words(here)
    grow_what_they_agreed_to(here)
    attach_document_to_case(kind=Kind.HEALTH, name=f"{number}.txt", data=made.TEXT, description="", **here)
    asked = hand_overs.request_hand_over(
        to=HandOverRecipient(user_id=cast.colleague.pk), note="Ring first", stays_on=False, **here
    )
    hand_overs.decline_hand_over(hand_over_id=asked.pk, words="No room", by=cast.colleague.actor)


def grow_work(case_id, by, number):
    tasks.add_task(Task(case_id=case_id, what=f"Ring {number}", due_on=today(-1)), by=by)
    contact = {"case_id": case_id, "channel": ContactChannelKind.CALL, "with_user_id": by.user_id}
    contacts.plan_contact(Contact(on=today(-1), **contact), by=by)
    held = Contact(on=today(), state=ContactState.HELD, words="Well", **contact)
    contacts.record_unplanned_contact(held, by=by)
    child = Dependant(case_id=case_id, sort=DependantKind.CHILD, where=DependantWhereabouts.WITH)
    child.called, child.at_risk = f"Child {number}", DependantRisk.NOT_ASKED
    dependants.add_dependant(child, by=by)


def grow_their_words(here):
    goals.record_goal(say(), **here)
    see_outcome(outcome="safety", on=today(), asker=OutcomeAsker.WORKER, words="well", placed=3, **here)
    hold_back(about=HesitationSubject.NRM, reasons=["no_trust"], words="no", on=today(), **here)
    tell_us(FeedbackKind.IDEA, "more soup", **here)


def grow_what_they_agreed_to(here):
    asked = ConsentAskingInput(on=today())
    consents.record_contact_channel_consent_answer(
        channel=ContactChannelKind.TEXT, said=ConsentAnswer.NO, asked=asked, **here
    )
    sharing = ConsentToSharingInput("lincolnshire-police", [Kind.IDENTITY], adds=True)
    consents.record_sharing_answer(said=ConsentAnswer.YES, sharing=sharing, asked=asked, **here)


def grow_caseload(cast, number):
    """One more case with something for each list of cases."""
    told = tell(cast.worker.actor)
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    offers.record_need(kind="place", words="A room", on=today(), **here)
    tasks.add_task(Task(case_id=told.case_id, what="Ring", due_on=today()), by=cast.worker.actor)
    contact = Contact(
        case_id=told.case_id, channel=ContactChannelKind.CALL, on=today(), with_user=cast.worker
    )
    contacts.plan_contact(contact, by=cast.worker.actor)
    tell_us(FeedbackKind.COMPLAINT, "Nobody rang", **here)
    to = HandOverRecipient(user_id=cast.colleague.pk)
    hand_overs.request_hand_over(to=to, note="Ring first", stays_on=False, **here)
    people, shared = (
        [IncidentPersonInput(called=f"Sorin {number}")],
        IncidentInput(today(), datetime.time(0, 1)),
    )
    # the lead's, so that the worker has a hundred cases: from 150 on a day counts what it does not look at
    open_incident(token=uuid4(), shared=shared, people=people, by=cast.lead.actor)
