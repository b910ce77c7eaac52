"""One case with goals, outcomes, hesitations, a local provider and feedback, words planted in every place."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.people.cases.offers.actions.offers import make_offer, record_need
from handrail.people.recovery.actions import feedback, goals, hesitations, outcomes, providers
from handrail.people.recovery.states import (
    CaseFeedbackAnswerMethod,
    ChangeExtent,
    FeedbackKind,
    GoalState,
    HesitationSubject,
    OutcomeAsker,
)
from handrail.platform.reference.models import Body
from support.cast import Cast, Told

GOAL = "a flat where my son Petru can visit"
FIRST = "a bed that is mine"
STEP = "write to the landlord Mr Hurst"
HELPER = "Father Ilie at the chapel"
ENOUGH = "I found it by myself"
LOOK = "I can lock the door at last"
WHY = "they beat my cousin at the station in Bacau"
MIND = "Wren sat with me in the car"
CONTACT = "Maud at Harbour, 01632 960777"
THANKS = "the soup was like my mother makes"
COMPLAINT = "he shouted at me on the stairs"
ANSWER = "we said sorry and another worker comes"
SECRETS = (GOAL, FIRST, STEP, HELPER, LOOK, WHY, MIND, CONTACT, THANKS, COMPLAINT, ANSWER)
SAID_OF_US = (THANKS, COMPLAINT, ANSWER)


@dataclass(frozen=True, slots=True)
class World:
    """What the addresses need."""

    told: Told
    goal: UUID
    hesitation: UUID
    provider: UUID
    thanks: UUID
    complaint: UUID
    offer: UUID
    service: int


def a_service(cast: Cast, kind: str = "solicitor", name: str = "Legal hour", body: str = "harbour") -> int:
    """Open here, in every phase."""
    return add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code=body).pk,
        name=name,
        kind=kind,
        phases=["before", "during", "after", "outside"],
        state="open",
        everywhere=True,
    )


def say(words: str = GOAL, **more: object) -> goals.GoalInput:
    """A goal that goes on, said today."""
    said = {"first": FIRST, "steps": STEP, "helpers": HELPER, "on": timezone.localdate()} | more
    return goals.GoalInput(words=words, **said)  # type: ignore[arg-type]


def tell_us(
    kind: FeedbackKind, words: str, about: int | None = None, **more: object
) -> feedback.CaseFeedbackInput:
    """Said today, answered in person within a week."""
    today = timezone.localdate()
    said = {
        "wish": CaseFeedbackAnswerMethod.IN_PERSON,
        "answer_by": today + timezone.timedelta(days=7),
        "on": today,
    } | more
    return feedback.CaseFeedbackInput(kind=kind, words=words, about_id=about, **said)  # type: ignore[arg-type]


def a_world(cast: Cast, told: Told) -> World:
    """The worker writes all of it; the complaint is about the colleague, who is named on the case too."""
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    today = timezone.localdate()
    service = a_service(cast)
    need = record_need(kind="legal", words="wages that I am owed", on=today, **here)
    offer = make_offer(need_id=need.pk, service_id=service, on=today, **here)
    goal = goals.record_goal(said=say(needs=(need.pk,)), **here)
    goals.record_goal_version(
        goal_id=goal.pk,
        said=say(state=GoalState.REACHED, state_on=today, state_words=ENOUGH),
        seen_number=1,
        **here,
    )
    outcomes.record_outcome_review(
        outcome="housing", on=today, asker=OutcomeAsker.WORKER, words=LOOK, placed=4, **here
    )
    outcomes.record_outcome_review(
        outcome="trauma_informed", on=today, asker=OutcomeAsker.COLLEAGUE, silent=True, **here
    )
    hesitation = hesitations.record_hesitation(
        about=HesitationSubject.POLICE, reasons=["told_by_exploiter", "reprisal"], words=WHY, on=today, **here
    )
    hesitations.record_hesitation_change(
        hesitation_id=hesitation.pk,
        turned=ChangeExtent.CHANGED,
        causes=["support_worker"],
        words=MIND,
        on=today,
        **here,
    )
    provider = providers.add_provider(body_code="harbour", since=today, contact=CONTACT, **here)
    thanks = feedback.record_feedback(told=tell_us(FeedbackKind.THANKS, THANKS), **here)
    complaint = feedback.record_feedback(
        told=tell_us(FeedbackKind.COMPLAINT, COMPLAINT, cast.colleague.pk), **here
    )
    feedback.answer_feedback(
        case_id=told.case_id, feedback_id=thanks.pk, words=ANSWER, on=today, by=cast.lead.actor
    )
    return World(told, goal.pk, hesitation.pk, provider.pk, thanks.pk, complaint.pk, offer.pk, service)
