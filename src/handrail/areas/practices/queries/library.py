"""The national library of practice: what is sought, what is found, and what can be chosen from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import Count, F, IntegerField, Q, QuerySet, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from handrail.areas.calls.models import Call
from handrail.areas.calls.states_and_kinds import PHASES, ReturnState
from handrail.areas.practices.models import Practice, PracticeWord
from handrail.areas.practices.permissions import build_visible_practices_filter
from handrail.areas.practices.stemming import get_stems
from handrail.platform.access.actor import Actor
from handrail.platform.reference.models import Body
from handrail.platform.reference.queries import list_areas

PAGE_SIZE: Final = 20
MAX_SEARCH_WORDS: Final = 8
NOT_STATED: Final = "not_said"
"""Stands for practices of which no phase was told."""


class LibrarySort(StrEnum):
    """How the library is sorted."""

    AREA = "area"
    NEWEST = "newest"
    TITLE = "title"


SORT_ORDERS: Final = {
    LibrarySort.AREA: ("area_as_told", "key"),
    LibrarySort.NEWEST: ("-call__asked_on", "area_as_told", "key"),
    LibrarySort.TITLE: ("title", "key"),
}


@dataclass(frozen=True, slots=True)
class PracticeLibraryFilter:
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
    sort: LibrarySort = LibrarySort.AREA
    page: int = 1


@dataclass(frozen=True, slots=True)
class PracticeLibraryRow:
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
class PracticeLibraryResults:
    """One page of what was found."""

    rows: tuple[PracticeLibraryRow, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PracticeLibraryChoices:
    """What the facets offer: (code, name) pairs."""

    areas: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    calls: tuple[tuple[str, str], ...]


def search_practice_library(actor: Actor, wanted: PracticeLibraryFilter) -> PracticeLibraryResults:
    """One page of the practices that fit and are open to the actor; near-copies are one line. Two statements."""
    rows = _filter_practices(actor, wanted)
    shown = (
        _annotate_practices_as_without_copies(rows)
        if wanted.alike
        else _select_newest_of_near_duplicates(rows)
    )
    alike = "id" if wanted.alike else Coalesce("alike_id", "id")
    count = rows.aggregate(number=Count(alike, distinct=True))["number"]
    pages = max(1, -(-count // PAGE_SIZE))
    page = min(max(wanted.page, 1), pages)
    cut = shown.order_by(*SORT_ORDERS[wanted.sort])[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return PracticeLibraryResults(
        tuple(_make_library_row(row) for row in _select_related_tables(cut)), count, page, pages
    )


def iterate_practice_library(actor: Actor, wanted: PracticeLibraryFilter) -> Iterator[PracticeLibraryRow]:
    """All that fit, copies too, one after another: for a file."""
    rows = _annotate_practices_as_without_copies(_filter_practices(actor, wanted))
    for row in _select_related_tables(rows.order_by(*SORT_ORDERS[wanted.sort])).iterator(500):
        yield _make_library_row(row)


def get_practice_library_filter_choices() -> PracticeLibraryChoices:
    """The facets' lists: two statements."""
    known = list_areas()
    called = Call.objects.exclude(state="draft").order_by("-asked_on", "id").values_list("code", "title")
    return PracticeLibraryChoices(
        tuple((area.code, area.name) for area in known),
        tuple(sorted({area.region for area in known})),
        tuple(called),
    )


def select_library_practices() -> QuerySet[Practice]:
    """What is in the library at all: not taken out, and of no return that was taken back."""
    return Practice.objects.filter(taken_out_at__isnull=True).exclude(
        edition__of__state=ReturnState.WITHDRAWN
    )


def _filter_practices(actor: Actor, wanted: PracticeLibraryFilter) -> QuerySet[Practice]:
    rows = select_library_practices().filter(
        build_visible_practices_filter(actor), **_make_practice_filter_lookups(wanted)
    )
    if wanted.phase == NOT_STATED:
        rows = rows.filter(**dict.fromkeys(PHASES, False))
    elif wanted.phase in PHASES:
        rows = rows.filter(**{wanted.phase: True})
    if wanted.alike:
        rows = rows.filter(Q(key=wanted.alike) | Q(alike__key=wanted.alike))
    for word in dict.fromkeys(get_stems(wanted.words)[:MAX_SEARCH_WORDS]):
        rows = rows.filter(pk__in=PracticeWord.objects.filter(word=word).values("practice"))
    return rows


def _make_practice_filter_lookups(wanted: PracticeLibraryFilter) -> dict[str, Any]:
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


def _select_newest_of_near_duplicates(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    """Of practices told in nearly the same words the newest that fits, with how many more there are."""
    alike = Coalesce("alike_id", "id")
    newest = (F("call__asked_on").desc(), F("id").asc())
    return rows.annotate(
        place=Window(RowNumber(), partition_by=alike, order_by=newest),
        copies=Window(Count("id"), partition_by=alike) - 1,
    ).filter(place=1)


def _annotate_practices_as_without_copies(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    """Each for itself."""
    return rows.annotate(copies=Value(0, output_field=IntegerField()))


def _select_related_tables(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    return rows.select_related("area", "body", "call", "alike")


def _make_library_row(row: Practice) -> PracticeLibraryRow:
    same = "key title words phases state since kind theme evaluated evidence source_paragraph safe_venue"
    return PracticeLibraryRow(
        **{name: getattr(row, name) for name in same.split()},
        area_name=row.area_name,
        region=row.area.region if row.area else "",
        body_name=row.body.name,
        call_code=row.call.code,
        call_title=row.call.title,
        asked_on=row.call.asked_on,
        copies=row.copies,  # type: ignore[attr-defined]
        head=row.alike.key if row.alike else row.key,
    )


def get_own_area_code(actor: Actor) -> str:
    """The code of the area of the actor's body, or nothing."""
    return Body.objects.filter(pk=actor.body_id).values_list("area", flat=True).first() or ""
