"""Requests for information between support and police, in every state; and two files that one officer holds apart."""

from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.information_requests.actions.requests import (
    ask_for_information,
    give_information,
    record_person_told,
    refuse_information,
)
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    PersonTold,
)
from handrail.people.records.models import Case
from handrail.people.separate_files.actions import hold_file_link
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.kernel.dates import make_london_time

POLICE, LANTERN = "lincolnshire-police", "lantern"
OFFICER, LIAISON, LEAD, WORKER = "sam.whitlock", "holly.marsh", "gareth.pell", "ruth.adeyemi"
MORNING: Final = time(10, 20)
FIRST_DAY: Final = 24


def load_information_requests(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if InformationRequest.objects.exists():
        return
    cases = _list_shared_cases(cast, today)
    with transaction.atomic():
        for number, case in enumerate(cases):
            _STORIES[number](case, cast, today)
        _hold_two_files_apart(cast, today)


def _list_shared_cases(cast: DemoLookups, today: date) -> list[Case]:
    """Open cases of Lantern that the force has been able to see for a while, the oldest first."""
    shared = Grant.objects.filter(
        to_body=cast.bodies[POLICE],
        since__lte=today - timedelta(days=FIRST_DAY + 1),
        until=None,
        ended_at=None,
    )
    rows = Case.objects.filter(pk__in=shared.values("file"), owner=cast.bodies[LANTERN], closed_at=None)
    return list(rows.filter(restricted_on=None).order_by("opened_at", "reference")[: len(_STORIES)])


def _ask(
    case: Case, by: Actor, *, days: int, today: date, to: str, words: dict[str, str], **fields: object
) -> InformationRequest:
    with use_simulated_clock(make_london_time(today - timedelta(days=days), MORNING)):
        row = InformationRequest(answer_by=today - timedelta(days=days - 14), **fields)
        for name, text in words.items():
            setattr(row, name, text)
        tag = "en" if row.notice_on else ""
        return ask_for_information(row, case_id=case.pk, to_body_code=to, language_tag=tag, by=by)


def _ask_for_dates_of_stay(case: Case, cast: DemoLookups, today: date) -> None:
    """Given, and the person told."""
    row = _ask(
        case,
        cast.actors[OFFICER],
        days=FIRST_DAY,
        today=today,
        to=LANTERN,
        basis="part3",
        wanted_kinds=[Kind.HOUSING.value],
        notice="given",
        notice_on=today - timedelta(days=FIRST_DAY),
        notice_channel="writing",
        views="agrees",
        words={
            "what": "The day on which the person first stayed with you.",
            "enquiry": "The defence says that the person was still at the farm in that week.",
            "necessity": "One date decides it, and nobody else holds it.",
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
        give_information(outcome, request_id=row.pk, by=cast.actors[LEAD])
        told = PersonTold(told_on=today - timedelta(days=FIRST_DAY - 5), channel="person")
        told.words = "That is true, they may know that."
        record_person_told(told, request_id=row.pk, language_tag="en", by=cast.actors[LEAD])


def _ask_for_counselling_notes(case: Case, cast: DemoLookups, today: date) -> None:
    """Refused: the person objects, and nothing less was tried."""
    row = _ask(
        case,
        cast.actors[OFFICER],
        days=12,
        today=today,
        to=LANTERN,
        basis="part3",
        wanted_kinds=[Kind.HEALTH.value],
        asks_counselling_notes=True,
        notice="given",
        notice_on=today - timedelta(days=13),
        notice_channel="person",
        views="objects",
        words={
            "what": "Notes of counselling sessions.",
            "enquiry": "Whether an earlier account differs.",
            "necessity": "It may help the case.",
            "other_routes": "None was tried.",
            "probative_value": "It may show when the account was first given.",
            "approved_by": "DCI Rowan Ashby",
            "views_words": "What I said there was for nobody else.",
        },
    )
    with use_simulated_clock(make_london_time(today - timedelta(days=10), MORNING)):
        outcome = InformationRequestOutcome(refusal="counsel")
        outcome.words = (
            "“May help” is not substantial probative value, and she objects. Ask for the date alone."
        )
        refuse_information(outcome, request_id=row.pk, by=cast.actors[LEAD])


def _ask_for_a_number(case: Case, cast: DemoLookups, today: date) -> None:
    """Waits for an answer, without notice for now."""
    _ask(
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
            "other_routes": "The network was asked, and answers in six weeks.",
            "notice_why": "The caller may look at the person’s telephone.",
        },
    )


def _ask_the_police(case: Case, cast: DemoLookups, today: date) -> None:
    """The other way round: support asks the police."""
    _ask(
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


_STORIES: Final = (_ask_for_dates_of_stay, _ask_for_a_number, _ask_for_counselling_notes, _ask_the_police)


def _hold_two_files_apart(cast: DemoLookups, today: date) -> None:
    """Holly Marsh holds that a case of the force and one of Lantern are of one person. Nobody else can read it."""
    rows = Case.objects.filter(closed_at=None).order_by("-opened_at", "reference")
    ours = rows.filter(owner=cast.bodies[POLICE]).first()
    theirs = rows.filter(owner=cast.bodies[LANTERN]).first()
    if ours is None or theirs is None:
        return
    with use_simulated_clock(make_london_time(today - timedelta(days=1), MORNING)):
        hold_file_link(
            first=ours.reference,
            second=theirs.reference,
            words="Two teams work with them, and neither may learn of the other.",
            by=cast.actors[LIAISON],
        )
