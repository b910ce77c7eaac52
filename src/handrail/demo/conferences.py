"""Case conferences in every state, and two joint visits, by the actions that people use."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
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
from handrail.people.conferences.actions.slices import (
    ItemDisclosureInput,
    add_conference_item,
    set_item_visibility_to_members,
)
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
    ConferenceItem,
    ConferenceMeeting,
    ConferenceMember,
    JointVisit,
    MeetingMove,
    MeetingTelling,
)
from handrail.people.conferences.text_choices import (
    AnswerToOfferAtVisit,
    Attendance,
    ConferenceEndReason,
    ConferenceItemKind,
    ItemVisibilityToMember,
    MemberAgency,
    OfferAtVisitKind,
)
from handrail.people.conferences.usual_slices import (
    find_usual_item_visibility_to_agency,
    get_usual_disclosure_basis_of_agency,
)
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.kernel.dates import make_london_time

LANTERN: Final = "lantern"
LEAD, WORKER, OFFICER, HOUSING = "gareth.pell", "ruth.adeyemi", "sam.whitlock", "colm.farrow"
AREA: Final = "E23000020"
SEATS: Final = (
    (OFFICER, MemberAgency.POLICE, "Patrols, and the force’s exploitation team"),
    (HOUSING, MemberAgency.HOUSING, "A bed until Friday"),
    ("isla.renshaw", MemberAgency.LEGAL, "Advice within two days"),
)
WORDS: Final = "I want to sleep and then decide. My cousin must not know where I am."
ITEMS: Final = (
    (
        ConferenceItemKind.IDENTITY,
        "Goes by the first name that is on the case; Albanian, no papers with them.",
        "",
    ),
    (ConferenceItemKind.SAFETY, "A cousin came to the workplace on Sunday and asked where they sleep.", ""),
    (ConferenceItemKind.NEEDS, "Two nights on a friend’s sofa; nothing after Friday.", "a roof after Friday"),
    (ConferenceItemKind.HEALTH, "Toothache for a week, sleeps badly.", "needs an urgent dentist"),
)
ACTIONS: Final = (
    (HOUSING, "Keep the bed to Friday", "So that they are not moved again", "Good.", 2),
    (OFFICER, "Ask patrols to watch for the van", "So that it is seen early", "Yes, but not where I sleep.", 1),
    (WORKER, "Send their post to the PO box", "So that a letter does not lead to them", "Fine.", 3),
    (WORKER, "Book a dentist", "So that the pain ends", "Please.", 4),
)  # fmt: skip


def load_conferences(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if ConferenceArea.objects.exists():
        return
    with use_simulated_clock(_make_london_time_days_ago_at_hour(today, 40, 9)):
        area = save_conference_area(
            ConferenceArea(
                area_id=AREA,
                name="Fenmarsh",
                chair=_get_demo_user(cast, LEAD),
                deputy=_get_demo_user(cast, "tom.brackley"),
                next_meetings="Every second Tuesday at 10am",
            ),
            by=cast.actors[LEAD],
        )
    cases = _list_adult_cases_of_navigator(cast)
    for case, tell in zip(
        cases,
        (
            _load_running_conference,
            _load_closed_conference,
            _load_requested_conference,
            _load_joint_visits_of_demo,
        ),
        strict=False,
    ):
        tell(cast, case, area, today)


def _list_adult_cases_of_navigator(cast: DemoLookups) -> list[Case]:
    """Open cases of adults whose contact the navigator is, the newest last."""
    rows = Case.objects.filter(
        owner=cast.bodies[LANTERN],
        point_of_contact=cast.actors[WORKER].user_id,
        age="adult",
        closed_at=None,
        restricted_on=None,
    )
    return list(rows.order_by("opened_at", "reference")[:4])


def _load_running_conference(cast: DemoLookups, case: Case, area: ConferenceArea, today: date) -> None:
    """Five agencies, a meeting held in time, one action done and three to do."""
    row = _load_conference_with_signed_members(cast, case, area, today, days=2)
    with use_simulated_clock(_make_london_time_days_ago_at_hour(today, 2, 13)):
        actions = [_add_demo_conference_action(cast, row, *one, today=today) for one in ACTIONS]
        _end_demo_conference_action(
            cast, actions[0], "done", "Kept until Friday, confirmed by the landlord.", HOUSING
        )
    _hold_and_record_conference_meeting(cast, row, today, days=2, hour=15, first_hour=14)


def _load_closed_conference(cast: DemoLookups, case: Case, area: ConferenceArea, today: date) -> None:
    """Not quorate at first, then held; told, corrected, closed."""
    row = _load_conference_with_signed_members(cast, case, area, today, days=30)
    _hold_and_record_conference_meeting(cast, row, today, days=30, hour=15, housing=Attendance.REPORT)
    with use_simulated_clock(_make_london_time_days_ago_at_hour(today, 29, 9)):
        action = _add_demo_conference_action(cast, row, *ACTIONS[0], today=today - timedelta(days=27))
    _hold_and_record_conference_meeting(cast, row, today, days=29, hour=12)
    with use_simulated_clock(_make_london_time_days_ago_at_hour(today, 28, 11)):
        told = MeetingTelling(told_on=today - timedelta(days=28), told_how="phone", agrees="agreed")
        told.bind(UnrecordedKeyAccess(row.case_id))
        told.told_words, told.correction = "Thank you.", "It was the Sunday, and not the Monday."
        held = ConferenceMeeting.objects.get(conference=row, result="held")
        record_person_told_of_meeting(told, meeting_id=held.pk, seen=None, by=cast.actors[WORKER])
    with use_simulated_clock(_make_london_time_days_ago_at_hour(today, 24, 11)):
        _end_demo_conference_action(cast, action, "done", "A flat was found.", HOUSING)
        end_conference(
            conference_id=row.pk,
            reason=ConferenceEndReason.DONE,
            words="Everything was done.",
            by=cast.actors[LEAD],
        )


def _load_requested_conference(cast: DemoLookups, case: Case, area: ConferenceArea, today: date) -> None:
    """Asked for this morning; the chair has not answered."""
    _request_demo_conference(cast, case, area, today, days=0)


def _load_joint_visits_of_demo(cast: DemoLookups, case: Case, area: ConferenceArea, today: date) -> None:
    """Not in, then seen with offers, and the next one agreed."""
    police = cast.bodies["lincolnshire-police"]
    for days, result in ((16, "not_in"), (9, "made"), (-2, "")):
        with use_simulated_clock(_make_london_time_days_ago_at_hour(today, max(days, 0) + 1, 10)):
            visit = JointVisit(
                with_body=police,
                basis="consent",
                yes_to_visit="yes",
                yes_to_police="yes",
                planned_at=_make_london_time_days_ago_at_hour(today, days, 14),
                plain_clothes=True,
            )
            visit.bind(UnrecordedKeyAccess(case.pk))
            visit.purpose, visit.place = (
                "Is she well, and what does she need now",
                "The library, by the side door",
            )
            visit.plan = "Ring the office before and after. If the white van is there, walk on."
            visit.abort_word = "umbrella"
            record_agreed_joint_visit(visit, case_id=case.pk, by=cast.actors[WORKER])
        if not result:
            continue
        with use_simulated_clock(_make_london_time_days_ago_at_hour(today, days, 16)):
            fresh = JointVisit.objects.get(pk=visit.pk).bind(UnrecordedKeyAccess(case.pk))
            fresh.result, fresh.went = result, "Navigator, Lantern\nOfficer in plain clothes, police"
            offers = []
            if result == "made":
                fresh.seen_alone = fresh.told_of_records = True
                fresh.risk, fresh.wishes = (
                    "The debt is asked for again.",
                    "Wants to ask a lawyer before anything else.",
                )
                offers = [
                    OfferAtJointVisitInput(
                        OfferAtVisitKind.NRM, AnswerToOfferAtVisit.UNDECIDED, "I will ask the lawyer first."
                    ),
                    OfferAtJointVisitInput(OfferAtVisitKind.LAWYER, AnswerToOfferAtVisit.ACCEPTED, ""),
                    OfferAtJointVisitInput(
                        OfferAtVisitKind.BED, AnswerToOfferAtVisit.DECLINED, "I have a room until spring."
                    ),
                ]
            record_joint_visit_result(
                fresh, offers=offers, case_id=case.pk, seen=fresh.version, by=cast.actors[WORKER]
            )


def _load_conference_with_signed_members(
    cast: DemoLookups, case: Case, area: ConferenceArea, today: date, *, days: int
) -> Conference:
    """Asked for, accepted, everybody signed, the person's words, what is told to whom."""
    row = _request_demo_conference(cast, case, area, today, days=days)
    chair, worker = cast.actors[LEAD], cast.actors[WORKER]
    with use_simulated_clock(_make_london_time_days_ago_at_hour(today, days, 10)):
        sign_confidentiality_statement(conference_id=row.pk, by=chair)
        accept_or_return_conference(conference_id=row.pk, accepts=True, words="", by=chair)
        for key, part, authority in SEATS:
            user = _get_demo_user(cast, key)
            add_conference_member(
                ConferenceMember(part=part, body_id=cast.actors[key].body_id, user=user, authority=authority),
                conference_id=row.pk,
                by=chair,
            )
        nurse = add_conference_member(
            ConferenceMember(
                part=MemberAgency.HEALTH, body=cast.bodies["wash-health"], name="Dr Ines Calder"
            ),
            conference_id=row.pk,
            by=chair,
        )
        looks_on = add_conference_member(
            ConferenceMember(
                part=MemberAgency.OBSERVER, body=cast.bodies[LANTERN], name="Noor Idris, in training"
            ),
            conference_id=row.pk,
            by=chair,
        )
        for one in (nurse, looks_on):
            sign_confidentiality_statement(conference_id=row.pk, member_id=one.pk, by=chair)
        for key in (WORKER, *(seat[0] for seat in SEATS)):
            sign_confidentiality_statement(conference_id=row.pk, by=cast.actors[key])
        fresh = _get_conference_as_saved(row)
        fresh.choice, fresh.speaker, fresh.words = "represented", "Ruth Adeyemi", WORDS
        fresh.words_language, fresh.interpreter_checked = cast.languages["sq"], True
        save_person_participation_choice(fresh, seen=fresh.version, by=worker)
        for body in (LANTERN, "wash-health"):
            record_consent_to_tell_agency(
                conference_id=row.pk,
                said=ConsentAnswer.YES,
                sharing=ConsentToSharingInput(body, [Kind(kind.value) for kind, _, _ in ITEMS]),
                asked=ConsentAskingInput(on=today - timedelta(days=days)),
                by=worker,
            )
        _add_items_to_conference(cast, row, today)
    return row


def _add_items_to_conference(cast: DemoLookups, row: Conference, today: date) -> None:
    members = list(ConferenceMember.objects.filter(conference=row))
    for kind, text, need in ITEMS:
        item = ConferenceItem(kind=kind, nature="fact")
        item.bind(UnrecordedKeyAccess(row.case_id))
        item.text, item.need = text, need
        add_conference_item(item, conference_id=row.pk, by=cast.actors[WORKER])
        slices = [
            ItemDisclosureInput(
                one.pk, view, get_usual_disclosure_basis_of_agency(one.part), "Needed to find a safe place"
            )
            for one in members
            if one.body_id != cast.actors[WORKER].body_id
            and (view := find_usual_item_visibility_to_agency(one.part, kind)) is not None
            and (view is not ItemVisibilityToMember.NEED or need)
        ]
        set_item_visibility_to_members(
            slices,
            item_id=item.pk,
            until=today + timedelta(days=28),
            person_told=True,
            by=cast.actors[WORKER],
        )


def _request_demo_conference(
    cast: DemoLookups, case: Case, area: ConferenceArea, today: date, *, days: int
) -> Conference:
    with use_simulated_clock(_make_london_time_days_ago_at_hour(today, days, 9)) as clock:
        now = clock.now()
        row = Conference(
            track="urgent",
            grounds=["exploiter", "no_roof"],
            basis="consent",
            knows_police_record_crimes=True,
            identified_at=now - timedelta(days=5),
            agreed_at=now - timedelta(hours=2),
        )
        row.bind(UnrecordedKeyAccess(case.pk))
        row.why = "A cousin came to the workplace on Sunday, and there is no bed after Friday."
        return request_conference(row, case_id=case.pk, area_id=area.pk, by=cast.actors[WORKER])


def _hold_and_record_conference_meeting(
    cast: DemoLookups,
    row: Conference,
    today: date,
    *,
    days: int,
    hour: int,
    housing: Attendance = Attendance.PRESENT,
    first_hour: int | None = None,
) -> None:
    """Called, moved where it was called for another hour first, and recorded."""
    with use_simulated_clock(_make_london_time_days_ago_at_hour(today, days, (first_hour or hour) - 1)):
        meeting = ConferenceMeeting(
            starts_at=_make_london_time_days_ago_at_hour(today, days, first_hour or hour)
        )
        meeting.bind(UnrecordedKeyAccess(row.case_id))
        meeting.place, meeting.agenda = (
            "By video, link sent by the chair",
            "A roof after Friday\nDanger\nHealth\nThe NRM",
        )
        call_conference_meeting(meeting, conference_id=row.pk, by=cast.actors[LEAD])
        if first_hour is not None:
            move = MeetingMove(to_at=_make_london_time_days_ago_at_hour(today, days, hour))
            move.bind(UnrecordedKeyAccess(row.case_id))
            move.why = "The interpreter cannot come earlier."
            reschedule_meeting(move, meeting_id=meeting.pk, seen_at=meeting.starts_at, by=cast.actors[LEAD])
    with use_simulated_clock(_make_london_time_days_ago_at_hour(today, days, hour + 1)):
        came: dict[UUID, tuple[Attendance, str]] = {}
        for one in ConferenceMember.objects.filter(conference=row):
            how = housing if one.part == MemberAgency.HOUSING else Attendance.PRESENT
            came[one.pk] = (how, "A list of free beds, an hour before" if how is Attendance.REPORT else "")
        record_conference_meeting(
            meeting_id=meeting.pk,
            attendance=came,
            minutes="The bed stays until Friday. The van is watched for. The address is told to no one new.",
            agrees="agreed" if housing is Attendance.PRESENT else "",
            by=cast.actors[LEAD],
        )


def _add_demo_conference_action(
    cast: DemoLookups, row: Conference, key: str, what: str, lowers: str, said: str, days: int, *, today: date
) -> ConferenceAction:
    member = ConferenceMember.objects.get(conference=row, user=cast.actors[key].user_id)
    action = ConferenceAction(due_on=today + timedelta(days=days))
    action.bind(UnrecordedKeyAccess(row.case_id))
    action.what, action.lowers, action.said = what, lowers, said
    return add_conference_action(action, conference_id=row.pk, member_id=member.pk, by=cast.actors[LEAD])


def _end_demo_conference_action(
    cast: DemoLookups, action: ConferenceAction, result: str, words: str, key: str
) -> None:
    end = ConferenceActionEnd(result=result)
    end.bind(UnrecordedKeyAccess(action.case_id))
    end.words = words
    record_conference_action_end(end, action_id=action.pk, by=cast.actors[key])


def _get_conference_as_saved(row: Conference) -> Conference:
    return Conference.objects.get(pk=row.pk).bind(UnrecordedKeyAccess(row.case_id))


def _get_demo_user(cast: DemoLookups, key: str) -> User:
    return User.objects.get(pk=cast.actors[key].user_id)


def _make_london_time_days_ago_at_hour(today: date, days: int, hour: int) -> datetime:
    return make_london_time(today - timedelta(days=days), time(hour))
