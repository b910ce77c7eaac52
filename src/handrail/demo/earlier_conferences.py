"""A month of case conferences and joint visits in Lincolnshire, so that reported figures are more than nought."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.demo.conference_stories import HOUSING, LEAD, OFFICER
from handrail.demo.planned_bodies_and_users import LINCOLNSHIRE
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.conferences.actions.agreed_actions import (
    add_conference_action,
    record_conference_action_end,
)
from handrail.people.conferences.actions.asking import (
    accept_or_return_conference,
    request_conference,
    save_person_participation_choice,
)
from handrail.people.conferences.actions.meetings import (
    call_conference_meeting,
    end_conference,
    record_conference_meeting,
)
from handrail.people.conferences.actions.members import add_conference_member, sign_confidentiality_statement
from handrail.people.conferences.actions.tellings import record_person_told_of_meeting
from handrail.people.conferences.actions.visits import (
    OfferAtJointVisitInput,
    record_agreed_joint_visit,
    record_joint_visit_result,
)
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceActionEnd,
    ConferenceArea,
    ConferenceMeeting,
    ConferenceMember,
    JointVisit,
    MeetingTelling,
)
from handrail.people.conferences.text_choices import (
    AnswerToOfferAtVisit,
    Attendance,
    ConferenceEndReason,
    MemberAgency,
    OfferAtVisitKind,
)
from handrail.people.records.models import Case, Event
from handrail.people.records.queries.child_cases import is_child_or_age_unsure_case
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import User
from handrail.platform.kernel.dates import make_london_time

LANTERN: Final = "lantern"
MOST: Final = 14
"""Enough that a figure which is rounded to fives shows in most of their breakdowns."""
STORIES: Final = 7
"""Conferences of the stories of their own; more are there once this part was written."""
GROUNDS: Final = (("no_roof", "exploiter"), ("threat", "nobody_leads"), ("exploiter", "thinking"))
CHOICES: Final = ("represented", "words", "part", "attend")
TASKS: Final = (
    (
        OFFICER,
        "Ask patrols to watch the street",
        "To spot a van early",
        "Done each evening of the week.",
    ),
    (HOUSING, "Find a room in another street", "To stop anyone waiting at the door", "Found, and moved in."),
)
OFFERED: Final = (
    (OfferAtVisitKind.HEALTH, AnswerToOfferAtVisit.ACCEPTED),
    (OfferAtVisitKind.LAWYER, AnswerToOfferAtVisit.ACCEPTED),
    (OfferAtVisitKind.NRM, AnswerToOfferAtVisit.DECLINED),
)


def load_conferences_and_visits_of_last_month(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already, or where no area holds conferences."""
    area = ConferenceArea.objects.filter(area=LINCOLNSHIRE).order_by("name").first()
    if area is None or Conference.objects.count() > STORIES:
        return
    first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    for number, case in enumerate(_list_cases_of_adults(cast, area, first)):
        day = first + timedelta(days=1 + number)
        with transaction.atomic():
            _write_conference(cast, case, area, day, number)
            _write_visit(cast, case, day + timedelta(days=10), number)
            recompute_case(Case.objects.select_related("owner", "area").get(pk=case.pk))


def _list_cases_of_adults(cast: DemoLookups, area: ConferenceArea, first: date) -> Sequence[Case]:
    """Open cases of Lantern in Lincolnshire that were there before the month, and of no story of their own."""
    rows = Case.objects.filter(
        owner=cast.bodies[LANTERN], area=LINCOLNSHIRE, closed_at=None, restricted_on=None
    )
    rows = rows.filter(opened_at__lt=make_london_time(first - timedelta(days=2), time(9)))
    # Neither who chairs nor their deputy speaks for the person too.
    rows = rows.exclude(point_of_contact__in=[area.chair_id, area.deputy_id or area.chair_id])
    rows = rows.exclude(pk__in=Conference.objects.values("case")).exclude(
        pk__in=JointVisit.objects.values("case")
    )
    rows = rows.select_related("owner", "area", "point_of_contact").order_by("-opened_at", "reference")
    return [case for case in rows[: 3 * MOST] if not is_child_or_age_unsure_case(case.pk)][:MOST]


def _write_conference(cast: DemoLookups, case: Case, area: ConferenceArea, day: date, number: int) -> None:
    """Asked for in the morning, held the next day, told, its actions ended and it closed within two weeks."""
    worker, chair = case.point_of_contact.actor, cast.actors[LEAD]
    with use_simulated_clock(_make_moment(day, 10)) as clock:
        row = Conference(
            track="urgent" if number % 3 else "regular",
            grounds=list(GROUNDS[number % len(GROUNDS)]),
            basis="consent",
            knows_police_record_crimes=True,
            identified_at=_get_moment_of_identification(case, clock.now()),
            agreed_at=clock.now() - timedelta(hours=1),
        ).bind(UnrecordedKeyAccess(case.pk))
        row.why = "Somebody asks for them, and several agencies know a part."
        asked = request_conference(row, case_id=case.pk, area_id=area.pk, by=worker)
    with use_simulated_clock(_make_moment(day, 12)):
        _seat_members(cast, asked, chair, worker)
        fresh = Conference.objects.get(pk=asked.pk).bind(UnrecordedKeyAccess(case.pk))
        fresh.choice, fresh.words = CHOICES[number % len(CHOICES)], "I want to stay in this town."
        fresh.speaker = case.point_of_contact.name if fresh.choice == "represented" else None
        save_person_participation_choice(fresh, seen=fresh.version, by=worker)
    held = day + timedelta(days=1 if number % 5 else 3)
    meeting = _hold_meeting(asked, chair, held)
    _tell_person(cast, meeting, worker, held)
    _end_actions_and_conference(cast, asked, chair, held)


def _seat_members(cast: DemoLookups, asked: Conference, chair: Actor, worker: Actor) -> None:
    sign_confidentiality_statement(conference_id=asked.pk, by=chair)
    if worker.user_id != chair.user_id:
        sign_confidentiality_statement(conference_id=asked.pk, by=worker)
    accept_or_return_conference(conference_id=asked.pk, accepts=True, words="", by=chair)
    for key, part in ((OFFICER, MemberAgency.POLICE), (HOUSING, MemberAgency.HOUSING)):
        user = User.objects.get(pk=cast.actors[key].user_id)
        member = ConferenceMember(
            part=part, body_id=cast.actors[key].body_id, user=user, authority="What is agreed"
        )
        add_conference_member(member, conference_id=asked.pk, by=chair)
        sign_confidentiality_statement(conference_id=asked.pk, by=cast.actors[key])


def _hold_meeting(asked: Conference, chair: Actor, held: date) -> ConferenceMeeting:
    with use_simulated_clock(_make_moment(held, 9)):
        meeting = ConferenceMeeting(starts_at=_make_moment(held, 11)).bind(UnrecordedKeyAccess(asked.case_id))
        meeting.place, meeting.agenda = "By video, link sent by the chair", "The street\nA room"
        if meeting.starts_at > asked.due_at:
            meeting.late_reason = "agencies"
        call_conference_meeting(meeting, conference_id=asked.pk, by=chair)
    with use_simulated_clock(_make_moment(held, 12)):
        members = ConferenceMember.objects.filter(conference=asked)
        record_conference_meeting(
            meeting_id=meeting.pk,
            attendance={one.pk: (Attendance.PRESENT, "") for one in members},
            minutes="Patrols watch the street, and housing looks for a room.",
            agrees="agreed",
            by=chair,
        )
    return meeting


def _tell_person(cast: DemoLookups, meeting: ConferenceMeeting, worker: Actor, held: date) -> None:
    with use_simulated_clock(_make_moment(held, 17)):
        told = MeetingTelling(
            told_on=held, told_how="phone", agrees="agreed", told_language=cast.languages["en"]
        )
        told.bind(UnrecordedKeyAccess(meeting.case_id))
        record_person_told_of_meeting(told, meeting_id=meeting.pk, seen=None, by=worker)


def _end_actions_and_conference(cast: DemoLookups, asked: Conference, chair: Actor, held: date) -> None:
    for key, what, lowers, result in TASKS:
        with use_simulated_clock(_make_moment(held, 13)):
            member = ConferenceMember.objects.get(conference=asked, user=cast.actors[key].user_id)
            action = ConferenceAction(due_on=held + timedelta(days=7)).bind(
                UnrecordedKeyAccess(asked.case_id)
            )
            action.what, action.lowers = what, lowers
            add_conference_action(action, conference_id=asked.pk, member_id=member.pk, by=chair)
        with use_simulated_clock(_make_moment(held + timedelta(days=5), 16)):
            end = ConferenceActionEnd(result="done").bind(UnrecordedKeyAccess(asked.case_id))
            end.words = result
            record_conference_action_end(end, action_id=action.pk, by=cast.actors[key])
    with use_simulated_clock(_make_moment(held + timedelta(days=6), 11)):
        end_conference(
            conference_id=asked.pk, reason=ConferenceEndReason.DONE, words="Everything is done.", by=chair
        )


def _write_visit(cast: DemoLookups, case: Case, day: date, number: int) -> None:
    """With police, a day after it was agreed; every fourth person was not in."""
    worker = case.point_of_contact.actor
    with use_simulated_clock(_make_moment(day - timedelta(days=1), 10)):
        visit = JointVisit(
            with_body=cast.bodies["lincolnshire-police"], basis="consent", yes_to_visit="yes", yes_to_police="yes",
            planned_at=_make_moment(day, 14), plain_clothes=True,
        ).bind(UnrecordedKeyAccess(case.pk))  # fmt: skip
        visit.purpose, visit.place = "Are they well, and what do they need", "The library, by the side door"
        visit.plan = "Ring the office before and after."
        record_agreed_joint_visit(visit, case_id=case.pk, by=worker)
    with use_simulated_clock(_make_moment(day, 16)):
        fresh = JointVisit.objects.get(pk=visit.pk).bind(UnrecordedKeyAccess(case.pk))
        made = number % 4 != 3
        fresh.result, fresh.went = (
            ("made" if made else "not_in"),
            "Navigator, Lantern\nOfficer in plain clothes",
        )
        fresh.seen_alone = fresh.told_of_records = made
        offers = [OfferAtJointVisitInput(kind, answer, "") for kind, answer in OFFERED] if made else []
        record_joint_visit_result(fresh, offers=offers, case_id=case.pk, seen=fresh.version, by=worker)


def _get_moment_of_identification(case: Case, now: datetime) -> datetime:
    """When they were identified, as the pathway has it; else when the case was opened."""
    event = Event.objects.filter(case=case, event="identified").order_by("at", "pk").first()
    moment = make_london_time(event.at, event.at_time or time(9)) if event else case.opened_at
    return min(moment, now)


def _make_moment(day: date, hour: int) -> datetime:
    return make_london_time(day, time(hour))
