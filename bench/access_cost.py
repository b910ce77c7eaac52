"""What the access policy and the audit trail cost a page: `python -m bench.access_cost [--size 300] [--repeat 15]`.

Each page is asked for in turn with both, without the trail, without the policy and without both, in one process: a
busy machine weighs on all four alike. On PostgreSQL row-level security stays on in all of them.
"""

import argparse
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    _parser = argparse.ArgumentParser(
        prog="python -m bench.access_cost", description="Cost of policy and trail."
    )
    _parser.add_argument("--size", type=int, default=300, help="cases (default: 300)")
    _parser.add_argument(
        "--repeat", type=int, default=15, help="times that each page is asked for (default: 15)"
    )
    OPTIONS = _parser.parse_args()
    os.environ.setdefault("HANDRAIL_VAR", str(ROOT / "var" / f"bench-{OPTIONS.size}"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

from bench import run  # noqa: E402 - sets Django up, once it is said where the caseload lives

from django.db.models import Q  # noqa: E402 - the same  # isort: skip
from handrail.platform.access import policy  # noqa: E402 - the same
from handrail.platform.access.case_access import CaseAccess  # noqa: E402 - the same
from handrail.platform.access.kinds import ALL_KINDS  # noqa: E402 - the same
from handrail.platform.access.row_security.system_row_actor import SystemActor, bind_system_actor_in_thread  # noqa: E402 - the same
from handrail.platform.audit import actions  # noqa: E402 - the same
from handrail.platform.vault.key_ring import CachedFileCiphers  # noqa: E402 - the same

if TYPE_CHECKING:
    from handrail.platform.access.actor import Actor

WARM_UP = 4
VARIANTS = {
    "with both": (False, False),
    "without the trail": (True, False),
    "without the policy": (False, True),
    "without both": (True, True),
}


def _write_nothing(*args: Any, **kwargs: Any) -> None:
    """Instead of a record of what was read."""


def _open_everything(
    actor: "Actor", files: Iterable[policy.CaseFileIdAndOwner], today: Any
) -> dict[Any, CaseAccess]:
    """Instead of the policy: no grant is asked for."""
    wanted = {facts.file_id: facts for facts in files}
    ring, ways = CachedFileCiphers(wanted), tuple(actor.role.card.ways)
    return {
        key: CaseAccess(actor, key, facts.owner_id, ALL_KINDS, ways, ring=ring)
        for key, facts in wanted.items()
    }


def _filter_nothing(*args: Any, **kwargs: Any) -> Q:
    """Instead of the row filter."""
    return Q()


TRAIL: dict[Callable[..., Any], Callable[..., Any]] = {
    actions.write_audit_record_of_read: _write_nothing,
    actions.write_read_records_of_files: _write_nothing,
    actions.record_page_read_and_cases_shown_on_it: _write_nothing,
}
POLICY: dict[Callable[..., Any], Callable[..., Any]] = {
    policy.get_access_by_file_id: _open_everything,
    policy.visible_files_q: _filter_nothing,
}


@contextmanager
def exchanged(functions: dict[Callable[..., Any], Callable[..., Any]]) -> Iterator[None]:
    """In every module that imported one of them."""
    changed = [
        (module, name, value)
        for module in [*sys.modules.values()]
        if getattr(module, "__name__", "").startswith("handrail.")
        for name, value in [*vars(module).items()]
        if callable(value) and getattr(value, "__hash__", None) and value in functions
    ]
    for module, name, value in changed:
        setattr(module, name, functions[value])
    try:
        yield
    finally:
        for module, name, value in changed:
            setattr(module, name, value)


def main(size: int, repeat: int) -> None:
    """From nothing to a table."""
    bind_system_actor_in_thread(SystemActor.LOADER)
    run.make_caseload(size, only_cases=True)
    worker, lead = run.ordinary_worker(), run.the_lead()
    case = run.Case.objects.filter(point_of_contact=worker).order_by("opened_at")[run.CARRIES // 2]
    overview = f"/cases/{case.reference}/"
    pages = {
        "overview of a case, a navigator": run.Asked(run.signed_in(worker), overview),
        "the same, a duty lead": run.Asked(run.signed_in(lead), overview),
        "list of one's own cases": run.Asked(run.signed_in(worker), "/cases/?whose=mine"),
    }
    spent = defaultdict[tuple[str, str], list[float]](list)
    for turn in range(WARM_UP + repeat):
        for name, page in pages.items():
            for variant, (no_trail, no_policy) in VARIANTS.items():
                with exchanged((TRAIL if no_trail else {}) | (POLICY if no_policy else {})):
                    began = time.process_time()
                    assert page.ask() == 200
                    took = time.process_time() - began
                if turn >= WARM_UP:
                    spent[name, variant].append(took)
    print("| | " + " | ".join(VARIANTS) + " | both, in per cent |")
    for name in pages:
        middle = [statistics.median(spent[name, variant]) * 1000 for variant in VARIANTS]
        cost = 100 * (middle[0] / middle[-1] - 1)
        print(f"| {name} | " + " | ".join(f"{one:.1f}" for one in middle) + f" | {cost:.0f} |")
    print(f"{size} cases, medians of {repeat}, milliseconds of CPU, {run.connection.vendor}.")


if __name__ == "__main__":
    main(OPTIONS.size, OPTIONS.repeat)
