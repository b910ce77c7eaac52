"""`python -m bench [--size N] [--beside N]`: make the caseload where it is missing, measure, write var/bench.json.

`--beside 1000000` measures the same pages over a second caseload, in a process of its own, and adds how many times as
long each takes there; `--beside FOLDER` does so over one that is there already, as `HANDRAIL_VAR=FOLDER handrail demo
--cases 1000000 --raw` leaves it (a worker with 24 cases is added to it, and its tables are brought up to date). On
PostgreSQL: `scripts/with-postgres .venv/bin/python -m bench --pages`.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """The caseload lives in a folder of its own, so that neither a demo nor a test meets it."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the main pages.")
    parser.add_argument("--size", type=int, default=10_000, help="cases (default: 10000)")
    parser.add_argument(
        "--repeat", type=int, default=60, help="times that each page is asked for (default: 60)"
    )
    parser.add_argument(
        "--beside", help="measure the pages over so many cases too, or over those in a folder, and compare"
    )
    parser.add_argument("--pages", action="store_true", help="the pages of cases alone")
    parser.add_argument(
        "--meetings", action="store_true", help="the pages of conferences and criminal cases alone"
    )
    parser.add_argument(
        "--to", type=Path, default=ROOT / "var" / "bench.json", help="where the rows are written"
    )
    parser.add_argument(
        "--served", action="store_true", help="through the real server: waits at 1, 8 and 32 connections"
    )
    parser.add_argument(
        "--seconds", type=float, default=5, help="for each page and number of connections (default: 5)"
    )
    parser.add_argument(
        "--soak", type=float, default=0, metavar="SECONDS", help="then 40 sessions for so long"
    )
    options = parser.parse_args()
    os.environ.setdefault("HANDRAIL_VAR", str(ROOT / "var" / f"bench-{options.size}"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    if options.served:
        from bench import served  # noqa: PLC0415 - as below

        to = options.to.with_name("bench-served.json") if options.to.name == "bench.json" else options.to
        served.main(options.size, options.seconds, to, soak=options.soak)
        return
    larger = _apart(options.beside, options.repeat, options.to) if options.beside else []
    from bench import run  # noqa: PLC0415 - where the caseload lives must be said before settings are read

    only = "cases" if options.pages else "meetings" if options.meetings else ""
    run.main(options.size, options.repeat, options.to, only=only, larger=larger)


def _apart(beside: str, repeat: int, to: Path) -> list[dict[str, object]]:
    """The rows of another caseload, measured by a process of its own. A folder is taken as it is: no case is added."""
    size = beside if beside.isdecimal() else "0"
    folder = ROOT / "var" / f"bench-{size}" if beside.isdecimal() else Path(beside).resolve(strict=True)
    kept = to.with_name(f"{to.stem}-{folder.name}.json")
    environment = {**os.environ, "HANDRAIL_VAR": str(folder)}
    command = [
        sys.executable,
        "-m",
        "bench",
        "--size",
        size,
        "--repeat",
        str(repeat),
        "--pages",
        "--to",
        kept,
    ]
    subprocess.run(command, check=True, env=environment, cwd=ROOT)
    return json.loads(kept.read_text())  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
