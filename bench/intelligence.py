"""The map of outreach and intelligence of one force with 10,000 reports over a year, and drawing one of its months.

`python -m bench.intelligence [--reports N]`: rows without words that mean anything, in a database of its own, CPU time.
"""

import argparse
import datetime
import os
import statistics
import tempfile
import time
from pathlib import Path

REPORTS, DISTRICTS, TURNS = 10_000, 7, 9


def main() -> None:
    """Print one line for the draw and one for the page, with its statements."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.intelligence", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--reports", type=int, default=REPORTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HANDRAIL_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
        for row in measure(options.reports, Path(folder)):
            print(row)


def measure(reports: int, folder: Path) -> list[dict[str, object]]:
    """Rows of the bench: milliseconds of CPU.

    Args:
        reports: how many.
        folder: where the database lives.
    """
    import django  # noqa: PLC0415 - where the database lives must be said before settings are read

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs Django
    from django.test import Client  # noqa: PLC0415 - the same
    from django.utils import timezone  # noqa: PLC0415 - the same

    from handrail.areas.intelligence.actions.monthly_figures import draw_month  # noqa: PLC0415 - the same
    from handrail.areas.intelligence.models import IntelligenceMonth, IntelligenceReport  # noqa: PLC0415 - the same
    from handrail.platform.access.actions import create_account  # noqa: PLC0415 - the same
    from handrail.platform.access.authentication import SECOND_FACTOR  # noqa: PLC0415 - the same
    from handrail.platform.access.roles import Role  # noqa: PLC0415 - the same
    from handrail.platform.reference.models import Body  # noqa: PLC0415 - the same

    for database in ("keys", "default"):
        call_command("migrate", database=database, verbosity=0)
    force = Body.objects.get(code="lincolnshire-police")
    councils = list(Body.objects.filter(kind="council")[:DISTRICTS])
    users = [
        create_account(
            email=f"{n}@example.org", name=f"N {n}", body=force, role=Role.FORCE_LEAD, password=None
        )
        for n in range(2)
    ]
    now = timezone.now()
    IntelligenceReport.objects.bulk_create(
        IntelligenceReport(
            body=force,
            from_body=force,
            theme="labour",
            district=councils[number * number % DISTRICTS],
            received_on=now.date(),
            words="Nothing.",
            scheme="3x5x2",
            source_grade="2",
            information_grade="C",
            handling="P",
            state="cleared",
            written_by=users[0],
            cleared_by=users[1],
            cleared_at=now - datetime.timedelta(days=60 + number % 360),
            changed_at=now,
        )
        for number in range(reports)
    )
    months = sorted({f"{now - datetime.timedelta(days=60 + day):%Y-%m}" for day in range(0, 360, 15)})
    draws = [_time(lambda month=month: draw_month(month)) for month in months]
    assert IntelligenceMonth.objects.count() == len(months)
    client = Client()
    client.force_login(users[0], backend="handrail.platform.access.authentication.IntactAccountBackend")
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    pages = [_time(lambda: client.get("/intelligence/map/")) for _ in range(TURNS)]
    lists = [_time(lambda: client.get("/intelligence/?state=all")) for _ in range(TURNS)]
    return [
        {"what": "draw a month of intelligence", "reports": reports, "ms": statistics.median(draws)},
        {"what": "map of intelligence", "reports": reports, "ms": statistics.median(pages)},
        {"what": "list of intelligence reports", "reports": reports, "ms": statistics.median(lists)},
    ]


def _time(job) -> float:
    begun = time.process_time()
    job()
    return round(1000 * (time.process_time() - begun), 1)


if __name__ == "__main__":
    main()
