"""The map of outreach and intelligence of one force with 10,000 reports over a year, its list, and drawing a month.

Part of `python -m bench`; `python -m bench.intelligence [--reports N]` measures it alone, in a database of its own.
"""

import argparse
import datetime
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handrail.platform.access.models import User
    from handrail.platform.reference.models import Body

REPORTS, DAYS, TURNS, BATCH = 10_000, 400, 9, 2_000
FORCE, EMAILS = "lincolnshire-police", ("bench.writer@example.org", "bench.clearer@example.org")
Row = dict[str, object]


def main() -> None:
    """Print a row for the draw and one for each page."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.intelligence", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--reports", type=int, default=REPORTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HANDRAIL_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
        for row in measure_alone(options.reports, Path(folder)):
            print(json.dumps(row))


def pages(reports: int = REPORTS) -> dict[str, tuple["User", str]]:
    """The pages by their names, each with whoever asks for it; the reports are made once.

    Args:
        reports: how many the force has.
    """
    from handrail.areas.intelligence.actions.monthly_figures import publish_missing_district_figures_until  # noqa: PLC0415 - needs Django
    from handrail.platform.access.today import today  # noqa: PLC0415 - the same

    lead = make_reports(reports)
    publish_missing_district_figures_until(today())
    return {
        "map of intelligence": (lead, "/intelligence/map/"),
        "list of intelligence reports": (lead, "/intelligence/?state=cleared"),
    }


def rows() -> list[Row]:
    """Drawing the month that runs, taken back each time: months are drawn once."""
    from django.db import connection, transaction  # noqa: PLC0415 - needs Django

    from handrail.areas.intelligence.actions.monthly_figures import publish_district_figures_of_month  # noqa: PLC0415 - the same
    from handrail.areas.intelligence.models import IntelligenceReport  # noqa: PLC0415 - the same
    from handrail.platform.access.today import today  # noqa: PLC0415 - the same

    def draw() -> None:
        with transaction.atomic():
            publish_district_figures_of_month(f"{today():%Y-%m}")
            transaction.set_rollback(True)

    figure = round(statistics.median(_time(draw) for _ in range(TURNS)), 2)
    size = IntelligenceReport.objects.count()
    named: Row = {"name": "draw a month of intelligence", "size": size, "engine": connection.vendor}
    return [{**named, "figure": figure, "unit": "ms CPU", "beside": figure, "ratio": 1.0}]


def make_reports(wanted: int) -> "User":
    """Once: later runs find them. Over a year and a month, unevenly over the districts of the area; who leads there."""
    from django.utils import timezone  # noqa: PLC0415 - needs Django

    from handrail.areas.intelligence.district_tiles import list_district_tiles  # noqa: PLC0415 - the same
    from handrail.areas.intelligence.models import IntelligenceReport  # noqa: PLC0415 - the same
    from handrail.platform.reference.models import Body  # noqa: PLC0415 - the same

    force = Body.objects.get(code=FORCE)
    writer, clearer = (_get_lead(email, force) for email in EMAILS)
    codes = [tile.council for tile in list_district_tiles(str(force.area_id))]
    councils = list(Body.objects.filter(code__in=codes))
    now = timezone.now()
    there = IntelligenceReport.objects.filter(body=force).count()
    IntelligenceReport.objects.bulk_create(
        (
            IntelligenceReport(
                body=force,
                from_body=force,
                theme="labour",
                district=councils[number * number % len(councils)],
                received_on=now.date() - datetime.timedelta(days=number % DAYS),
                words="Nothing.",
                scheme="3x5x2",
                source_grade="2",
                information_grade="C",
                handling="P",
                state="cleared",
                written_by=writer,
                cleared_by=clearer,
                cleared_at=now - datetime.timedelta(days=number % DAYS),
                changed_at=now,
            )
            for number in range(there, wanted)
        ),
        batch_size=BATCH,
    )
    return clearer


def measure_alone(reports: int, folder: Path) -> list[Row]:
    """All rows in a database of its own, the pages with how often they ask the database.

    Args:
        reports: how many.
        folder: where the database lives.
    """
    import django  # noqa: PLC0415 - where the database lives must be said before settings are read

    django.setup()
    from django.conf import settings  # noqa: PLC0415 - needs Django
    from django.db import connection  # noqa: PLC0415 - the same
    from django.test import Client  # noqa: PLC0415 - the same
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - the same

    from handrail.platform.access.authentication import SECOND_FACTOR  # noqa: PLC0415 - the same
    from handrail.platform.reference.actions import mark_database_as_demo_data_only  # noqa: PLC0415 - the same
    from handrail.platform.reference.load import load_reference_data  # noqa: PLC0415 - the same
    from handrail.site import databases  # noqa: PLC0415 - the same

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    databases.migrate_databases()
    load_reference_data()
    mark_database_as_demo_data_only(seed="bench")
    found: list[Row] = []
    for name, (user, address) in pages(reports).items():
        client = Client(headers={"host": "localhost"})
        client.force_login(user, backend="handrail.platform.access.authentication.IntactAccountBackend")
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
        assert client.get(address).status_code == 200, address
        spent = statistics.median(_time(partial(client.get, address)) for _ in range(TURNS))
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        found.append({"name": name, "size": reports, "figure": round(spent, 2), "queries": len(seen)})
    return [*rows(), *found]


def _get_lead(email: str, force: "Body") -> "User":
    from handrail.platform.access.actions import create_account  # noqa: PLC0415 - needs Django
    from handrail.platform.access.models import User  # noqa: PLC0415 - the same
    from handrail.platform.access.roles import Role  # noqa: PLC0415 - the same

    there = User.objects.filter(email=email).first()
    return there or create_account(email=email, name=email, body=force, role=Role.FORCE_LEAD, password=None)


def _time(job: Callable[[], object]) -> float:
    """Milliseconds of CPU of this process."""
    begun = time.process_time()
    job()
    return 1000 * (time.process_time() - begun)


if __name__ == "__main__":
    main()
