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

from files import made
from handrail.access.kinds import Kind
from handrail.caseload.actions import contacts, dependants, handing_over, tasks
from handrail.caseload.actions.contacts import CameOfIt, How, Plan
from handrail.caseload.actions.dependants import Told as ToldOf
from handrail.caseload.actions.handing_over import To
from handrail.caseload.actions.tasks import ToDo
from handrail.caseload.states import ContactState, Sort, Where
from handrail.casework.case.states import ChannelKind, Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.events.actions import events
from handrail.casework.events.actions.events import Happening
from handrail.casework.offers.actions import plan
from handrail.casework.whole.actions.papers import attach_paper
from handrail.linking.actions.incidents import FoundPerson, Shared, open_incident
from handrail.recovery.actions import feedback, goals, holding_back, outcomes
from handrail.recovery.states import About, Asker, FeedbackKind
from recovery.world import say, tell_us
from support.cast import tell
from web.conftest import a_room

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
    happening = Happening("nrm_explained", today(number % 60), note=f"The {number}th time")
    events.record_event(happening=happening, **here)
    need = plan.record_need(kind="place", words="A room", on=today(), **here)
    plan.make_offer(need_id=need.pk, service_id=room, on=today(), **here)
    tasks.add_task(to_do=ToDo(f"Ring {number}", today(-1)), **here)
    contacts.plan_contact(how=How(ChannelKind.CALL), plan=Plan(today(-1), cast.worker.pk), **here)
    came = CameOfIt(ContactState.HELD, today(), words="Well")
    contacts.record_contact(how=How(ChannelKind.CALL), came=came, **here)
    dependants.add_dependant(told=ToldOf(Sort.CHILD, Where.WITH, called=f"Child {number}"), **here)
    grow_their_words(here)
    grow_what_they_agreed_to(here)
    attach_paper(kind=Kind.SUPPORT, name=f"{number}.txt", data=made.TEXT, description="", **here)
    asked = handing_over.ask_to_take_over(
        to=To(user_id=cast.colleague.pk), note="Ring first", stays_on=False, **here
    )
    handing_over.decline(hand_over_id=asked.pk, words="No room", by=cast.colleague.actor)


def grow_their_words(here):
    goals.say_goal(said=say(), **here)
    outcomes.look_back(outcome="safety", on=today(), asker=Asker.WORKER, words="well", placed=3, **here)
    holding_back.say_why(about=About.NRM, reasons=["no_trust"], words="no", on=today(), **here)
    feedback.write_down(told=tell_us(FeedbackKind.IDEA, "more soup"), **here)


def grow_what_they_agreed_to(here):
    asked = Asked(on=today())
    consents.record_channel_answer(channel=ChannelKind.TEXT, said=Said.NO, asked=asked, **here)
    sharing = Sharing("lincolnshire-police", [Kind.IDENTITY], adds=True)
    consents.record_sharing_answer(said=Said.YES, sharing=sharing, asked=asked, **here)


def test_the_pages_of_a_case_with_a_hundred_of_everything(cast, told, signed_in):
    client, room = signed_in(cast.worker), a_room(cast.worker.actor)
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    goal = goals.say_goal(said=say(), **here)
    goals.follow_goal(goal_id=goal.pk, said=replace(say(), words="Still"), seen_number=1, **here)
    grow(told, cast, room, 0)
    paths = {name: reverse(name, args=[told.reference]) for name in OF_A_CASE}
    paths |= {"goal": reverse("goal", args=[told.reference, goal.pk])}

    def counts():
        return {name: statements(lambda path=path: client.get(path)) for name, path in paths.items()}

    counts()  # what is kept of a first look is kept
    few = counts()
    for number in range(1, MANY):
        grow(told, cast, room, number)
        goals.follow_goal(goal_id=goal.pk, said=say(), seen_number=number + 1, **here)
    assert counts() == few
    assert max(few.values()) <= 60


def grow_caseload(cast, number):
    """One more case with something for each list of cases."""
    told = tell(cast.worker.actor)
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    plan.record_need(kind="place", words="A room", on=today(), **here)
    tasks.add_task(to_do=ToDo("Ring", today()), **here)
    contacts.plan_contact(how=How(ChannelKind.CALL), plan=Plan(today(), cast.worker.pk), **here)
    feedback.write_down(told=tell_us(FeedbackKind.COMPLAINT, "Nobody rang"), **here)
    to = To(user_id=cast.colleague.pk)
    handing_over.ask_to_take_over(to=to, note="Ring first", stays_on=False, **here)
    people, shared = [FoundPerson(called=f"Sorin {number}")], Shared(today(), datetime.time(0, 1))
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
        asked += [("worker", "find", lambda: clients["worker"].post(reverse("find"), {"q": "Mirela"}))]
        return {(part, name): statements(answer) for part, name, answer in asked}

    for number in (0, 1):
        grow_caseload(cast, number)
    counts()
    few = counts()
    for number in range(2, MANY):
        grow_caseload(cast, number)
    assert counts() == few
