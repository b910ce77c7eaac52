"""`handrail pathway whatif`: what a change of rules would do to the open deadlines of a history or of the caseload.

With a file it needs no database; without one it reads every open case, and alters none.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date, datetime

from handrail.pathway import cli, whatif
from handrail.pathway.changed_rules_file import count_changed_rules, list_changed_clocks
from handrail.pathway.clocks import ClockRuleSet
from handrail.pathway.json_format import HistoryFormatError
from handrail.platform.kernel import dates
from handrail.platform.kernel.errors import ActionNotPossibleError


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
    parser.add_argument(
        "--figures",
        action="store_true",
        help="publish how much longer or shorter people would have waited in the last twelve months",
    )
    asked = parser.parse_args(arguments)
    if asked.file is not None:
        return cli.main(["whatif", *arguments])
    try:
        changed, on = cli.read_changed_rules_file(asked.rules), cli.parse_day_or_today(asked.on)
    except (cli.UnreadableRulesError, HistoryFormatError) as error:
        sys.stderr.write(f"{error}\n")
        return cli.EXIT_BAD_FILE
    if asked.figures:
        return _publish_rule_change_figures_of_year(changed, dates.to_date(on))
    total = whatif.sum_rule_effects(_iterate_effects_on_open_cases(changed, on))
    sys.stdout.write(whatif.render_rule_effects(total, on, count_changed_rules(changed)))
    return 0


def _iterate_effects_on_open_cases(changed: ClockRuleSet, on: date | datetime) -> Iterator[whatif.RuleEffect]:
    from handrail.site import databases  # noqa: PLC0415 - a file is read without Django

    databases.set_up_django()
    from handrail.people.cases.events.queries import open_case_histories as histories  # noqa: PLC0415 - needs Django

    return (
        whatif.compare_deadlines_under_changed_rules(history, on, changed)
        for history in histories.iterate_pathway_histories_of_open_cases()
    )


def _publish_rule_change_figures_of_year(changed: ClockRuleSet, on: date) -> int:
    """Draw the twelve months before the one of that day. Returns 1 where a change was drawn before."""
    from handrail.site import databases  # noqa: PLC0415 - a file is read without Django

    databases.set_up_django()
    from handrail.insight.disclosure.rounding_programme import RoundingNotPossibleError  # noqa: PLC0415 - needs SciPy
    from handrail.insight.publication.actions import rule_change_draw  # noqa: PLC0415 - needs Django
    from handrail.insight.publication.months_and_quarters import shift_month  # noqa: PLC0415 - needs Django
    from handrail.people.cases.events.queries import open_case_histories as histories  # noqa: PLC0415 - needs Django

    first, last = (shift_month(f"{on:%Y-%m}", back) for back in (-12, -1))
    failed = 0
    for clock in list_changed_clocks(changed):
        cases = histories.iterate_pathway_histories_of_cases_open_since(date.fromisoformat(f"{first}-01"))
        counts = rule_change_draw.count_people_by_wait_change(cases, changed, clock, first, last)
        try:
            drawn = rule_change_draw.publish_rule_change_figures(counts, changed, clock, first, last)
        except (ActionNotPossibleError, RoundingNotPossibleError) as error:
            sys.stderr.write(
                f"{clock}: {str(error) or 'cases changed too much since the total was published'}\n"
            )
            failed = 1
            continue
        sys.stdout.write(
            f"{clock}: about {drawn.figures.get('', 0)} people, {first} to {last}. See /figures/what-if/.\n"
        )
    return failed
