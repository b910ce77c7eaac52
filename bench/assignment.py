"""Plans of a shift and of a region: CPU, peak memory and the sum, beside other solvers on the same costs.

`python -m bench.assignment [--all]`. Each plan is made in a process of its own, so that none pays for another's
memory. Costs are of places in a square, skills and chance; three pairs in ten are allowed; each practitioner has room
for 9 to 13, and each further request costs 8 points more. `--all` also asks the dense solvers about 2,000 × 20,000:
OR-Tools' flow on all arcs (4 GB) and SciPy's assignment (8 GB, minutes).
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from handrail.people.deployment.assignment.plan import compute_plan_cost
from handrail.people.deployment.assignment.planning import compute_best_assignment_plan, is_plan_proved
from handrail.people.deployment.assignment.problem import NOT_ALLOWED, AssignmentProblem
from handrail.people.deployment.assignment.shift_plan import make_greedy_assignment

SMALL, LARGE = (200, 500), (2_000, 20_000)
UNMET = 5_000
Figures = dict[str, float | str]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.assignment", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--all", action="store_true", help="the dense solvers on the largest too")
    parser.add_argument(
        "--one", nargs=3, metavar=("METHOD", "PRACTITIONERS", "REQUESTS"), help="one, as JSON"
    )
    options = parser.parse_args()
    if options.one:
        method, practitioners, requests = options.one
        print(json.dumps(measure_one(method, int(practitioners), int(requests))))
        return
    found = rows(everything=options.all)
    for row in found:
        print(
            f"{row['name']:44} {row['figure']:>10} {row['unit']:7} beside {row['beside']:>10}  {row['ratio']}"
        )
    to = Path(__file__).resolve().parents[1] / "var" / "bench-assignment.json"
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(found, indent=2) + "\n")


def rows(*, everything: bool = False) -> list[dict[str, object]]:
    """A row for CPU and one for memory of each method and size, beside our own plan of the same size."""
    found = []
    for practitioners, requests in (SMALL, LARGE):
        dense = ("flow on all arcs", "scipy, dense") if everything or practitioners == SMALL[0] else ()
        timed = ("greedy", "plan with times") if practitioners == SMALL[0] else ()
        ours = _ask("plan", practitioners, requests)
        for method in ("plan", *timed, *dense):
            figures = ours if method == "plan" else _ask(method, practitioners, requests)
            name = f"{method}, {practitioners:,} × {requests:,} ({figures['proof']}, sum {figures['sum']:,})"
            for unit in ("s CPU", "MB"):
                found.append(_row(name, requests, float(figures[unit]), float(ours[unit]), unit))
    return found


def _row(name: str, size: int, figure: float, beside: float, unit: str) -> dict[str, object]:
    ratio = round(figure / beside, 2) if beside else None
    return {
        "name": name,
        "size": size,
        "engine": "memory",
        "figure": figure,
        "unit": unit,
        "beside": beside,
        "ratio": ratio,
    }


def _ask(method: str, practitioners: int, requests: int) -> Figures:
    command = [sys.executable, "-m", "bench.assignment", "--one", method, str(practitioners), str(requests)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def measure_one(method: str, practitioners: int, requests: int) -> Figures:
    """Make one plan.

    Args:
        method: one of METHODS.
        practitioners: how many.
        requests: how many.

    Returns:
        The sum, how it is proved, CPU seconds without the making of the costs and imports of solvers, and peak memory
        of the process in MB.
    """
    import ortools.graph.python.min_cost_flow  # noqa: PLC0415 - each process of a bench loads its own
    import ortools.linear_solver.pywraplp  # noqa: PLC0415 - the same
    import ortools.sat.python.cp_model  # noqa: PLC0415, F401 - the same

    problem = make_region(practitioners, requests, timed=method == "plan with times")
    began = time.process_time()
    total, proof = METHODS[method](problem)
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    return {"sum": total, "proof": proof, "s CPU": round(spent, 3), "MB": round(peak)}


def make_region(practitioners: int, requests: int, *, timed: bool) -> AssignmentProblem:
    """The costs, block by block so that making them needs no memory of its own."""
    chance = np.random.default_rng(18)
    bases = chance.random((practitioners, 2), np.float32)
    places = chance.random((requests, 2), np.float32)
    lacks = (chance.random((practitioners, 6)) > 0.4).astype(np.float32)
    needs = (chance.random((requests, 6)) < 0.2).astype(np.float32)
    costs = np.empty((requests, practitioners), np.int32)
    for start in range(0, requests, 500):
        rows = slice(start, min(start + 500, requests))
        away = np.sqrt(((places[rows, None] - bases[None]) ** 2).sum(axis=2))
        some = chance.integers(0, 40, away.shape, dtype=np.int32)
        costs[rows] = (away * 400 + needs[rows] @ lacks.T * 60).astype(np.int32) + some
        costs[rows][chance.random(away.shape, np.float32) > 0.3] = NOT_ALLOWED
    rooms = chance.integers(9, 14, practitioners) if not timed else np.full(practitioners, 5)
    load = 8 * np.arange(int(rooms.max())) + chance.integers(0, 60, (practitioners, 1))
    starts = 15 * chance.integers(0, 32, requests)
    ends = starts + 30 + 15 * chance.integers(1, 5, requests)
    return AssignmentProblem(
        costs=costs,
        load_costs=load.astype(np.int64),
        rooms=rooms.astype(np.int64),
        unmet_costs=np.full(requests, UNMET, np.int64),
        weights=np.ones(requests, np.int64),
        busy=np.stack([starts, ends], axis=1) if timed else None,
    )


def plan(problem: AssignmentProblem) -> tuple[int, str]:
    """Ours, the check of its proof included.

    Returns:
        The sum, and the proof.
    """
    found = compute_best_assignment_plan(problem)
    checked = "checked" if is_plan_proved(problem, found) else f"at most {found.gap} too dear"
    return found.cost, f"{found.proof.value}, {checked}"


def flow_on_all_arcs(problem: AssignmentProblem) -> tuple[int, str]:
    """OR-Tools' minimum-cost flow, handed every allowed pair at once.

    Returns:
        The sum, and its own word for it.
    """
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - as above

    count, sink = problem.request_count, problem.request_count + problem.practitioner_count
    rows, columns = (part.astype(np.int32) for part in np.nonzero(problem.costs < NOT_ALLOWED))
    carriers, units = np.nonzero(np.arange(problem.load_costs.shape[1]) < problem.rooms[:, None])
    tails = np.concatenate([rows, np.arange(count), carriers + count]).astype(np.int32)
    heads = np.concatenate([columns + count, np.full(count + len(carriers), sink)]).astype(np.int32)
    costs = np.concatenate(
        [problem.costs[rows, columns], problem.unmet_costs, problem.load_costs[carriers, units]]
    ).astype(np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones(len(tails), np.int64), costs)
    supplies = np.zeros(sink + 1, np.int64)
    supplies[:count], supplies[sink] = 1, -count
    flow.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    assert flow.solve() == flow.OPTIMAL
    return int(flow.optimal_cost()), "its own word"


def scipy_dense(problem: AssignmentProblem) -> tuple[int, str]:
    """SciPy's assignment, with a column for each unit of load and one that stands for unmet.

    Returns:
        The sum, and its own word for it.
    """
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - a package of development alone

    carriers, units = np.nonzero(np.arange(problem.load_costs.shape[1]) < problem.rooms[:, None])
    load = problem.load_costs[carriers, units]
    short = max(0, problem.request_count - len(carriers))
    dense = np.full((problem.request_count, len(carriers) + short), float(UNMET))
    for start in range(0, problem.request_count, 500):
        rows = slice(start, start + 500)
        dense[rows, : len(carriers)] = np.minimum(problem.costs[rows][:, carriers] + load, UNMET)
    rows, columns = linear_sum_assignment(dense)
    return int(dense[rows, columns].sum()), "its own word"


def greedy(problem: AssignmentProblem) -> tuple[int, str]:
    """Each request in turn to whoever costs least: what a lead would do by hand.

    Returns:
        The sum, and that nothing is proved.
    """
    return compute_plan_cost(problem, make_greedy_assignment(problem)), "not proved"


METHODS: Final[dict[str, Callable[[AssignmentProblem], tuple[int, str]]]] = {
    "plan": plan,
    "plan with times": plan,
    "flow on all arcs": flow_on_all_arcs,
    "scipy, dense": scipy_dense,
    "greedy": greedy,
}


if __name__ == "__main__":
    main()
