"""A call of this year, past its deadline, with returns in every state. Areas are real; every answer is invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.areas.calls.actions import calls, return_content, returns
from handrail.areas.calls.actions.reminders import queue_due_reminders_of_open_calls
from handrail.areas.calls.models import Call, CallQuestion, CallRecipient
from handrail.areas.calls.practice_input import PracticeInput
from handrail.demo.case_writer import DemoLookups
from handrail.demo.relative_dates import get_working_day_on_or_before, subtract_working_days
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.platform.access.actions import create_account
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.reference.models import Body

TITLE: Final = "Support before, after and outside the NRM"
COLLATOR, WRITER, SIGNER = "amrit.dhaliwal", "joan.tasker", "lorna.quayle"
OURS: Final = "commissioner-lincolnshire"
QUESTIONS: Final = (
    ("text", "What is done for people before they decide about the NRM?", (), True),
    ("choice", "Is there a person in post who follows people through?", ("Yes", "No", "Planned"), True),
    ("number", "How many adults who said no to the NRM were met this year?", (), False),
    ("practices", "Which practices would help another area?", (), False),
)
GUIDANCE: Final = (
    "Say what is done now, and what is planned, in your own words. One practice a row.\n"
    "Name no person, and no address of a safe place."
)
# How each area's return stands; areas that are not named have answered. By the name of the area.
RETURN_STATES: Final = {
    "Warwickshire": "asked",
    "Gwent": "opened",
    **dict.fromkeys(("Lincolnshire", "Cleveland", "Dorset", "Norfolk", "Northumbria"), "draft"),
    **dict.fromkeys(("Kent", "Lancashire", "South Yorkshire", "Thames Valley"), "to_sign"),
    **dict.fromkeys(("Bedfordshire", "Derbyshire"), "sent_back"),
    **dict.fromkeys(("North Wales", "Wiltshire", "City of London"), "nothing"),
    **dict.fromkeys(("Essex", "Sussex"), "late"),
}
ANSWERS: Final = (
    "A worker visits within two working days, whether or not the person has decided.",
    "The force tells us the same day; a charity stays in touch while the person thinks it over.",
    "A place for the first nights, and somebody to talk to, before any form is opened.",
    "Drop-in support in two towns. What was told there is kept apart from any investigation.",
)
COMMENTS: Final = {
    "Bedfordshire": "Which year is this number for?",
    "Derbyshire": "Does this number count anyone twice?",
}
PRACTICES: Final = {
    "Cumbria": ("A phone on the first day", "fund", "in_place"),
    "Durham": ("Two visits before any form", "service", "in_place"),
    "Hertfordshire": ("Interpreter chosen by the person", "language", "pilot"),
    "Suffolk": ("A course for hotel staff", "training", "planned"),
    "Surrey": ("One worker after the NRM", "post", "seeking_funds"),
    "Lincolnshire": ("A drop-in that moves with the harvest", "outreach", "pilot"),
}
GIVEN_NAMES: Final = ("Ada", "Bryn", "Cass", "Dilys", "Ewan", "Fay", "Glen", "Hope")
FAMILY_NAMES: Final = (
    *("Aldgrove", "Brackwater", "Coppersmith", "Dunnmore", "Elderfield", "Foxhollow"),
    *("Greystone", "Harkaway", "Inkpen", "Larkfield", "Mossgate"),
)


@dataclass(slots=True)
class CurrentCallForReturnsDemoContext:
    """The call, its clock, and its moments."""

    call: Call
    clock: SettableClock
    deadline: datetime
    collator: Actor


def load_current_call_for_returns(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where the call is there already."""
    if not Call.objects.filter(title=TITLE).exists():
        _write_demo_call_for_returns(cast, today)


@transaction.atomic
def _write_demo_call_for_returns(cast: DemoLookups, today: date) -> None:
    asked = get_working_day_on_or_before(today - timedelta(days=182))
    deadline = make_london_time(subtract_working_days(today, 2), time(17))
    with use_simulated_clock(make_london_time(asked, time(10))) as clock:
        scene = CurrentCallForReturnsDemoContext(
            _make_and_send_call(cast.actors[COLLATOR], deadline), clock, deadline, cast.actors[COLLATOR]
        )
        rows = list(
            CallRecipient.objects.filter(call=scene.call).select_related("body__area").order_by("body__code")
        )
        people = _make_writer_and_signer_by_body_code([row.body for row in rows], cast)
        for number, row in enumerate(rows):
            _write_demo_return(scene, row, people[row.body.code], number)
        clock.moment = make_london_time(today, time(8))
        queue_due_reminders_of_open_calls(now=clock.moment)


def _make_and_send_call(by: Actor, deadline: datetime) -> Call:
    call = calls.create_draft_call_for_returns(Call(title=TITLE, deadline=deadline, guidance=GUIDANCE), by=by)
    for kind, words, options, required in QUESTIONS:
        wording = {"kind": kind, "words": words, "options": list(options), "required": required}
        calls.add_question(CallQuestion(call=call, **wording), by=by)
    calls.send_call_for_returns_to_bodies(code=call.code, by=by)
    call.refresh_from_db()
    return call


def _make_writer_and_signer_by_body_code(
    bodies: list[Body], cast: DemoLookups
) -> dict[str, tuple[Actor, Actor]]:
    """Two people of each body: who writes and who signs. Ours are the demo's own; Warwickshire has nobody yet."""
    names = (f"{given} {family}" for family, given in product(FAMILY_NAMES, GIVEN_NAMES))
    found = {}
    for body in bodies:
        if body.code == OURS:
            found[body.code] = cast.actors[WRITER], cast.actors[SIGNER]
        elif _get_planned_return_state(body) != "asked":
            found[body.code] = (
                _get_or_create_body_actor(body, Role.COMMISSIONER, names),
                _get_or_create_body_actor(body, Role.SIGNATORY, names),
            )
        else:
            found[body.code] = cast.actors[WRITER], cast.actors[SIGNER]  # does nothing
    return found


def _get_or_create_body_actor(body: Body, role: Role, names: Iterator[str]) -> Actor:
    email = f"{body.code}.{'writes' if role is Role.COMMISSIONER else 'signs'}@example.org"
    there = User.objects.filter(email=email).first()
    name = next(names, "Robin Hallworth")
    return (there or create_account(email=email, name=name, body=body, role=role, password=None)).actor


def _get_planned_return_state(body: Body) -> str:
    return RETURN_STATES.get(body.area.name if body.area else "", "answered")


def _write_demo_return(
    scene: CurrentCallForReturnsDemoContext, row: CallRecipient, people: tuple[Actor, Actor], number: int
) -> None:
    """One body's way through the call, as far as it came."""
    stands, (writer, signer) = _get_planned_return_state(row.body), people
    if stands == "asked":
        return
    here = {"call": scene.call.code, "body": row.body.code}
    last = scene.deadline - timedelta(days=1 + number * 3 % 40)
    scene.clock.moment = last - timedelta(days=9)
    returns.record_when_body_first_opened_call(**here, by=writer)
    if stands == "opened":
        return
    if stands == "nothing":
        returns.declare_nothing_to_add(**here, words="", seen=0, by=writer)
    else:
        _fill_demo_return_answers(row, here, writer, number, half=stands == "draft")
    if stands == "draft":
        return
    scene.clock.moment = scene.deadline + timedelta(hours=19) if stands == "late" else last
    _submit_return_for_signature(here, writer)
    if stands == "to_sign":
        return
    scene.clock.moment += timedelta(hours=1)
    returns.sign_return(**here, seen=_get_return_version(row), by=signer)
    if stands == "sent_back":
        scene.clock.moment = scene.deadline - timedelta(hours=3)
        returns.send_return_back_to_body(**here, words=COMMENTS[_get_area_name(row)], by=scene.collator)


def _get_area_name(row: CallRecipient) -> str:
    return row.body.area.name if row.body.area else ""


def _fill_demo_return_answers(
    row: CallRecipient, here: dict[str, str], writer: Actor, number: int, *, half: bool
) -> None:
    area = _get_area_name(row)
    return_content.answer_question(**here, number=1, value=ANSWERS[number % len(ANSWERS)], seen=0, by=writer)
    if not half:
        value = QUESTIONS[1][2][number % 3]
        return_content.answer_question(**here, number=2, value=value, seen=0, by=writer)
        return_content.answer_question(**here, number=3, value=str(4 + number % 9), seen=0, by=writer)
    if area in PRACTICES:
        return_content.add_practice(
            _make_practice_input(*PRACTICES[area]).build_unsaved_entry(), **here, by=writer
        )


def _make_practice_input(title: str, kind: str, state: str) -> PracticeInput:
    return PracticeInput(
        title=title,
        words=f"{title}: offered to everybody who is met, whatever they decide. Invented for this demonstration.",
        kind=kind,
        state=state,
        phases=("before", "outside"),
        since=str(timezone.localdate().year) if state != "planned" else "",
        evaluated="no",
    )


def _submit_return_for_signature(here: dict[str, str], writer: Actor) -> None:
    row = CallRecipient.objects.select_related("answer").get(call__code=here["call"], body__code=here["body"])
    returns.submit_for_signature(**here, seen=row.answer.version, by=writer)


def _get_return_version(row: CallRecipient) -> int:
    return CallRecipient.objects.select_related("answer").get(pk=row.pk).answer.version
