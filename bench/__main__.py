"""`python -m bench [--size N] [--beside N]`: make the caseload where it is missing, measure, write var/bench.json.

`--beside 1000000` measures the same pages over a second caseload, in a process of its own, and adds how many times as
long each takes there. On PostgreSQL: `scripts/with-postgres .venv/bin/python -m bench --pages`.
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
    parser.add_argument("--beside", type=int, help="measure the pages over so many cases too, and compare")
    parser.add_argument("--pages", action="store_true", help="the pages of cases alone")
    parser.add_argument(
        "--to", type=Path, default=ROOT / "var" / "bench.json", help="where the rows are written"
    )
    options = parser.parse_args()
    os.environ.setdefault("HANDRAIL_VAR", str(ROOT / "var" / f"bench-{options.size}"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    larger = _apart(options.beside, options.repeat, options.to) if options.beside else []
    from bench import run  # noqa: PLC0415 - where the caseload lives must be said before settings are read

    run.main(options.size, options.repeat, options.to, only_pages=options.pages, larger=larger)


def _apart(size: int, repeat: int, to: Path) -> list[dict[str, object]]:
    """The rows of another caseload, measured by a process of its own."""
    kept = to.with_name(f"{to.stem}-{size}.json")
    environment = {**os.environ, "HANDRAIL_VAR": str(ROOT / "var" / f"bench-{size}")}
    command = [
        sys.executable,
        "-m",
        "bench",
        "--size",
        str(size),
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
