"""What a case weighs. There is no safe number in law or guidance: the weights are each organisation's own settings.

The start values are ours (domain notes, section 3). The benchmark behind the limit of 25: advisers on domestic
violence carry about 25 cases at once; over 30 is held unsafe by their union.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final

from handrail.people.deployment.rules.facts import DeploymentLimits


class WeightPart(StrEnum):
    """One thing that makes a case heavier."""

    INTAKE = "intake"  # in its first weeks; then one of the next two
    SETTLED = "settled"
    REACH_IN = "reach_in"  # settled, and after the NRM
    EVIDENCE_OR_TRIAL = "evidence_or_trial"
    HIGH_RISK = "high_risk"
    INTERPRETER = "interpreter"
    FAR = "far"


START_WEIGHTS: Final[dict[str, Decimal]] = {
    WeightPart.INTAKE: Decimal("2"),
    WeightPart.SETTLED: Decimal("1"),
    WeightPart.EVIDENCE_OR_TRIAL: Decimal("2"),
    WeightPart.HIGH_RISK: Decimal("1"),
    WeightPart.INTERPRETER: Decimal("0.5"),
    WeightPart.FAR: Decimal("0.5"),
    WeightPart.REACH_IN: Decimal("0.5"),
}


def compute_case_weight(parts: Iterable[WeightPart], limits: DeploymentLimits) -> Decimal:
    """The sum of its parts, each counted once: an organisation's weight where it set one, else the start value."""
    return sum((limits.weight_by_part.get(part, START_WEIGHTS[part]) for part in set(parts)), Decimal(0))
