"""Boards and forums of the demo, after what areas told in 2021 and later: names and kinds are real, all else invented.

Gloucestershire meets monthly on Operation Aidant; Greater Manchester nests its groups under the Challenger Executive
Board; Cleveland is paid by its commissioner and councils; Wiltshire sets up a board; North Wales reports on a year of
its forum; the national network plans together. Lincolnshire's own board and forum are invented.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.areas.partnerships.actions import (
    engagement,
    group_actions,
    groups,
    meetings,
    operations,
    seats,
    year_reports,
)
from handrail.areas.partnerships.actions.groups import GroupSetUpInput
from handrail.areas.partnerships.actions.surveys import begin_group_survey, close_group_survey
from handrail.areas.partnerships.membership import get_body_ids_whose_seats_actor_answers_for
from handrail.areas.partnerships.models import (
    Contribution,
    Escalation,
    Group,
    GroupAction,
    GroupDecision,
    GroupMeeting,
    GroupReader,
    Intensification,
    OperationActivity,
    OperationEdition,
    Seat,
    SharedHelp,
    TermsOfReference,
    WorkStream,
    YearReport,
)
from handrail.areas.partnerships.sourced_codes import get_terms_of_reference_template_of_group_kind
from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.practitioners.actions.trainings import add_training_session
from handrail.directory.practitioners.models import TrainingSession
from handrail.insight.shareable_help.queries import list_shareable_services
from handrail.platform.access.actor import Actor
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUpUpdate
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.kernel.working_days import add_working_days
from handrail.platform.reference.models import Area, Body
from handrail.platform.surveys.actions.answers import answer_survey
from handrail.platform.surveys.models import Survey, SurveyQuestion

MORNING: Final = time(10, 30)
LINCOLNSHIRE_BOARD: Final = "Lincolnshire Anti-Slavery Partnership board"
FIRST_MEETINGS_IN: Final = (8, 17, 4, 26, 12, 33, 6, 21, 15, 29, 10)
"""Working days until a group first meets, one group after the other: no two of an area on one day."""
NETWORK: Final = "National Anti-Trafficking and Modern Slavery Network"


@dataclass(frozen=True, slots=True)
class PartnershipDemoContext:
    """Who acts, and on which day everything is told."""

    actors: Mapping[str, Actor]
    today: date

    def ago(self, days: int) -> date:
        """So many days before."""
        return self.today - timedelta(days=days)

    @contextmanager
    def on(self, days: int) -> Iterator[None]:
        """Acts are done on the morning so many days before."""
        with use_simulated_clock(make_london_time(self.ago(days), MORNING)):
            yield

    def set_up(self, by: str, kind: str, name: str, members: Sequence[str], **more: object) -> Group:
        """A group with seats for the organisations of these people, who take them."""
        actor = self.actors[by]
        area = Body.objects.values_list("area", flat=True).get(pk=actor.body_id)
        given: dict[str, object] = {"area_id": None if more.get("nation") == "national" else area}
        given |= {"nation": Area.objects.get(pk=area).nation} if area else {}
        given |= {"kind": kind, "name": name, "meetings_a_year": 4, "starts_on": self.today} | more
        bodies = [self.actors[key].body_id for key in members]
        first_day = add_working_days(
            self.today, FIRST_MEETINGS_IN[Group.objects.count() % len(FIRST_MEETINGS_IN)]
        )
        group = groups.set_up_group(
            Group(**given),
            TermsOfReference(**get_terms_of_reference_template_of_group_kind(kind)),
            given=GroupSetUpInput(bodies, first_day, time(10, 0), "online"),
            by=actor,
        )
        for key in members:
            seat = group.seats.get(body_id=self.actors[key].body_id, state="invited")
            seats.answer_seat_invitation(seat, accepts=True, seen=seat.version, by=self.actors[key])
        return group

    def hold(self, group: Group, days: int, by: str, came: Mapping[str, str], **more: object) -> GroupMeeting:
        """A meeting so many days ago; codes of attendance by person, who stands for their organisation."""
        on = self.ago(days)
        row = meetings.add_meeting_of_group(
            GroupMeeting(group=group, planned_on=on, **more), by=self.actors[by]
        )
        row.held_on = on
        ids = {group.seats.get(body_id=self.actors[key].body_id).pk: how for key, how in came.items()}
        return meetings.record_meeting_of_group(row, attendance=ids, seen=row.version, by=self.actors[by])

    def offer(self, group: Group, by: str, to: str, what: str, due_in: int = 30) -> GroupAction:
        """An action for the seat of somebody's organisation."""
        seat = group.seats.get(body_id=self.actors[to].body_id, state="accepted")
        action = GroupAction(group=group, seat=seat, what=what, due_on=self.today + timedelta(days=due_in))
        return group_actions.offer_group_action_to_seat(action, by=self.actors[by])


@transaction.atomic
def load_partnerships(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if Group.objects.filter(name=LINCOLNSHIRE_BOARD).exists():
        return
    stage = PartnershipDemoContext(cast.actors, today)
    _add_lincolnshire_board_and_forum(stage)
    _add_greater_manchester_challenger_groups(stage)
    _add_gloucestershire_meeting_group(stage)
    _add_cleveland_paid_group(stage)
    _add_north_wales_forum(stage)
    _add_national_network(stage)
    board = stage.set_up("iris.vale", "board", "Wiltshire Anti-Slavery Partnership board", ())
    _add_lincolnshire_as_reading_organisation(stage, [board])


def _add_lincolnshire_as_reading_organisation(stage: PartnershipDemoContext, found: Sequence[Group]) -> None:
    """Lincolnshire's office reads what others do, to learn from it."""
    office = stage.actors["joan.tasker"].body_id
    by_body = {actor.body_id: actor for actor in stage.actors.values() if actor.role.value == "commissioner"}
    for group in found:
        reader = GroupReader(group=group, body_id=office, why="Reads to learn from it.")
        seats.add_reading_organisation_of_group(reader, by=by_body[group.body_id])


def _add_lincolnshire_board_and_forum(stage: PartnershipDemoContext) -> None:
    """A board over a forum: one action escalated and answered, one that waits, one that is offered."""
    members = ("dev.marlowe", "gareth.pell", "colm.farrow")
    board = stage.set_up("joan.tasker", "board", LINCOLNSHIRE_BOARD, members)
    forum = stage.set_up(
        "joan.tasker", "forum", "Lincolnshire forum of charities", ("gareth.pell",), parent_id=board.pk
    )
    stream = engagement.add_work_stream(
        WorkStream(group=board, name="Training"), by=stage.actors["joan.tasker"]
    )
    came = (
        (340, ("came", "came", "came"), None),
        (250, ("came", "came", "came"), stream),
        (160, ("deputy", "came", "apologies"), None),
        (70, ("came", "came", "absent"), stream),
    )
    for days, (force, charity, council), of in came:
        how = {"joan.tasker": "came", "dev.marlowe": force, "gareth.pell": charity, "colm.farrow": council}
        held = stage.hold(board, days, "joan.tasker", how, stream=of)
    meetings.add_decision_of_group_meeting(
        GroupDecision(meeting=held, words="Every member names one person for referrals."),
        by=stage.actors["joan.tasker"],
    )
    with stage.on(60):
        done = stage.offer(board, "joan.tasker", "dev.marlowe", "Share the rota of liaison officers", 90)
        accepted = group_actions.accept_action(
            done.pk, person="Force lead", seen=1, by=stage.actors["dev.marlowe"]
        )
    update = FollowUpUpdate(about=accepted.follow_up, state="done", words="Shared.", evidence="The rota")
    record_follow_up_progress(update, seen=1, by=stage.actors["dev.marlowe"])
    with stage.on(18):
        asked = stage.offer(forum, "joan.tasker", "gareth.pell", "Translate the referral form into Romanian")
        group_actions.accept_action(asked.pk, person="", seen=1, by=stage.actors["gareth.pell"])
    asked.refresh_from_db()
    escalation = Escalation(
        action=asked,
        to_group=board,
        asked="Will the board pay for the translation?",
        answer_by=stage.today + timedelta(days=14),
    )
    group_actions.ask_parent_group_about_action(
        escalation, seen=asked.version, by=stage.actors["gareth.pell"]
    )
    stage.offer(board, "joan.tasker", "gareth.pell", "Say which services have room over the new year")
    stage.offer(board, "joan.tasker", "dev.marlowe", "Bring the count of visits to the next meeting")


def _add_greater_manchester_challenger_groups(stage: PartnershipDemoContext) -> None:
    """Greater Manchester: an executive board over theme, operational and tasking groups, a forum and a network."""
    members = ("maud.kershaw", "bilal.rowe")
    board = stage.set_up("ines.calder", "executive", "Challenger Executive Board", members)
    below = [
        ("theme", "Modern slavery theme group"),
        ("forum", "NGO Forum"),
        ("business", "Business Network"),
    ]
    found = [stage.set_up("ines.calder", kind, name, members, parent_id=board.pk) for kind, name in below]
    operational = stage.set_up(
        "ines.calder", "operational", "Challenger operational group", ("maud.kershaw",), parent_id=found[0].pk
    )
    stage.set_up(
        "ines.calder", "tasking", "Challenger tasking group", ("maud.kershaw",), parent_id=operational.pk
    )
    with stage.on(40):
        action = stage.offer(
            found[1], "ines.calder", "bilal.rowe", "Name one contact for men with nowhere to sleep"
        )
        group_actions.accept_action(action.pk, person="", seen=1, by=stage.actors["bilal.rowe"])
    action.refresh_from_db()
    with stage.on(25):
        row = group_actions.ask_parent_group_about_action(
            Escalation(
                action=action,
                to_group=board,
                asked="Who pays for beds at the weekend?",
                answer_by=stage.ago(5),
            ),
            seen=action.version,
            by=stage.actors["bilal.rowe"],
        )
    with stage.on(12):
        row.answer = "The combined authority pays until March."
        group_actions.answer_escalation(row, seen=row.version, by=stage.actors["ines.calder"])
    _share_help_in_ngo_forum(stage, found[1])
    _run_trust_survey(stage, found[1])
    _add_lincolnshire_as_reading_organisation(stage, [board, *found])


def _share_help_in_ngo_forum(stage: PartnershipDemoContext, forum: Group) -> None:
    """A charity shares a service that the directory publishes, the police a course with seats for members."""
    charity, police = stage.actors["bilal.rowe"], stage.actors["maud.kershaw"]
    services = dict(list_shareable_services(get_body_ids_whose_seats_actor_answers_for(charity)))
    if services:
        told = SharedHelp(group=forum, words="Ring before noon. No referral form is needed.")
        engagement.offer_service_to_group(told, service_id=int(next(iter(services))), by=charity)
    held = TrainingSession(
        kind="awareness",
        held_on=stage.today + timedelta(days=24),
        given_by="Greater Manchester Police",
        place="Online",
        seats=20,
    )
    session = add_training_session(held, by=police)
    told = SharedHelp(group=forum, words="Ten of the seats are for members of the forum.")
    engagement.offer_training_to_group(told, session_id=session.pk, by=police)


def _run_trust_survey(stage: PartnershipDemoContext, forum: Group) -> None:
    """Thirty members say whether they would report a worry, and whether they did."""
    survey = Survey(
        kind="trust",
        title="Trust and reporting in the NGO Forum",
        purpose="To see whether members report what they see, and what happens then.",
        asked_of="The link was given to every organisation of the forum.",
        opens_on=stage.ago(70),
        closes_on=stage.ago(50),
    )
    with stage.on(70):
        row = begin_group_survey(forum.pk, survey, by=stage.actors["ines.calder"])
    questions = {question.number: question for question in row.survey.questions.all()}
    with stage.on(60):
        for place in range(30):
            answers: dict[int, str | list[str]] = {
                number: _pick_survey_answer(question, place + number)
                for number, question in questions.items()
            }
            answer_survey(
                row.survey.token, language="en", answers=answers, form_key=f"demo-{forum.pk}-{place}"
            )
    row.survey.refresh_from_db()
    with stage.on(49):
        close_group_survey(row.survey_id, seen=row.survey.version, by=stage.actors["ines.calder"])


def _pick_survey_answer(question: SurveyQuestion, place: int) -> str | list[str]:
    """Mostly the same answer, so that the result is no even spread; on the scale mostly 4 of 5."""
    at = (3, 3, 4, 3, 2)[place % 5] if question.kind == "scale" else (0, 0, 1, 0, 2)[place % 5]
    code = question.codes[at % len(question.codes)]
    return [code] if question.kind == "several" else code


def _add_gloucestershire_meeting_group(stage: PartnershipDemoContext) -> None:
    """A monthly meeting of office and force, and an operation that ended four months ago."""
    by = stage.actors["rosa.winter"]
    group = stage.set_up(
        "rosa.winter", "programme", "Operation Aidant monthly meeting", ("hal.denby",), meetings_a_year=12
    )
    stage.offer(group, "rosa.winter", "hal.denby", "Map the services that office and force pay for")
    held = stage.hold(
        group,
        8,
        "rosa.winter",
        {"rosa.winter": "came", "hal.denby": "came"},
        paper="Combined services of the month.",
    )
    meetings.add_decision_of_group_meeting(
        GroupDecision(meeting=held, words="Visits in spring are joint."), by=by
    )
    operation = operations.set_up_intensification_operation(
        Intensification(
            group=group,
            name="Operation Aidant, summer",
            theme="labour",
            starts_on=stage.ago(135),
            ends_on=stage.ago(129),
            lead_id=stage.actors["hal.denby"].body_id,
            partners=["Border Force", "Fair Work Agency", "Councils"],
            about="Visit places of work together, and tell people where support is.",
        ),
        by=by,
    )
    for kind, number, what, day in (
        ("nail_bar", 12, "Visits with Border Force", 134),
        ("car_wash", 9, "Visits with the fire service", 132),
        ("farm", 30, "Visits with the Fair Work Agency", 130),
    ):
        operations.add_intensification_activity(
            OperationActivity(
                operation=operation,
                kind=kind,
                number=number,
                what=what,
                on=stage.ago(day),
                languages="Vietnamese",
            ),
            by=by,
        )
    counts = {"spoken": 64, "advised": 31, "found": 12, "found_children": 2, "safeguarded": 10, "nrm": 6}
    counts |= {"notified": 4, "declined": 2, "arrest_slavery": 5, "arrest_other": 9, "arrest_immigration": 7}
    operations.save_intensification_results(
        operation.pk, moment="end", counts=counts | {"notices": 7}, source="Force, debrief", by=by
    )
    words = "Visits with partners, to find people who are exploited and to tell them where support is."
    operations.publish_intensification(OperationEdition(operation=operation, words=words), by=by)
    _add_lincolnshire_as_reading_organisation(stage, [group])


def _add_cleveland_paid_group(stage: PartnershipDemoContext) -> None:
    """Paid by the commissioner and a council since 2018; steady attendance at work streams."""
    by, members = stage.actors["tess.harker"], ("ned.sayer", "cath.moor")
    group = stage.set_up(
        "tess.harker", "board", "Cleveland Anti-Slavery Network", members, starts_on=date(2018, 4, 1)
    )
    streams = [
        engagement.add_work_stream(WorkStream(group=group, name=name), by=by)
        for name in ("Victim support", "Prevention")
    ]
    for place, days in enumerate((330, 270, 210, 150, 90, 30)):
        how = {"tess.harker": "came", "ned.sayer": "came", "cath.moor": "deputy" if place % 2 else "came"}
        stage.hold(group, days, "tess.harker", how, stream=streams[place % 2])
    year = stage.today.year if stage.today.month > 3 else stage.today.year - 1
    for key, promised, received in (("tess.harker", 2_500_000, 2_500_000), ("cath.moor", 1_000_000, 750_000)):
        engagement.add_contribution(
            Contribution(
                group=group,
                body_id=stage.actors[key].body_id,
                year=year,
                kind="cash",
                what="A co-ordinator",
                promised=promised,
                received=received,
            ),
            by=by,
        )
    engagement.add_contribution(
        Contribution(
            group=group,
            body_id=stage.actors["ned.sayer"].body_id,
            year=year,
            kind="time",
            what="Training for members",
            promised_hours=60,
            received_hours=48,
        ),
        by=by,
    )
    _add_lincolnshire_as_reading_organisation(stage, [group])


def _add_north_wales_forum(stage: PartnershipDemoContext) -> None:
    """A year of a forum of practitioners, with a survey of its members and the report."""
    by = stage.actors["mared.huws"]
    group = stage.set_up(
        "mared.huws",
        "forum",
        "North Wales practitioners’ forum",
        ("gwil.parry", "ianto.prosser"),
        papers_language="both",
        starts_on=stage.ago(400),
    )
    seat: Seat = group.seats.get(body_id=stage.actors["ianto.prosser"].body_id)
    seat.language = "cy"
    seats.change_group_seat(seat, seen=seat.version, by=by)
    for place, days in enumerate((330, 240, 150, 60)):
        charity = "absent" if place == 3 else "came"
        how = {"mared.huws": "came", "gwil.parry": "came", "ianto.prosser": charity}
        stage.hold(group, days, "mared.huws", how)
    with stage.on(120):
        no = stage.offer(group, "mared.huws", "ianto.prosser", "Open a desk on Saturdays", 150)
        group_actions.decline_action(
            no.pk, why="No money for weekends this year", seen=1, by=stage.actors["ianto.prosser"]
        )
        yes = stage.offer(group, "mared.huws", "gwil.parry", "One referral form for the six counties", 150)
        yes = group_actions.accept_action(yes.pk, person="Force lead", seen=1, by=stage.actors["gwil.parry"])
    with stage.on(75):
        done = FollowUpUpdate(
            about=yes.follow_up, state="done", words="In use since today.", evidence="The form"
        )
        record_follow_up_progress(done, seen=1, by=stage.actors["gwil.parry"])
    _run_survey_of_forum_members(stage, group, by)
    report = year_reports.draft_year_report(YearReport(group=group, starts_on=stage.ago(366)), by=by)
    report.decision, report.why = (
        "go_on",
        "Members want it. Two meetings a year become open to practitioners.",
    )
    year_reports.record_decision_on_group_future(report, seen=report.version, by=by)
    year_reports.publish_year_report(report.pk, note="", seen=report.version, by=by)
    _add_lincolnshire_as_reading_organisation(stage, [group])


def _run_survey_of_forum_members(stage: PartnershipDemoContext, group: Group, by: Actor) -> None:
    """Twenty-four members answer; the result is rounded as every result is."""
    survey = Survey(
        kind="forum",
        title="North Wales practitioners’ forum: a few questions",
        purpose="To decide how the forum goes on.",
        asked_of="The link was given to the members of the forum.",
        opens_on=stage.ago(40),
        closes_on=stage.ago(20),
    )
    with stage.on(40):
        row = begin_group_survey(group.pk, survey, by=by)
    questions = {question.number: question for question in row.survey.questions.all()}
    for place in range(24):
        answers: dict[int, str | list[str]] = {
            1: "5" if place % 4 else "3",
            2: [questions[2].codes[0 if place % 3 else 1]],
            3: [questions[3].codes[0 if place % 2 else 2]],
            4: questions[4].codes[0 if place % 6 else 1],
        }
        with stage.on(30):
            answer_survey(
                row.survey.token, language="en", answers=answers, form_key=f"demo-{group.pk}-{place}"
            )
    row.survey.refresh_from_db()
    with stage.on(19):
        close_group_survey(row.survey_id, seen=row.survey.version, by=by)


def _add_national_network(stage: PartnershipDemoContext) -> None:
    """The national network: offices of several areas, with West Yorkshire in the chair."""
    by = stage.actors["amrit.dhaliwal"]
    members = ("zara.lund", "joan.tasker", "rosa.winter", "ines.calder")
    group = stage.set_up("amrit.dhaliwal", "network", NETWORK, members, nation="national")
    chair = group.seats.get(body_id=stage.actors["zara.lund"].body_id)
    chair.part, chair.office = "chair", "Deputy Mayor for Policing and Crime"
    seats.change_group_seat(chair, seen=chair.version, by=by)
    stage.hold(group, 45, "amrit.dhaliwal", {"amrit.dhaliwal": "came", **dict.fromkeys(members, "came")})
    stage.offer(group, "amrit.dhaliwal", "joan.tasker", "Send the terms of your board to the network")
