"""From lines of the database to rows of a day, before the policy was asked: one function for each sort of line."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.utils import timezone

from handrail.people.cases.person.states import ChannelSafety
from handrail.people.contacts.models import Contact, Task
from handrail.people.contacts.queries.sql.lines import Line
from handrail.people.housing.queries.day_rows import PlaceCase, StayToday
from handrail.people.records.states import ChannelKind
from handrail.people.workspace.queries.day_rows import (
    MOST_PER_SORT,
    Candidate,
    DayCase,
    DayRow,
    RowMaker,
    because,
    ending,
    unasked,
    with_reasons,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import open_value
from handrail.platform.kernel.messages import msg

type Maker = Callable[[Actor, list[Line]], Iterable[Candidate]]


def cases(lines: Iterable[Line]) -> list[DayCase]:
    """The cases themselves."""
    return [DayCase(line.case_id, line.number, line.a, line.b, line.day, line.sealed) for line in lines]


def place_cases(lines: Iterable[Line]) -> dict[UUID, PlaceCase]:
    """What a row about a place says of its case."""
    return {line.case_id: PlaceCase(line.case_id, line.a, line.moment, line.sealed) for line in lines}


def stays(lines: Iterable[Line]) -> list[StayToday]:
    """Places that are held or theirs."""
    return [
        StayToday(line.pk, line.case_id, line.b, line.c, line.a, line.moment, line.day, line.flag)
        for line in lines
    ]


def found(actor: Actor, mine: Iterable[DayCase], lines: Mapping[str, list[Line]]) -> list[Candidate]:
    """Every row, in the order in which the parts of the page expect them."""
    rows = [*unasked(mine)]
    for sort, make in MAKERS.items():
        rows += make(actor, lines.get(sort, []))
    return rows


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localtime(moment).date()


def _dues(ours: bool) -> Maker:
    def dues(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
        for line in lines:
            row = DayRow(
                "due",
                line.b,
                code=line.a,
                who=line.c,
                confidence=line.d,
                kind=line.e,
                ours=ours,
                started=line.until,
                due_on=line.day,
            )
            yield Candidate(line.case_id, Kind.PATHWAY, row, with_reasons(row, line.f, line.g, line.h))

    return dues


def _reviews(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    for line in lines:
        row = DayRow("review", "Review the safety plan", due_on=line.day, why=because(line.a))
        yield Candidate(line.case_id, Kind.SAFETY, row)


def _offers(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """What was offered and not answered. One that was sent to another body waits for that body first."""
    for line in lines:
        title = msg("Ask about: {service}", service=line.a)
        yield Candidate(line.case_id, Kind.SUPPORT, DayRow("offer", title, started=line.day, number=line.pk))


def _sent(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """Referrals of ours that another body has not answered for good."""
    for line in lines:
        row = DayRow(
            "sent",
            msg("An answer about: {service}", service=line.a),
            who=line.b,
            ours=False,
            started=_day(line.moment),
            number=line.pk,
        )
        yield Candidate(line.case_id, Kind.SUPPORT, row)


def _agreements(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    for file_id, body, until in ending((line.case_id, line.a, line.until) for line in lines):
        row = DayRow("agreement", msg("Ask again about sharing with {body}", body=body), due_on=until)
        yield Candidate(file_id, Kind.CONSENT, row)


def _tasks(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """Tasks for me, and those of my cases that are for nobody yet; of a team those of all its cases."""
    for line in sorted(lines, key=lambda line: line.day)[:MOST_PER_SORT]:
        if line.number == actor.body_id:
            whom = "" if line.flag else line.a or "the team"
            row = DayRow("task", "", due_on=line.day, number=line.pk, for_whom=whom)
            yield Candidate(line.case_id, Kind.SUPPORT, row, _task(row, line.sealed), inside=True)


def _task(row: DayRow, what: bytes) -> RowMaker:
    def make(case_access: CaseAccess) -> DayRow:
        title = open_value(case_access, Task, "what", row.number, what)
        return row._replace(title=title or "A task")

    return make


def _contacts(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """Planned contacts up to the days ahead, and those of which nobody has said what came."""
    for line in lines:
        if line.number == actor.body_id:
            row = DayRow(
                "contact",
                ChannelKind(line.a).label,
                due_on=line.day,
                due_time=line.clock,
                number=line.pk,
                warning=line.b != ChannelSafety.YES,
                for_whom="" if line.flag else line.c,
            )
            yield Candidate(line.case_id, Kind.CONTACT, row, _contact(row, line.sealed), inside=True)


def _contact(row: DayRow, about: bytes | None) -> RowMaker:
    """What it is about is told to those who may see support notes."""

    def make(case_access: CaseAccess) -> DayRow:
        if about is None:
            return row
        text = open_value(case_access, Contact, "about", row.number, about)
        return row._replace(title=msg("{title}: {text}", title=row.title, text=text)) if text else row

    return make


def _hand_overs(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """Cases that somebody asks me, or my organisation, to take over."""
    for line in lines:
        title = msg("Say whether you take over from {name}", name=line.a)
        row = DayRow("hand_over", title, who=line.b, started=_day(line.moment), number=line.pk)
        yield Candidate(line.case_id, None, row)


def _forms(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """Forms that another organisation asks ours to make."""
    for line in lines:
        title = msg("Say whether you make the form of {name}", name=line.a)
        row = DayRow("form", title, who=line.b, started=_day(line.moment), number=line.pk)
        yield Candidate(line.case_id, Kind.PATHWAY, row)


def _forms_back(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """Drafts whose newest hand-over was sent back."""
    for line in lines:
        title = "Go on with the form that was sent back"
        yield Candidate(
            line.case_id, Kind.PATHWAY, DayRow("form_back", title, who=line.a, started=_day(line.moment))
        )


def _said(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """What people said of our organisation and wait to be answered for."""
    for line in lines:
        row = DayRow("said", "Answer what was said of us", due_on=line.day, number=line.pk)
        yield Candidate(line.case_id, Kind.SUPPORT, row, inside=True)


def _referrals(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """Referrals to the actor's organisation that nobody has answered, the longest waiting first."""
    for line in lines:
        title = msg("Answer a referral from {owner}", owner=line.b)
        row = DayRow("referral", title, who=line.a, started=_day(line.moment), number=line.pk)
        yield Candidate(line.case_id, None, row, named=f'"{Kind.IDENTITY.value}"' in line.c)


def _gaps(actor: Actor, lines: list[Line]) -> Iterable[Candidate]:
    """Open cases of the team that nobody would answer for, were their point of contact away."""
    for line in lines:
        yield Candidate(line.case_id, None, DayRow("gap", "Name a stand-in", who=line.a))


MAKERS: Mapping[str, Maker] = {
    "due": _dues(ours=True),
    "due_of_others": _dues(ours=False),
    "review": _reviews,
    "offer": _offers,
    "sent": _sent,
    "agreement": _agreements,
    "task": _tasks,
    "contact": _contacts,
    "hand_over": _hand_overs,
    "form": _forms,
    "form_back": _forms_back,
    "said": _said,
    "referral": _referrals,
    "gap": _gaps,
}
