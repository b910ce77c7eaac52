"""Requests for information between support and police, in every state; and two files that one officer holds apart.

Some name the person, because no case is shared. The force has a second side, with people of its own.
"""

from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.cases.consent.actions.consents import ConsentToSharingInput, share_case_without_consent
from handrail.people.information_requests.actions.counselling_approvals import (
    CounsellingNotesDecisionInput,
    decide_on_counselling_notes,
)
from handrail.people.information_requests.actions.named_person_requests import (
    create_named_person_request,
    record_cannot_answer_named_request,
)
from handrail.people.information_requests.actions.requests import (
    answer_with_information,
    create_information_request,
    record_person_told_of_information_request,
    refuse_information,
)
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    NamedPersonRequest,
    PersonTold,
)
from handrail.people.information_requests.text_choices import CounsellingNotesDecision
from handrail.people.records.models import Case
from handrail.people.separate_files.actions import create_link_of_two_files_of_one_person
from handrail.platform.access.actions import create_account
from handrail.platform.access.actor import Actor
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.roles import Role
from handrail.platform.administration.actions.organisations import add_organisation
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.reference.models import Body

POLICE, LANTERN = "lincolnshire-police", "lantern"
OFFICER, LIAISON, LEAD, WORKER = "sam.whitlock", "holly.marsh", "gareth.pell", "ruth.adeyemi"
PLATFORM_ADMINISTRATOR: Final = "corin.lyle"
SENIOR_OFFICER: Final = ("rowan.ashby@example.org", "DCI Rowan Ashby", "01632 960151")
OTHER_SIDE: Final = "lincolnshire-police-team-two"
OTHER_SIDE_PEOPLE: Final = (
    ("nadia.fenwick@example.org", "Sgt Nadia Fenwick", Role.DUTY_LEAD, "01632 960152"),
    ("arlo.pike@example.org", "DC Arlo Pike", Role.OFFICER, "07700 900367"),
)
MORNING: Final = time(10, 20)
AFTERNOON: Final = time(15, 5)
FIRST_DAY: Final = 24
HANDLING: Final = (
    "The officer in the case and the disclosure officer read it. It is kept with the case papers, and may have to be "
    "shown to the prosecutor and the defence."
)


def load_information_requests(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if InformationRequest.objects.exists():
        return
    cases = _list_cases_shared_with_force(cast, today)
    with transaction.atomic():
        _get_senior_officer(cast)
        for number, case in enumerate(cases):
            _STORIES[number](case, cast, today)
        _write_named_person_requests(cast, today)
        _add_second_police_unit_of_force(cast)
        _record_same_person_finding_kept_from_others(cast, today)


def _list_cases_shared_with_force(cast: DemoLookups, today: date) -> list[Case]:
    """Open cases of Lantern that the force has been able to see for a while, the oldest first."""
    shared = Grant.objects.filter(
        to_body=cast.bodies[POLICE],
        since__lte=today - timedelta(days=FIRST_DAY + 1),
        until=None,
        ended_at=None,
    )
    rows = Case.objects.filter(pk__in=shared.values("file"), owner=cast.bodies[LANTERN], closed_at=None)
    return list(rows.filter(restricted_on=None).order_by("opened_at", "reference")[: len(_STORIES)])


def _create_demo_information_request(
    case: Case, by: Actor, *, days: int, today: date, to: str, words: dict[str, str], **fields: object
) -> InformationRequest:
    with use_simulated_clock(make_london_time(today - timedelta(days=days), MORNING)):
        row = InformationRequest(answer_by=today - timedelta(days=days - 14), **fields)
        for name, text in words.items():
            setattr(row, name, text)
        tag = "en" if row.notice_on else ""
        return create_information_request(row, case_id=case.pk, to_body_code=to, language_tag=tag, by=by)


def _get_senior_officer(cast: DemoLookups) -> User:
    """A duty lead of the force, who approves asking for counselling notes."""
    email, name, phone = SENIOR_OFFICER
    return User.objects.filter(email=email).first() or create_account(
        email=email,
        name=name,
        body=cast.bodies[POLICE],
        role=Role.DUTY_LEAD,
        password=None,
        work_phone=phone,
    )


def _write_granted_request_for_stay_dates(case: Case, cast: DemoLookups, today: date) -> None:
    """Given, and the person told."""
    row = _create_demo_information_request(
        case,
        cast.actors[OFFICER],
        days=FIRST_DAY,
        today=today,
        to=LANTERN,
        basis="part3",
        wanted_kinds=[Kind.HOUSING.value],
        notice="given",
        notice_to="person",
        notice_on=today - timedelta(days=FIRST_DAY),
        notice_channel="writing",
        views="agrees",
        words={
            "what": "The day on which the person first stayed with you.",
            "enquiry": "The defence says that the person was still at the farm in that week.",
            "necessity": "One date decides it, and nobody else holds it.",
            "handling": HANDLING,
            "other_routes": "The landlord was asked, and keeps no book.",
        },
    )
    with use_simulated_clock(make_london_time(today - timedelta(days=FIRST_DAY - 5), MORNING)):
        outcome = InformationRequestOutcome(
            given_kinds=[Kind.HOUSING.value], open_until=today + timedelta(days=60)
        )
        outcome.answer = (
            "They came to us on the Monday of that week, at about 6pm, and stayed every night since."
        )
        answer_with_information(outcome, request_id=row.pk, by=cast.actors[LEAD])
        told = PersonTold(told_on=today - timedelta(days=FIRST_DAY - 5), channel="person")
        told.words = "That is true, they may know that."
        record_person_told_of_information_request(
            told, request_id=row.pk, language_tag="en", by=cast.actors[LEAD]
        )


def _write_refused_request_for_notes(case: Case, cast: DemoLookups, today: date) -> None:
    """Refused: the person objects, and nothing less was tried."""
    row = _create_demo_information_request(
        case,
        cast.actors[OFFICER],
        days=12,
        today=today,
        to=LANTERN,
        basis="part3",
        wanted_kinds=[Kind.HEALTH.value],
        asks_counselling_notes=True,
        notice="given",
        notice_to="person",
        notice_on=today - timedelta(days=13),
        notice_channel="person",
        views="objects",
        words={
            "what": "Notes of counselling sessions.",
            "enquiry": "Whether an earlier account differs.",
            "necessity": "It may help the case.",
            "handling": HANDLING,
            "other_routes": "None was tried.",
            "probative_value": "It may show when the account was first given.",
            "views_words": "What I said there was for nobody else.",
        },
    )
    with use_simulated_clock(make_london_time(today - timedelta(days=12), AFTERNOON)):
        decision = CounsellingNotesDecisionInput(
            CounsellingNotesDecision.APPROVED,
            "Detective Chief Inspector",
            "Two accounts differ, and the notes are the only record of the first. Ask for the date alone if you can.",
        )
        decide_on_counselling_notes(decision, request_id=row.pk, by=_get_senior_officer(cast).actor)
    with use_simulated_clock(make_london_time(today - timedelta(days=10), MORNING)):
        outcome = InformationRequestOutcome(refusal="counsel")
        outcome.words = (
            "“May help” is not substantial probative value, and she objects. Ask for the date alone."
        )
        refuse_information(outcome, request_id=row.pk, by=cast.actors[LEAD])


def _write_waiting_request_for_number(case: Case, cast: DemoLookups, today: date) -> None:
    """Waits for an answer, without notice for now."""
    _create_demo_information_request(
        case,
        cast.actors[OFFICER],
        days=3,
        today=today,
        to=LANTERN,
        basis="part3",
        wanted_kinds=[Kind.NOTES.value],
        notice="unsafe",
        views="not_asked",
        words={
            "what": "Whether a call from a number ending 417 was noted last week.",
            "enquiry": "A suspect on bail may have broken a condition.",
            "necessity": "Without it the breach cannot be shown.",
            "handling": HANDLING,
            "other_routes": "The network was asked, and answers in six weeks.",
            "notice_why": "The caller may look at the person’s telephone.",
        },
    )


def _write_request_for_notes_awaiting_approval(case: Case, cast: DemoLookups, today: date) -> None:
    """Counselling notes again, of another person: a senior officer has not decided, so support does not know of it."""
    _create_demo_information_request(
        case,
        cast.actors[OFFICER],
        days=1,
        today=today,
        to=LANTERN,
        basis="part3",
        wanted_kinds=[Kind.HEALTH.value],
        asks_counselling_notes=True,
        notice="later",
        notice_to="person",
        views="not_asked",
        words={
            "what": "On which day the person first spoke of the second house to a counsellor.",
            "enquiry": "A second suspect says that the house was empty until June.",
            "necessity": "The day decides whether he is charged, and no other record has it.",
            "handling": HANDLING,
            "other_routes": "The landlord, the neighbours and the energy company were asked.",
            "probative_value": "It is the only record made before the arrest.",
            "notice_why": "The person is in hospital, and is told when the ward says that they can be.",
        },
    )


def _write_request_from_support_to_police(case: Case, cast: DemoLookups, today: date) -> None:
    """The other way round: support asks the police."""
    _create_demo_information_request(
        case,
        cast.actors[LEAD],
        days=2,
        today=today,
        to=POLICE,
        basis="vital",
        views="agrees",
        words={
            "what": "Whether the suspect is still on bail, and which streets he must keep away from.",
            "necessity": "The safety plan leads past his old address.",
        },
    )


_STORIES: Final = (
    _write_granted_request_for_stay_dates,
    _write_waiting_request_for_number,
    _write_refused_request_for_notes,
    _write_request_from_support_to_police,
    _write_request_for_notes_awaiting_approval,
)


def _write_named_person_requests(cast: DemoLookups, today: date) -> None:
    """Nobody of these is in any case of the demo: one waits, one cannot be answered, one is asked of the force."""
    victim = {
        "basis": "part3",
        "wanted_kinds": [Kind.NOTES.value],
        "notice": "unsafe",
        "views": "not_asked",
    }
    words = {
        "what": "Whether they came to you for help in the first week of the month.",
        "enquiry": "Somebody else who was found at the same house says that they left it in that week.",
        "necessity": "The day decides who was there, and nobody else can say.",
        "handling": HANDLING,
        "other_routes": "The landlord and the neighbours were asked, and do not know.",
        "notice_why": "We do not know where the person is, and a letter may reach the wrong hands.",
    }
    named = ("Teodora Brankovan", "Born in 2001, from Galați. We met her in Boston on a market day.")
    _create_demo_named_person_request(cast, OFFICER, LANTERN, named, words, days=4, today=today, **victim)
    named = ("Emeka, perhaps Obiora", "About 30, from Enugu. A front tooth is missing.")
    answered = _create_demo_named_person_request(
        cast, LIAISON, LANTERN, named, words, days=16, today=today, **victim
    )
    with use_simulated_clock(make_london_time(today - timedelta(days=14), MORNING)):
        record_cannot_answer_named_request(request_id=answered.pk, by=cast.actors[LEAD])
    words = {
        "what": "Whether the man who took her passport was charged, and may not come near her.",
        "necessity": "She moves out of the safe house next week, and we plan her way to work.",
    }
    named = ("Lidia Marchenko-Vale", "Born 4 May 1996. She spoke to an officer in Spalding in spring.")
    support = {"basis": "vital", "views": "agrees"}
    _create_demo_named_person_request(cast, WORKER, POLICE, named, words, days=2, today=today, **support)


def _create_demo_named_person_request(
    cast: DemoLookups,
    asker: str,
    to: str,
    named: tuple[str, str],
    words: dict[str, str],
    *,
    days: int,
    today: date,
    **fields: object,
) -> NamedPersonRequest:
    with use_simulated_clock(make_london_time(today - timedelta(days=days), MORNING)):
        row = NamedPersonRequest(answer_by=today - timedelta(days=days - 14), **fields)
        for name, text in {"who_name": named[0], "who_else": named[1], **words}.items():
            setattr(row, name, text)
        return create_named_person_request(row, to_body_code=to, language_tag="", by=cast.actors[asker])


def _add_second_police_unit_of_force(cast: DemoLookups) -> None:
    """A side with two people, to which a case can be moved; it holds none yet."""
    force = cast.bodies[POLICE]
    side = add_organisation(
        Body(code=OTHER_SIDE, name="Lincolnshire Police, Team Two", kind="police_unit", parent=force),
        by=cast.actors[PLATFORM_ADMINISTRATOR],
    )
    for email, name, role, phone in OTHER_SIDE_PEOPLE:
        create_account(email=email, name=name, body=side, role=role, password=None, work_phone=phone)


def _record_same_person_finding_kept_from_others(cast: DemoLookups, today: date) -> None:
    """Holly Marsh holds that a case of the force and one of Lantern are of one person. Nobody else can read it.

    Lantern's point of contact shared theirs with the force that reads the other: it opens when she says yes.
    """
    rows = Case.objects.filter(closed_at=None).order_by("-opened_at", "reference")
    ours = rows.filter(owner=cast.bodies[POLICE]).first()
    theirs = rows.filter(owner=cast.bodies[LANTERN]).first()
    if ours is None or theirs is None:
        return
    with use_simulated_clock(make_london_time(today - timedelta(days=1), MORNING)):
        create_link_of_two_files_of_one_person(
            first=ours.reference,
            second=theirs.reference,
            words="Two teams work with them, and neither may learn of the other.",
            by=cast.actors[LIAISON],
        )
    with use_simulated_clock(make_london_time(today - timedelta(days=1), AFTERNOON)):
        share_case_without_consent(
            case_id=theirs.pk,
            sharing=ConsentToSharingInput(POLICE, [Kind.PATHWAY]),
            ground=GrantGround.DUTY,
            because="The force asks where they stand with the NRM.",
            by=theirs.point_of_contact.actor,
        )
