"""One practice, with where it comes from, what became of it, and who tells nearly the same."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from handrail.areas.calls.states_and_kinds import ReturnState
from handrail.areas.practices.models import Practice, PracticeOutcome
from handrail.areas.practices.permissions import (
    build_visible_practices_filter,
    may_read_source_return,
    may_record_planned_practice_outcome,
)
from handrail.areas.practices.planned_practice_outcomes import PLANNED_STATES
from handrail.areas.practices.sections import SECTION_BY_CODE, format_paragraph_name
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission


@dataclass(frozen=True, slots=True)
class LinkToOtherPractice:
    """Another practice that is pointed at."""

    key: str
    title: str
    area_name: str
    asked_on: date


@dataclass(frozen=True, slots=True)
class PracticeOutcomeRow:
    """What somebody said became of it."""

    outcome: str
    words: str
    later: LinkToOtherPractice | None
    said_by: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class PracticeOrigin:
    """The return and its edition, and the paragraph of the source."""

    call_code: str
    call_title: str
    asked_on: date
    body_code: str
    body_name: str
    return_id: int
    edition: int
    sha256: str
    submitted_at: datetime | None
    entered_later: str
    paragraph: str
    paragraph_words: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PracticeDetail:
    """Everything that the page of one practice shows."""

    key: str
    title: str
    words: str
    open_words: str
    area_code: str
    area_name: str
    region: str
    kind: str
    phases: tuple[str, ...]
    state: str
    since: str
    evidence: str
    evaluated: str
    theme: str
    section: str
    safe_venue: bool
    sorted_by: str
    sorted_at: datetime
    version: int
    origin: PracticeOrigin
    became: tuple[PracticeOutcomeRow, ...]
    came_of: tuple[LinkToOtherPractice, ...]
    alike: tuple[LinkToOtherPractice, ...]
    may_sort: bool
    may_tell: bool
    may_read_return: bool


def find_practice_detail(actor: Actor, key: str) -> PracticeDetail | None:
    """The practice, or None where there is none in the library that is open to the actor. Four or five statements."""
    row = (
        Practice.objects.filter(build_visible_practices_filter(actor), key=key, taken_out_at__isnull=True)
        .select_related("area", "body", "call", "edition__of", "confirmed_by")
        .first()
    )
    if row is None:
        return None
    same = "key title words open_words kind phases state since evidence evaluated theme safe_venue version"
    return PracticeDetail(
        **{name: getattr(row, name) for name in same.split()},
        area_code=row.area_id or "",
        area_name=row.area_name,
        region=row.area.region if row.area else "",
        section=SECTION_BY_CODE[row.section].name,
        sorted_by=row.confirmed_by.name,
        sorted_at=row.confirmed_at,
        origin=_make_practice_origin(row),
        became=_list_practice_outcomes(actor, row),
        came_of=_list_planned_predecessors(actor, row),
        alike=_list_near_duplicates(actor, row),
        may_sort=actor.may(Permission.SORT_PRACTICES),
        may_tell=row.state in PLANNED_STATES and may_record_planned_practice_outcome(actor, row.body_id),
        may_read_return=actor.may(Permission.SORT_PRACTICES) or may_read_source_return(actor, row.body_id),
    )


def list_later_practices(actor: Actor, key: str) -> tuple[LinkToOtherPractice, ...]:
    """Practices of the same area from later calls: what something planned may have become.

    Returns:
        Links, in two statements; none where the practice is not open to the actor.
    """
    row = (
        Practice.objects.select_related("call").filter(build_visible_practices_filter(actor), key=key).first()
    )
    if row is None or row.area_id is None:
        return ()
    found = Practice.objects.filter(
        build_visible_practices_filter(actor),
        area=row.area_id,
        taken_out_at__isnull=True,
        call__asked_on__gt=row.call.asked_on,
    )
    return tuple(
        _make_practice_link(later)
        for later in found.select_related("call", "area").order_by("-call__asked_on", "key")[:100]
    )


def _make_practice_origin(row: Practice) -> PracticeOrigin:
    answered = row.edition.of
    return PracticeOrigin(
        call_code=row.call.code,
        call_title=row.call.title,
        asked_on=row.call.asked_on,
        body_code=row.body.code,
        body_name=row.body.name,
        return_id=answered.pk,
        edition=row.edition.number,
        sha256=row.edition.sha256,
        submitted_at=row.edition.submitted_at,
        entered_later=answered.entered_later,
        paragraph=row.source_paragraph,
        paragraph_words=format_paragraph_name(row.source_paragraph),
        withdrawn=answered.state == ReturnState.WITHDRAWN,
    )


def _list_practice_outcomes(actor: Actor, row: Practice) -> tuple[PracticeOutcomeRow, ...]:
    """Newest first. A later practice that is not open to the reader is left unnamed."""
    told = PracticeOutcome.objects.filter(practice=row).select_related("said_by").order_by("-said_at", "-id")
    later = Practice.objects.filter(
        build_visible_practices_filter(actor), came_of__practice=row, taken_out_at__isnull=True
    )
    near = {each.pk: _make_practice_link(each) for each in later.select_related("call", "area")}
    return tuple(
        PracticeOutcomeRow(
            each.outcome, each.words, near.get(each.later_id or 0), each.said_by.name, each.said_at
        )
        for each in told
    )


def _list_planned_predecessors(actor: Actor, row: Practice) -> tuple[LinkToOtherPractice, ...]:
    """What it was when it was planned."""
    found = Practice.objects.filter(
        build_visible_practices_filter(actor), outcomes__later=row, taken_out_at__isnull=True
    )
    return tuple(
        _make_practice_link(each) for each in found.select_related("call", "area").order_by("key").distinct()
    )


def _list_near_duplicates(actor: Actor, row: Practice) -> tuple[LinkToOtherPractice, ...]:
    head = row.alike_id or row.pk
    found = Practice.objects.filter(
        build_visible_practices_filter(actor), Q(pk=head) | Q(alike=head), taken_out_at__isnull=True
    ).exclude(pk=row.pk)
    return tuple(
        _make_practice_link(each)
        for each in found.select_related("call", "area").order_by("area_as_told", "key")[:50]
    )


def _make_practice_link(row: Practice) -> LinkToOtherPractice:
    return LinkToOtherPractice(row.key, row.title, row.area_name, row.call.asked_on)
