"""`python -m bench [--size N] [--repeat N]`: make the caseload where it is missing, measure, write var/bench.json.

On PostgreSQL: `scripts/with-postgres .venv/bin/python -m bench`.
"""

import argparse
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """The caseload lives in a folder of its own, so that neither a demo nor a test meets it."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the main pages.")
    parser.add_argument("--size", type=int, default=10_000, help="cases (default: 10000)")
    parser.add_argument(
        "--repeat", type=int, default=60, help="times that each page is asked for (default: 60)"
    )
    options = parser.parse_args()
    os.environ.setdefault("HANDRAIL_VAR", str(ROOT / "var" / f"bench-{options.size}"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    from bench import run  # noqa: PLC0415 - where the caseload lives must be said before settings are read

    run.main(options.size, options.repeat, ROOT / "var" / "bench.json")


if __name__ == "__main__":
    main()
