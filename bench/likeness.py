"""Looking for the same person among many cases: `python -m bench.likeness [--size N] [--times N] [--raid N]`.

CPU of one look among what a duty lead may see, of one at night in all organisations, and of opening one incident, keys
and opening included. How many statements each look makes must not depend on the number of cases. Nothing that is
found is kept. Names are those that the tests find misspelt ones among, six in ten with a birth date.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as hour
from itertools import batched
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))
os.environ.setdefault("HANDRAIL_VAR", str(ROOT / "var" / "bench-likeness"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django  # noqa: E402 - where the caseload lives is said first

django.setup()

from django.db import connections, transaction  # noqa: E402 - models need Django to be set up first
from django.test.utils import CaptureQueriesContext  # noqa: E402 - the same
from django.utils import timezone  # noqa: E402 - the same
from support.other_names import people  # noqa: E402 - the same

from handrail.demo.actions_bulk_row_writes import create_missing_body_encryption_keys_and_read_all  # noqa: E402 - the same
from handrail.people.cases.name_search.actions_name_index import make_name_index_numbers  # noqa: E402 - the same
from handrail.people.cases.name_search.models import NameKey  # noqa: E402 - the same
from handrail.people.matching.actions.incidents import IncidentInput, IncidentPersonInput, open_incident  # noqa: E402 - the same
from handrail.people.matching.actions.match_searches import (  # noqa: E402 - the same
    store_matches_in_own_and_other_bodies,
    store_matches_in_own_body,
)
from handrail.people.records.models import Case, Person  # noqa: E402 - the same
from handrail.platform.access.actions import create_account  # noqa: E402 - the same
from handrail.platform.access.actor import Actor  # noqa: E402 - the same
from handrail.platform.access.models import File, User  # noqa: E402 - the same
from handrail.platform.access.roles import Role  # noqa: E402 - the same
from handrail.platform.reference.load import load_reference_data  # noqa: E402 - the same
from handrail.platform.reference.models import Body  # noqa: E402 - the same
from handrail.site import databases  # noqa: E402 - the same

WARM_UP, BATCH, OTHERS = 10, 500, 40
STATEMENTS = ("SELECT", "INSERT", "DELETE", "UPDATE")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.likeness", description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--raid", type=int, default=60)
    options = parser.parse_args()
    databases.migrate_databases()
    load_reference_data()
    lead = the_lead()
    make(options.size - Case.objects.count(), lead)
    numbers = list(Case.objects.filter(owner=lead.body_id).order_by("pk").values_list("pk", flat=True))
    chosen = Random("likeness").sample(numbers, options.times + WARM_UP)
    print(f"{Case.objects.count():,} cases, {len(numbers):,} of the lead's organisation")
    say(
        "among what a lead may see",
        lambda number: store_matches_in_own_body(case_id=number, by=lead.actor),
        chosen,
    )
    say(
        "at night, in all organisations",
        lambda number: store_matches_in_own_and_other_bodies(case_id=number),
        chosen,
    )
    raid(options.raid, lead.actor)


def the_lead() -> User:
    """She sees every case of an organisation that holds half of them."""
    there = User.objects.filter(email="lead@example.org").first()
    body = Body.objects.filter(kind="police").order_by("pk")[0]
    return there or create_account(
        email="lead@example.org", name="Lead", body=body, role=Role.DUTY_LEAD, password=None
    )


def make(size: int, lead: User) -> None:
    """Cases with a name and no more: half of them the lead's, the others of forty organisations."""
    if size <= 0:
        return
    others = list(Body.objects.filter(kind="police").exclude(pk=lead.body_id).order_by("pk")[:OTHERS])
    keys, chance = (
        create_missing_body_encryption_keys_and_read_all([lead.body.code, *(body.code for body in others)]),
        Random("bench"),
    )
    for batch in batched(enumerate(people(size, "bench")), BATCH):
        rows: list[list[object]] = [[], [], [], [], []]
        for number, name in batch:
            body = lead.body if number % 2 else others[number % len(others)]
            born = (
                date(1960, 1, 1) + timedelta(days=chance.randrange(16_000)) if chance.random() < 0.6 else None
            )
            for kind, row in zip(rows, _one(number, name, born, body, lead, keys), strict=True):
                kind += row
        for model, kind in zip((keys_model(), File, Case, Person, NameKey), rows, strict=True):
            model.objects.bulk_create(kind)  # type: ignore[arg-type]
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("ANALYZE")


def keys_model() -> type:
    from handrail.platform.vault.models import FileKey  # noqa: PLC0415 - beside its one use

    return FileKey


def _one(
    number: int, name: str, born: date | None, body: Body, lead: User, keys: object
) -> list[list[object]]:
    now, file_id = timezone.now(), uuid4()
    key, access = keys.new_file(file_id, body.code, now)  # type: ignore[attr-defined]
    case = Case(
        file_id=file_id,
        owner=body,
        reference=f"BN-{number:06d}",
        point_of_contact=lead,
        opened_at=now,
        opened_by=lead,
    )
    person = Person(case=case, changed_at=now, changed_by=lead)
    person.called, person.full_name = name.split()[0], name
    person.date_of_birth = born.isoformat() if born else ""
    person.bind(access).seal()
    found = [NameKey(case=case, key=one) for one in sorted(make_name_index_numbers(body.pk, person))]
    return [[key], [File(id=file_id, owner=body, opened_at=now)], [case], [person], list(found)]


def say(name: str, look_for: Callable[[UUID], None], chosen: list[UUID]) -> None:
    """Measure, and print one line."""
    spent, statements = [], set()
    for number in chosen:
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
            transaction.atomic(),
        ):
            began = time.process_time()
            look_for(number)
            spent.append(time.process_time() - began)
            transaction.set_rollback(True)
        asked = [*main.captured_queries, *keys.captured_queries]
        statements.add(len([one for one in asked if one["sql"].startswith(STATEMENTS)]))
    ms = sorted(second * 1000 for second in spent[WARM_UP:])
    print(
        f"{name}: {statistics.median(ms):.1f} ms CPU (median of {len(ms)}), {ms[int(len(ms) * 0.95)]:.1f} ms "
        f"at 95 in 100; {min(statements)} to {max(statements)} statements"
    )


def raid(size: int, by: Actor) -> None:
    """Open one incident with so many people, and take it back."""
    found = [IncidentPersonInput(name, note="Seen at six") for name in people(size, "raid")]
    with transaction.atomic():
        began = time.process_time()
        open_incident(
            token=uuid4(), shared=IncidentInput(date(2026, 11, 3), hour(5, 40)), people=found, by=by
        )
        print(f"one incident with {size} people: {time.process_time() - began:.2f} s CPU")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
