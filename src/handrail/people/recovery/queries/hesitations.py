"""Why one person holds back, and what changed."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from handrail.people.recovery.models import Hesitation, HesitationChange
from handrail.people.recovery.reasons import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.states import ChangeExtent, HesitationSubject
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind


@dataclass(frozen=True, slots=True)
class HesitationChangeRow:
    """What changed it, on a day."""

    turned: str
    turned_words: str
    causes: tuple[str, ...]
    words: str
    on: datetime.date
    recorded_by: str


@dataclass(frozen=True, slots=True)
class HesitationRow:
    """What they hold back from, why, and what changed since, oldest first."""

    hesitation_id: UUID
    about: str
    about_words: str
    reasons: tuple[str, ...]
    words: str
    said_on: datetime.date
    recorded_by: str
    changes: tuple[HesitationChangeRow, ...]

    @property
    def turned(self) -> str:
        """How it stands: the newest change, or nothing."""
        return self.changes[-1].turned if self.changes else ""


def list_hesitations(case_access: CaseAccess) -> tuple[HesitationRow, ...]:
    """What one person holds back from. The same queries for one and for many.

    Returns:
        The newest first.
    """
    case_access.needs(Kind.SUPPORT)
    changes = (
        HesitationChange.objects.select_related("recorded_by")
        .prefetch_related("causes")
        .opened_for(case_access)
    )
    rows = (
        Hesitation.objects.filter(case=case_access.file_id)
        .select_related("recorded_by")
        .prefetch_related("reasons", Prefetch("changes", changes))
        .opened_for(case_access)
        .order_by("-on", "-id")
    )
    return tuple(_build_row(row) for row in rows if _is_open(row, case_access))


def get_hesitation(case_access: CaseAccess, hesitation_id: UUID) -> Hesitation:
    """One of them. Raises NotVisible."""
    case_access.needs(Kind.SUPPORT)
    rows = Hesitation.objects.filter(case=case_access.file_id, pk=hesitation_id).opened_for(case_access)
    row = rows.first()
    if row is None or not _is_open(row, case_access):
        raise NotVisible
    return row


def _is_open(row: Hesitation, case_access: CaseAccess) -> bool:
    """That somebody holds back from the NRM is where they stand to it: open by the pathway alone."""
    return row.about != HesitationSubject.NRM or case_access.sees(Kind.PATHWAY)


def _build_row(row: Hesitation) -> HesitationRow:
    codes = {reason.code for reason in row.reasons.all()}
    return HesitationRow(
        hesitation_id=row.pk,
        about=row.about,
        about_words=HesitationSubject(row.about).label,
        reasons=tuple(name for code, name in REASON_NAMES.items() if code in codes),
        words=row.words.open(),
        said_on=row.on,
        recorded_by=row.recorded_by.name,
        changes=tuple(
            _build_change_row(change)
            for change in sorted(row.changes.all(), key=lambda each: (each.on, each.pk))
        ),
    )


def _build_change_row(row: HesitationChange) -> HesitationChangeRow:
    codes = {cause.code for cause in row.causes.all()}
    return HesitationChangeRow(
        turned=row.turned,
        turned_words=ChangeExtent(row.turned).label,
        causes=tuple(name for code, name in CHANGE_NAMES.items() if code in codes),
        words=row.words.open(),
        on=row.on,
        recorded_by=row.recorded_by.name,
    )
