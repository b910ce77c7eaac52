"""Measuring: CPU time in process, medians, pages asked for in turn so that a busy machine weighs on all alike."""

import json
import statistics
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import documents, pathway

django.setup()

from bench import directory, housing  # noqa: E402 - the same as below
from handrail.access.actions import invite  # noqa: E402 - models need Django to be set up first
from handrail.access.models import User  # noqa: E402 - the same
from handrail.access.roles import Role  # noqa: E402 - the same
from handrail.access.signin import SECOND_FACTOR  # noqa: E402 - the same
from handrail.casework.actions.opening import set_contacts  # noqa: E402 - the same
from handrail.casework.models import Case  # noqa: E402 - the same
from handrail.demo.bulk import load_many  # noqa: E402 - the same
from handrail.reference.actions import begin_invented  # noqa: E402 - the same
from handrail.reference.load import load_all  # noqa: E402 - the same
from handrail.site import stores  # noqa: E402 - the same

WARM_UP = 5
CARRIES = 24
ORDINARY = "ordinary.worker@example.org"
BARE = "bare page"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def main(size: int, repeat: int, to: Path) -> None:
    """From nothing to a table."""
    make_caseload(size)
    rows = table(measure(repeat), queries(), size) + pathway.rows() + documents.rows()
    show(rows)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(rows, indent=2) + "\n")
    print(f"\nWritten to {to.relative_to(to.parents[1])}. CPU time in this process, medians of {repeat}.")


def make_caseload(size: int) -> None:
    """Once for each size: later runs find it."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    stores.migrate()
    there = Case.objects.count()
    if there < size:
        load_all()
        begin_invented(seed="bench")
        load_many(size - there)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    directory.make_services()
    housing.make_units(the_lead())


def ordinary_worker() -> User:
    """A worker who carries what one person can carry: the caseload has few workers, each with hundreds."""
    there = User.objects.filter(email=ORDINARY).first()
    if there:
        return there
    lead = the_lead()
    worker = invite(
        email=ORDINARY, name="Ordinary Worker", body=lead.body, role=Role.NAVIGATOR, password=None
    )
    for case in Case.objects.filter(owner=lead.body).order_by("-opened_at")[:CARRIES]:
        set_contacts(case_id=case.pk, point_of_contact_id=worker.pk, stand_in_id=None, by=lead.actor)
    return worker


def the_lead() -> User:
    """She sees every case of her organisation."""
    return User.objects.get(role="duty_lead", body__code="lantern")


def pages() -> dict[str, tuple[Client, str]]:
    """Each page with the person who asks for it."""
    lead, worker = the_lead(), ordinary_worker()
    busiest = max(User.objects.filter(body=lead.body), key=carried)
    case = Case.objects.filter(point_of_contact=worker).order_by("opened_at")[CARRIES // 2]
    by_lead, by_worker, by_busiest = signed_in(lead), signed_in(worker), signed_in(busiest)
    return {
        BARE: (by_lead, "/bare/"),
        "case list, all of ours": (by_lead, "/cases/?whose=ours"),
        "case list, what is due first": (by_lead, "/cases/?whose=ours&sort=due"),
        f"case list, my own {CARRIES}": (by_worker, "/cases/?whose=mine"),
        "case page": (by_worker, f"/cases/{case.reference}/"),
        f"my day, {CARRIES} cases": (by_worker, "/my-day/"),
        f"my day, {carried(busiest)} cases": (by_busiest, "/my-day/"),
        **{name: (by_worker, address) for name, address in directory.pages(case.reference).items()},
        **{name: (by_worker, address) for name, address in housing.pages(case.reference).items()},
    }


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


def measure(repeat: int) -> dict[str, list[float]]:
    """Seconds of CPU for each page, each time."""
    asked, spent = pages(), defaultdict[str, list[float]](list)
    for turn in range(WARM_UP + repeat):
        for name, (client, address) in asked.items():
            began = time.process_time()
            answer = client.get(address)
            took = time.process_time() - began
            assert answer.status_code == 200, f"{address} answered {answer.status_code}"
            if turn >= WARM_UP:
                spent[name].append(took)
    return spent


def queries() -> dict[str, int]:
    """How often each page asks the main database."""
    counted = {}
    for name, (client, address) in pages().items():
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counted[name] = len(seen)
    return counted


def table(spent: Mapping[str, list[float]], counted: Mapping[str, int], size: int) -> list[dict[str, object]]:
    """One row a figure: name, size, engine, figure, unit, what it stands beside, how many times that."""
    middle = {name: statistics.median(times) * 1000 for name, times in spent.items()}
    rows = [_row(name, size, figure, middle[BARE], "ms CPU") for name, figure in middle.items()]
    return rows + [_row(name, size, number, counted[BARE], "queries") for name, number in counted.items()]


def _row(name: str, size: int, figure: float, beside: float, unit: str) -> dict[str, object]:
    return {
        "name": name,
        "size": size,
        "engine": connection.vendor,
        "figure": round(figure, 2),
        "unit": unit,
        "beside": round(beside, 2),
        "ratio": round(figure / beside, 2) if beside else None,
    }


def show(rows: list[dict[str, object]]) -> None:
    """The same as a table to read."""
    print(f"\n{'name':<30}{'size':>8}  {'engine':<11}{'figure':>9} {'unit':<8}{'beside':>8}{'ratio':>7}")
    for row in rows:
        print(
            f"{row['name']:<30}{row['size']:>8}  {row['engine']:<11}{row['figure']:>9} {row['unit']:<8}"
            f"{row['beside']:>8}{row['ratio']:>7}"
        )
