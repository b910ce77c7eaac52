"""One case with goals, outcomes, hesitations, a local provider and feedback, words planted in every place."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.people.cases.offers.actions.offers import make_offer, record_need
from handrail.people.recovery.actions import feedback, goals, hesitations, local_providers, outcome_reviews
from handrail.people.recovery.models import (
    CaseFeedback,
    GoalVersion,
    Hesitation,
    HesitationChange,
    LocalProvider,
    OutcomeReview,
)
from handrail.people.recovery.text_choices import (
    CaseFeedbackAnswerMethod,
    FeedbackKind,
    GoalState,
    HesitationChangeExtent,
    HesitationSubject,
    OutcomeAsker,
)
from handrail.platform.access.actor import Actor
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
    change: UUID
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


def say(words: str = GOAL, **more: Any) -> GoalVersion:
    """A goal that goes on, said today."""
    said = {"first": FIRST, "steps": STEP, "helpers": HELPER, "on": timezone.localdate()} | more
    return GoalVersion(words=words, **said)


def tell_us(
    kind: FeedbackKind, words: str, about: int | None = None, *, case_id: UUID, by: Actor, **more: Any
) -> CaseFeedback:
    """Said today, answered in person within a week; recorded."""
    today = timezone.localdate()
    said = {
        "wish": CaseFeedbackAnswerMethod.IN_PERSON,
        "answer_by": today + timezone.timedelta(days=7),
        "on": today,
    } | more
    row = CaseFeedback(case_id=case_id, kind=kind, words=words, about_id=about, **said)
    return feedback.record_feedback(row, by=by)


def see_outcome(*, by: Actor, **said: Any) -> OutcomeReview:
    """What they say of one outcome, recorded."""
    return outcome_reviews.record_outcome_review(OutcomeReview(**said), by=by)


def hold_back(*, reasons: Collection[str], by: Actor, **said: Any) -> Hesitation:
    """Barriers to engaging, recorded."""
    return hesitations.record_hesitation(Hesitation(**said), reasons=reasons, by=by)


def change_mind(
    hesitation: Hesitation, *, causes: Collection[str], by: Actor, **said: Any
) -> HesitationChange:
    """What changed their mind, recorded."""
    change = HesitationChange(hesitation=hesitation, **said)
    return hesitations.record_hesitation_change(change, causes=causes, by=by)


def name_provider(code: str, *, by: Actor, **said: Any) -> LocalProvider:
    """A charity put on the plan."""
    provider = LocalProvider(body=Body.objects.filter(code=code).first(), **said)
    return local_providers.add_local_provider_to_support_plan(provider, by=by)


def a_world(cast: Cast, told: Told) -> World:
    """The worker writes all of it; the complaint is about the colleague, who is named on the case too."""
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    today = timezone.localdate()
    service = a_service(cast)
    need = record_need(kind="legal", words="wages that I am owed", on=today, **here)
    offer = make_offer(need_id=need.pk, service_id=service, on=today, **here)
    goal = goals.record_goal(say(), needs=(need.pk,), **here)
    goals.record_goal_version(
        say(state=GoalState.REACHED, state_on=today, state_words=ENOUGH),
        goal_id=goal.pk,
        seen=1,
        **here,
    )
    see_outcome(outcome="housing", on=today, asker=OutcomeAsker.WORKER, words=LOOK, placed=4, **here)
    see_outcome(outcome="trauma_informed", on=today, asker=OutcomeAsker.COLLEAGUE, silent=True, **here)
    hesitation = hold_back(
        about=HesitationSubject.POLICE, reasons=["told_by_exploiter", "reprisal"], words=WHY, on=today, **here
    )
    changed = {"turned": HesitationChangeExtent.CHANGED, "words": MIND, "on": today}
    change = change_mind(hesitation, causes=["support_worker"], by=cast.worker.actor, **changed)
    provider = name_provider("harbour", since=today, contact=CONTACT, **here)
    thanks = tell_us(FeedbackKind.THANKS, THANKS, **here)
    complaint = tell_us(FeedbackKind.COMPLAINT, COMPLAINT, cast.colleague.pk, **here)
    feedback.answer_feedback(
        case_id=told.case_id, feedback_id=thanks.pk, words=ANSWER, on=today, by=cast.lead.actor
    )
    return World(
        told, goal.pk, hesitation.pk, change.pk, provider.pk, thanks.pk, complaint.pk, offer.pk, service
    )
