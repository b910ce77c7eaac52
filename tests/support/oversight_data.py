"""Recommendations and oversight with something in every place, made by the cast through the actions people use."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.areas.oversight.actions import meetings, plans, programmes
from handrail.areas.oversight.models import (
    BoardReport,
    Hearing,
    HearingOutcome,
    ImprovementPlan,
    Meeting,
    MeetingQuestion,
    Objective,
    Programme,
    ReportedObjectiveStatus,
)
from handrail.areas.recommendations import actions
from handrail.areas.recommendations.inputs import AddresseesInput, UpdateScheduleInput
from handrail.areas.recommendations.models import PublishedComment, Recommendation, RecommendationUpdate
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from support.cast import Cast

DAY = datetime.timedelta(days=1)
PLANTED = (
    "PLANT-TEXT",
    "PLANT-UPDATE",
    "PLANT-QUESTION",
    "PLANT-EVIDENCE",
    "PLANT-OBJECTIVE",
    "PLANT-HEARING",
    "PLANT-ACTION",
)
"""Words of Lincolnshire's own, which no neighbour may read."""


@dataclass(frozen=True, slots=True)
class Overseen:
    """What the addresses need."""

    national: str
    local: str
    asking: int
    meeting: UUID
    plan: UUID
    programme: UUID
    slug: str
    action: UUID


def told(**more) -> Recommendation:
    """An inspection report of thirty days ago."""
    given = {
        "source": "inspection",
        "title": "Give victims one point of contact",
        "text": "PLANT-TEXT Give each victim one point of contact.",
        "issued_by": "The inspectorate of constabulary",
        "published_on": today() - 30 * DAY,
        "due_on": today() + 60 * DAY,
    }
    return Recommendation(**(given | more))


def oversee(cast: Cast) -> Overseen:
    """Everything, as Lincolnshire's commissioner's office, its force and the collator would leave it."""
    commissioner, force = cast.commissioner.actor, cast.force_lead.actor
    national = actions.register_recommendation(
        told(
            code="national-1", title="Support before and after referral", text="Understand what victims need."
        ),
        to=AddresseesInput(policing_bodies=True, chief_constables=True),
        by=cast.collator.actor,
    )
    local = actions.register_recommendation(
        told(code="local-1"),
        to=AddresseesInput(named=("lincolnshire-police", "commissioner-lincolnshire")),
        by=commissioner,
    )
    asking = ask(cast, local)
    actions.submit_update(
        RecommendationUpdate(
            asking_id=asking,
            support="partly",
            support_why="Two posts are not filled yet.",
            words="PLANT-UPDATE Forty officers are trained.",
            evidence="PLANT-EVIDENCE Training record",
        ),
        seen=1,
        by=force,
    )
    comment(commissioner, local, today() - 2 * DAY, "It is being done.")
    meeting, action = meet(cast)
    plan = improve(cast)
    programme, slug = scrutinise(cast, local)
    return Overseen(national, local, asking, meeting, plan, programme, slug, action)


def comment(by: Actor, code: str, published_on: datetime.date, words: str) -> None:
    """Keep a published comment."""
    row = PublishedComment(
        recommendation=Recommendation.objects.get(code=code), published_on=published_on, words=words
    )
    actions.record_published_comment(row, by=by)


def ask(cast: Cast, code: str, first_due: datetime.date | None = None) -> int:
    """The commissioner's office asks its force, every six weeks."""
    rhythm = UpdateScheduleInput(first_due or today() + 3 * DAY, 6, "weeks")
    return actions.request_updates(
        code=code,
        owners=[cast.force_lead.body_id],
        rhythm=rhythm,
        asks_for="How many, and how it is known.",
        by=cast.commissioner.actor,
    )[0]


def meet(cast: Cast) -> tuple[UUID, UUID]:
    """A meeting with one question and one action, not settled."""
    by = cast.commissioner.actor
    meeting = meetings.record_oversight_meeting(
        Meeting(
            force_id=cast.force_lead.body_id,
            title="Arrangements for victims at night",
            held_on=today() - 5 * DAY,
            present="Force lead, policy lead",
        ),
        by=by,
    )
    meetings.add_meeting_question(
        MeetingQuestion(
            meeting=meeting,
            asked="PLANT-QUESTION Who answers at night?",
            answered="The duty officer.",
            evidence="PLANT-EVIDENCE Rota seen",
        ),
        by=by,
    )
    action = meetings.add_action_promised_at_meeting(
        meeting.pk,
        FollowUp(
            what="PLANT-ACTION Try the night line",
            owner_id=cast.force_lead.body_id,
            person="Force lead",
            due_on=today() + 10 * DAY,
        ),
        by=by,
    )
    record_follow_up_progress(
        FollowUpUpdate(about_id=action, state="open", words="The line is being set up."),
        seen=1,
        by=cast.force_lead.actor,
    )
    return meeting.pk, action


def improve(cast: Cast) -> UUID:
    """A joint plan with one objective that one board was told of."""
    by = cast.commissioner.actor
    plan = plans.create_improvement_plan(
        ImprovementPlan(
            force_id=cast.force_lead.body_id,
            title="Modern slavery improvement plan",
            starts_on=today() - 90 * DAY,
            ends_on=today() + 270 * DAY,
            aim="Victims meet one person who stays with them.",
            next_board_on=today() + 20 * DAY,
        ),
        by=by,
    )
    plans.add_objective(
        Objective(
            plan=plan,
            what="PLANT-OBJECTIVE Forty liaison officers",
            owner_id=cast.force_lead.body_id,
            due_on=today() + 100 * DAY,
            person="Head of training",
            measure="Forty names on the rota",
            evidence="Training record",
        ),
        by=cast.force_lead.actor,
    )
    plans.record_objective_statuses_for_board(
        BoardReport(plan=plan, held_on=today() - 10 * DAY, words="First report."),
        statuses={1: ReportedObjectiveStatus(status="on_track", words="Thirty trained")},
        next_board_on=today() + 20 * DAY,
        seen=1,
        by=cast.force_lead.actor,
    )
    return plan.pk


def scrutinise(cast: Cast, recommendation: str) -> tuple[UUID, str]:
    """A programme with one hearing published, one held, one planned, one called off."""
    by = cast.commissioner.actor
    days = {"starts_on": today() - 60 * DAY, "ends_on": today() + 300 * DAY}
    programme = programmes.create_scrutiny_programme(
        Programme(title="Scrutiny of recommendations", **days), by=by
    )
    looked_into = Recommendation.objects.get(code=recommendation)
    for subject, ahead in (
        ("PLANT-HEARING First contact", -40),
        ("Interpreters", -20),
        ("Places to stay", 40),
        ("Training", 50),
    ):
        hearing = Hearing(programme=programme, subject=subject, planned_on=today() + ahead * DAY)
        hearing.recommendation = looked_into
        programmes.plan_hearing(hearing, by=by)
    for number, ago in ((1, 40), (2, 20)):
        hearing = heard(programme.hearings.get(number=number), today() - ago * DAY)
        programmes.record_what_hearing_found(hearing, seen=1, by=by)
    programmes.cancel_hearing(programme.hearings.get(number=4), why="Moved into the plan.", by=by)
    outcome = HearingOutcome(
        hearing=programme.hearings.get(number=1),
        title="What victims meet first",
        words="Most officers knew who to ring.",
    )
    slug = programmes.publish_hearing_outcome(outcome, seen=2, by=by).slug
    programmes.add_correction_of_hearing_outcome(slug, words="Thirty-nine files, not forty.", by=by)
    return programme.pk, slug


def heard(hearing: Hearing, on: datetime.date, **more: str) -> Hearing:
    """The same hearing, with what it heard."""
    given = {"heard_from": "Force lead", "evidence": "Forty files read", "findings": "Most knew who to ring."}
    hearing.held_on = on
    for name, words in (given | more).items():
        setattr(hearing, name, words)
    return hearing
