"""Every clock of a case as data, read once from clocks.csv: what starts it, what stops it, how long, how sure."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

TARGET, MAXIMUM, MINIMUM, NOT_BEFORE = "target", "maximum", "minimum", "not_before"
WINDOW, WAITING, SETTING, EVENT = "window", "waiting", "setting", "event"
CLOCK_KINDS = (TARGET, MAXIMUM, MINIMUM, NOT_BEFORE, WINDOW, WAITING, SETTING, EVENT)

# Terms that answer one question are alternatives; every other term must hold.
AGE_TERMS = frozenset({"adult", "child", "age_unsure"})

NATION_GROUPS = {
    "england": frozenset({"england"}),
    "wales": frozenset({"wales"}),
    "england_and_wales": frozenset({"england", "wales"}),
    "uk": frozenset({"england", "wales"}),
}


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One row of clocks.csv. `awaited` is its name to whoever waits for another to do it.

    `since` and `until` are the first and last day of the rule; None is not known or open.
    """

    clock: str
    name: str
    awaited: str
    start: tuple[str, ...]
    questions: tuple[tuple[str, ...], ...]
    meets: frozenset[str]
    ends: frozenset[str]
    length: int | None
    unit: str
    from_day_one: bool
    first_day_ours: bool
    kind: str
    nations: frozenset[str]
    since: date | None
    until: date | None
    confidence: str
    dates_confidence: str
    pauses: bool
    late: bool
    topic: str
    recount: str
    settable: str
    owner: str
    ours: bool
    source: str
    note: str

    @property
    def stops(self) -> frozenset[str]:
        return self.meets | self.ends

    def is_version_on_day(self, day: date) -> bool:
        """Whether this version is the one of that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def _split_semicolon_list(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split(";") if word)


def _parse_condition_groups(condition: str) -> tuple[tuple[str, ...], ...]:
    terms = _split_semicolon_list(condition)
    ages = tuple(term for term in terms if term in AGE_TERMS)
    rest = tuple((term,) for term in terms if term not in AGE_TERMS)
    return ((ages,) if ages else ()) + rest


def _parse_day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def parse_clock_rule(row: Mapping[str, str]) -> ClockRule:
    return ClockRule(
        clock=row["clock"],
        name=row["name"],
        awaited=row["awaited"] or row["name"],
        start=_split_semicolon_list(row["start"]),
        questions=_parse_condition_groups(row["condition"]),
        meets=frozenset(_split_semicolon_list(row["meets"])),
        ends=frozenset(_split_semicolon_list(row["ends"])),
        length=int(row["length"]) if row["length"] else None,
        unit=row["unit"],
        from_day_one=row["first_day"] == "event_day",
        first_day_ours=row["first_day_ours"] == "yes",
        kind=row["kind"],
        nations=NATION_GROUPS[row["nations"]],
        since=_parse_day(row["since"]),
        until=_parse_day(row["until"]),
        confidence=row["confidence"],
        dates_confidence=row["dates_confidence"],
        pauses=row["pauses"] == "yes",
        late=row["late"] == "yes",
        topic=row["topic"],
        recount=row["recount"],
        settable=row["settable"],
        owner=row["owner"],
        ours=row["ours"] == "yes",
        source=row["source"],
        note=row["note"],
    )


def load_clocks_csv_rows() -> tuple[dict[str, str], ...]:
    """The rows of clocks.csv as they are written, so that a changed rules file can fill in what it leaves out.

    Returns:
        One dictionary a row, in the file's order: column name to text, empty where the cell is.
    """
    text = files("handrail.pathway").joinpath("data/clocks.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def load_clock_rules() -> tuple[ClockRule, ...]:
    """Every version of every rule, past and present, with the source that its row in clocks.csv names.

    Returns:
        One rule a row, in the file's order. Versions of a rule are rows of their own.

    Raises:
        KeyError: a row's `nations` is no key of `NATION_GROUPS`.
        ValueError: a length that is no whole number, or a day that is no ISO date.
    """
    return tuple(parse_clock_rule(row) for row in load_clocks_csv_rows())


def _group_rules_by_starting_event(rules: Iterable[ClockRule]) -> dict[str, tuple[ClockRule, ...]]:
    found: dict[str, tuple[ClockRule, ...]] = {}
    for rule in rules:
        for event in rule.start:
            found[event] = (*found.get(event, ()), rule)
    return found


@dataclass(frozen=True, slots=True)
class ClockRuleSet:
    """Rules that are read together, and which events start, stop or recount one of them."""

    rules: tuple[ClockRule, ...]
    started_by: Mapping[str, tuple[ClockRule, ...]]
    stopped_by: frozenset[str]
    recounted_by: frozenset[str]


def build_clock_rule_set(rules: Iterable[ClockRule]) -> ClockRuleSet:
    rules = tuple(rules)
    return ClockRuleSet(
        rules=rules,
        started_by=_group_rules_by_starting_event(rules),
        stopped_by=frozenset(event for rule in rules for event in rule.stops),
        recounted_by=frozenset(rule.recount for rule in rules if rule.recount),
    )


RULES: tuple[ClockRule, ...] = load_clock_rules()
RULES_BY_CLOCK: dict[str, ClockRule] = {rule.clock: rule for rule in RULES}
CURRENT_RULES: ClockRuleSet = build_clock_rule_set(RULES)
