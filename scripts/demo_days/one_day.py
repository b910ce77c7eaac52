"""Load the demo into an empty migrated database and open its pages, in a process whose clock is set.

HANDRAIL_VAR=FOLDER faketime -f +SECONDS python scripts/demo_days/one_day.py CASES MOMENT RESULT [links]
"""

import json
import os
import sys
import time
import traceback
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import django
from django.db import connection

MOST_SECONDS_LATE: Final = 600
CLOCK: Final = "The clock of this process is not set: "


def main(cases: int, moment: datetime, result: Path, *, with_links: bool) -> None:
    """Write what was seen as JSON, whatever happens."""
    seen: dict[str, Any] = {"sections": 0, "opened": 0, "failures": []}
    try:
        _load_and_open(cases, moment, seen, with_links=with_links)
    except Exception:
        seen["failures"].append(traceback.format_exc()[-3000:])
    seen["cpu"] = time.process_time()
    result.write_text(json.dumps(seen))


def _load_and_open(cases: int, moment: datetime, seen: dict[str, Any], *, with_links: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
    django.setup()
    _require_clock(moment)
    from handrail.demo.demo_sections import DEMO_SECTIONS  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.demo.loader import is_demo_loaded, load_demo  # noqa: PLC0415 - the same
    from handrail.demo.section_loading import get_demo_log_path  # noqa: PLC0415 - the same

    loaded = load_demo(lambda line: None, size=cases)
    seen["load_cpu"] = time.process_time()
    seen["sections"] = len(DEMO_SECTIONS) - len(loaded.missing)
    seen["failures"] += [f"section “{one.name}”: {one.reason}" for one in loaded.missing]
    log = get_demo_log_path()
    seen["log"] = log.read_text(encoding="utf-8") if log.exists() else ""
    if not loaded.missing and not is_demo_loaded():
        seen["failures"].append("the load does not say that it came to its end")
    from pages import DemoPages  # noqa: PLC0415 - the same

    pages = DemoPages(with_links=with_links)
    pages.open_all()
    seen["opened"] = pages.opened
    seen["failures"] += [f"{one.role} {one.address}: {one.reason}" for one in pages.failures]


def _require_clock(moment: datetime) -> None:
    """Python's clock and the database's both show the moment that was asked for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(strftime('%s', 'now') AS INTEGER)")
        shown = {"Python": time.time(), "the database": cursor.fetchone()[0]}
    for whose, seconds in shown.items():
        if not -1 <= seconds - moment.timestamp() <= MOST_SECONDS_LATE:
            raise RuntimeError(f"{CLOCK}{whose} says {seconds}, asked for was {moment.timestamp()}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]),
        datetime.fromisoformat(sys.argv[2]),
        Path(sys.argv[3]),
        with_links=sys.argv[4:] == ["links"],
    )
