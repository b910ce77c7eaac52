"""The recommendation of 2021, one of today, and how Lincolnshire's force is held to account in the demo.

The recommendation of 2021 is real: its text and its dates are its own. Everything else is invented.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

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
from handrail.areas.recommendations.queries import is_recommendation_registered
from handrail.demo.case_writer import DemoLookups
from handrail.demo.relative_dates import get_working_day_on_or_after, get_working_day_on_or_before
from handrail.demo.simulated_time import use_simulated_clock
from handrail.platform.access.actor import Actor
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.kernel.dates import make_london_time

CODE_2021: Final = "hestia-2021-1"
CODE_NOW: Final = "one-contact"
MORNING: Final = time(10, 15)

RECOMMENDATION_2021: Final[dict[str, Any]] = {
    "code": CODE_2021,
    "source": "super_complaint",
    "title": "Understand what victims of modern slavery need, and provide local support",
    "text": (
        "To chief constables, and police and crime commissioners: Work together to understand the support needs of "
        "victims of modern slavery crimes. They should provide appropriate support within their respective remits "
        "to augment the national provision so that victims feel safe and empowered to remain involved in any "
        "investigations. This should focus on what support should be available before and after National Referral "
        "Mechanism (NRM) referral as well as alternative provision available for those declining NRM referral."
    ),
    "issued_by": "HMICFRS, the College of Policing and the IOPC",
    "published_on": date(2021, 5, 26),
    "due_on": date(2021, 11, 26),
    "due_words": "within six months of publication",
    "comment_rule": "not_known",
    "origin_note": "Its own text, as quoted in the APCC’s Progress Update on Modern Slavery (2021), introduction",
}
RECOMMENDATION_NOW: Final[dict[str, Any]] = {
    "code": CODE_NOW,
    "source": "inspection",
    "title": "Give each victim one consistent point of contact",
    "text": (
        "By the end of the year the force should make sure that every victim of modern slavery knows one trained "
        "person who stays their contact from the first report to the end of the case, and should show that it works."
    ),
    "issued_by": "Invented inspection",
    "comment_rule": "applies",
}


@dataclass(frozen=True, slots=True)
class RecommendationDemoActors:
    """Who acts, and on which day everything is told."""

    office: Actor
    signatory: Actor
    force: Actor
    collator: Actor
    today: date

    def ago(self, days: int) -> date:
        """So many days before."""
        return self.today - timedelta(days=days)

    @contextmanager
    def on(self, days: int) -> Iterator[None]:
        """Acts are done on the morning so many days before."""
        with use_simulated_clock(make_london_time(self.ago(days), MORNING)):
            yield


def load_recommendations_and_oversight(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    people = cast.actors
    scene = RecommendationDemoActors(
        people["joan.tasker"], people["lorna.quayle"], people["dev.marlowe"], people["amrit.dhaliwal"], today
    )
    if not is_recommendation_registered(CODE_2021):
        add_recommendation_of_2021(by=scene.collator)
    if not is_recommendation_registered(CODE_NOW):
        _add_current_recommendation_and_oversight(scene)


@transaction.atomic
def add_recommendation_of_2021(*, by: Actor) -> None:
    """Addressed to everybody of that day; its answers are the returns of the call of that year."""
    to = AddresseesInput(policing_bodies=True, chief_constables=True)
    actions.register_recommendation(Recommendation(**RECOMMENDATION_2021), to=to, by=by)
    actions.close_or_reopen_recommendation(
        code=CODE_2021,
        kind="closed",
        reason="Entered later, for the record. 38 local policing bodies answered, and what they said was reported to "
        "the inspectorate together. Who did not answer is not known here.",
        seen=1,
        by=by,
    )


@transaction.atomic
def _add_current_recommendation_and_oversight(scene: RecommendationDemoActors) -> None:
    with scene.on(150):
        _register_demo_recommendation(scene)
        asking = actions.request_updates(
            code=CODE_NOW,
            owners=[scene.force.body_id],
            rhythm=UpdateScheduleInput(scene.ago(112), 6, "weeks"),
            asks_for="How many victims have one contact, how it is known, and what stands in the way.",
            by=scene.office,
        )[0]
    _add_demo_recommendation_updates(scene, asking)
    with scene.on(110):
        actions.record_published_comment(
            PublishedComment(
                recommendation=Recommendation.objects.get(code=CODE_NOW),
                published_on=scene.ago(111),
                words="Accepted. The force trains liaison officers; we ask for figures every six weeks.",
                address="https://www.example.org/comment",
            ),
            by=scene.office,
        )
    _add_demo_oversight_meeting(scene)
    _add_demo_improvement_plan(scene)
    _add_demo_scrutiny_programme(scene)


def _register_demo_recommendation(scene: RecommendationDemoActors) -> None:
    days = {
        "published_on": get_working_day_on_or_before(scene.ago(155)),
        "due_on": scene.today + timedelta(days=37),
    }
    actions.register_recommendation(
        Recommendation(**RECOMMENDATION_NOW, **days),
        to=AddresseesInput(named=("lincolnshire-police", "commissioner-lincolnshire")),
        by=scene.office,
    )


def _add_demo_recommendation_updates(scene: RecommendationDemoActors, asking: int) -> None:
    """Three answers, one of them late; the next is due soon."""
    said = (
        (
            113,
            "partly",
            "Eighteen officers are trained.",
            "Posts for nights are not funded.",
            "Training record.",
        ),
        (
            66,
            "partly",
            "Thirty-one are trained; nights are covered on call.",
            "Two posts are empty.",
            "Rota.",
        ),
        (
            29,
            "accepted",
            "Forty are trained. Of 26 victims, 24 knew their contact.",
            "",
            "Audit of 26 files.",
        ),
    )
    for number, (days, support, words, why, evidence) in enumerate(said, 1):
        with scene.on(days):
            update = RecommendationUpdate(
                asking_id=asking, support=support, words=words, support_why=why, evidence=evidence
            )
            actions.submit_update(update, seen=number, by=scene.force)


def _add_demo_oversight_meeting(scene: RecommendationDemoActors) -> None:
    """A meeting about the arrangements at night, settled, with two actions: one done, one late."""
    with scene.on(40):
        told = Meeting(
            force_id=scene.force.body_id,
            title="Arrangements for victims at night",
            held_on=scene.ago(41),
            present="Force lead, policy lead",
        )
        meeting = meetings.record_oversight_meeting(told, by=scene.office)
        for asked, answered, evidence in (
            (
                "Who meets a victim who is found after midnight?",
                "The duty liaison officer, within two hours.",
                "The rota of October, read at the meeting.",
            ),
            (
                "When was the night line last tried?",
                "Once, in August, by one team.",
                "The log of that call. No other was shown.",
            ),
        ):
            question = MeetingQuestion(meeting=meeting, asked=asked, answered=answered, evidence=evidence)
            meetings.add_meeting_question(question, by=scene.office)
        _add_meeting_actions(scene, meeting.pk)
        meeting.level = "limited"
        meeting.why = "Arrangements are understood. That they are exercised was shown by one team only."
        meeting.next_on = scene.today + timedelta(days=60)
        meetings.finalise_meeting_record(meeting, seen=1, by=scene.signatory)


def _add_meeting_actions(scene: RecommendationDemoActors, meeting: UUID) -> None:
    promised = (
        (
            "Every custody suite to try the night line and record the outcome",
            "Head of custody",
            scene.ago(4),
        ),
        (
            "Send the winter night rota",
            "Force lead",
            get_working_day_on_or_after(scene.today + timedelta(days=6)),
        ),
    )
    tried, _ = (
        meetings.add_action_promised_at_meeting(
            meeting,
            FollowUp(what=what, person=person, due_on=due_on, owner_id=scene.force.body_id),
            by=scene.office,
        )
        for what, person, due_on in promised
    )
    words = "Four of six suites have tried it. The other two follow this month."
    record_follow_up_progress(
        FollowUpUpdate(about_id=tried, state="open", words=words), seen=1, by=scene.force
    )


def _add_demo_improvement_plan(scene: RecommendationDemoActors) -> None:
    """A joint plan, told at two boards."""
    with scene.on(120):
        told = ImprovementPlan(
            force_id=scene.force.body_id,
            title="Modern slavery improvement plan",
            aim="Every victim meets one trained person, understands what is offered, and is asked what helped.",
            starts_on=scene.ago(120),
            ends_on=scene.today + timedelta(days=244),
            next_board_on=scene.ago(60),
        )
        plan = plans.create_improvement_plan(told, by=scene.office)
        _add_demo_plan_objectives(scene, plan)
    boards = (
        (60, ("on_track", "Eighteen in post"), ("not_started", ""), ("on_track", "Two providers asked")),
        (12, ("on_track", "Forty in post"), ("at_risk", "No form agreed"), ("done", "Agreement signed")),
    )
    for number, (days, *stands) in enumerate(boards, 1):
        if number == 2:
            with scene.on(days + 8):
                _add_objective_evidence(scene, plan)
        with scene.on(days - 1):
            words = "Checked with the office of the local policing body."
            plans.record_objective_statuses_for_board(
                BoardReport(plan=plan, held_on=scene.ago(days), words=words),
                statuses={
                    n: ReportedObjectiveStatus(status=code, words=said)
                    for n, (code, said) in enumerate(stands, 1)
                },
                next_board_on=scene.ago(12) if number == 1 else scene.today + timedelta(days=50),
                seen=number,
                by=scene.force,
            )
    with scene.on(11):
        plans.add_action_promised_in_plan(
            plan.pk,
            FollowUp(
                what="Agree the victim feedback form",
                owner_id=scene.office.body_id,
                person="Policy lead",
                due_on=scene.today + timedelta(days=21),
            ),
            by=scene.office,
        )


def _add_demo_plan_objectives(scene: RecommendationDemoActors, plan: ImprovementPlan) -> None:
    force, office = scene.force.body_id, scene.office.body_id
    for what, owner, days, person, measure in (
        ("Forty liaison officers, one on every shift", force, 100, "Head of training", "Names on the rota"),
        (
            "Ask every victim what helped, after three months",
            office,
            150,
            "Policy lead",
            "Answers each quarter",
        ),
        ("An interpreter within an hour, by night too", force, 30, "Head of custody", "Waits on the log"),
    ):
        due_on = scene.today + timedelta(days=days)
        objective = Objective(
            plan=plan, what=what, owner_id=owner, person=person, due_on=due_on, measure=measure
        )
        plans.add_objective(objective, by=scene.office)


def _add_objective_evidence(scene: RecommendationDemoActors, plan: ImprovementPlan) -> None:
    objective = plan.objectives.get(number=3)
    objective.evidence = "Agreement with two providers; the log of October: longest wait 48 minutes"
    plans.change_objective(objective, seen=1, by=scene.force)


def _add_demo_scrutiny_programme(scene: RecommendationDemoActors) -> None:
    """A year of scrutiny: one hearing published, one held, two to come."""
    with scene.on(100):
        told = Programme(
            title="Scrutiny of recommendations",
            starts_on=scene.ago(100),
            ends_on=scene.today + timedelta(days=264),
            about="Each hearing looks into one recommendation: what was done, and what shows it.",
        )
        programme = programmes.create_scrutiny_programme(told, by=scene.office)
        for subject, days, code in (
            ("First contact with victims", -48, CODE_NOW),
            ("Interpreters by night", -9, ""),
            ("Support for those who decline the NRM", 28, CODE_2021),
            ("What victims say helped", 110, ""),
        ):
            hearing = Hearing(
                programme=programme,
                subject=subject,
                planned_on=get_working_day_on_or_after(scene.today + timedelta(days=days))
                if days > 0
                else scene.ago(-days),
                recommendation=Recommendation.objects.filter(code=code).first(),
            )
            programmes.plan_hearing(hearing, by=scene.office)
    _record_demo_scrutiny_hearings_and_outcome(scene, programme)


def _record_demo_scrutiny_hearings_and_outcome(scene: RecommendationDemoActors, programme: Programme) -> None:
    with scene.on(47):
        first = programme.hearings.get(number=1)
        first.held_on = scene.ago(48)
        first.heard_from = "Force lead; a provider of support; two liaison officers"
        first.evidence = (
            "Forty files read by two members of the panel. "
            "In 34, one contact was named and met within two days."
        )
        first.findings = "Most victims meet one person. By night it depends on who is on duty."
        programmes.record_what_hearing_found(first, seen=1, by=scene.office)
    with scene.on(35):
        outcome = HearingOutcome(
            hearing=first,
            title="What victims meet first",
            words="Of forty victims, 34 met one trained contact within two days. The six others were found at "
            "night or at a weekend.\n\nWe asked the force to cover nights, and read the rota again in three months.",
        )
        programmes.publish_hearing_outcome(outcome, seen=2, by=scene.signatory)
    with scene.on(8):
        second = programme.hearings.get(number=2)
        second.held_on = scene.ago(9)
        second.heard_from = "Head of custody; two interpreters"
        second.evidence = "The log of October and November: 61 calls, the longest wait 48 minutes."
        second.findings = "Waits are short. Three calls were for a language that no provider had."
        programmes.record_what_hearing_found(second, seen=1, by=scene.office)
