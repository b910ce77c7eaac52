"""The shortlist: who could go and why, best first, and who could not and by which rule. The lead decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from handrail.people.deployment.rules.facts import (
    DeploymentCandidate,
    DeploymentLimits,
    DeploymentRequestFacts,
)
from handrail.people.deployment.rules.hard_rules import (
    DeploymentHardRule,
    ExclusionFinding,
    list_hard_rule_exclusions,
)
from handrail.people.deployment.rules.soft_reasons import (
    CandidateReason,
    CandidateReasonKind,
    list_candidate_reasons,
)


class ShortlistVerdict(StrEnum):
    """What the tag of a candidate says."""

    FITS = "fits"
    ASK_PERSON = "ask_person"
    WITH_CARE = "with_care"


@dataclass(frozen=True, slots=True)
class ShortlistedCandidate:
    """Somebody who could go. `score` orders the list and is shown to nobody."""

    candidate: DeploymentCandidate
    reasons: tuple[CandidateReason, ...]

    @property
    def score(self) -> int:
        """The sum of the points of all reasons."""
        return sum(reason.points for reason in self.reasons)

    @property
    def verdict(self) -> ShortlistVerdict:
        """Ask the person first where a reason says so; with care where something is against, or needs saying first."""
        if any(reason.asks_person for reason in self.reasons):
            return ShortlistVerdict.ASK_PERSON
        careful = (
            reason.kind is CandidateReasonKind.AGAINST or reason.code == "side" for reason in self.reasons
        )
        return ShortlistVerdict.WITH_CARE if any(careful) else ShortlistVerdict.FITS


@dataclass(frozen=True, slots=True)
class ExcludedCandidate:
    """Somebody who could not, with every rule that says so; the first is the one to show."""

    candidate: DeploymentCandidate
    findings: tuple[ExclusionFinding, ...]

    @property
    def is_overridable(self) -> bool:
        """Whether a lead may send them all the same, with a reason."""
        return all(finding.is_overridable for finding in self.findings)


@dataclass(frozen=True, slots=True)
class DeploymentShortlist:
    """Whole: nobody who was handed in is missing from both lists."""

    fitting: tuple[ShortlistedCandidate, ...]
    excluded: tuple[ExcludedCandidate, ...]

    def get_rank(self, practitioner_id: UUID) -> int:
        """1 for the first. Raises ValueError for somebody who is not on the list."""
        return [row.candidate.practitioner_id for row in self.fitting].index(practitioner_id) + 1

    def get_rank_without(self, practitioner_id: UUID, code: str) -> int:
        """Which place they would have without this one reason: what a reason is worth, in words that a lead can use."""
        own = self.fitting[self.get_rank(practitioner_id) - 1]
        score = own.score - sum(reason.points for reason in own.reasons if reason.code == code)
        key = _make_shortlist_sort_key(score, own.candidate)
        others = (row for row in self.fitting if row.candidate.practitioner_id != practitioner_id)
        return 1 + sum(_make_shortlist_sort_key(row.score, row.candidate) < key for row in others)

    def count_excluded_by_rule(self) -> dict[DeploymentHardRule, int]:
        """How many fell out by each rule, for "nobody fits: what would help".

        Returns:
            Each candidate once, under their first rule; rules by which nobody fell out are left out.
        """
        counts: dict[DeploymentHardRule, int] = {}
        for row in self.excluded:
            counts[row.findings[0].rule] = counts.get(row.findings[0].rule, 0) + 1
        return counts


def make_deployment_shortlist(
    candidates: Iterable[DeploymentCandidate], request: DeploymentRequestFacts, limits: DeploymentLimits
) -> DeploymentShortlist:
    """Sort candidates into those who could go and those who could not.

    Args:
        candidates: everybody who might be asked, each once.
        request: for whom, where and when.
        limits: the organisation's settings of the day.

    Returns:
        Who could go, best first (equal ones by name), and who could not, by name.
    """
    fitting, excluded = [], []
    for candidate in candidates:
        findings = list_hard_rule_exclusions(candidate, request, limits)
        if findings:
            excluded.append(ExcludedCandidate(candidate, findings))
        else:
            fitting.append(
                ShortlistedCandidate(candidate, list_candidate_reasons(candidate, request, limits))
            )
    fitting.sort(key=lambda row: _make_shortlist_sort_key(row.score, row.candidate))
    excluded.sort(key=lambda row: (row.candidate.name, str(row.candidate.practitioner_id)))
    return DeploymentShortlist(tuple(fitting), tuple(excluded))


def _make_shortlist_sort_key(score: int, candidate: DeploymentCandidate) -> tuple[int, str, str]:
    return -score, candidate.name, str(candidate.practitioner_id)
