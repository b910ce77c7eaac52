"""Why one person holds back, and what changed."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.sealing import boxes, read
from handrail.recovery.models import Hesitation, WhatChanged
from handrail.recovery.reasons import CHANGE_NAMES, REASON_NAMES
from handrail.recovery.states import About, Turned
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What changed it, on a day."""

    turned: str
    turned_words: str
    causes: tuple[str, ...]
    words: str
    on: datetime.date
    recorded_by: str


@dataclass(frozen=True, slots=True)
class HesitationLine:
    """What they hold back from, why, and what changed since, oldest first."""

    hesitation_id: UUID
    about: str
    about_words: str
    reasons: tuple[str, ...]
    words: str
    said_on: datetime.date
    recorded_by: str
    changes: tuple[ChangeLine, ...]

    @property
    def turned(self) -> str:
        """How it stands: the newest change, or nothing."""
        return self.changes[-1].turned if self.changes else ""


def hesitations_of(sight: Sight) -> tuple[HesitationLine, ...]:
    """All of one person, newest first. The same queries for one and for many.

    That somebody holds back from the NRM, or turned to it, is where they stand to it: open by the pathway alone.
    """
    sight.needs(Kind.SUPPORT)
    rows = (
        Hesitation.objects.filter(case=sight.file_id)
        .select_related("recorded_by")
        .prefetch_related("reasons", "changes__recorded_by", "changes__causes")
        .order_by("-said_on", "-id")
    )
    box = boxes([sight.file_id]).get(sight.file_id)
    return tuple(_line(row, box) for row in rows if row.about != About.NRM or sight.sees(Kind.PATHWAY))


def _line(row: Hesitation, box: Box | None) -> HesitationLine:
    codes = {reason.code for reason in row.reasons.all()}
    return HesitationLine(
        hesitation_id=row.pk,
        about=row.about,
        about_words=About(row.about).label,
        reasons=tuple(name for code, name in REASON_NAMES.items() if code in codes),
        words=read(box, row, "words"),
        said_on=row.said_on,
        recorded_by=row.recorded_by.name,
        changes=tuple(
            _change(change, box) for change in sorted(row.changes.all(), key=lambda each: (each.on, each.pk))
        ),
    )


def _change(row: WhatChanged, box: Box | None) -> ChangeLine:
    codes = {cause.code for cause in row.causes.all()}
    return ChangeLine(
        turned=row.turned,
        turned_words=Turned(row.turned).label,
        causes=tuple(name for code, name in CHANGE_NAMES.items() if code in codes),
        words=read(box, row, "words"),
        on=row.on,
        recorded_by=row.recorded_by.name,
    )
