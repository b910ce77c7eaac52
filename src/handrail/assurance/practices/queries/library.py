"""The national library of practice: what is sought, what is found, and what can be chosen from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import Count, F, IntegerField, Q, QuerySet, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from handrail.access.actor import Actor
from handrail.assurance.calls.models import Call
from handrail.assurance.calls.states import PHASES, ReturnState
from handrail.assurance.practices.models import Practice, PracticeWord
from handrail.assurance.practices.permissions import seen_by
from handrail.assurance.practices.stems import stems
from handrail.reference.models import Body
from handrail.reference.queries import areas

PAGE: Final = 20
MOST_WORDS: Final = 8
NOT_SAID: Final = "not_said"
"""Stands for practices of which no phase was told."""


class Sort(StrEnum):
    """How the library is sorted."""

    AREA = "area"
    NEWEST = "newest"
    TITLE = "title"


ORDERS: Final = {
    Sort.AREA: ("area_as_told", "key"),
    Sort.NEWEST: ("-call__asked_on", "area_as_told", "key"),
    Sort.TITLE: ("title", "key"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is sought. Empty means any; `alike` is the key of a practice whose near-copies are sought."""

    words: str = ""
    area: str = ""
    region: str = ""
    phase: str = ""
    theme: str = ""
    state: str = ""
    kind: str = ""
    evaluated: str = ""
    call: str = ""
    alike: str = ""
    sort: Sort = Sort.AREA
    page: int = 1


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """One practice in the list. `copies` more tell it in nearly the same words."""

    key: str
    title: str
    words: str
    area_name: str
    region: str
    body_name: str
    phases: tuple[str, ...]
    state: str
    since: str
    kind: str
    theme: str
    evaluated: str
    evidence: str
    call_code: str
    call_title: str
    asked_on: date
    source_paragraph: str
    safe_venue: bool
    copies: int
    head: str  # the key of the first of the copies


@dataclass(frozen=True, slots=True)
class Library:
    """One page of what was found."""

    rows: tuple[PracticeLine, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the facets offer: (code, name) pairs."""

    areas: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    calls: tuple[tuple[str, str], ...]


def library(actor: Actor, wanted: Wanted) -> Library:
    """One page of the practices that fit and are open to the actor; near-copies are one line. Two statements."""
    rows = _found(actor, wanted)
    shown = _alone(rows) if wanted.alike else _one_of_each(rows)
    alike = "id" if wanted.alike else Coalesce("alike_id", "id")
    count = rows.aggregate(number=Count(alike, distinct=True))["number"]
    pages = max(1, -(-count // PAGE))
    page = min(max(wanted.page, 1), pages)
    cut = shown.order_by(*ORDERS[wanted.sort])[(page - 1) * PAGE : page * PAGE]
    return Library(tuple(_line(row) for row in _with(cut)), count, page, pages)


def every(actor: Actor, wanted: Wanted) -> Iterator[PracticeLine]:
    """All that fit, copies too, one after another: for a file."""
    rows = _alone(_found(actor, wanted))
    for row in _with(rows.order_by(*ORDERS[wanted.sort])).iterator(500):
        yield _line(row)


def choices() -> Choices:
    """The facets' lists: two statements."""
    known = areas()
    called = Call.objects.exclude(state="draft").order_by("-asked_on", "id").values_list("code", "title")
    return Choices(
        tuple((area.code, area.name) for area in known),
        tuple(sorted({area.region for area in known})),
        tuple(called),
    )


def in_library() -> QuerySet[Practice]:
    """What is in the library at all: not taken out, and of no return that was taken back."""
    return Practice.objects.filter(taken_out_at__isnull=True).exclude(
        edition__of__state=ReturnState.WITHDRAWN
    )


def _found(actor: Actor, wanted: Wanted) -> QuerySet[Practice]:
    rows = in_library().filter(seen_by(actor), **_facets(wanted))
    if wanted.phase == NOT_SAID:
        rows = rows.filter(**dict.fromkeys(PHASES, False))
    elif wanted.phase in PHASES:
        rows = rows.filter(**{wanted.phase: True})
    if wanted.alike:
        rows = rows.filter(Q(key=wanted.alike) | Q(alike__key=wanted.alike))
    for word in dict.fromkeys(stems(wanted.words)[:MOST_WORDS]):
        rows = rows.filter(pk__in=PracticeWord.objects.filter(word=word).values("practice"))
    return rows


def _facets(wanted: Wanted) -> dict[str, Any]:
    facets = {
        "area": wanted.area,
        "area__region": wanted.region,
        "theme": wanted.theme,
        "state": wanted.state,
        "kind": wanted.kind,
        "evaluated": wanted.evaluated,
        "call__code": wanted.call,
    }
    return {name: value for name, value in facets.items() if value}


def _one_of_each(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    """Of practices told in nearly the same words the newest that fits, with how many more there are."""
    alike = Coalesce("alike_id", "id")
    newest = (F("call__asked_on").desc(), F("id").asc())
    return rows.annotate(
        place=Window(RowNumber(), partition_by=alike, order_by=newest),
        copies=Window(Count("id"), partition_by=alike) - 1,
    ).filter(place=1)


def _alone(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    """Each for itself."""
    return rows.annotate(copies=Value(0, output_field=IntegerField()))


def _with(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    return rows.select_related("area", "body", "call", "alike")


def _line(row: Practice) -> PracticeLine:
    same = "key title words phases state since kind theme evaluated evidence source_paragraph safe_venue"
    return PracticeLine(
        **{name: getattr(row, name) for name in same.split()},
        area_name=row.area_as_told,
        region=row.area.region if row.area else "",
        body_name=row.body.name,
        call_code=row.call.code,
        call_title=row.call.title,
        asked_on=row.call.asked_on,
        copies=row.copies,  # type: ignore[attr-defined]
        head=row.alike.key if row.alike else row.key,
    )


def area_of(actor: Actor) -> str:
    """The code of the area of the actor's body, or nothing."""
    return Body.objects.filter(pk=actor.body_id).values_list("area", flat=True).first() or ""
