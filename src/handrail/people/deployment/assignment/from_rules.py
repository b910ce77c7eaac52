"""A problem from candidates, requests and the rules of the shortlist: the same rules and points as for one request.

The reason about load is left out of the points: in a plan each further unit of load has a cost of its own. A unit is
half a point of weight. The start values below are ours (marked I in the domain notes), and each organisation's to set.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

import numpy as np

from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.people.deployment.assignment.problem import NOT_ALLOWED, AssignmentProblem, FindBreach, Ints
from handrail.people.deployment.rules.facts import (
    DeploymentCandidate,
    DeploymentLimits,
    DeploymentRequestFacts,
    PractitionerPersonPairFacts,
)
from handrail.people.deployment.rules.hard_rules import (
    HARD_RULES,
    get_caseload_limit_of_candidate,
    list_hard_rule_exclusions,
)
from handrail.people.deployment.rules.periods import RotaPeriod
from handrail.people.deployment.rules.rest import find_rest_breach
from handrail.people.deployment.rules.soft_reasons import list_candidate_reasons

UNITS_A_POINT = 2
LOAD_REASON = "load"
GetPairFacts = Callable[[int, int], PractitionerPersonPairFacts]
"""Given a request and a practitioner, counted from 0: what is known of them together."""


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """`full_load_cost`: points that the last unit costs whoever is then at their limit; less before, in proportion.

    `travel_minutes`: kept free before each meeting.
    """

    full_load_cost: int = 20
    travel_minutes: int = 30


@dataclass(frozen=True, slots=True)
class PlanInput:
    """Everybody and everything that is to be planned, on the settings of one day.

    `held_points`: of pairs whose case the practitioner carries already, as its point of contact.
    """

    candidates: Sequence[DeploymentCandidate]
    requests: Sequence[DeploymentRequestFacts]
    limits: DeploymentLimits
    get_pair_facts: GetPairFacts
    settings: PlanSettings = PlanSettings()
    held_points: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)

    def get_candidate(self, request: int, practitioner: int) -> DeploymentCandidate:
        """The practitioner with what is known of them and this request's person, whose case is not in their load."""
        who = self.candidates[practitioner]
        return replace(
            who,
            pair=self.get_pair_facts(request, practitioner),
            weight_carried=who.weight_carried - self.held_points.get((request, practitioner), Decimal(0)),
        )

    def list_pair_rules(self, request: int, practitioner: int) -> tuple[str, ...]:
        """The hard rules that keep a pair apart, for `list_unmet_requests`."""
        who = self.get_candidate(request, practitioner)
        return tuple(
            one.rule.value for one in list_hard_rule_exclusions(who, self.requests[request], self.limits)
        )


def build_assignment_problem(given: PlanInput) -> AssignmentProblem:
    """The problem of a shift or region. Leaving one more request unmet is dearer than any plan's other costs."""
    scores = _score_request_practitioner_pairs(given)
    is_allowed = scores > -NOT_ALLOWED
    best = int(scores[is_allowed].max()) if is_allowed.any() else 0
    costs = np.where(is_allowed, best - scores, NOT_ALLOWED).astype(np.int32)
    limits = [
        _convert_points_to_whole_units(get_caseload_limit_of_candidate(who, given.limits))
        for who in given.candidates
    ]
    carried = [_convert_points_to_whole_units(who.weight_carried) for who in given.candidates]
    rooms = np.array([max(0, limit - has) for limit, has in zip(limits, carried, strict=True)], np.int64)
    load_costs = _make_load_costs(np.array(limits), np.array(carried), rooms, given.settings)
    weights = np.array([_convert_points_to_whole_units(one.weight) for one in given.requests], np.int64)
    worst = int(costs[is_allowed].max()) if is_allowed.any() else 0
    heaviest = int(weights.max(initial=1)) * int(load_costs.max(initial=0))
    unmet = 1 + len(given.requests) * (worst + heaviest)
    return AssignmentProblem(
        costs=costs,
        load_costs=load_costs,
        rooms=rooms,
        unmet_costs=np.full(len(given.requests), unmet, np.int64),
        weights=weights,
        busy=_make_request_minutes_with_travel(given),
        find_breach=make_rest_breach_finder(given),
    )


def make_rest_breach_finder(given: PlanInput) -> FindBreach:
    """Rest over the whole shift: each meeting is held against the rota and the others of the same practitioner."""

    @lru_cache(maxsize=100_000)
    def find_breach(practitioner: int, requests: tuple[int, ...]) -> tuple[int, ...]:
        pairs = ((one, other) for one in requests for other in requests if one < other)
        for together in (*pairs, requests):
            if any(_does_meeting_break_rest(given, practitioner, one, together) for one in together):
                return tuple(together)
        return ()

    return find_breach


def _does_meeting_break_rest(
    given: PlanInput, practitioner: int, request: int, together: tuple[int, ...]
) -> bool:
    """Whether one meeting breaks rest beside the others; those inside a shift are part of it, others are call-outs."""
    who = given.candidates[practitioner]
    duty = [entry.period for entry in who.work_and_rota if entry.kind is AvailabilityKind.ON_DUTY]
    others = [given.requests[one].when for one in together if one != request]
    called = tuple(
        RotaPeriod(AvailabilityKind.CALLED_OUT, when)
        for when in others
        if not any(one.starts_at <= when.starts_at and when.ends_at <= one.ends_at for one in duty)
    )
    if not called:
        return False
    work = given.requests[request].when
    opted_out = who.has_opted_out_of_48_hours
    return (
        find_rest_breach((*who.work_and_rota, *called), work, given.limits, opted_out=opted_out) is not None
    )


def _score_request_practitioner_pairs(given: PlanInput) -> Ints:
    """The points of each pair; -NOT_ALLOWED where a hard rule keeps it apart."""
    scores = np.full((len(given.requests), len(given.candidates)), -NOT_ALLOWED, np.int64)
    for row, request in enumerate(given.requests):
        for column in range(len(given.candidates)):
            who = given.get_candidate(row, column)
            if not any(rule(who, request, given.limits) for rule in HARD_RULES):
                reasons = list_candidate_reasons(who, request, given.limits)
                scores[row, column] = sum(one.points for one in reasons if one.code != LOAD_REASON)
    return scores


def _make_load_costs(limits: Ints, carried: Ints, rooms: Ints, settings: PlanSettings) -> Ints:
    """The nearer to the limit, the dearer the next unit."""
    units = np.arange(1, max(1, int(rooms.max(initial=0))) + 1)
    after = np.minimum(carried[:, None] + units, np.maximum(limits, 1)[:, None])
    costs: Ints = settings.full_load_cost * after // np.maximum(limits, 1)[:, None]
    return costs


def _make_request_minutes_with_travel(given: PlanInput) -> Ints | None:
    if not given.requests:
        return None
    minutes = [
        (
            int(one.when.starts_at.timestamp()) // 60 - given.settings.travel_minutes,
            -(-int(one.when.ends_at.timestamp()) // 60),
        )
        for one in given.requests
    ]
    return np.array(minutes, np.int64)


def _convert_points_to_whole_units(points: Decimal) -> int:
    """Half points, rounded up."""
    return int(-(-points * UNITS_A_POINT // 1))
