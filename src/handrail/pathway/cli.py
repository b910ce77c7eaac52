"""`handrail pathway explain | map | rules | whatif`: the rules at the command line, without a database."""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from handrail.pathway import route_map, rulebook, whatif
from handrail.pathway.changed_rules_file import (
    RulesFileError,
    count_changed_rules,
    read_rule_set_with_changes,
)
from handrail.pathway.clocks import ClockRuleSet
from handrail.pathway.evaluation import evaluate_pathway
from handrail.pathway.history import History
from handrail.pathway.json_format import (
    HistoryFormatError,
    make_pathway_status_dict,
    parse_day_or_moment,
    parse_history,
)
from handrail.pathway.route_progress import list_map_steps_on_day
from handrail.platform.kernel import dates

EXIT_BAD_FILE = 2


class UnreadableRulesError(ValueError):
    """A file of changed rules that cannot be used, with its name, the row and the reason."""


def main(argv: Sequence[str]) -> int:
    arguments = _build_pathway_argument_parser().parse_args(list(argv))
    try:
        sys.stdout.write(COMMANDS[arguments.command](arguments))
    except UnreadableRulesError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_BAD_FILE
    except HistoryFormatError as error:
        sys.stderr.write(f"{arguments.file or ''}: {error}\n".lstrip(": "))
        return EXIT_BAD_FILE
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{arguments.file}: cannot be read: {error}\n")
        return EXIT_BAD_FILE
    return 0


def _build_pathway_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handrail pathway", description="The rules of the pathway.")
    commands = parser.add_subparsers(dest="command", required=True)
    explain = commands.add_parser("explain", help="where a person stands, from a history in a JSON file")
    explain.add_argument("file", metavar="FILE.json", help="the history, or - for standard input")
    explain.add_argument("--on", metavar="YYYY-MM-DD", help="the day asked; today if left out")
    chart = commands.add_parser("map", help="the map of every route, as SVG or in words")
    chart.add_argument("file", nargs="?", metavar="FILE.json", help="a history, to show where it has come to")
    chart.add_argument("--on", metavar="YYYY-MM-DD", help="the day asked; today if left out")
    chart.add_argument("--words", action="store_true", help="in words, with each step's duty and source")
    chart.add_argument("--narrow", action="store_true", help="drawn for a phone")
    rules = commands.add_parser(
        "rules", help="every rule with its source, how sure it is, and what changed when"
    )
    rules.set_defaults(file=None)
    asked = commands.add_parser("whatif", help="which open deadlines would move if rules changed")
    asked.add_argument("file", metavar="FILE.json", help="the history, or - for standard input")
    add_whatif_options(asked)
    return parser


def add_whatif_options(parser: argparse.ArgumentParser) -> None:
    """What `whatif` takes, of a file here and of the caseload in handrail.site.whatif."""
    parser.add_argument(
        "--rules",
        metavar="CHANGED.csv",
        required=True,
        help="rows of clocks.csv as they might become; columns that are left out stay as they are",
    )
    parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day asked; today if left out")


def read_changed_rules_file(file: str) -> ClockRuleSet:
    """The changed rules of a file, or what is wrong with it.

    Raises:
        UnreadableRulesError: with the file's name, the row and the reason.
    """
    try:
        return read_rule_set_with_changes(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableRulesError(f"{file}: cannot be read: {error}") from error
    except (RulesFileError, csv.Error) as error:
        raise UnreadableRulesError(f"{file}: {error}") from error


def _read_history_file(file: str) -> History:
    return parse_history(sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8"))


def parse_day_or_today(text: str | None) -> date | datetime:
    """The only place that asks the machine for the day, and only when nobody named one."""
    if text is None:
        return datetime.now(dates.LONDON).date()
    return parse_day_or_moment("--on", text)


def _render_explain_command(arguments: argparse.Namespace) -> str:
    found = evaluate_pathway(_read_history_file(arguments.file), parse_day_or_today(arguments.on))
    return json.dumps(make_pathway_status_dict(found), indent=1, ensure_ascii=False) + "\n"


def _render_route_map_command(arguments: argparse.Namespace) -> str:
    road = (
        list_map_steps_on_day(_read_history_file(arguments.file), parse_day_or_today(arguments.on))
        if arguments.file
        else ()
    )
    return (
        route_map.render_map_as_text(road)
        if arguments.words
        else route_map.render_map_as_svg(road, narrow=arguments.narrow)
    )


def _render_whatif_command(arguments: argparse.Namespace) -> str:
    changed, on = read_changed_rules_file(arguments.rules), parse_day_or_today(arguments.on)
    effect = whatif.compare_deadlines_under_changed_rules(_read_history_file(arguments.file), on, changed)
    return whatif.render_rule_effects(whatif.sum_rule_effects([effect]), on, count_changed_rules(changed))


def _render_rules_command(arguments: argparse.Namespace) -> str:
    return rulebook.render_rulebook_as_text()


COMMANDS = {
    "explain": _render_explain_command,
    "map": _render_route_map_command,
    "rules": _render_rules_command,
    "whatif": _render_whatif_command,
}
