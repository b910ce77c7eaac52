"""Rules as they might become: a file of changed rows, checked cell by cell, put in place of those in force."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date

from handrail.pathway.clocks import (
    CLOCK_KINDS,
    CURRENT_RULES,
    MINIMUM,
    NATION_GROUPS,
    NOT_BEFORE,
    ClockRuleSet,
    build_clock_rule_set,
    load_clocks_csv_rows,
    parse_clock_rule,
)
from handrail.pathway.conditions import TERMS
from handrail.pathway.event_vocabulary import EVENT_KINDS_BY_CODE
from handrail.pathway.json_format import LONGEST
from handrail.pathway.rule_descriptions import CONFIDENCE, UNITS
from handrail.platform.kernel.messages import join_texts, msg

FIRST_ROW = 2  # as a spreadsheet counts: the names of the columns are row 1
DATE_CONFIDENCE = frozenset({"day", "month", "year", "remembered", "unknown"})


class RulesFileError(ValueError):
    """A file of rules that cannot be read: which row, which column, what stood there, and why it will not do."""

    def __init__(self, row: int, column: str, value: object, reason: str) -> None:
        super().__init__(f"row {row}, {column}: {json.dumps(value, default=str)}: {reason}")
        self.row, self.column, self.value, self.reason = row, column, value, reason


def read_rule_set_with_changes(text: str) -> ClockRuleSet:
    """The rules in force with the file's rows in place of theirs.

    A row names its clock. Columns that the file leaves out stay as they are; a clock that is new needs them all.

    Args:
        text: CSV, with the names of some or all columns of clocks.csv in the first row.

    Returns:
        Every rule, changed, new and untouched.

    Raises:
        RulesFileError: a row or a cell that is no rule.
    """
    rows = {row["clock"]: row for row in load_clocks_csv_rows()}
    columns = tuple(next(iter(rows.values())))
    for number, changed in _read_numbered_rows(text, columns):
        clock = changed["clock"]
        whole = rows.get(clock, {}) | changed
        for column in columns:
            if column not in whole:
                raise RulesFileError(
                    number, column, None, msg("{clock} is new, so every column is needed", clock=clock)
                )
        _validate_rules_row(number, whole)
        rows[clock] = whole
    return build_clock_rule_set(parse_clock_rule(row) for row in rows.values())


def _read_numbered_rows(text: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows with their numbers as a spreadsheet counts them; empty rows are passed over."""
    header, *lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) or [[]]
    _validate_rules_header(header, columns)
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for number, cells in enumerate(lines, start=FIRST_ROW):
        if not any(cells):
            continue
        if len(cells) != len(header):
            reason = msg("{cells} cells where {columns} are needed", cells=len(cells), columns=len(header))
            raise RulesFileError(number, header[0], cells[0], reason)
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        if not row["clock"] or row["clock"] in found:
            raise RulesFileError(number, "clock", row["clock"], "a clock's own name is needed, once")
        found[row["clock"]] = (number, row)
    if not found:
        raise RulesFileError(FIRST_ROW, "clock", None, "no row changes anything")
    return list(found.values())


def _validate_rules_header(header: list[str], columns: tuple[str, ...]) -> None:
    for place, column in enumerate(header):
        if column not in columns:
            reason = msg("unknown column; known columns are {known}", known=join_texts(columns))
            raise RulesFileError(1, column, column, reason)
        if column in header[:place]:
            raise RulesFileError(1, column, column, "named twice")
    if "clock" not in header:
        raise RulesFileError(1, "clock", None, "this column says which rule a row changes")


def _is_empty_or_whole_number(cell: str) -> bool:
    return cell == "" or (cell.isascii() and cell.isdigit() and 0 < int(cell) <= LONGEST)


def _is_empty_or_iso_date(cell: str) -> bool:
    try:
        return cell == "" or (bool(date.fromisoformat(cell)) and len(cell) == len("2026-11-27"))
    except ValueError:
        return False


def _are_known_event_codes(cell: str) -> bool:
    return all(word in EVENT_KINDS_BY_CODE for word in cell.split(";") if word)


def _are_known_condition_terms(cell: str) -> bool:
    return all(word in TERMS for word in cell.split(";") if word)


def _make_cell_choice_check(choices: Mapping[str, object] | frozenset[str]) -> Callable[[str], bool]:
    return lambda cell: cell in choices


FIRST_DAYS = frozenset({"event_day", "next_day"})
YES = frozenset({"", "yes"})
CELL_CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "name": (bool, "a name is needed"),
    "start": (lambda cell: bool(cell) and _are_known_event_codes(cell), "words of the vocabulary are needed"),
    "condition": (_are_known_condition_terms, "words of a condition are needed"),
    "meets": (_are_known_event_codes, "words of the vocabulary are needed"),
    "ends": (_are_known_event_codes, "words of the vocabulary are needed"),
    "length": (
        _is_empty_or_whole_number,
        msg("a whole number from 1 to {longest}, or nothing", longest=LONGEST),
    ),
    "unit": (
        _make_cell_choice_check(frozenset({"", *UNITS})),
        msg("one of {units}, or nothing", units=join_texts(UNITS)),
    ),
    "first_day": (
        _make_cell_choice_check(FIRST_DAYS),
        msg("one of {days}", days=join_texts(sorted(FIRST_DAYS))),
    ),
    "kind": (
        _make_cell_choice_check(frozenset(CLOCK_KINDS)),
        msg("one of {kinds}", kinds=join_texts(CLOCK_KINDS)),
    ),
    "nations": (
        _make_cell_choice_check(NATION_GROUPS),
        msg("one of {nations}", nations=join_texts(NATION_GROUPS)),
    ),
    "since": (_is_empty_or_iso_date, "a date as YYYY-MM-DD, or nothing"),
    "until": (_is_empty_or_iso_date, "a date as YYYY-MM-DD, or nothing"),
    "confidence": (_make_cell_choice_check(CONFIDENCE), msg("one of {words}", words=join_texts(CONFIDENCE))),
    "dates_confidence": (
        _make_cell_choice_check(DATE_CONFIDENCE),
        msg("one of {words}", words=join_texts(sorted(DATE_CONFIDENCE))),
    ),
    "recount": (_are_known_event_codes, "a word of the vocabulary, or nothing"),
    "settable": (
        _make_cell_choice_check(frozenset({"", *UNITS})),
        msg("one of {units}, or nothing", units=join_texts(UNITS)),
    ),
    **{
        column: (_make_cell_choice_check(YES), "yes, or nothing")
        for column in ("first_day_ours", "pauses", "late", "ours")
    },
}


def _validate_rules_row(number: int, row: Mapping[str, str]) -> None:
    for column, (is_good, needed) in CELL_CHECKS.items():
        if not is_good(row[column]):
            raise RulesFileError(number, column, row[column], needed)
    if bool(row["length"]) != bool(row["unit"]):
        raise RulesFileError(number, "unit", row["unit"], "a length and its unit come together")
    if row["kind"] in (MINIMUM, NOT_BEFORE) and not row["length"]:
        raise RulesFileError(number, "length", "", msg("the kind {kind} needs one", kind=row["kind"]))
    if row["since"] and row["until"] and row["until"] < row["since"]:
        raise RulesFileError(number, "until", row["until"], "before the first day of the rule")


def count_changed_rules(changed: ClockRuleSet) -> int:
    """How many rules differ from those in force, or are new."""
    return len(set(changed.rules) - set(CURRENT_RULES.rules))


def list_changed_clocks(changed: ClockRuleSet) -> list[str]:
    """Codes of clocks in force whose rule would be another."""
    rules = {rule.clock: rule for rule in changed.rules}
    return [rule.clock for rule in CURRENT_RULES.rules if rules.get(rule.clock) != rule]
