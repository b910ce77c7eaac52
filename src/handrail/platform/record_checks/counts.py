"""Running the checks, and keeping how many contradictions each organisation has, with references that name nobody."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.platform.record_checks.record_check import Contradiction, RecordCheck

KEPT_FOR = 40 * 24 * 60 * 60  # seconds
MOST_KEPT = 50
"""References of one check that are kept for one organisation: enough to begin with."""
_KEY = "record-checks"


@dataclass(frozen=True, slots=True)
class FoundInOrganisation:
    """How many contradictions one check found for one organisation, and the references of the first of them."""

    count: int
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContradictionCounts:
    """How many contradictions each check found for each organisation, and when."""

    counted_at: datetime.datetime
    by_check: dict[str, dict[int | None, FoundInOrganisation]]

    def get_count(self, name: str, body_id: int | None) -> int:
        """How many a check found.

        Args:
            name: of the check.
            body_id: of one organisation; None for all of them.
        """
        found = self.by_check.get(name, {})
        if body_id is None:
            return sum(those.count for those in found.values())
        return found[body_id].count if body_id in found else 0

    def get_references(self, name: str, body_id: int) -> tuple[str, ...]:
        """References of what a check found for one organisation."""
        those = self.by_check.get(name, {}).get(body_id)
        return those.references if those else ()


def get_record_checks() -> tuple[RecordCheck, ...]:
    """The checks of this installation.

    Returns:
        In the order in which they are shown.
    """
    checks: tuple[RecordCheck, ...] = import_string(settings.RECORD_CHECKS)
    return checks


def keep_contradiction_counts(found: dict[str, list[Contradiction]]) -> None:
    """Keep what every check found for each organisation, as a number and some references.

    Args:
        found: what was found, by the name of the check.
    """
    by_check = {}
    for name, those in found.items():
        references: dict[int | None, list[str]] = defaultdict(list)
        for one in those:
            references[one.body_id].append(one.reference)
        by_check[name] = [(body, len(some), some[:MOST_KEPT]) for body, some in references.items()]
    cache.set(_KEY, {"at": timezone.now().isoformat(), "by_check": by_check}, KEPT_FOR)


def count_contradictions() -> int:
    """Run every check and keep the numbers. Returns how many contradictions there are."""
    found = find_contradictions(get_record_checks())
    keep_contradiction_counts(found)
    return sum(map(len, found.values()))


def count_contradictions_once_a_day(today: datetime.date) -> None:
    """The same, unless it was done on this day already."""
    known = get_contradiction_counts()
    if known is None or timezone.localtime(known.counted_at).date() != today:
        count_contradictions()


def get_contradiction_counts() -> ContradictionCounts | None:
    """What was counted last; None where nothing was counted in the last forty days."""
    kept = cache.get(_KEY)
    if kept is None:
        return None
    by_check = {
        name: {body: FoundInOrganisation(count, tuple(references)) for body, count, references in those}
        for name, those in kept["by_check"].items()
    }
    return ContradictionCounts(datetime.datetime.fromisoformat(kept["at"]), by_check)


def find_contradictions(checks: Iterable[RecordCheck]) -> dict[str, list[Contradiction]]:
    """Ask each check.

    Returns:
        What was found, by the name of the check; each reference once, in its order.
    """
    return {check.name: sorted(set(check.find()), key=lambda one: one.reference) for check in checks}
