"""A board, a forum under it and their members, made by the cast through the actions that people use."""

import datetime
from dataclasses import dataclass

from handrail.areas.partnerships.actions import (
    engagement,
    group_actions,
    groups,
    meetings,
    operations,
    seats,
)
from handrail.areas.partnerships.actions.groups import GroupSetUpInput
from handrail.areas.partnerships.actions.surveys import begin_group_survey
from handrail.areas.partnerships.actions.year_reports import (
    draft_year_report,
    publish_year_report,
    record_decision_on_group_future,
)
from handrail.areas.partnerships.models import (
    Contribution,
    Escalation,
    Group,
    GroupAction,
    GroupMeeting,
    GroupReader,
    Intensification,
    OperationEdition,
    Seat,
    SharedHelp,
    TermsOfReference,
    YearReport,
)
from handrail.areas.partnerships.sourced_codes import get_terms_of_reference_template_of_group_kind
from handrail.directory.actions import add_service
from handrail.directory.models import Service
from handrail.directory.practitioners.models import TrainingSession
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.kernel.working_days import add_working_days
from handrail.platform.reference.models import Body
from handrail.platform.surveys.models import Survey
from support.cast import LINCOLNSHIRE, Cast

DAY = datetime.timedelta(days=1)
PLANTED = ("PLANT-PURPOSE", "PLANT-ACTION", "PLANT-PAPER", "PLANT-OPERATION")
"""Words of the board of Lincolnshire, which only its members and readers read."""


@dataclass(frozen=True, slots=True)
class Partnership:
    """A board over a forum. Lantern (charity) and the force sit in both."""

    board: Group
    forum: Group
    action: GroupAction
    operation: Intensification

    def seat_of(self, code: str, group: Group | None = None) -> Seat:
        """The open seat of an organisation."""
        return (group or self.board).seats.get(body__code=code, state__in=("invited", "accepted"))


def set_up(by: Actor, kind: str, name: str, codes: tuple[str, ...], **more) -> Group:
    """A group of the actor's, with seats for these organisations."""
    given = {
        "kind": kind,
        "name": name,
        "nation": "england",
        "area_id": LINCOLNSHIRE,
        "meetings_a_year": 4,
        "starts_on": today(),
    }
    words = get_terms_of_reference_template_of_group_kind(kind) | {"purpose": f"PLANT-PURPOSE {name}"}
    ids = [Body.objects.get(code=code).pk for code in codes]
    return groups.set_up_group(
        Group(**(given | more)),
        TermsOfReference(**words),
        given=GroupSetUpInput(ids, add_working_days(today(), 5)),
        by=by,
    )


def take_seats(group: Group, *users) -> None:
    """Each takes the seat of their organisation."""
    for user in users:
        seat = group.seats.get(body_id=user.body_id, state="invited")
        seats.answer_seat_invitation(seat, accepts=True, seen=seat.version, by=user.actor)


def hold(group: Group, on: datetime.date, came: dict[str, str], by: Actor, stream=None) -> GroupMeeting:
    """A meeting that was held, with a code of attendance for the organisation of each seat."""
    row = meetings.add_meeting_of_group(GroupMeeting(group=group, planned_on=on, stream=stream), by=by)
    row.held_on = on
    ids = {group.seats.get(body__code=code).pk: how for code, how in came.items()}
    return meetings.record_meeting_of_group(row, attendance=ids, seen=row.version, by=by)


def offer(group: Group, code: str, what: str, by: Actor, **more) -> GroupAction:
    """An action, offered to the seat of an organisation."""
    given = {
        "what": what,
        "due_on": today() + 30 * DAY,
        "seat": group.seats.get(body__code=code, state="accepted"),
    }
    return group_actions.offer_group_action_to_seat(GroupAction(group=group, **(given | more)), by=by)


def publish_service(cast: Cast) -> int:
    """A service of the charity that the directory shows everybody."""
    number = add_service(
        by=cast.lead.actor,
        provider_id=cast.lead.body_id,
        name="Advice line of Lantern",
        kind="benefits_advice",
        phases=["before"],
        state="open",
        everywhere=True,
    )
    Service.objects.filter(pk=number).update(public=True)
    return number


def partner_up(cast: Cast) -> Partnership:
    """Everything, as Lincolnshire's office, its force and a charity would leave it."""
    office = cast.commissioner.actor
    members = ("lincolnshire-police", "lantern")
    board = set_up(office, "board", "Lincolnshire Anti-Slavery board", members)
    forum = set_up(office, "forum", "Lincolnshire forum of charities", members, parent_id=board.pk)
    for group in (board, forum):
        take_seats(group, cast.force_lead, cast.lead)
    action = offer(forum, "lantern", "PLANT-ACTION Agree one referral form", office)
    operation = operations.set_up_intensification_operation(
        Intensification(
            group=board,
            name="PLANT-OPERATION Aidant",
            theme="labour",
            starts_on=today() - 40 * DAY,
            ends_on=today() - 30 * DAY,
            lead_id=cast.force_lead.body_id,
            partners=["Border Force"],
        ),
        by=office,
    )
    return Partnership(board, forum, action, operation)


def seat_firm(cast: Cast, group: Group) -> Seat:
    """A seat of the firm, which it takes."""
    seat = Seat(group=group, body_id=cast.firm.body_id, office="Head of responsible sourcing")
    made = seats.offer_seat_to_organisation(seat, by=cast.commissioner.actor)
    take_seats(group, cast.firm)
    return made


def partnership_arguments(cast: Cast) -> dict[str, list[object]]:
    """A record in every place, as the addresses take it. Seats, readers and meetings are of the board."""
    found, office = partner_up(cast), cast.commissioner.actor
    seat_firm(cast, found.board)
    board, one = found.board, [found.board.pk]
    reader = seats.add_reading_organisation_of_group(
        GroupReader(group=board, body_id=cast.adviser.body_id), by=office
    )
    contribution = engagement.add_contribution(
        Contribution(group=board, body_id=board.body_id, year=2026, kind="goods", what="A room"), by=office
    )
    session = TrainingSession(body_id=cast.lead.body_id, kind="awareness", held_on=today() + 20 * DAY)
    session.save_by(cast.lead.actor)
    shared = engagement.offer_training_to_group(
        SharedHelp(group=board, words="For members."), session_id=session.pk, by=cast.lead.actor
    )
    survey = Survey(
        kind="trust",
        title="Trust",
        purpose="To see",
        asked_of="Members",
        opens_on=today(),
        closes_on=today() + 9 * DAY,
    )
    asked = begin_group_survey(board.pk, survey, by=office)
    hold(board, today() - 5 * DAY, {"lantern": "came"}, office)
    operations.save_intensification_results(
        found.operation.pk, moment="end", counts={"found": 7}, source="Force", by=office
    )
    operations.publish_intensification(
        OperationEdition(operation=found.operation, words="Visits."), by=office
    )
    report = draft_year_report(YearReport(group=board, starts_on=today() - 400 * DAY), by=office)
    printed = draft_year_report(YearReport(group=board, starts_on=today() - 800 * DAY), by=office)
    printed.decision, printed.why = "go_on", "Members want it."
    record_decision_on_group_future(printed, seen=1, by=office)
    publish_year_report(printed.pk, note="", seen=2, by=office)
    escalation = group_actions.ask_parent_group_about_action(
        Escalation(action=found.action, to_group=board, asked="Who pays?", answer_by=today() + 9 * DAY),
        seen=found.action.version,
        by=office,
    )
    accepted = group_actions.accept_action(found.action.pk, person="", seen=1, by=cast.lead.actor)
    group = (
        "group group_terms group_meetings group_actions group_engagement group_help group_surveys group_years"
    )
    acts = (
        "group_operations change_group move_group close_group revise_terms invite_member add_group_reader"
        " plan_group_meetings add_group_meeting offer_group_action add_work_stream add_contribution share_service"
        " share_training begin_group_survey add_operation draft_year_report"
    )
    meeting = (
        "group_meeting change_group_meeting call_group_meeting record_group_meeting cancel_group_meeting"
    )
    action = "group_action answer_group_action say_group_action escalate_group_action withdraw_group_action"
    operation = "operation change_operation add_activity save_results publish_operation published_operation"
    year = "year_report add_year_sentence decide_year_report publish_year_report"
    network = set_up(
        cast.collator.actor,
        "network",
        "A network",
        ("commissioner-lincolnshire",),
        nation="national",
        area_id=None,
    )
    return {
        **dict.fromkeys((*group.split(), *acts.split()), one),
        **{
            name: [board.pk, found.seat_of("lantern").pk]
            for name in ("change_seat", "answer_seat", "end_seat")
        },
        "end_group_reader": [board.pk, reader.pk],
        **{name: [board.pk, 1] for name in (*meeting.split(), "add_group_decision")},
        **{name: [accepted.pk] for name in action.split()},
        "answer_escalation": [escalation.pk],
        "change_contribution": [board.pk, contribution.pk],
        "stop_sharing_help": [board.pk, shared.pk],
        "close_group_survey": [board.pk, asked.survey_id],
        "group_national": [network.pk],
        **{name: [found.operation.pk] for name in operation.split()},
        "look_back_operation": [found.operation.pk, 3],
        **{name: [report.pk] for name in year.split()},
        "change_year_sentence": [report.pk, 1],
        "year_report_file": [printed.pk, 1, "docx"],
    }
