"""Who may be sent on a night without a request: the rules of HARD_RULES that ask nothing of a case.

Whoever is free for some part of the night stands there with that part, and with what keeps them back at its start.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.people.deployment.rules.facts import (
    DeploymentCandidate,
    DeploymentLimits,
    DeploymentRequestFacts,
)
from handrail.people.deployment.rules.hard_rules import NOT_FREE, RULES_OF_PRACTITIONER, ExclusionFinding
from handrail.people.deployment.rules.periods import Period, list_rota_periods_of_kinds, subtract_periods
from handrail.platform.kernel.dates import make_london_time, to_london

EVENING: Final = time(18)
MORNING: Final = time(8)
"""Ours: a night on duty lasts from six in the evening to eight in the morning."""
FIRST_MEETING: Final = timedelta(hours=1)
WORK: Final = (AvailabilityKind.ON_DUTY, AvailabilityKind.ON_CALL)


class NightDuty(NamedTuple):
    """One practitioner who is free for part of the night. `kept_back`: empty for whoever may be sent."""

    candidate: DeploymentCandidate
    kind: AvailabilityKind
    free: Period
    kept_back: tuple[ExclusionFinding, ...]


def get_current_or_next_night(now: datetime) -> Period:
    """What is left of the night that it is, or the whole of the one that comes next, by London's clock."""
    local = to_london(now)
    evening = local.date() - timedelta(days=1) if local.time() < MORNING else local.date()
    begins = make_london_time(evening, EVENING)
    return Period(max(begins, now), make_london_time(evening + timedelta(days=1), MORNING))


def list_night_duty(
    candidates: Iterable[DeploymentCandidate],
    night: Period,
    limits: DeploymentLimits,
    *,
    needed_vetting: frozenset[str],
    needed_trainings: frozenset[str],
) -> list[NightDuty]:
    """Everybody who is on duty or on call for some of the night, whoever may be sent first.

    Args:
        candidates: of one organisation.
        night: of `get_current_or_next_night`.
        limits: the organisation's settings.
        needed_vetting: any one of these levels does; empty for none.
        needed_trainings: all of them.
    """
    found = []
    for who in candidates:
        part = _find_free_part_of_night(who, night)
        if part is None:
            continue
        kind, free = part
        first = Period(free.starts_at, min(free.ends_at, free.starts_at + FIRST_MEETING))
        asked = DeploymentRequestFacts(
            area="", phase="", when=first, needed_vetting=needed_vetting, needed_trainings=needed_trainings
        )
        kept = [finding for rule in RULES_OF_PRACTITIONER if (finding := rule(who, asked, limits))]
        found.append(NightDuty(who, kind, free, tuple(kept)))
    return sorted(found, key=lambda row: (bool(row.kept_back), row.free.starts_at, row.candidate.name))


def _find_free_part_of_night(
    who: DeploymentCandidate, night: Period
) -> tuple[AvailabilityKind, Period] | None:
    """The first part of the night for which they are on duty, else on call; leave and bookings taken out."""
    away = [*list_rota_periods_of_kinds(who.rota, *NOT_FREE), *who.sent, *who.elsewhere]
    for kind in WORK:
        for period in subtract_periods(list_rota_periods_of_kinds(who.rota, kind), away):
            if period.overlaps(night):
                part = Period(max(period.starts_at, night.starts_at), min(period.ends_at, night.ends_at))
                return kind, part
    return None
