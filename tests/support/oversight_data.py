"""Recommendations and oversight with something in every place, made by the cast through the actions people use."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.areas.oversight.actions import meetings, plans, programmes
from handrail.areas.oversight.actions.meetings import MeetingInput, MeetingQuestionInput
from handrail.areas.oversight.actions.plans import ObjectiveInput, PlanInput, StatusInput
from handrail.areas.oversight.actions.programmes import HearingInput, HearingRecordInput, ProgrammeInput
from handrail.areas.recommendations import actions
from handrail.areas.recommendations.inputs import AddresseesInput, RecommendationInput, UpdateScheduleInput
from handrail.platform.access.today import today
from handrail.platform.followups.actions import record_progress
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


def told(**more) -> RecommendationInput:
    """An inspection report of thirty days ago."""
    given = {
        "source": "inspection",
        "title": "Give victims one point of contact",
        "text": "PLANT-TEXT Give each victim one point of contact.",
        "issued_by": "The inspectorate of constabulary",
        "published_on": today() - 30 * DAY,
        "due_on": today() + 60 * DAY,
    }
    return RecommendationInput(**(given | more))


def oversee(cast: Cast) -> Overseen:
    """Everything, as Lincolnshire's commissioner's office, its force and the collator would leave it."""
    commissioner, force = cast.commissioner.actor, cast.force_lead.actor
    national = actions.register_recommendation(
        code="national-1",
        told=told(title="Support before and after referral", text="Understand what victims need."),
        to=AddresseesInput(policing_bodies=True, chief_constables=True),
        by=cast.collator.actor,
    )
    local = actions.register_recommendation(
        code="local-1",
        told=told(),
        to=AddresseesInput(named=("lincolnshire-police", "commissioner-lincolnshire")),
        by=commissioner,
    )
    asking = ask(cast, local)
    actions.submit_update(
        asking=asking,
        support="partly",
        support_why="Two posts are not filled yet.",
        words="PLANT-UPDATE Forty officers are trained.",
        evidence="PLANT-EVIDENCE Training record",
        seen_version=1,
        by=force,
    )
    actions.record_published_comment(
        code=local, published_on=today() - 2 * DAY, words="It is being done.", by=commissioner
    )
    meeting, action = meet(cast)
    plan = improve(cast)
    programme, slug = scrutinise(cast, local)
    return Overseen(national, local, asking, meeting, plan, programme, slug, action)


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
    meeting = meetings.record_meeting(
        told=MeetingInput("Arrangements for victims at night", today() - 5 * DAY, "Force lead, policy lead"),
        force_id=cast.force_lead.body_id,
        by=by,
    )
    meetings.ask_question(
        meeting=meeting,
        told=MeetingQuestionInput(
            "PLANT-QUESTION Who answers at night?", "The duty officer.", "PLANT-EVIDENCE Rota seen"
        ),
        by=by,
    )
    action = meetings.promise_at_meeting(
        meeting=meeting,
        what="PLANT-ACTION Try the night line",
        owner_id=cast.force_lead.body_id,
        person="Force lead",
        due_on=today() + 10 * DAY,
        by=by,
    )
    record_progress(
        action=action,
        state="open",
        words="The line is being set up.",
        seen_version=1,
        by=cast.force_lead.actor,
    )
    return meeting, action


def improve(cast: Cast) -> UUID:
    """A joint plan with one objective that one board was told of."""
    by = cast.commissioner.actor
    plan = plans.make_plan(
        told=PlanInput(
            "Modern slavery improvement plan",
            today() - 90 * DAY,
            today() + 270 * DAY,
            "Victims meet one person who stays with them.",
            today() + 20 * DAY,
        ),
        force_id=cast.force_lead.body_id,
        by=by,
    )
    plans.add_objective(
        plan=plan,
        told=ObjectiveInput(
            "PLANT-OBJECTIVE Forty liaison officers",
            cast.force_lead.body_id,
            today() + 100 * DAY,
            "Head of training",
            "Forty names on the rota",
            "Training record",
        ),
        by=cast.force_lead.actor,
    )
    plans.report_to_board(
        plan=plan,
        held_on=today() - 10 * DAY,
        stands={1: StatusInput("on_track", "Thirty trained")},
        words="First report.",
        next_board_on=today() + 20 * DAY,
        seen_version=1,
        by=cast.force_lead.actor,
    )
    return plan


def scrutinise(cast: Cast, recommendation: str) -> tuple[UUID, str]:
    """A programme with one hearing published, one held, one planned, one called off."""
    by = cast.commissioner.actor
    programme = programmes.make_programme(
        told=ProgrammeInput("Scrutiny of recommendations", today() - 60 * DAY, today() + 300 * DAY), by=by
    )
    for subject, days in (
        ("PLANT-HEARING First contact", -40),
        ("Interpreters", -20),
        ("Places to stay", 40),
        ("Training", 50),
    ):
        hearing = HearingInput(subject, today() + days * DAY, recommendation)
        programmes.plan_hearing(programme=programme, told=hearing, by=by)
    for number, days in ((1, 40), (2, 20)):
        heard = HearingRecordInput(
            today() - days * DAY, "Force lead", "Forty files read", "Most knew who to ring."
        )
        programmes.record_hearing(programme=programme, number=number, heard=heard, seen_version=1, by=by)
    programmes.cancel_hearing(programme=programme, number=4, why="Moved into the plan.", by=by)
    slug = programmes.publish_outcome(
        programme=programme,
        number=1,
        title="What victims meet first",
        words="Most officers knew who to ring.",
        seen_version=2,
        by=by,
    )
    programmes.correct_outcome(slug=slug, words="Thirty-nine files, not forty.", by=by)
    return programme, slug
