"""A call of this year, past its deadline, with returns in every state. Areas are real; every answer is invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.access.actions import invite
from handrail.access.actor import Actor
from handrail.access.models import User
from handrail.access.roles import Role
from handrail.assurance.calls.actions import calls, returns, writing
from handrail.assurance.calls.actions.calls import CallTold
from handrail.assurance.calls.actions.reminders import remind_all
from handrail.assurance.calls.models import Asked, Call
from handrail.assurance.calls.values import PracticeTold
from handrail.demo.clock import Clock, set_clock
from handrail.demo.days import office_day, working_days_ago
from handrail.demo.writing import Cast
from handrail.kernel.dates import at
from handrail.reference.models import Body

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
STANDS: Final = {
    "Warwickshire": "asked",
    "Gwent": "opened",
    **dict.fromkeys(("Lincolnshire", "Cleveland", "Dorset", "Norfolk", "Northumbria"), "draft"),
    **dict.fromkeys(("Kent", "Lancashire", "South Yorkshire", "Thames Valley"), "to_sign"),
    **dict.fromkeys(("Bedfordshire", "Derbyshire"), "sent_back"),
    **dict.fromkeys(("North Wales", "Wiltshire", "London, City of"), "nothing"),
    **dict.fromkeys(("Essex", "Sussex"), "late"),
}
ANSWERS: Final = (
    "A worker visits within two working days, whether or not the person has decided.",
    "The force tells us the same day; a charity stays in touch while the person thinks it over.",
    "A place for the first nights, and somebody to talk to, before any form is opened.",
    "Drop-in support in two towns. What was told there is kept apart from any investigation.",
)
PRACTICES: Final = {
    "Cumbria": ("A phone on the first day", "fund", "in_place"),
    "Durham": ("Two visits before any form", "service", "in_place"),
    "Hertfordshire": ("Interpreter chosen by the person", "language", "pilot"),
    "Suffolk": ("A course for hotel staff", "training", "planned"),
    "Surrey": ("One worker after the NRM", "post", "seeking_funds"),
    "Lincolnshire": ("A drop-in that moves with the harvest", "outreach", "pilot"),
}
GIVEN: Final = ("Ada", "Bryn", "Cass", "Dilys", "Ewan", "Fay", "Glen", "Hope")
FAMILY: Final = (
    *("Aldgrove", "Brackwater", "Coppersmith", "Dunnmore", "Elderfield", "Foxhollow"),
    *("Greystone", "Harkaway", "Inkpen", "Larkfield", "Mossgate"),
)


@dataclass(slots=True)
class Scene:
    """The call, its clock, and its moments."""

    call: Call
    clock: Clock
    deadline: datetime
    collator: Actor


def write(cast: Cast, today: date) -> None:
    """The demo's part: nothing where the call is there already."""
    if not Call.objects.filter(title=TITLE).exists():
        _write(cast, today)


@transaction.atomic
def _write(cast: Cast, today: date) -> None:
    asked = office_day(today - timedelta(days=182))
    deadline = at(working_days_ago(today, 2), time(17))
    with set_clock(at(asked, time(10))) as clock:
        scene = Scene(_send(cast.actors[COLLATOR], deadline), clock, deadline, cast.actors[COLLATOR])
        rows = list(Asked.objects.filter(call=scene.call).select_related("body__area").order_by("body__code"))
        people = _people([row.body for row in rows], cast)
        for number, row in enumerate(rows):
            _answer(scene, row, people[row.body.code], number)
        clock.moment = at(today, time(8))
        remind_all(now=clock.moment)


def _send(by: Actor, deadline: datetime) -> Call:
    call = calls.make_call(told=CallTold(TITLE, deadline, GUIDANCE), by=by)
    for kind, words, options, required in QUESTIONS:
        calls.put_question(
            code=call.code, number=None, kind=kind, words=words, options=options, required=required, by=by
        )
    calls.send_call(code=call.code, by=by)
    call.refresh_from_db()
    return call


def _people(bodies: list[Body], cast: Cast) -> dict[str, tuple[Actor, Actor]]:
    """Two people of each body: who writes and who signs. Ours are the demo's own; Warwickshire has nobody yet."""
    names = (f"{given} {family}" for family, given in product(FAMILY, GIVEN))
    found = {}
    for body in bodies:
        if body.code == OURS:
            found[body.code] = cast.actors[WRITER], cast.actors[SIGNER]
        elif _stands(body) != "asked":
            found[body.code] = _person(body, Role.COMMISSIONER, names), _person(body, Role.SIGNATORY, names)
        else:
            found[body.code] = cast.actors[WRITER], cast.actors[SIGNER]  # does nothing
    return found


def _person(body: Body, role: Role, names: Iterator[str]) -> Actor:
    email = f"{body.code}.{'writes' if role is Role.COMMISSIONER else 'signs'}@example.org"
    there = User.objects.filter(email=email).first()
    name = next(names, "Robin Hallworth")
    return (there or invite(email=email, name=name, body=body, role=role, password=None)).actor


def _stands(body: Body) -> str:
    return STANDS.get(body.area.name if body.area else "", "answered")


def _answer(scene: Scene, row: Asked, people: tuple[Actor, Actor], number: int) -> None:
    """One body's way through the call, as far as it came."""
    stands, (writer, signer) = _stands(row.body), people
    if stands == "asked":
        return
    here = {"call": scene.call.code, "body": row.body.code}
    last = scene.deadline - timedelta(days=1 + number * 3 % 40)
    scene.clock.moment = last - timedelta(days=9)
    returns.note_opened(**here, by=writer)
    if stands == "opened":
        return
    if stands == "nothing":
        returns.say_nothing_to_add(**here, words="", seen_version=0, by=writer)
    else:
        _fill(row, here, writer, number, half=stands == "draft")
    if stands == "draft":
        return
    scene.clock.moment = scene.deadline + timedelta(hours=19) if stands == "late" else last
    _hand_over(here, writer)
    if stands == "to_sign":
        return
    scene.clock.moment += timedelta(hours=1)
    returns.sign(**here, seen_version=_version(row), by=signer)
    if stands == "sent_back":
        scene.clock.moment = scene.deadline - timedelta(hours=3)
        returns.send_back(**here, words="Which year is the number of?", by=scene.collator)


def _fill(row: Asked, here: dict[str, str], writer: Actor, number: int, *, half: bool) -> None:
    area = row.body.area.name if row.body.area else ""
    writing.answer_question(**here, number=1, value=ANSWERS[number % len(ANSWERS)], seen_version=0, by=writer)
    if not half:
        value = QUESTIONS[1][2][number % 3]
        writing.answer_question(**here, number=2, value=value, seen_version=0, by=writer)
    if area in PRACTICES:
        writing.add_practice(**here, told=_practice(*PRACTICES[area]), by=writer)


def _practice(title: str, kind: str, state: str) -> PracticeTold:
    return PracticeTold(
        title=title,
        words=f"{title}: offered to everybody who is met, whatever they decide. Invented for this demonstration.",
        kind=kind,
        state=state,
        phases=("before", "outside"),
        since=str(timezone.localdate().year) if state != "planned" else "",
        evaluated="no",
    )


def _hand_over(here: dict[str, str], writer: Actor) -> None:
    row = Asked.objects.select_related("answer").get(call__code=here["call"], body__code=here["body"])
    returns.hand_over(**here, seen_version=row.answer.version, by=writer)


def _version(row: Asked) -> int:
    return Asked.objects.select_related("answer").get(pk=row.pk).answer.version
