"""What is to be planned: costs of pairs, load, room, times. Whole numbers, so that a proof is exact."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
NOT_ALLOWED = 2**30
"""The cost of a pair that a hard rule keeps apart."""
HIGHEST_COST = 2**28
FindBreach = Callable[[int, tuple[int, ...]], tuple[int, ...]]
"""Given a practitioner and requests, a small set of them that breaks a rule together (rest); empty where none does.
What breaks a rule must go on breaking it when more is added."""


class AssignmentProblemError(ValueError):
    """The figures contradict each other: nothing can be planned with them."""


@dataclass(frozen=True, slots=True)
class AssignmentProblem:
    """Requests and practitioners are counted from 0.

    `costs[request, practitioner]`: points, NOT_ALLOWED for a pair that may not be.
    `load_costs[practitioner, k]`: what the k-th further unit of load costs; never less than the one before, so that
    load stays fair.
    `rooms[practitioner]`: how many further units are allowed.
    `unmet_costs[request]`: what it costs to leave it without anybody.
    `weights[request]`: units that it adds.
    `busy[request]`: from and to, in minutes, the way there included; None where times do not matter.
    `find_breach`: what else nobody can do together.
    """

    costs: NDArray[np.int32]
    load_costs: Ints
    rooms: Ints
    unmet_costs: Ints
    weights: Ints
    busy: Ints | None = None
    find_breach: FindBreach | None = None

    def __post_init__(self) -> None:
        requests, practitioners = self.costs.shape
        if self.load_costs.shape[0] != practitioners or self.rooms.shape != (practitioners,):
            raise AssignmentProblemError("Each practitioner needs a row of load costs and a room.")
        if self.unmet_costs.shape != (requests,) or self.weights.shape != (requests,):
            raise AssignmentProblemError("Each request needs a cost of being unmet and a weight.")
        if self.busy is not None and self.busy.shape != (requests, 2):
            raise AssignmentProblemError("Each request needs a time from and a time to.")
        self._check_figures()

    def _check_figures(self) -> None:
        if (self.rooms < 0).any() or (self.rooms > self.load_costs.shape[1]).any():
            raise AssignmentProblemError("Load costs are needed for as many units as there is room.")
        if (np.diff(self.load_costs, axis=1) < 0).any() or (self.load_costs < 0).any():
            raise AssignmentProblemError("A further unit of load never costs less than the one before.")
        if (self.weights < 1).any() or (self.costs < 0).any() or (self.unmet_costs < 0).any():
            raise AssignmentProblemError("Weights are at least 1, and no cost is under 0.")
        if self.unmet_costs.size and self.unmet_costs.max() > HIGHEST_COST:
            raise AssignmentProblemError("Leaving a request unmet costs too much to be counted with.")
        if self.busy is not None and (self.busy[:, 0] >= self.busy[:, 1]).any():
            raise AssignmentProblemError("The end time must be after the start time.")

    @property
    def request_count(self) -> int:
        """How many requests."""
        return int(self.costs.shape[0])

    @property
    def practitioner_count(self) -> int:
        """How many practitioners."""
        return int(self.costs.shape[1])

    @property
    def has_one_weight(self) -> bool:
        """Whether every request adds the same."""
        return self.weights.size == 0 or bool((self.weights == self.weights[0]).all())

    def is_allowed(self, request: int, practitioner: int) -> bool:
        """Whether no hard rule keeps the two apart."""
        return bool(self.costs[request, practitioner] < NOT_ALLOWED)

    def overlaps(self, one: int, other: int) -> bool:
        """Whether nobody can do both, because they are at the same time."""
        if self.busy is None:
            return False
        return bool(self.busy[one, 0] < self.busy[other, 1] and self.busy[other, 0] < self.busy[one, 1])


def sum_load_costs(problem: AssignmentProblem) -> Ints:
    """What so many units of load cost together: one more column than `load_costs`, the first is 0."""
    nothing = np.zeros((problem.practitioner_count, 1), np.int64)
    return np.concatenate([nothing, np.cumsum(problem.load_costs, axis=1)], axis=1)
