"""The cases written by hand, from data/cases/*.toml: those of one navigator's day, and of two officers' night.

A file says a case's dates as people would, counted from today, so that the demo is always of this week:

    "29 days ago"  "in 3 days"  "8 working days ago"  "3 days after met"  "1 day before sent"
    "later of met and 3 days ago"

followed, where an office acts, by ", office day" (that day, or the last working day before it) or ", next office day"
(or the first one after it: what is done on a person's word is never done before it). `[days]` names the dates that are
used more than once. A text may name a date's weekday: {1 day ago:%A}.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from handrail.demo.plan_types import PlannedCase
from handrail.demo.relative_dates import (
    get_working_day_on_or_after,
    get_working_day_on_or_before,
    subtract_working_days,
)

CASES = ("mirela", "tuan", "arben", "nadia", "sofia", "yusuf", "petra", "kwame", "jo", "adaeze")
RIGHTS_OF_A_CRIME = (
    ("victim_informed", "crime"),
    ("victim_informed", "process"),
    ("support_referral_made", "service"),
)
"""What the person has a right to hear once the police have recorded a crime: an event that says `with_rights`."""
WEEKDAY = re.compile(r"\{([^{}:]+):(%\w)\}")


class CaseDateResolver:
    """The dates of one case, laid against today."""

    def __init__(self, today: date, names: Mapping[str, str]) -> None:
        self.today, self._names = today, names

    def named(self, name: str) -> date:
        """A date that `[days]` names."""
        if name not in self._names:
            raise ValueError(f"No day is called {name!r}, and it is none.")
        return self.get(self._names[name])

    def get(self, text: str) -> date:
        """The date that a text means."""
        base, *steps = text.split(", ")
        found = next(make(self, match) for pattern, make in BASES if (match := pattern.fullmatch(base)))
        for step in steps:
            found = _apply_date_step(found, step)
        return found

    def fill(self, text: str) -> str:
        """A text with the weekdays that it names."""
        return WEEKDAY.sub(lambda match: self.get(match[1]).strftime(match[2]), text)


BASES: tuple[tuple[re.Pattern[str], Callable[[CaseDateResolver, re.Match[str]], date]], ...] = (
    (re.compile(r"today"), lambda days, found: days.today),
    (
        re.compile(r"(\d+) working days ago"),
        lambda days, found: subtract_working_days(days.today, int(found[1])),
    ),
    (re.compile(r"(\d+) days? ago"), lambda days, found: days.today - timedelta(days=int(found[1]))),
    (re.compile(r"in (\d+) days?"), lambda days, found: days.today + timedelta(days=int(found[1]))),
    (
        re.compile(r"(\d+) days? before (\w+)"),
        lambda days, found: days.get(found[2]) - timedelta(days=int(found[1])),
    ),
    (
        re.compile(r"(\d+) days? after (\w+)"),
        lambda days, found: days.get(found[2]) + timedelta(days=int(found[1])),
    ),
    (re.compile(r"later of (\w+) and (.+)"), lambda days, found: max(days.get(found[1]), days.get(found[2]))),
    (re.compile(r".+"), lambda days, found: days.named(found[0])),
)


def _apply_date_step(day: date, step: str) -> date:
    if step == "office day":
        return get_working_day_on_or_before(day)
    if step == "next office day":
        return get_working_day_on_or_after(day)
    if match := re.fullmatch(r"(\d+) working days before", step):
        return subtract_working_days(day, int(match[1]))
    raise ValueError(f"{step!r} is no step from one day to another.")


def make_planned_scripted_cases(today: date) -> list[PlannedCase]:
    """Ten people, their dates laid against today."""
    return [make_planned_scripted_case(key, today) for key in CASES]


def make_planned_scripted_case(key: str, today: date) -> PlannedCase:
    """One case out of its file."""
    told = dict(_read_case_file(key))
    days = CaseDateResolver(today, told.pop("days", {}))
    told["events"] = [
        event for one in told.get("events", ()) for event in _list_event_with_crime_rights_events(one)
    ]
    made: PlannedCase = _build_planned_dataclass_from_table(PlannedCase, {"story": "hero", **told}, days)
    return made


@cache
def _read_case_file(key: str) -> dict[str, Any]:
    return tomllib.loads(
        (files("handrail.demo") / "data" / "cases" / f"{key}.toml").read_text(encoding="utf-8")
    )


def _list_event_with_crime_rights_events(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The event, and what follows it at once where it says `with_rights`."""
    kept = {name: value for name, value in event.items() if name != "with_rights"}
    rights = RIGHTS_OF_A_CRIME if event.get("with_rights") else ()
    return [kept, *({"event": code, "at": event["at"], "of": of} for code, of in rights)]


def _build_planned_dataclass_from_table(kind: Any, table: Mapping[str, Any], days: CaseDateResolver) -> Any:
    """A value of the plan from its table: dates, texts and inner values by the types of its fields."""
    types = get_type_hints(kind)
    if unknown := set(table) - {field.name for field in fields(kind)}:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}.")
    return kind(
        **{name: _convert_toml_value_to_field_type(types[name], value, days) for name, value in table.items()}
    )


def _convert_toml_value_to_field_type(kind: Any, value: Any, days: CaseDateResolver) -> Any:
    if get_origin(kind) in (UnionType, Union):
        kind = next(one for one in get_args(kind) if one is not type(None))
    if get_origin(kind) is tuple:
        return tuple(_convert_toml_value_to_field_type(get_args(kind)[0], one, days) for one in value)
    if is_dataclass(kind):
        return _build_planned_dataclass_from_table(kind, value, days)
    if kind is date and isinstance(value, str):
        return days.get(value)
    return days.fill(value) if kind is str else value
