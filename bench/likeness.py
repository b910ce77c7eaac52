"""Looking for the same person among many cases: `python -m bench.likeness [--size N] [--times N]`.

CPU of one look among what a duty lead may see, and of one at night in all organisations, keys and opening included; and
how many statements each makes, which must not depend on the number of cases. Nothing that is found is kept.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("HANDRAIL_VAR", str(ROOT / "var" / "bench-likeness"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django  # noqa: E402 - where the caseload lives is said first

django.setup()

from django.db import connections, transaction  # noqa: E402 - models need Django to be set up first
from django.test.utils import CaptureQueriesContext  # noqa: E402 - the same

from bench.run import load_many  # noqa: E402 - the same
from handrail.access.models import User  # noqa: E402 - the same
from handrail.casework.models import Case, NameKey  # noqa: E402 - the same
from handrail.linking.actions.looking import look, look_everywhere  # noqa: E402 - the same
from handrail.reference.actions import begin_invented  # noqa: E402 - the same
from handrail.reference.load import load_all  # noqa: E402 - the same
from handrail.reference.queries import is_invented  # noqa: E402 - the same
from handrail.site import stores  # noqa: E402 - the same

WARM_UP = 10


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.likeness", description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args()
    make(options.size)
    lead = User.objects.get(role="duty_lead", body__code="lantern")
    named = NameKey.objects.filter(case__owner=lead.body_id).values("case").distinct()
    numbers = list(Case.objects.filter(pk__in=named).order_by("pk").values_list("pk", flat=True))
    chosen = Random("likeness").sample(numbers, min(options.times + WARM_UP, len(numbers)))
    print(f"{Case.objects.count():,} cases, {len(numbers):,} of them named and of the lead's organisation")
    say("among what a lead may see", lambda number: look(case_id=number, by=lead.actor), chosen)
    say("at night, in all organisations", lambda number: look_everywhere(case_id=number), chosen)


def make(size: int) -> None:
    """The caseload, once."""
    stores.migrate()
    load_all()
    if not is_invented():
        begin_invented(seed="bench")
    if (there := Case.objects.count()) < size:
        load_many(size - there)
        with connections["default"].cursor() as cursor:
            cursor.execute("ANALYZE")


def say(name: str, look_for: Callable[[UUID], None], chosen: list[UUID]) -> None:
    """Measure, and print one line."""
    spent, statements = [], set()
    for number in chosen:
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            began = time.process_time()
            with transaction.atomic():
                look_for(number)
                transaction.set_rollback(True)
            spent.append(time.process_time() - began)
        asked = [*main.captured_queries, *keys.captured_queries]
        statements.add(
            len([one for one in asked if one["sql"].startswith(("SELECT", "INSERT", "DELETE", "UPDATE"))])
        )
    ms = sorted(second * 1000 for second in spent[WARM_UP:])
    print(
        f"{name}: {statistics.median(ms):.1f} ms CPU (median of {len(ms)}), {ms[int(len(ms) * 0.95)]:.1f} ms "
        f"at 95 in 100; {min(statements)} to {max(statements)} statements"
    )


if __name__ == "__main__":
    main()
