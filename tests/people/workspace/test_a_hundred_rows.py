"""Every page of casework with a list asks the databases as often for a hundred rows as for one, on both engines.

One case grows to a hundred of everything that is listed on its pages; then a body grows to a hundred cases, each with
something to list. What a list may cost at most stands beside the smaller worlds of its own tests.
"""

import datetime
from dataclasses import replace
from uuid import uuid4

from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentInput, SharingInput
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.actions.papers import attach_paper
from handrail.people.cases.offers.actions import offers
from handrail.people.contacts.actions import contacts, dependants, hand_overs, tasks
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.models import Contact, Dependant, Task
from handrail.people.contacts.states import ContactState, DependantKind, DependantRisk, DependantWhereabouts
from handrail.people.matching.actions.incidents import IncidentInput, IncidentPersonInput, open_incident
from handrail.people.records.states import ChannelKind, ConsentAnswer
from handrail.people.recovery.actions import feedback, goals, hesitations, outcomes
from handrail.people.recovery.states import FeedbackKind, HesitationSubject, OutcomeAsker
from handrail.platform.access.kinds import Kind
from people.recovery.recovery_fixtures import say, tell_us
from support import sample_files as made
from support.cast import tell
from support.full_case import a_room

TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
MANY = 100
OF_A_CASE = (
    *("case", "case_map", "case_looks", "consents", "share", "papers", "contacts", "record", "facts"),
    *("case_work", "dependants", "close_case", "hand_over", "plan_contact", "add_task"),
    *(
        "support_plan",
        "add_goal",
        "outcomes",
        "holding_back",
        "said_on_case",
        "their_page",
        "show_their_page",
    ),
    *("case_services", "case_stays", "place_tonight", "case_money", "give_bag", "same_person", "nrm_form"),
)
OF_MANY = {
    "worker": (
        *(
            "my_day",
            "cases",
            "contacts_of_day",
            "cover",
            "hand_overs",
            "incidents",
            "likenesses",
            "referrals",
        ),
        *("money", "what_changed_figures", "services"),
    ),
    "lead": (
        *(
            "my_day",
            "cases",
            "cases_file",
            "contacts_of_day",
            "cover",
            "hand_overs",
            "incidents",
            "likenesses",
        ),
        *("said_of_us", "referrals", "money", "gaps", "places_review"),
    ),
    "colleague": ("my_day", "cases", "hand_overs"),
}


def today(days=0):
    return timezone.localdate() - datetime.timedelta(days=days)


def statements(answer):
    """Statements to both databases, without the words that begin and end a transaction; all of a file is read."""
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        response = answer()
        assert response.status_code == 200
        if response.streaming:
            assert b"".join(response.streaming_content)
    return len([one for one in [*main, *keys] if not one["sql"].startswith(TRANSACTION)])


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
    attach_paper(kind=Kind.SUPPORT, name=f"{number}.txt", data=made.TEXT, description="", **here)
    asked = hand_overs.request_hand_over(
        to=HandOverRecipient(user_id=cast.colleague.pk), note="Ring first", stays_on=False, **here
    )
    hand_overs.decline_hand_over(hand_over_id=asked.pk, words="No room", by=cast.colleague.actor)


def grow_work(case_id, by, number):
    tasks.add_task(Task(case_id=case_id, what=f"Ring {number}", due_on=today(-1)), by=by)
    contact = {"case_id": case_id, "channel": ChannelKind.CALL, "with_user_id": by.user_id}
    contacts.plan_contact(Contact(on=today(-1), **contact), by=by)
    held = Contact(on=today(), state=ContactState.HELD, words="Well", **contact)
    contacts.record_contact(held, by=by)
    child = Dependant(case_id=case_id, sort=DependantKind.CHILD, where=DependantWhereabouts.WITH)
    child.called, child.at_risk = f"Child {number}", DependantRisk.NOT_ASKED
    dependants.add_dependant(child, by=by)


def grow_their_words(here):
    goals.record_goal(said=say(), **here)
    outcomes.record_outcome_review(
        outcome="safety", on=today(), asker=OutcomeAsker.WORKER, words="well", placed=3, **here
    )
    hesitations.record_hesitation(
        about=HesitationSubject.NRM, reasons=["no_trust"], words="no", on=today(), **here
    )
    feedback.record_feedback(told=tell_us(FeedbackKind.IDEA, "more soup"), **here)


def grow_what_they_agreed_to(here):
    asked = ConsentInput(on=today())
    consents.record_channel_answer(channel=ChannelKind.TEXT, said=ConsentAnswer.NO, asked=asked, **here)
    sharing = SharingInput("lincolnshire-police", [Kind.IDENTITY], adds=True)
    consents.record_sharing_answer(said=ConsentAnswer.YES, sharing=sharing, asked=asked, **here)


def test_the_pages_of_a_case_with_a_hundred_of_everything(cast, told, signed_in):
    client, room = signed_in(cast.worker), a_room(cast.worker.actor)
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    goal = goals.record_goal(said=say(), **here)
    goals.record_goal_version(goal_id=goal.pk, said=replace(say(), words="Still"), seen_number=1, **here)
    grow(told, cast, room, 0)
    paths = {name: reverse(name, args=[told.reference]) for name in OF_A_CASE}
    paths |= {"goal": reverse("goal", args=[told.reference, goal.pk])}

    def counts():
        return {name: statements(lambda path=path: client.get(path)) for name, path in paths.items()}

    counts()  # what is kept of a first look is kept
    few = counts()
    for number in range(1, MANY):
        grow(told, cast, room, number)
        goals.record_goal_version(goal_id=goal.pk, said=say(), seen_number=number + 1, **here)
    assert counts() == few
    assert max(few.values()) <= 60


def grow_caseload(cast, number):
    """One more case with something for each list of cases."""
    told = tell(cast.worker.actor)
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    offers.record_need(kind="place", words="A room", on=today(), **here)
    tasks.add_task(Task(case_id=told.case_id, what="Ring", due_on=today()), by=cast.worker.actor)
    contact = Contact(case_id=told.case_id, channel=ChannelKind.CALL, on=today(), with_user=cast.worker)
    contacts.plan_contact(contact, by=cast.worker.actor)
    feedback.record_feedback(told=tell_us(FeedbackKind.COMPLAINT, "Nobody rang"), **here)
    to = HandOverRecipient(user_id=cast.colleague.pk)
    hand_overs.request_hand_over(to=to, note="Ring first", stays_on=False, **here)
    people, shared = (
        [IncidentPersonInput(called=f"Sorin {number}")],
        IncidentInput(today(), datetime.time(0, 1)),
    )
    # the lead's, so that the worker has a hundred cases: from 150 on a day counts what it does not look at
    open_incident(token=uuid4(), shared=shared, people=people, by=cast.lead.actor)


def test_the_lists_of_a_body_with_a_hundred_cases(cast, signed_in):
    clients = {part: signed_in(getattr(cast, part)) for part in OF_MANY}

    def counts():
        asked = [
            (part, name, lambda client=clients[part], name=name: client.get(reverse(name)))
            for part, names in OF_MANY.items()
            for name in names
        ]
        asked += [
            ("worker", "find", lambda: clients["worker"].post(reverse("find"), {"q": "Mirela"}, follow=True))
        ]
        return {(part, name): statements(answer) for part, name, answer in asked}

    for number in (0, 1):
        grow_caseload(cast, number)
    counts()
    few = counts()
    for number in range(2, MANY):
        grow_caseload(cast, number)
    assert counts() == few
