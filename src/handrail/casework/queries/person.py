"""Who the person is, how to reach them safely, what keeps them safe."""

import datetime
from dataclasses import dataclass

from handrail.casework.models import (
    Case,
    Channel,
    DangerCheck,
    Person,
    SafetyPlan,
)
from handrail.casework.sealing import read
from handrail.casework.states import ChannelKind, Danger, Safe, YesNo
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class Who:
    """Who the person is, as far as they want to be known."""

    called: str
    full_name: str
    date_of_birth: datetime.date | None
    where_now: str
    language: str
    language_tag: str
    interpreter: str
    interpreter_code: str
    version: int
    changed_at: datetime.datetime | None
    changed_by: str


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """The newest word on one way to reach the person; `safe` is "not_asked" where there is none."""

    kind: str
    name: str
    safe: str
    words: str
    detail: str
    note: str
    asked_at: datetime.datetime | None
    asked_by: str


@dataclass(frozen=True, slots=True)
class Safety:
    """Danger as last asked, and the newest safety plan."""

    danger: str
    danger_words: str
    danger_note: str
    asked_at: datetime.datetime | None
    asked_by: str
    number: int
    plan: str
    watched: str
    if_missing: str
    review_on: datetime.date | None
    written_at: datetime.datetime | None
    written_by: str


def who_is(person: Person, box: Box | None, *, place: bool) -> Who:
    """Who the person is, read with their key. Where they are is told only with how to reach them."""
    born = read(box, person, "date_of_birth")
    return Who(
        called=read(box, person, "called"),
        full_name=read(box, person, "full_name"),
        date_of_birth=datetime.date.fromisoformat(born) if born else None,
        where_now=read(box, person, "where_now") if place else "",
        language=person.language.name if person.language else "",
        language_tag=person.language.tag if person.language else "",
        interpreter=YesNo(person.interpreter).label,
        interpreter_code=person.interpreter,
        version=person.version,
        changed_at=person.changed_at,
        changed_by=person.changed_by.name if person.changed_by else "",
    )


def channels_of(case: Case, box: Box | None) -> tuple[ChannelLine, ...]:
    """Every way to reach the person, with the newest word on each."""
    newest: dict[str, Channel] = {}
    for row in Channel.objects.filter(case=case).select_related("asked_by").order_by("id"):
        newest[row.kind] = row
    return tuple(_channel(kind, newest.get(kind), box) for kind in ChannelKind)


def _channel(kind: ChannelKind, row: Channel | None, box: Box | None) -> ChannelLine:
    if row is None:
        return ChannelLine(kind, kind.label, "not_asked", "Not asked", "", "", None, "")
    return ChannelLine(
        kind=kind,
        name=kind.label,
        safe=row.safe,
        words=Safe(row.safe).label,
        detail=read(box, row, "detail"),
        note=read(box, row, "note"),
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
    )


def safety_of(case: Case, box: Box | None) -> Safety:
    """Danger as last asked, and the newest plan."""
    check = DangerCheck.objects.filter(case=case).select_related("asked_by").order_by("-id").first()
    plan = SafetyPlan.objects.filter(case=case, is_newest=True).select_related("written_by").first()
    return Safety(
        danger=check.answer if check else Danger.NOT_ASKED,
        danger_words=Danger(check.answer).label if check else Danger.NOT_ASKED.label,
        danger_note=read(box, check, "note") if check else "",
        asked_at=check.asked_at if check else None,
        asked_by=check.asked_by.name if check else "",
        number=plan.number if plan else 0,
        plan=read(box, plan, "plan") if plan else "",
        watched=read(box, plan, "watched") if plan else "",
        if_missing=read(box, plan, "if_missing") if plan else "",
        review_on=plan.review_on if plan else None,
        written_at=plan.written_at if plan else None,
        written_by=plan.written_by.name if plan else "",
    )
