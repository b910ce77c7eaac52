"""Measuring: CPU time in process, medians, pages asked for in turn so that a busy machine weighs on all alike."""

import json
import statistics
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from bench import assignment, documents, intelligence, pathway, shortlist

django.setup()

from bench import conferences, directory, housing, justice  # noqa: E402 - the same as below
from handrail.demo.volume_loader import write_sampled_cases_to_database  # noqa: E402 - the same
from handrail.people.cases.lifecycle.actions.opening import set_point_of_contact_and_stand_in  # noqa: E402 - the same
from handrail.people.records.models import Case, Person  # noqa: E402 - the same
from handrail.platform.access.actions import create_account  # noqa: E402 - models need Django to be set up first
from handrail.platform.access.authentication import SECOND_FACTOR  # noqa: E402 - the same
from handrail.platform.access.key_access import UnrecordedKeyAccess  # noqa: E402 - the same
from handrail.platform.access.models import User  # noqa: E402 - the same
from handrail.platform.access.roles import Role  # noqa: E402 - the same
from handrail.platform.access.row_security.system_row_actor import SystemActor, bind_system_actor_in_thread  # noqa: E402 - the same
from handrail.platform.reference.actions import mark_database_as_demo_data_only  # noqa: E402 - the same
from handrail.platform.reference.load import load_reference_data  # noqa: E402 - the same
from handrail.site import databases  # noqa: E402 - the same

WARM_UP = 5
CARRIES = 24
ORDINARY = "ordinary.worker@example.org"
BARE = "bare page"
MS = "ms CPU"
Row = dict[str, object]
BACKEND = "handrail.platform.access.authentication.IntactAccountBackend"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, who asks for it, and what they send where it is a form."""

    client: Client
    address: str
    sent: Mapping[str, str] | None = None

    def ask(self) -> int:
        """Ask once. Returns the answer's status."""
        if self.sent is None:
            return self.client.get(self.address).status_code
        return self.client.post(self.address, self.sent, follow=True).status_code


def main(size: int, repeat: int, to: Path, *, only: str, larger: list[Row]) -> None:
    """From nothing to a table. Pages are asked for as whoever is signed in, all else as a system actor."""
    bind_system_actor_in_thread(SystemActor.LOADER)
    resolve("/bare/")  # all pages are imported before the minutes that a caseload takes, as they stand now
    make_caseload(size, only_cases=bool(only))
    asked = _pages(only)
    rows = table(measure(asked, repeat), queries(asked), Case.objects.count()) + compared(larger)
    if not only:
        rows += pathway.rows() + documents.rows() + assignment.rows() + shortlist.rows()
        rows += intelligence.rows()
    rows += [grown(row, rows) for row in larger if row["unit"] == MS]
    show(rows)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(rows, indent=2) + "\n")
    print(f"\nWritten to {to.relative_to(to.parents[1])}. CPU time in this process, medians of {repeat}.")


def _pages(only: str) -> dict[str, Asked]:
    """All pages, those of cases, or those of conferences and criminal cases; the bare page is always among them."""
    if only == "cases":
        return case_pages()
    if only == "meetings":
        return {BARE: Asked(signed_in(the_lead()), "/bare/")} | meeting_pages()
    return case_pages() | other_pages()


def make_caseload(size: int, *, only_cases: bool) -> None:
    """Once for each size: later runs find it. Says how long it took, and how large it is."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    databases.migrate_databases()
    there = Case.objects.count()
    if there < size:
        load_reference_data()
        mark_database_as_demo_data_only(seed="bench")
        write_sampled_cases_to_database(size - there)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"The databases of {size:,} cases: {stored() / 1_000_000:,.0f} MB")
    if not only_cases:
        directory.make_services()
        housing.make_units(the_lead())


def stored() -> int:
    """Bytes on the disk, the key store among them."""
    if connection.vendor == "postgresql":
        return sum(_postgres_size(alias) for alias in connections)
    return sum(Path(str(each.settings_dict["NAME"])).stat().st_size for each in connections.all())


def _postgres_size(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def ordinary_worker() -> User:
    """A worker who carries what one person can carry: the caseload has few workers, each with hundreds."""
    there = User.objects.filter(email=ORDINARY).first()
    if there:
        return there
    lead = the_lead()
    worker = create_account(
        email=ORDINARY, name="Ordinary Worker", body=lead.body, role=Role.NAVIGATOR, password=None
    )
    for case in Case.objects.filter(owner=lead.body).order_by("-opened_at")[:CARRIES]:
        set_point_of_contact_and_stand_in(
            case_id=case.pk, point_of_contact_id=worker.pk, stand_in_id=None, by=lead.actor
        )
    return worker


def the_lead() -> User:
    """She sees every case of her organisation."""
    return User.objects.get(role="duty_lead", body__code="lantern")


def case_pages() -> dict[str, Asked]:
    """Each page of cases with the person who asks for it."""
    lead, worker = the_lead(), ordinary_worker()
    busiest = max(User.objects.filter(body=lead.body), key=carried)
    case = Case.objects.filter(point_of_contact=worker).order_by("opened_at")[CARRIES // 2]
    by_lead, by_worker, by_busiest = signed_in(lead), signed_in(worker), signed_in(busiest)
    return {
        BARE: Asked(by_lead, "/bare/"),
        "my day": Asked(by_worker, "/my-day/"),
        "case list, my own": Asked(by_worker, "/cases/?whose=mine"),
        "case list, all of ours": Asked(by_lead, "/cases/?whose=ours"),
        "case list, what is due first": Asked(by_lead, "/cases/?whose=ours&sort=due"),
        "case page": Asked(by_worker, f"/cases/{case.reference}/"),
        "case plan": Asked(by_worker, f"/cases/{case.reference}/tab/plan/"),
        "case history": Asked(by_worker, f"/cases/{case.reference}/tab/history/"),
        "find by name, one slip": Asked(by_lead, "/find/", {"q": misspelt(lead)}),
        "my day of the busiest": Asked(by_busiest, "/my-day/"),
    }


def other_pages() -> dict[str, Asked]:
    """Pages that search 50,000 services and 20,000 units, and the map of 10,000 intelligence reports."""
    worker = ordinary_worker()
    case = Case.objects.filter(point_of_contact=worker).order_by("opened_at")[CARRIES // 2]
    found = directory.pages(case.reference) | housing.pages(case.reference)
    asked = {name: Asked(signed_in(worker), address) for name, address in found.items()}
    of_others = intelligence.pages()
    asked |= {name: Asked(signed_in(user), address) for name, (user, address) in of_others.items()}
    return asked | meeting_pages()


def meeting_pages() -> dict[str, Asked]:
    """A conference with 200 actions as its case, a member and its chair read it, and a long criminal case."""
    worker = ordinary_worker()
    case = Case.objects.filter(point_of_contact=worker).order_by("opened_at")[CARRIES // 2]
    found = justice.pages(case, worker.actor)
    asked = {name: Asked(signed_in(worker), address) for name, address in found.items()}
    of_others = conferences.pages(case, worker, the_lead())
    return asked | {name: Asked(signed_in(user), address) for name, (user, address) in of_others.items()}


def misspelt(lead: User) -> str:
    """The name of somebody whose case the lead may see, with a letter left out in the middle."""
    people = Person.objects.filter(case__owner=lead.body, full_name__isnull=False).order_by("case__reference")
    person = people[people.count() // 2]
    name = person.full_name.decrypt_for(UnrecordedKeyAccess(person.pk))
    middle = len(name.partition(" ")[0]) // 2
    return name[:middle] + name[middle + 1 :]


def compared(larger: list[Row]) -> list[Row]:
    """The rows of the other caseload."""
    return [row for row in larger if row["unit"] == MS]


def grown(row: Row, rows: list[Row]) -> Row:
    """How many times as long a page takes over the other caseload, each beside its own bare page.

    A process and a busy machine weigh on both bare pages alike; what is left is what the size costs.
    """
    here = next(one for one in rows if one["name"] == row["name"] and one["unit"] == MS)
    figure, beside = float(str(row["ratio"])), float(str(here["ratio"]))
    name, ratio = f"{row['name']}, grown", round(figure / beside, 2)
    return {**row, "name": name, "figure": figure, "unit": "× bare", "beside": beside, "ratio": ratio}


def carried(user: User) -> int:
    """How many cases have the person as their point of contact."""
    return Case.objects.filter(point_of_contact=user).count()


def signed_in(user: User) -> Client:
    """A session like that of a person who gave both factors."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=BACKEND)
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return client


def measure(asked: Mapping[str, Asked], repeat: int) -> dict[str, list[float]]:
    """Seconds of CPU for each page, each time."""
    spent = defaultdict[str, list[float]](list)
    for turn in range(WARM_UP + repeat):
        for name, page in asked.items():
            began = time.process_time()
            status = page.ask()
            took = time.process_time() - began
            assert status == 200, f"{page.address} answered {status}"
            if turn >= WARM_UP:
                spent[name].append(took)
    return spent


def queries(asked: Mapping[str, Asked]) -> dict[str, int]:
    """How often each page asks the main database."""
    counted = {}
    for name, page in asked.items():
        with CaptureQueriesContext(connection) as seen:
            page.ask()
        counted[name] = len(seen)
    return counted


def table(spent: Mapping[str, list[float]], counted: Mapping[str, int], size: int) -> list[Row]:
    """One row a figure: name, size, engine, figure, unit, what it stands beside, how many times that."""
    middle = {name: statistics.median(times) * 1000 for name, times in spent.items()}
    rows = [_row(name, size, figure, middle[BARE], MS) for name, figure in middle.items()]
    return rows + [_row(name, size, number, counted[BARE], "queries") for name, number in counted.items()]


def _row(name: str, size: int, figure: float, beside: float, unit: str) -> Row:
    return {
        "name": name,
        "size": size,
        "engine": connection.vendor,
        "figure": round(figure, 2),
        "unit": unit,
        "beside": round(beside, 2),
        "ratio": round(figure / beside, 2) if beside else None,
    }


def show(rows: list[Row]) -> None:
    """The same as a table to read."""
    print(f"\n{'name':<30}{'size':>8}  {'engine':<11}{'figure':>9} {'unit':<8}{'beside':>8}{'ratio':>7}")
    for row in rows:
        print(
            f"{row['name']:<30}{row['size']:>8}  {row['engine']:<11}{row['figure']:>9} {row['unit']:<8}"
            f"{row['beside']:>8}{row['ratio']:>7}"
        )
