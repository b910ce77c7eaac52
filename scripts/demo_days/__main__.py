"""Load the whole demo on many days, each with the clock of its process set, and open its pages.

make demo-days                                     the planned days, and 60 drawn ones
make demo-days DAYS=real DRAWN=4                   the real day, and four drawn ones (CI)
make demo-days FROM=2027-01-01 CONSECUTIVE=400     a row of days alone
"""

import argparse
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_hex

from day_list import (
    LONDON,
    DemoMoment,
    list_consecutive_moments,
    list_drawn_moments,
    list_planned_moments,
)
from day_runner import DayResult, run_days

CASES = 40
LOG = Path("var/demo-days.log")


def main(arguments: list[str]) -> int:
    """Returns 1 where a day failed, 2 where faketime is missing."""
    options = _parse(arguments)
    if not shutil.which("faketime"):
        print("faketime is missing: install it (on Debian: apt-get install faketime).", file=sys.stderr)
        return 2
    moments = _list_moments(options)
    print(f"{len(moments)} moments, {options.cases} cases each; seed of the drawn days: {options.seed}")
    print(
        f"{'When (London)':<27} {'why':<25} {'sections':>8} {'pages':>6} {'seconds':>8} {'CPU':>6}  failed",
        flush=True,
    )
    LOG.parent.mkdir(exist_ok=True)
    failed = total = 0
    with LOG.open("w", encoding="utf-8") as log:
        for day in run_days(moments, cases=options.cases, workers=options.workers, with_links=options.links):
            _print_row(day)
            if day.failures:
                failed += 1
                log.write(
                    f"== {day.moment.format_london_time()}\n" + "\n".join(day.failures) + f"\n{day.log}\n"
                )
                log.flush()
            total += 1
    print(f"{total - failed} of {total} moments load and serve." + (f" What failed: {LOG}" if failed else ""))
    return 1 if failed else 0


def _print_row(day: DayResult) -> None:
    first = day.failures[0].strip().splitlines()[-1][:150] if day.failures else "-"
    more = f" (and {len(day.failures) - 1} more)" if len(day.failures) > 1 else ""
    print(
        f"{day.moment.format_london_time():<27} {day.moment.why:<25} {day.sections:>8} {day.opened:>6} "
        f"{day.seconds:>8.0f} {day.cpu:>6.1f}  {first}{more}",
        flush=True,
    )


def _list_moments(options: argparse.Namespace) -> list[DemoMoment]:
    now = datetime.now(UTC)
    today = now.astimezone(LONDON).date()
    if options.consecutive:
        return list(list_consecutive_moments(options.first or today, options.consecutive))
    days = list(list_planned_moments()) if options.days == "list" else []
    if options.days == "real":
        days = [DemoMoment(now, "the real day")]
    return [*days, *list_drawn_moments(today, options.drawn, options.seed)]


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo-days", description=__doc__)
    parser.add_argument(
        "--days", choices=("list", "real", "none"), default="list", help="besides the drawn ones"
    )
    parser.add_argument("--drawn", type=int, default=60, help="how many days of the next three years")
    parser.add_argument("--first", type=date.fromisoformat, help="of consecutive days; today where left out")
    parser.add_argument("--consecutive", type=int, default=0, help="so many days in a row, and no others")
    parser.add_argument("--seed", default=token_hex(4), help="draws the same days again")
    parser.add_argument("--workers", type=int, default=2, help="how many days at once")
    parser.add_argument(
        "--links", action="store_true", help="open all that each home links to: twice the time"
    )
    parser.add_argument(
        "--cases", type=int, default=CASES, help="with fewer than 40 the case of README is missing"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
