"""Case conferences in every state, and joint visits, by the actions that people use; each about a case of its own."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import CaseWriter, DemoLookups
from handrail.demo.conference_stories import (
    AMADOU,
    AMADOU_BEFORE,
    BOGDAN,
    DANUTA,
    GITA,
    ILIR,
    LEAD,
    SEATS,
    WORKER,
    ConferenceStory,
    StoryAction,
    StoryItem,
)
from handrail.demo.joint_visits import VISITS_TO_HANG, VISITS_TO_KRYSTIAN, write_joint_visits
from handrail.demo.scripted_cases import make_planned_scripted_case
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.conferences.actions.agreed_actions import (
    add_conference_action,
    record_conference_action_end,
)
from handrail.people.conferences.actions.areas import save_conference_area
from handrail.people.conferences.actions.asking import (
    accept_or_return_conference,
    record_consent_to_tell_agency,
    request_conference,
    save_person_participation_choice,
)
from handrail.people.conferences.actions.meetings import (
    call_conference_meeting,
    end_conference,
    record_conference_meeting,
    reschedule_meeting,
)
from handrail.people.conferences.actions.members import add_conference_member, sign_confidentiality_statement
from handrail.people.conferences.actions.moving_areas import hand_conference_to_area
from handrail.people.conferences.actions.slices import (
    ItemDisclosureInput,
    add_conference_item,
    set_item_visibility_to_members,
)
from handrail.people.conferences.actions.tellings import record_person_told_of_meeting
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceActionEnd,
    ConferenceArea,
    ConferenceItem,
    ConferenceMeeting,
    ConferenceMember,
    MeetingMove,
    MeetingTelling,
)
from handrail.people.conferences.text_choices import (
    Attendance,
    ConferenceEndReason,
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.people.conferences.usual_slices import find_usual_item_visibility_to_agency
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.kernel.dates import make_london_time, to_london

LANTERN, SEVERN_LIGHT, POLICE, WASH_HEALTH = (
    "lantern",
    "severn-light",
    "lincolnshire-police",
    "wash-health",
)
LINCOLNSHIRE, AVON_AND_SOMERSET = "E23000020", "E23000036"
ROY, HETTIE = "roy.penhale", "hettie.moss"
NURSE: Final = "Dr Ines Calder"
ASKED_ABOUT: Final = (LANTERN, POLICE, "fenmarsh-housing", WASH_HEALTH)
"""Every agency at the table: the person is asked about each before it is told anything."""


def load_conferences(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if ConferenceArea.objects.exists():
        return
    with use_simulated_clock(_make_moment(today, 200, 9)):
        fenmarsh = _add_area(
            cast, LINCOLNSHIRE, "Fenmarsh", LEAD, "tom.brackley", "Every second Tuesday at 10am"
        )
        bristol = _add_area(cast, AVON_AND_SOMERSET, "Bristol", ROY, HETTIE, "Mondays at 2pm")
    _load_running_conference(cast, _write_case("ilir", cast, today), fenmarsh, today)
    _load_closed_conference(cast, _write_case("danuta", cast, today), fenmarsh, today)
    _load_repeat_conference(cast, _write_case("amadou", cast, today), fenmarsh, today)
    _load_conference_that_moved(cast, _write_case("bogdan", cast, today), fenmarsh, bristol, today)
    _load_conference_without_agreement(cast, _write_case("gita", cast, today), fenmarsh, today)
    write_joint_visits(cast, _write_case("hang", cast, today), VISITS_TO_HANG, today)
    write_joint_visits(cast, _write_case("krystian", cast, today), VISITS_TO_KRYSTIAN, today)
    _ask_rules_as_of_now()


def _ask_rules_as_of_now() -> None:
    """The stories are told on days that have passed: what is due today is worked out once more at their end."""
    for case in Case.objects.filter(pk__in=Conference.objects.values("case")).select_related("owner", "area"):
        with transaction.atomic():
            recompute_case(case)


def _write_case(key: str, cast: DemoLookups, today: date) -> Case:
    """The case of one story, as the cases written by hand are written."""
    now = timezone.now()
    with use_simulated_clock(now) as clock:
        number = CaseWriter(cast, make_planned_scripted_case(key, today), clock).write(now)
        clock.moment = now
        case = Case.objects.select_related("owner", "area").get(pk=number)
        recompute_case(case)
    return case


def _add_area(
    cast: DemoLookups, area: str, name: str, chair: str, deputy: str, meetings: str
) -> ConferenceArea:
    return save_conference_area(
        ConferenceArea(
            area_id=area,
            name=name,
            chair=_get_demo_user(cast, chair),
            deputy=_get_demo_user(cast, deputy),
            next_meetings=meetings,
        ),
        by=cast.actors[chair],
    )


def _load_running_conference(cast: DemoLookups, case: Case, area: ConferenceArea, today: date) -> None:
    """Five agencies, a meeting held in time, one action done and three to do."""
    row = _load_conference_with_signed_members(cast, case, area, today, ILIR, days=2, identified=3)
    with use_simulated_clock(_make_moment(today, 2, 13)):
        _add_actions(cast, row, ILIR, today, until=2)
    _hold_meeting(cast, row, ILIR, today, days=2, hour=15, first_hour=14)


def _load_closed_conference(cast: DemoLookups, case: Case, area: ConferenceArea, today: date) -> None:
    """Not quorate at first, then held; told, corrected; each action ended in another way; closed."""
    row = _load_conference_with_signed_members(cast, case, area, today, DANUTA, days=30, identified=31)
    _hold_meeting(cast, row, DANUTA, today, days=30, hour=15, housing=Attendance.REPORT)
    with use_simulated_clock(_make_moment(today, 30, 17)):
        _add_actions(cast, row, DANUTA, today, until=31)
    _hold_meeting(cast, row, DANUTA, today, days=29, hour=12)
    _tell(cast, row, DANUTA, today, 28, "Thank you.", "It was the Thursday, and not the Friday.")
    for action, told in _list_actions_with_story(row, DANUTA):
        if action.end_or_none is None and told.result:
            with use_simulated_clock(_make_moment(today, told.ended, 16)):
                _end_action(cast, action, told)
    with use_simulated_clock(_make_moment(today, 24, 11)):
        end_conference(
            conference_id=row.pk, reason=ConferenceEndReason.DONE, words="She is in the NRM and in the flat.",
            by=cast.actors[LEAD],
        )  # fmt: skip


def _load_repeat_conference(cast: DemoLookups, case: Case, area: ConferenceArea, today: date) -> None:
    """Held and closed four months ago; asked for again this morning, and the chair has not answered."""
    row = _load_conference_with_signed_members(
        cast, case, area, today, AMADOU_BEFORE, days=124, identified=126
    )
    with use_simulated_clock(_make_moment(today, 124, 13)):
        _add_actions(cast, row, AMADOU_BEFORE, today, until=124)
    _hold_meeting(cast, row, AMADOU_BEFORE, today, days=123, hour=15)
    _tell(cast, row, AMADOU_BEFORE, today, 123, "All right. But no Home Office.")
    for action, told in _list_actions_with_story(row, AMADOU_BEFORE):
        with use_simulated_clock(_make_moment(today, told.ended, 16)):
            _end_action(cast, action, told)
    with use_simulated_clock(_make_moment(today, 116, 11)):
        end_conference(
            conference_id=row.pk, reason=ConferenceEndReason.DONE, words="He has another room.", by=cast.actors[LEAD]
        )  # fmt: skip
    again = _request(cast, case, area, today, AMADOU, days=0, identified=1)
    with use_simulated_clock(_make_moment(today, 0, 10)):
        _save_words(cast, again, AMADOU)


def _load_conference_that_moved(
    cast: DemoLookups, case: Case, area: ConferenceArea, other: ConferenceArea, today: date
) -> None:
    """Held in Fenmarsh, then handed to Bristol with his agreement, where the chair has accepted it."""
    row = _load_conference_with_signed_members(cast, case, area, today, BOGDAN, days=12, identified=14)
    with use_simulated_clock(_make_moment(today, 12, 13)):
        _add_actions(cast, row, BOGDAN, today, until=12)
    _hold_meeting(cast, row, BOGDAN, today, days=11, hour=11)
    _tell(cast, row, BOGDAN, today, 11, "Then we speak in Bristol.")
    for action, told in _list_actions_with_story(row, BOGDAN):
        if told.result:
            with use_simulated_clock(_make_moment(today, told.ended, 16)):
                _end_action(cast, action, told)
    with use_simulated_clock(_make_moment(today, 1, 11)):
        _agree(cast, row, SEVERN_LIGHT, today, 1)
        new = Conference(moved_basis=ItemDisclosureBasis.CONSENT).bind(UnrecordedKeyAccess(case.pk))
        moved = hand_conference_to_area(new, conference_id=row.pk, area_id=other.pk, by=cast.actors[WORKER])
    with use_simulated_clock(_make_moment(today, 1, 15)):
        sign_confidentiality_statement(conference_id=moved.pk, by=cast.actors[ROY])
        accept_or_return_conference(conference_id=moved.pk, accepts=True, words="", by=cast.actors[ROY])


def _load_conference_without_agreement(
    cast: DemoLookups, case: Case, area: ConferenceArea, today: date
) -> None:
    """She cannot be asked: who decided, why, the review that is due, and the meeting within its 48 hours."""
    with use_simulated_clock(_make_moment(today, 1, 15)) as clock:
        now = clock.now()
        row = Conference(
            track=GITA.track, grounds=list(GITA.grounds), basis="life", identified_at=case.opened_at,
            agreed_at=now - timedelta(hours=1), review_on=today + timedelta(days=1),
        ).bind(UnrecordedKeyAccess(case.pk))  # fmt: skip
        row.why, row.decided_by = GITA.why, "Ellen Marsh, head of safeguarding, Lantern"
        row.decided_why = (
            "Her life is in danger, and the ward says that she cannot be asked before next week."
        )
        asked = request_conference(row, case_id=case.pk, area_id=area.pk, by=cast.actors[WORKER])
    with use_simulated_clock(_make_moment(today, 1, 16)):
        for key in (LEAD, WORKER):
            sign_confidentiality_statement(conference_id=asked.pk, by=cast.actors[key])
        accept_or_return_conference(conference_id=asked.pk, accepts=True, words="", by=cast.actors[LEAD])
        meeting = ConferenceMeeting(starts_at=_make_moment(today, -1, 11)).bind(UnrecordedKeyAccess(case.pk))
        meeting.place, meeting.agenda = (
            "By video, link sent by the chair",
            "Who tells the ward\nWho asks her, and when",
        )
        call_conference_meeting(meeting, conference_id=asked.pk, by=cast.actors[LEAD])


def _load_conference_with_signed_members(
    cast: DemoLookups,
    case: Case,
    area: ConferenceArea,
    today: date,
    story: ConferenceStory,
    *,
    days: int,
    identified: int,
) -> Conference:
    """Asked for, accepted, everybody signed, the person's words, what is told to whom with their agreement."""
    row = _request(cast, case, area, today, story, days=days, identified=identified)
    chair = cast.actors[LEAD]
    with use_simulated_clock(_make_moment(today, days, 10)):
        sign_confidentiality_statement(conference_id=row.pk, by=chair)
        accept_or_return_conference(conference_id=row.pk, accepts=True, words="", by=chair)
        for key, part, authority in SEATS:
            user = _get_demo_user(cast, key)
            member = ConferenceMember(
                part=part, body_id=cast.actors[key].body_id, user=user, authority=authority
            )
            add_conference_member(member, conference_id=row.pk, by=chair)
        nurse = ConferenceMember(part=MemberAgency.HEALTH, body=cast.bodies[WASH_HEALTH], name=NURSE)
        looks_on = ConferenceMember(
            part=MemberAgency.OBSERVER, body=cast.bodies[WASH_HEALTH], name="Noor Idris, trainee nurse"
        )
        for one in (nurse, looks_on):
            added = add_conference_member(one, conference_id=row.pk, by=chair)
            sign_confidentiality_statement(conference_id=row.pk, member_id=added.pk, by=chair)
        for key in (WORKER, *(seat[0] for seat in SEATS)):
            sign_confidentiality_statement(conference_id=row.pk, by=cast.actors[key])
        _save_words(cast, row, story)
        for body in ASKED_ABOUT:
            _agree(cast, row, body, today, days, kinds=[item.kind for item in story.items])
        for item in story.items:
            _add_item(cast, row, item, today - timedelta(days=days))
    return row


def _request(
    cast: DemoLookups,
    case: Case,
    area: ConferenceArea,
    today: date,
    story: ConferenceStory,
    *,
    days: int,
    identified: int,
) -> Conference:
    with use_simulated_clock(_make_moment(today, days, 9)) as clock:
        row = Conference(
            track=story.track,
            grounds=list(story.grounds),
            basis="consent",
            knows_police_record_crimes=True,
            identified_at=_get_moment_of_identification(case, today, identified, clock.now()),
            agreed_at=clock.now() - timedelta(hours=1),
        )
        row.bind(UnrecordedKeyAccess(case.pk))
        row.why = story.why
        return request_conference(row, case_id=case.pk, area_id=area.pk, by=cast.actors[WORKER])


def _get_moment_of_identification(case: Case, today: date, days: int, now: datetime) -> datetime:
    """As the case has it, where it was opened on that day; else in the evening."""
    moment = _make_moment(today, days, 18)
    if to_london(case.opened_at).date() == moment.date():
        moment = case.opened_at
    return min(moment, now)


def _save_words(cast: DemoLookups, row: Conference, story: ConferenceStory) -> None:
    fresh = Conference.objects.get(pk=row.pk).bind(UnrecordedKeyAccess(row.case_id))
    fresh.choice, fresh.words = story.choice, story.words
    fresh.speaker = "Ruth Adeyemi" if story.choice == "represented" else None
    fresh.words_language, fresh.interpreter_checked = cast.languages[story.language], True
    save_person_participation_choice(fresh, seen=fresh.version, by=cast.actors[WORKER])


def _agree(
    cast: DemoLookups,
    row: Conference,
    body: str,
    today: date,
    days: int,
    kinds: list[ConferenceItemKind] | None = None,
) -> None:
    """The person agrees that one agency is told. Without kinds: who they are, and the danger."""
    asked_for = kinds or [ConferenceItemKind.IDENTITY, ConferenceItemKind.SAFETY]
    record_consent_to_tell_agency(
        conference_id=row.pk,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, [Kind(kind.value) for kind in asked_for]),
        asked=ConsentAskingInput(on=today - timedelta(days=days)),
        by=cast.actors[WORKER],
    )


def _add_item(cast: DemoLookups, row: Conference, told: StoryItem, day: date) -> None:
    """As each agency usually sees it; what is withheld from one is shown to it as withheld."""
    item = ConferenceItem(kind=told.kind, nature="fact")
    item.bind(UnrecordedKeyAccess(row.case_id))
    item.text, item.need = told.text, told.need or None
    add_conference_item(item, conference_id=row.pk, by=cast.actors[WORKER])
    slices = []
    for one in ConferenceMember.objects.filter(conference=row).exclude(part=MemberAgency.NAVIGATOR):
        usual = find_usual_item_visibility_to_agency(one.part, told.kind)
        if one.part in told.withheld_from:
            usual = ItemVisibilityToMember.WITHHELD
        if usual is not None and (usual is not ItemVisibilityToMember.NEED or told.need):
            why = told.withheld_why if usual is ItemVisibilityToMember.WITHHELD else ""
            slices.append(ItemDisclosureInput(one.pk, usual, ItemDisclosureBasis.CONSENT, why))
    set_item_visibility_to_members(
        slices, item_id=item.pk, until=day + timedelta(days=28), person_told=True, by=cast.actors[WORKER]
    )


def _hold_meeting(
    cast: DemoLookups,
    row: Conference,
    story: ConferenceStory,
    today: date,
    *,
    days: int,
    hour: int,
    housing: Attendance = Attendance.PRESENT,
    first_hour: int | None = None,
) -> None:
    """Called, moved where it was called for another hour first, and recorded."""
    starts_at = _make_moment(today, days, hour)
    with use_simulated_clock(_make_moment(today, days, (first_hour or hour) - 1)):
        meeting = ConferenceMeeting(starts_at=_make_moment(today, days, first_hour or hour))
        meeting.bind(UnrecordedKeyAccess(row.case_id))
        meeting.place, meeting.agenda = "By video, link sent by the chair", story.agenda
        call_conference_meeting(meeting, conference_id=row.pk, by=cast.actors[LEAD])
        if first_hour is not None:
            move = MeetingMove(to_at=starts_at, reason="interpreter").bind(UnrecordedKeyAccess(row.case_id))
            move.why = "The interpreter cannot come earlier."
            reschedule_meeting(move, meeting_id=meeting.pk, seen_at=meeting.starts_at, by=cast.actors[LEAD])
    with use_simulated_clock(_make_moment(today, days, hour + 1)):
        came: dict[UUID, tuple[Attendance, str]] = {}
        for one in ConferenceMember.objects.filter(conference=row):
            how = housing if one.part == MemberAgency.HOUSING else Attendance.PRESENT
            came[one.pk] = (how, "A list of free beds, an hour before" if how is Attendance.REPORT else "")
        record_conference_meeting(
            meeting_id=meeting.pk,
            attendance=came,
            minutes="" if housing is Attendance.REPORT else story.minutes,
            agrees="agreed" if housing is Attendance.PRESENT else "",
            by=cast.actors[LEAD],
        )


def _tell(
    cast: DemoLookups,
    row: Conference,
    story: ConferenceStory,
    today: date,
    days: int,
    said: str,
    correction: str = "",
) -> None:
    """The person is told of the meeting that was held."""
    with use_simulated_clock(_make_moment(today, days, 17)):
        told = MeetingTelling(told_on=today - timedelta(days=days), told_how="phone", agrees="agreed")
        told.told_language = cast.languages[story.language]
        told.bind(UnrecordedKeyAccess(row.case_id))
        told.told_words, told.correction = said, correction or None
        held = ConferenceMeeting.objects.get(conference=row, result="held")
        record_person_told_of_meeting(told, meeting_id=held.pk, seen=None, by=cast.actors[WORKER])


def _add_actions(
    cast: DemoLookups, row: Conference, story: ConferenceStory, today: date, *, until: int
) -> None:
    """Every action of the story; those that ended within so many days are ended at once."""
    for told in story.actions:
        member = ConferenceMember.objects.get(conference=row, user=cast.actors[told.owner].user_id)
        action = ConferenceAction(due_on=today - timedelta(days=told.due))
        action.bind(UnrecordedKeyAccess(row.case_id))
        action.what, action.lowers, action.said = told.what, told.lowers, told.said
        add_conference_action(action, conference_id=row.pk, member_id=member.pk, by=cast.actors[LEAD])
        if told.result and told.ended == until:
            _end_action(cast, action, told)


def _list_actions_with_story(
    row: Conference, story: ConferenceStory
) -> list[tuple[ConferenceAction, StoryAction]]:
    """Actions as they are saved, each with what is told of it: both in the order in which they were set."""
    found = ConferenceAction.objects.filter(conference=row).select_related("end").order_by("pk")
    return list(zip(found, story.actions, strict=True))


def _end_action(cast: DemoLookups, action: ConferenceAction, told: StoryAction) -> None:
    """One that is superseded gives way to the last action of its story."""
    end = ConferenceActionEnd(result=told.result)
    end.bind(UnrecordedKeyAccess(action.case_id))
    end.words = told.words
    if told.result == "not_possible":
        end.agreed_by = "Ruth Adeyemi, for Lantern"
    instead = ConferenceAction.objects.filter(conference=action.conference_id).order_by("-pk").first()
    record_conference_action_end(
        end,
        action_id=action.pk,
        by=cast.actors[told.by],
        superseded_by=instead.pk if instead is not None and told.result == "superseded" else None,
    )


def _get_demo_user(cast: DemoLookups, key: str) -> User:
    return User.objects.get(pk=cast.actors[key].user_id)


def _make_moment(today: date, days: int, hour: int) -> datetime:
    return make_london_time(today - timedelta(days=days), time(hour))
