"""Why one person holds back, and what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from handrail.people.recovery.hesitation_reasons_and_change_causes import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.models import ChangeCause, Hesitation, HesitationChange, HesitationReason
from handrail.people.recovery.text_choices import HesitationSubject
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind


@dataclass(frozen=True, slots=True)
class HesitationChangeRow:
    """What changed it, on a day; `causes` in words."""

    change: HesitationChange
    causes: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class HesitationRow:
    """What they hold back from, why, and what changed since, oldest first; `reasons` in words."""

    hesitation: Hesitation
    reasons: tuple[str, ...]
    words: str
    changes: tuple[HesitationChangeRow, ...]

    @property
    def standing_changes(self) -> tuple[HesitationChangeRow, ...]:
        """Without those that were corrected or taken back."""
        return tuple(row for row in self.changes if row.change.withdrawn_at is None)

    @property
    def turned(self) -> str:
        """State: the newest change, or nothing."""
        standing = self.standing_changes
        return standing[-1].change.turned if standing else ""


def list_hesitations(case_access: CaseAccess) -> tuple[HesitationRow, ...]:
    """What one person holds back from. The same queries for one and for many.

    Returns:
        The newest first, with those that were corrected or taken back.
    """
    case_access.needs(Kind.OWN_WORDS)
    changes = (
        HesitationChange.objects.select_related("recorded_by", "withdrawn_by")
        .prefetch_related("causes")
        .opened_for(case_access)
    )
    rows = (
        Hesitation.objects.filter(case=case_access.file_id)
        .select_related("recorded_by", "withdrawn_by")
        .prefetch_related("reasons", Prefetch("changes", changes))
        .opened_for(case_access)
        .order_by("-on", "-id")
    )
    return tuple(_build_hesitation_row(row) for row in rows if _is_hesitation_visible(row, case_access))


def get_hesitation(case_access: CaseAccess, hesitation_id: UUID) -> Hesitation:
    """One of them. Raises NotVisible."""
    case_access.needs(Kind.OWN_WORDS)
    rows = Hesitation.objects.filter(case=case_access.file_id, pk=hesitation_id).prefetch_related("reasons")
    row = rows.opened_for(case_access).first()
    if row is None or not _is_hesitation_visible(row, case_access):
        raise NotVisible
    return row


def get_hesitation_change(case_access: CaseAccess, change_id: UUID) -> HesitationChange:
    """One record of what changed. Raises NotVisible."""
    case_access.needs(Kind.OWN_WORDS)
    rows = HesitationChange.objects.filter(hesitation__case=case_access.file_id, pk=change_id)
    row = rows.select_related("hesitation").prefetch_related("causes").opened_for(case_access).first()
    if row is None or not _is_hesitation_visible(row.hesitation, case_access):
        raise NotVisible
    return row


def _is_hesitation_visible(row: Hesitation, case_access: CaseAccess) -> bool:
    """That somebody holds back from the NRM is where they stand to it: open by the pathway alone."""
    return row.about != HesitationSubject.NRM or case_access.sees(Kind.PATHWAY)


def _build_hesitation_row(row: Hesitation) -> HesitationRow:
    changes = sorted(row.changes.all(), key=lambda each: (each.on, each.pk))
    reasons = _list_names_of_reasons_or_causes(row.reasons.all(), REASON_NAMES)
    return HesitationRow(row, reasons, row.words.open(), tuple(map(_build_hesitation_change_row, changes)))


def _build_hesitation_change_row(row: HesitationChange) -> HesitationChangeRow:
    return HesitationChangeRow(
        row, _list_names_of_reasons_or_causes(row.causes.all(), CHANGE_NAMES), row.words.open()
    )


def _list_names_of_reasons_or_causes(
    chosen: Iterable[HesitationReason | ChangeCause], names: Mapping[str, str]
) -> tuple[str, ...]:
    codes = {row.code for row in chosen}
    return tuple(name for code, name in names.items() if code in codes)
