"""`handrail pathway whatif`: what a change of rules would do to the open deadlines of a history or of the caseload.

With a file it needs no database; without one it reads every open case, and alters none.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date, datetime

from handrail.pathway import cli, whatif
from handrail.pathway.changed_rules_file import count_changed_rules
from handrail.pathway.clocks import RuleSet
from handrail.pathway.json_format import HistoryFormatError


def main(arguments: list[str]) -> int:
    """Of the file where one is named, else of the caseload."""
    parser = argparse.ArgumentParser(
        prog="handrail pathway whatif",
        description="Which open deadlines would move if rules changed, from when to when. No case is altered.",
    )
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE.json",
        help="one history, or - for standard input; all open cases if left out",
    )
    cli.add_whatif_options(parser)
    asked = parser.parse_args(arguments)
    if asked.file is not None:
        return cli.main(["whatif", *arguments])
    try:
        changed, on = cli.read_rules_file(asked.rules), cli.parse_day_or_today(asked.on)
    except (cli.UnreadableRulesError, HistoryFormatError) as error:
        sys.stderr.write(f"{error}\n")
        return cli.EXIT_BAD_FILE
    total = whatif.add_up_effects(_iterate_effects_on_open_cases(changed, on))
    sys.stdout.write(whatif.render_effects(total, on, count_changed_rules(changed)))
    return 0


def _iterate_effects_on_open_cases(changed: RuleSet, on: date | datetime) -> Iterator[whatif.RuleEffect]:
    from handrail.site import databases  # noqa: PLC0415 - a file is read without Django

    databases.set_up_django()
    from handrail.people.cases.events.queries import open_case_histories as histories  # noqa: PLC0415 - needs Django

    return (
        whatif.compare_deadlines_under_changed_rules(history, on, changed)
        for history in histories.iterate_histories_of_open_cases()
    )
