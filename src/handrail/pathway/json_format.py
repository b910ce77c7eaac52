"""A history as a JSON file, and the answer as JSON. A bad file is refused with the place, the value and the reason."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from handrail.pathway.case_state import EARLIEST, LATEST
from handrail.pathway.clocks import RULES_BY_CLOCK
from handrail.pathway.conditions import KNOWN_FACTS
from handrail.pathway.event_vocabulary import DECISION, ENTERED_IN_ERROR, EVENT_KINDS_BY_CODE
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import History
from handrail.pathway.results import ClockRun, PathwayStatus
from handrail.platform.kernel import dates, working_days
from handrail.platform.kernel.messages import join_texts, msg

NATIONS = ("england", "wales")
AGES = ("adult", "child", "unsure")
HISTORY_KEYS = frozenset({"jurisdiction", "age", "date_of_birth", "facts", "settings", "events"})
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(DAY.pattern + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?")
UNNAMED = "place "  # an event without an id of its own is known by its place in the list
LONGEST = 3_650  # ten years of days: within the calendar from the last day on which an event can be
EVENT_KEYS = frozenset({"event", "at", "of", "referral", "supersedes", "id", "recorded"})


class HistoryFormatError(ValueError):
    """A file that cannot be read as a history: where, what stood there, and why it will not do."""

    def __init__(self, place: str, value: object, reason: str) -> None:
        super().__init__(f"{place}: {json.dumps(value, default=str)}: {reason}")
        self.place, self.value, self.reason = place, value, reason


def parse_history(text: str) -> History:
    text = text.removeprefix("\ufeff")
    try:
        data = json.loads(text, object_pairs_hook=_reject_duplicate_keys)
    except json.JSONDecodeError as error:
        raise HistoryFormatError(
            msg("line {lineno}, column {colno}", lineno=error.lineno, colno=error.colno),
            text[error.pos : error.pos + 20],
            error.msg,
        ) from error
    except RecursionError as error:
        raise HistoryFormatError("history", text[:20], "lists within lists without end") from error
    except HistoryFormatError:
        raise
    except ValueError as error:  # a whole number of thousands of digits
        raise HistoryFormatError("history", text[:20], "a number in it is too long") from error
    return build_history(data)


def _reject_duplicate_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice in one object would hide one of its two values."""
    named = dict(pairs)
    if len(named) < len(pairs):
        names = [name for name, _ in pairs]
        name = next(name for name in names if names.count(name) > 1)
        raise HistoryFormatError(
            name, [value for key, value in pairs if key == name], "named twice in one object"
        )
    return named


def build_history(data: Any) -> History:
    top = _require_mapping("history", data, HISTORY_KEYS)
    events = _require_list("events", top.get("events"))
    ids = [_parse_event_id(number, event) for number, event in enumerate(events)]
    twice = next((given for given, times in Counter(ids).items() if times > 1), None)
    if twice is not None:
        raise HistoryFormatError("events", twice, "two events have this id")
    return History(
        jurisdiction=_require_choice("jurisdiction", top.get("jurisdiction"), NATIONS),
        age=_require_choice("age", top.get("age"), AGES),
        date_of_birth=None
        if top.get("date_of_birth") is None
        else _parse_day_in_range("date_of_birth", top["date_of_birth"]),
        facts=frozenset(
            _require_known_fact(n, fact)
            for n, fact in enumerate(_require_list("facts", _get_value_or_default(top.get("facts"), [])))
        ),
        settings=_parse_clock_settings(_get_value_or_default(top.get("settings"), {})),
        events=tuple(_parse_event(number, event, events, ids) for number, event in enumerate(events)),
    )


def _get_value_or_default(value: Any, nothing: Any) -> Any:
    return nothing if value is None else value


def _require_mapping(place: str, value: Any, keys: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise HistoryFormatError(place, value, "an object with named values is needed")
    for key in value:
        if key not in keys:
            raise HistoryFormatError(
                f"{place}.{key}",
                value[key],
                msg("not a known name; known are {sorted}", sorted=join_texts(sorted(keys))),
            )
    return value


def _require_list(place: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise HistoryFormatError(place, value, "a list is needed")
    return value


def _require_choice(place: str, value: Any, choices: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in choices:
        raise HistoryFormatError(place, value, msg("must be one of {choices}", choices=join_texts(choices)))
    return str(value)


def _require_known_fact(number: int, value: Any) -> str:
    if not isinstance(value, str) or value not in KNOWN_FACTS:
        raise HistoryFormatError(
            f"facts[{number}]",
            value,
            msg("not a known fact; known are {sorted}", sorted=join_texts(sorted(KNOWN_FACTS))),
        )
    return value


def _parse_clock_settings(value: Any) -> Mapping[str, int]:
    if not isinstance(value, dict):
        raise HistoryFormatError("settings", value, "an object of clocks and lengths is needed")
    for clock, length in value.items():
        if clock not in RULES_BY_CLOCK or not RULES_BY_CLOCK[clock].settable:
            raise HistoryFormatError(f"settings.{clock}", length, "no body may set this clock's length")
        if not isinstance(length, int) or isinstance(length, bool) or not 0 < length <= LONGEST:
            raise HistoryFormatError(
                f"settings.{clock}",
                length,
                msg("a whole number from 1 to {longest} is needed", longest=LONGEST),
            )
    return value


def _parse_day_in_range(place: str, value: Any) -> date:
    return _require_day_in_range(place, value, _parse_date(place, value))


def _parse_date(place: str, value: Any) -> date:
    try:
        if DAY.fullmatch(value):
            return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise HistoryFormatError(place, value, "a date as YYYY-MM-DD is needed") from error
    raise HistoryFormatError(place, value, "a date as YYYY-MM-DD is needed")


def parse_london_moment(place: str, value: Any) -> datetime:
    """A day and a time in London; a time with a zone is turned into London's."""
    needed = "a date as YYYY-MM-DD or YYYY-MM-DDTHH:MM is needed"
    try:
        if MOMENT.fullmatch(value):
            return dates.to_london(datetime.fromisoformat(value))
    except (TypeError, ValueError, OverflowError) as error:
        raise HistoryFormatError(place, value, needed) from error
    raise HistoryFormatError(place, value, needed)


def parse_day_or_moment(place: str, text: str) -> date | datetime:
    """What is asked: a day, or a moment of one."""
    return parse_london_moment(place, text) if "T" in text else _parse_date(place, text)


def _require_day_in_range(place: str, value: Any, day: date) -> date:
    if not date(1900, 1, 1) <= day <= working_days.LAST_DAY:
        raise HistoryFormatError(
            place, value, msg("the year must be from 1900 to {last_year}", last_year=working_days.LAST_YEAR)
        )
    return day


def _parse_event_day_and_time(place: str, value: Any) -> tuple[date, time | None]:
    if isinstance(value, str) and "T" not in value:
        return _require_event_day_in_range(place, value, _parse_date(place, value)), None
    found = parse_london_moment(place, value)
    return _require_event_day_in_range(place, value, found.date()), found.time()


def _require_event_day_in_range(place: str, value: Any, day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise HistoryFormatError(
            place,
            value,
            msg("the year must be from {year} to {year2}", year=EARLIEST.year, year2=LATEST.year),
        )
    return day


def _parse_event_id(number: int, event: Any) -> str:
    given = event.get("id") if isinstance(event, dict) else None
    if given is not None and (not isinstance(given, (str, int)) or isinstance(given, bool) or given == ""):
        raise HistoryFormatError(f"events[{number}].id", given, "a word or a number is needed")
    return f"{UNNAMED}{number}" if given is None else str(given)


def _parse_event(number: int, value: Any, events: list[Any], ids: list[str]) -> PathwayEvent:
    place = f"events[{number}]"
    data = _require_mapping(place, value, EVENT_KEYS)
    code = data.get("event")
    if not isinstance(code, str) or code not in EVENT_KINDS_BY_CODE:
        raise HistoryFormatError(f"{place}.event", code, "not a word of the vocabulary")
    day, hour = _parse_event_day_and_time(f"{place}.at", data.get("at"))
    recorded = data.get("recorded")
    return PathwayEvent(
        event=code,
        at=day,
        time=hour,
        of=_parse_decision_or_subject(place, code, data.get("of")),
        referral=_parse_referral_number(place, data.get("referral")),
        id=ids[number],
        supersedes=_find_superseded_id(number, data.get("supersedes"), events, ids, code),
        recorded=None if recorded is None else _parse_recorded_moment(f"{place}.recorded", recorded),
    )


def _parse_recorded_moment(place: str, value: Any) -> datetime:
    if isinstance(value, str) and "T" not in value:
        return datetime.combine(_parse_date(place, value), time.min)
    return parse_london_moment(place, value)


def _parse_decision_or_subject(place: str, code: str, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise HistoryFormatError(f"{place}.of", value, "a word is needed")
    if EVENT_KINDS_BY_CODE[code].scope == DECISION and value not in ("rg", "cg"):
        raise HistoryFormatError(f"{place}.of", value, "must be rg or cg")
    return value


def _parse_referral_number(place: str, value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise HistoryFormatError(f"{place}.referral", value, "a number from 1 is needed")
    return value


def _find_superseded_id(number: int, value: Any, events: list[Any], ids: list[str], code: str) -> str | None:
    """The id of the event that is corrected: an id, a place in the list from 0, or the word of an earlier event."""
    place = f"events[{number}].supersedes"
    if value is None:
        if code == ENTERED_IN_ERROR:
            raise HistoryFormatError(place, value, "say which event was entered in error")
        return None
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        raise HistoryFormatError(place, value, "an id, a place in the list or the word of an event is needed")
    found = _find_event_id_by_id_or_event_word(number, str(value), events, ids)
    if not found or found == ids[number]:
        raise HistoryFormatError(place, value, "no other event has this id, place or name")
    return found


def _find_event_id_by_id_or_event_word(number: int, name: str, events: list[Any], ids: list[str]) -> str:
    if name in ids:
        return name
    place = f"{UNNAMED}{name}"
    if place in ids:
        return place
    return next((ids[n] for n in _list_event_positions_by_nearness(number, name, events)), "")


def _list_event_positions_by_nearness(number: int, name: str, events: list[Any]) -> list[int]:
    """Events of that word, the nearest before this one first; `word@date` picks the day."""
    word, _, day = name.partition("@")
    places = [*range(number - 1, -1, -1), *range(number + 1, len(events))]
    others = ((n, events[n]) for n in places if isinstance(events[n], dict))
    return [
        n for n, other in others if other.get("event") == word and str(other.get("at", "")).startswith(day)
    ]


def make_pathway_status_dict(answer: PathwayStatus) -> dict[str, Any]:
    """The answer in a form for other programs: each value as it is, each day in ISO 8601.

    Returns:
        The fields of `PathwayStatus` by name; clocks, prompts and questions as lists of dictionaries. Days are
        YYYY-MM-DD and moments YYYY-MM-DDTHH:MM in London's time; `elapsed_days` and `suspended_days` are whole days.
    """
    return {
        "on": format_iso(answer.on),
        "phase": answer.phase.value,
        "stage": answer.stage,
        "headline": answer.headline,
        "detail": answer.detail,
        "route": answer.route,
        "national_support": answer.national_support,
        "waiting_on": answer.waiting_on,
        "clocks": [_clock_as_dict(run) for run in answer.clocks],
        "next": [
            {
                "do": p.do,
                "by": format_iso(p.by),
                "late": p.late,
                "who": p.who,
                "why": p.why,
                "code": p.code,
                "source": p.source,
            }
            for p in answer.next
        ],
        "questions": [{"ask": q.ask, "about": q.about, "why": q.why} for q in answer.questions],
    }


def _clock_as_dict(run: ClockRun) -> dict[str, Any]:
    return {
        "clock": run.clock,
        "name": run.name,
        "kind": run.kind,
        "started": format_iso(run.started),
        "due": format_iso(run.due),
        "ended": format_iso(run.ended),
        "state": run.state,
        "elapsed_days": run.elapsed_days,
        "suspended_days": run.suspended_days,
        "referral": run.referral,
        "owner": run.owner,
        "ours": run.ours,
        "theirs": run.theirs,
        "urgent": run.urgent,
        "why": run.why,
        "rule": run.rule,
        "note": run.note,
        "source": run.source,
        "confidence": run.confidence,
    }


def format_iso(value: date | datetime | None) -> str | None:
    """A date, or a date and a time of London to the minute."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    return value.isoformat() if value else None
