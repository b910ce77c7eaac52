"""The tracker: who was asked, who has answered, whom to ring. Asked, answered and quoted are three counts."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from handrail.access.models import User
from handrail.access.roles import Role
from handrail.assurance.calls.models import Answer, Asked, Call, Comment, Question, Return
from handrail.assurance.calls.permissions import NoCallHere
from handrail.assurance.calls.queries.calls import CallHead, head_of
from handrail.assurance.calls.standing import (
    DONE,
    OPEN,
    STANDING,
    STANDINGS,
    Standing,
    came_late,
    standing_of,
)
from handrail.assurance.calls.whole import current
from handrail.assurance.recommendations.models import Addressee
from handrail.kernel.dates import london
from handrail.kernel.saying import say
from handrail.messages.queries import NOBODY, Told, told_about
from handrail.reference.models import Area
from handrail.reference.queries import Governing, governing_bodies

SIGNS_AND_WRITES = (Role.COMMISSIONER, Role.FORCE_LEAD, Role.SIGNATORY)


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """One body that was asked."""

    body_code: str
    body_name: str
    area_code: str
    area_name: str
    standing: Standing
    late: bool
    quoted: bool
    opened_at: datetime.datetime | None
    drafted_at: datetime.datetime | None
    submitted_at: datetime.datetime | None
    answered_questions: int
    questions: int
    practices: int
    comment: str  # the newest, where it was sent back
    comment_at: datetime.datetime | None
    told: Told
    accounts: int  # people of the body who can write or sign
    governed_now: str  # the body that took the area over, where one did
    entered_later: str


@dataclass(frozen=True, slots=True)
class NeverDue:
    """A body or an area that this call did not ask, and why."""

    name: str
    area_code: str
    area_name: str
    why: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One area on the map. Where two of its bodies were asked, the one further behind."""

    area_code: str
    name: str
    x: int
    y: int
    standing: Standing
    late: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts that are never mixed. None is "not known"."""

    asked: int | None
    answered: int | None
    answered_source: str
    submitted: int
    nothing: int
    late: int
    quoted: int | None
    not_answered: int | None
    sent_back: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Tracker:
    """Everything that the tracker's page and its file show."""

    head: CallHead
    counts: Counts
    rows: tuple[TrackerRow, ...]
    never_due: tuple[NeverDue, ...]
    tiles: tuple[Tile, ...]
    by_standing: tuple[tuple[Standing, int], ...]  # of the map's key

    @property
    def to_chase(self) -> tuple[TrackerRow, ...]:
        """Those who have not answered, the furthest behind first."""
        rows = [row for row in self.rows if row.standing.code in OPEN]
        return tuple(sorted(rows, key=lambda row: (-row.standing.behind, row.area_name)))


def tracker(code: str, *, now: datetime.datetime, quoted: Collection[str] | None = None) -> Tracker:
    """The tracker of a call. `quoted` are the codes of the bodies that a report quotes; None where none is begun."""
    call = Call.objects.select_related("asked_by", "changed_by", "recommendation").filter(code=code).first()
    if call is None or call.state == "draft":
        raise NoCallHere
    governing = {row.area_code: row for row in governing_bodies(london(now).date())}
    rows = _rows_of(call, now, set(quoted or ()), governing)
    areas = {area.code: area for area in Area.objects.all()}
    tiles = _tiles(areas, rows)
    return Tracker(
        head=head_of(call),
        counts=_counts(call, rows, quoted),
        rows=tuple(rows),
        never_due=tuple(_never_due(call, areas, rows, governing)),
        tiles=tuple(tiles),
        by_standing=_by_standing(tiles),
    )


def _rows_of(
    call: Call, now: datetime.datetime, quoted: set[str], governing: dict[str, Governing]
) -> list[TrackerRow]:
    asked = list(
        Asked.objects.filter(call=call)
        .select_related("body__area")
        .prefetch_related(Prefetch("answer", _returns()))
        .order_by("body__area__name", "body__name")
    )
    questions = current(Question.objects.filter(call=call))
    told = told_about(f"call/{call.code}/")
    accounts = _accounts([row.body_id for row in asked])
    return [
        _row(call, row, now, quoted, questions, told, accounts.get(row.body_id, 0), governing)
        for row in asked
    ]


def _returns() -> QuerySet[Return]:
    return Return.objects.prefetch_related(
        Prefetch("answers", Answer.objects.only("to", "question", "value")),
        Prefetch("comments", Comment.objects.order_by("-at", "-id")),
        "entries",
    )


def _row(
    call: Call,
    asked: Asked,
    now: datetime.datetime,
    quoted: set[str],
    questions: list[Question],
    told: dict[str, Told],
    accounts: int,
    governing: dict[str, Governing],
) -> TrackerRow:
    answer: Return | None = getattr(asked, "answer", None)
    standing = standing_of(
        state=answer.state if answer else "",
        nothing_to_add=bool(answer and answer.nothing_to_add),
        opened=asked.opened_at is not None,
        complete_record=call.complete_record,
    )
    comments = list(answer.comments.all()) if answer else []
    entries = len(answer.entries.all()) if answer else 0
    body, area = asked.body, asked.body.area
    return TrackerRow(
        body_code=body.code,
        body_name=body.name,
        area_code=area.code if area else "",
        area_name=area.name if area else body.name,
        standing=standing,
        late=came_late(standing, answer.first_submitted_at if answer else None, call.deadline, now),
        quoted=body.code in quoted,
        opened_at=asked.opened_at,
        drafted_at=answer.drafted_at if answer else None,
        submitted_at=answer.submitted_at if answer else None,
        answered_questions=_answered(answer, questions, entries),
        questions=len(questions),
        practices=entries,
        comment=comments[0].words if comments and standing.code == "sent_back" else "",
        comment_at=comments[0].at if comments and standing.code == "sent_back" else None,
        told=told.get(f"call/{call.code}/{body.code}", NOBODY),
        accounts=accounts,
        governed_now=_taken_over(asked, governing),
        entered_later=answer.entered_later if answer else "",
    )


def _answered(answer: Return | None, questions: list[Question], entries: int) -> int:
    """How many of the questions of now have an answer."""
    if answer is None:
        return 0
    given = {row.question_id for row in answer.answers.all() if row.value not in ("", None, [])}
    return sum(bool(entries) if row.kind == "practices" else row.pk in given for row in questions)


def _taken_over(asked: Asked, governing: dict[str, Governing]) -> str:
    now = governing.get(asked.body.area_id or "")
    if asked.body.kind != "local_policing_body" or now is None or now.body_code in (None, asked.body.code):
        return ""
    return now.body_name


def _accounts(bodies: list[int]) -> dict[int, int]:
    rows = User.objects.filter(body__in=bodies, is_active=True, role__in=SIGNS_AND_WRITES)
    found: dict[int, int] = {}
    for body in rows.values_list("body_id", flat=True):
        found[body] = found.get(body, 0) + 1
    return found


def _counts(call: Call, rows: list[TrackerRow], quoted: Collection[str] | None) -> Counts:
    submitted = [row for row in rows if row.standing.code in DONE]
    whole = call.complete_record
    return Counts(
        asked=len(rows) if whole else call.asked_reported,
        answered=len(submitted) if whole else call.answered_reported,
        answered_source=call.answered_source,
        submitted=sum(row.standing.code == "answered" for row in submitted),
        nothing=sum(row.standing.code == "nothing" for row in submitted),
        late=sum(row.late for row in submitted),
        quoted=None if quoted is None else sum(row.quoted for row in rows),
        not_answered=sum(row.standing.code in OPEN for row in rows) if whole else None,
        sent_back=sum(row.standing.code == "sent_back" for row in rows),
        withdrawn=sum(row.standing.code == "withdrawn" for row in rows),
    )


def _never_due(
    call: Call, areas: dict[str, Area], rows: list[TrackerRow], governing: dict[str, Governing]
) -> list[NeverDue]:
    """Areas of which nobody was asked, and bodies that came after the day on which the call went out."""
    asked_areas = {row.area_code for row in rows}
    found = [
        NeverDue(
            governing[code].body_name if code in governing else area.name,
            code,
            area.name,
            "Not asked by this call",
        )
        for code, area in areas.items()
        if code not in asked_areas
    ]
    found += [
        NeverDue(
            row.governed_now,
            row.area_code,
            row.area_name,
            say("Came after: {body_name} was asked", body_name=row.body_name),
        )
        for row in rows
        if row.governed_now
    ]
    found += _of_the_recommendation(call, {row.body_code for row in rows})
    return sorted(found, key=lambda one: (one.area_name, one.name))


def _of_the_recommendation(call: Call, asked: set[str]) -> list[NeverDue]:
    """Those whom the recommendation addressed, and whom this call did not ask."""
    if call.recommendation_id is None:
        return []
    rows = Addressee.objects.filter(recommendation=call.recommendation_id).select_related("body__area")
    return [
        NeverDue(
            row.body.name,
            row.body.area_id or "",
            row.body.area.name if row.body.area else "",
            "The recommendation is for it; this call did not ask it",
        )
        for row in rows
        if row.body.code not in asked
    ]


def _tiles(areas: dict[str, Area], rows: list[TrackerRow]) -> list[Tile]:
    by_area: dict[str, list[TrackerRow]] = {}
    for row in rows:
        by_area.setdefault(row.area_code, []).append(row)
    return [_tile(area, by_area.get(code, [])) for code, area in areas.items()]


def _tile(area: Area, rows: list[TrackerRow]) -> Tile:
    worst = max(rows, key=lambda row: row.standing.behind, default=None)
    return Tile(
        area_code=area.code,
        name=area.name,
        x=area.tile_x,
        y=area.tile_y,
        standing=worst.standing if worst else STANDING["not_asked"],
        late=worst.late if worst else False,
        quoted=any(row.quoted for row in rows),
    )


def _by_standing(tiles: list[Tile]) -> tuple[tuple[Standing, int], ...]:
    counted = [(each, sum(tile.standing is each for tile in tiles)) for each in STANDINGS]
    return tuple((each, count) for each, count in counted if count)
