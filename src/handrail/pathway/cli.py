"""`handrail pathway explain | map | rules`: the rules at the command line, without a database."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from handrail.kernel import dates
from handrail.pathway import drawing, rulebook
from handrail.pathway.answering import answer
from handrail.pathway.explaining import BadHistory, as_json, day_or_moment, parse
from handrail.pathway.history import History
from handrail.pathway.travelled import steps

BAD_FILE = 2


def main(argv: Sequence[str]) -> int:
    arguments = _parser().parse_args(list(argv))
    try:
        sys.stdout.write(COMMANDS[arguments.command](arguments))
    except BadHistory as error:
        sys.stderr.write(f"{arguments.file or ''}: {error}\n".lstrip(": "))
        return BAD_FILE
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{arguments.file}: cannot be read: {error}\n")
        return BAD_FILE
    return 0


def _parser() -> argparse.ArgumentParser:
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
    return parser


def _history(file: str) -> History:
    return parse(sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8"))


def _on(text: str | None) -> date | datetime:
    """The only place that asks the machine for the day, and only when nobody named one."""
    if text is None:
        return datetime.now(dates.LONDON).date()
    return day_or_moment("--on", text)


def _explain(arguments: argparse.Namespace) -> str:
    found = answer(_history(arguments.file), _on(arguments.on))
    return json.dumps(as_json(found), indent=1, ensure_ascii=False) + "\n"


def _map(arguments: argparse.Namespace) -> str:
    road = steps(_history(arguments.file), _on(arguments.on)) if arguments.file else ()
    return drawing.words(road) if arguments.words else drawing.svg(road, narrow=arguments.narrow)


def _rules(arguments: argparse.Namespace) -> str:
    return rulebook.text()


COMMANDS = {"explain": _explain, "map": _map, "rules": _rules}
