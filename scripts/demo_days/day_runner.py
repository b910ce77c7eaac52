"""One day after another: a copy of a migrated database, and a process with its clock set that loads and opens."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from day_list import DemoMoment

HERE: Final = Path(__file__).resolve().parent
HANDRAIL: Final = HERE.parents[1] / ".venv/bin/handrail"
MOST_SECONDS: Final = 1800
OWN_ENVIRONMENT: Final = {
    "HANDRAIL_REQUESTS_A_MINUTE": "0",
    "HANDRAIL_FILES_IN_TEN_MINUTES": "0",
    "HANDRAIL_TRAINING": "True",
}
CLOCK: Final = {
    "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    "NO_FAKE_STAT": "1",  # else each compiled module looks out of date; no code of ours asks for the time of a file
}


@dataclass(frozen=True, slots=True)
class DayResult:
    """What one moment showed."""

    moment: DemoMoment
    seconds: float
    cpu: float
    load_cpu: float
    sections: int
    opened: int
    failures: tuple[str, ...]
    log: str


def run_days(
    moments: Sequence[DemoMoment], *, cases: int, workers: int, with_links: bool
) -> Iterator[DayResult]:
    """Try each moment; a failing one keeps none of the others back.

    Args:
        moments: when.
        cases: how many cases each demo has.
        workers: how many at once.
        with_links: open every page that a home links to, not only those of its menu.

    Yields:
        What each showed, in the order in which they end.
    """
    folder = Path(mkdtemp(prefix="demo-days-"))
    try:
        template = folder / "template"
        _make_template(template)
        asked = [str(cases), *(["links"] if with_links else [])]
        with ThreadPoolExecutor(workers) as pool:
            waiting = [pool.submit(_run_day, moment, n, template, asked) for n, moment in enumerate(moments)]
            for done in as_completed(waiting):
                yield done.result()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_template(template: Path) -> None:
    """Keys and empty tables, which are the same on every day."""
    template.mkdir()
    for command in (("keys", "make"), ("migrate",)):
        subprocess.run(
            [HANDRAIL, *command], env=_make_environment(template), check=True, stdout=subprocess.DEVNULL
        )


def _run_day(moment: DemoMoment, number: int, template: Path, asked: Sequence[str]) -> DayResult:
    var, result = template.parent / str(number), template.parent / f"{number}.json"
    shutil.copytree(template, var)
    began = time.monotonic()
    offset = moment.at.timestamp() - time.time()
    command = ["faketime", "-f", f"{offset:+.0f}s", sys.executable, str(HERE / "one_day.py")]
    command += [asked[0], moment.at.isoformat(), str(result), *asked[1:]]
    try:
        told = subprocess.run(
            command,
            env=_make_environment(var),
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
        errors = f"{told.stderr[-3000:]}\nended early, with status {told.returncode}"
    except subprocess.TimeoutExpired:
        errors = f"not done after {MOST_SECONDS} seconds"
    finally:
        shutil.rmtree(var, ignore_errors=True)
    seen: dict[str, Any] = json.loads(result.read_text()) if result.exists() else {"failures": [errors]}
    return DayResult(
        moment,
        time.monotonic() - began,
        seen.get("cpu", 0.0),
        seen.get("load_cpu", 0.0),
        seen.get("sections", 0),
        seen.get("opened", 0),
        tuple(seen["failures"]),
        seen.get("log", ""),
    )


def _make_environment(var: Path) -> dict[str, str]:
    """Nothing of the machine's own Handrail, such as the address of a database."""
    machine = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    return {**machine, **OWN_ENVIRONMENT, **CLOCK, "HANDRAIL_VAR": str(var)}
