"""What the person agreed to, and the reports prepared when they said no to the NRM."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.access.today import today
from handrail.casework.case.models import Case, Consent
from handrail.casework.case.sealing import boxes, read
from handrail.casework.case.states import Capacity, ChannelKind, Matter, Said
from handrail.casework.consent.models import Notification
from handrail.prepared import Asked, given, statement
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """The newest answer on one matter."""

    matter: str
    words: str
    said: str
    said_words: str
    to_body: str
    kinds: tuple[str, ...]
    asked_on: datetime.date
    asked_by: str
    interpreter: str
    capacity: str
    own_words: str
    until: datetime.date | None
    channel: str = ""
    circle: str = "not_asked"
    adds: bool = False
    of_child: bool = False
    best_interests: bool = False
    decided_by: str = ""
    decided_why: str = ""
    through: str = ""
    interpreted_by: str = ""
    asker: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """One question: what stands today, and every answer to it, newest first."""

    now: ConsentLine
    all: tuple[ConsentLine, ...]


@dataclass(frozen=True, slots=True)
class NotificationLine:
    """A Duty to Notify report as prepared."""

    notification_id: UUID
    co_operates: bool
    gender: str
    nationality: str
    reason: str
    account: str
    crime_reference: str
    prepared_at: datetime.datetime
    prepared_by: str
    sent_on: datetime.date | None


def consents_of(rows: Sequence[Consent], box: Box | None) -> tuple[ConsentLine, ...]:
    """What stands today on each matter, to each body and of each way to reach them."""
    lines = [_standing(answers, box) for answers in _asked(rows).values()]
    order = list(Matter)
    return tuple(sorted(lines, key=lambda line: order.index(Matter(line.matter))))


def answers_of(rows: Sequence[Consent], box: Box | None) -> tuple[Answers, ...]:
    """Each question with what stands today and every answer ever given, newest first."""
    order = list(Matter)
    found = [
        Answers(_standing(answers, box), tuple(_line(row, box) for row in reversed(answers)))
        for answers in _asked(rows).values()
    ]
    return tuple(sorted(found, key=lambda asked: order.index(Matter(asked.now.matter))))


def answers_of_case(case_id: UUID) -> tuple[Answers, ...]:
    """The same, for one case by its number. Who may see it was asked at the door."""
    case = Case.objects.get(pk=case_id)
    rows = Consent.objects.standing_of(case).select_related("to_body", "asked_by", "interpreter")
    return answers_of(list(rows.order_by("id")), boxes([case_id]).get(case_id))


def _asked(rows: Sequence[Consent]) -> dict[tuple[str, int | None, str], list[Consent]]:
    """The answers to each question, oldest first."""
    asked: dict[tuple[str, int | None, str], list[Consent]] = {}
    for row in rows:
        asked.setdefault((row.matter, row.to_body_id, row.channel), []).append(row)
    return asked


def _standing(answers: Sequence[Consent], box: Box | None) -> ConsentLine:
    """The newest answer; where a yes was added to another, both kinds of information stand until taken back."""
    held: dict[int | None, Consent] = {}
    for row in answers:
        if row.said == Said.YES:
            held = {**held, row.grant_id: row} if row.adds else {row.grant_id: row}
        elif row.said == Said.WITHDRAWN and row.grant_id in held and row.grant_id is not None:
            del held[row.grant_id]
        else:
            held = {}
    if not held:
        return _line(answers[-1], box)
    opened = {kind for row in held.values() for kind in row.kinds}
    kinds = tuple(kind.words for kind in Kind if kind.value in opened)
    return replace(_line(next(reversed(held.values())), box), kinds=kinds)


def _line(row: Consent, box: Box | None) -> ConsentLine:
    channel = ChannelKind(row.channel).label if row.channel else ""
    return ConsentLine(
        matter=row.matter,
        words=f"{Matter(row.matter).label}: {channel}" if channel else Matter(row.matter).label,
        said=row.said,
        said_words=Said(row.said).label,
        to_body=row.to_body.name if row.to_body else "",
        kinds=tuple(Kind(kind).words for kind in row.kinds),
        asked_on=row.asked_on,
        asked_by=row.asked_by.name,
        interpreter=row.interpreter.name if row.interpreter else "",
        capacity=Capacity(row.capacity).label,
        own_words=read(box, row, "words"),
        until=row.until,
        channel=row.channel,
        circle=row.circle,
        adds=row.adds,
        of_child=row.of_child,
        best_interests=row.capacity == Capacity.BEST_INTERESTS,
        decided_by=read(box, row, "decided_by"),
        decided_why=read(box, row, "decided_why"),
        through=row.through,
        interpreted_by=read(box, row, "interpreted_by"),
        asker=read(box, row, "asker"),
    )


def live_consent(case_id: UUID) -> dict[str, tuple[str, ...]]:
    """Which kinds each body may see today by the person's own yes, by the body's code."""
    rows = Grant.objects.live(today()).filter(
        file=case_id, ground=Ground.CONSENT.value, to_body__isnull=False
    )
    found: dict[str, set[str]] = {}
    for code, kinds in rows.values_list("to_body__code", "kinds"):
        found.setdefault(code, set()).update(kinds)
    return {code: tuple(kind.words for kind in Kind if kind.value in kinds) for code, kinds in found.items()}


def notifications_of(case: Case, box: Box | None) -> tuple[NotificationLine, ...]:
    """The reports prepared for the case, newest first."""
    return tuple(_notification(row, box) for row in _reports().models(case=case.pk))


@statement
def _reports() -> Asked:
    rows = Notification.objects.filter(case=given("case"))
    return rows.select_related("prepared_by", "sent_event").order_by("-id")


def _notification(row: Notification, box: Box | None) -> NotificationLine:
    return NotificationLine(
        notification_id=row.pk,
        co_operates=row.co_operates,
        gender=row.gender,
        nationality=read(box, row, "nationality"),
        reason=read(box, row, "reason"),
        account=read(box, row, "account"),
        crime_reference=read(box, row, "crime_reference"),
        prepared_at=row.prepared_at,
        prepared_by=row.prepared_by.name,
        sent_on=row.sent_event.at if row.sent_event else None,
    )
