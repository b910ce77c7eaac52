"""A history as a JSON file, and the answer as JSON. A bad file is refused with the place, the value and the reason."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from handrail.kernel import dates, workdays
from handrail.kernel.saying import joined, say
from handrail.pathway.clocks import BY_NAME
from handrail.pathway.conditions import FACTS
from handrail.pathway.events import Event
from handrail.pathway.history import History
from handrail.pathway.reading import EARLIEST, LATEST
from handrail.pathway.result import Answer, ClockRun
from handrail.pathway.vocabulary import DECISION, ENTERED_IN_ERROR, KINDS

NATIONS = ("england", "wales")
AGES = ("adult", "child", "unsure")
KEYS = frozenset({"jurisdiction", "age", "date_of_birth", "facts", "settings", "events"})
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(DAY.pattern + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?")
UNNAMED = "place "  # an event without an id of its own is known by its place in the list
LONGEST = 3_650  # ten years of days: within the calendar from the last day on which an event can be
EVENT_KEYS = frozenset({"event", "at", "of", "referral", "supersedes", "id", "recorded"})


class BadHistory(ValueError):
    """A file that cannot be read as a history: where, what stood there, and why it will not do."""

    def __init__(self, place: str, value: object, reason: str) -> None:
        super().__init__(f"{place}: {json.dumps(value, default=str)}: {reason}")
        self.place, self.value, self.reason = place, value, reason


def parse(text: str) -> History:
    text = text.removeprefix("\ufeff")
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise BadHistory(
            say("line {lineno}, column {colno}", lineno=error.lineno, colno=error.colno),
            text[error.pos : error.pos + 20],
            error.msg,
        ) from error
    except RecursionError as error:
        raise BadHistory("history", text[:20], "lists within lists without end") from error
    except BadHistory:
        raise
    except ValueError as error:  # a whole number of thousands of digits
        raise BadHistory("history", text[:20], "a number in it is too long") from error
    return history_of(data)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice in one object would hide one of its two values."""
    named = dict(pairs)
    if len(named) < len(pairs):
        names = [name for name, _ in pairs]
        name = next(name for name in names if names.count(name) > 1)
        raise BadHistory(name, [value for key, value in pairs if key == name], "named twice in one object")
    return named


def history_of(data: Any) -> History:
    top = _mapping("history", data, KEYS)
    events = _list("events", top.get("events"))
    ids = [_id(number, event) for number, event in enumerate(events)]
    twice = next((given for given, times in Counter(ids).items() if times > 1), None)
    if twice is not None:
        raise BadHistory("events", twice, "two events have this id")
    return History(
        jurisdiction=_choice("jurisdiction", top.get("jurisdiction"), NATIONS),
        age=_choice("age", top.get("age"), AGES),
        date_of_birth=None
        if top.get("date_of_birth") is None
        else _day("date_of_birth", top["date_of_birth"]),
        facts=frozenset(_fact(n, fact) for n, fact in enumerate(_list("facts", _or(top.get("facts"), [])))),
        settings=_settings(_or(top.get("settings"), {})),
        events=tuple(_event(number, event, events, ids) for number, event in enumerate(events)),
    )


def _or(value: Any, nothing: Any) -> Any:
    return nothing if value is None else value


def _mapping(place: str, value: Any, keys: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadHistory(place, value, "an object with named values is needed")
    for key in value:
        if key not in keys:
            raise BadHistory(
                f"{place}.{key}",
                value[key],
                say("not a known name; known are {sorted}", sorted=joined(sorted(keys))),
            )
    return value


def _list(place: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadHistory(place, value, "a list is needed")
    return value


def _choice(place: str, value: Any, choices: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in choices:
        raise BadHistory(place, value, say("must be one of {choices}", choices=joined(choices)))
    return str(value)


def _fact(number: int, value: Any) -> str:
    if not isinstance(value, str) or value not in FACTS:
        raise BadHistory(
            f"facts[{number}]",
            value,
            say("not a known fact; known are {sorted}", sorted=joined(sorted(FACTS))),
        )
    return value


def _settings(value: Any) -> Mapping[str, int]:
    if not isinstance(value, dict):
        raise BadHistory("settings", value, "an object of clocks and lengths is needed")
    for clock, length in value.items():
        if clock not in BY_NAME or not BY_NAME[clock].settable:
            raise BadHistory(f"settings.{clock}", length, "no body may set this clock's length")
        if not isinstance(length, int) or isinstance(length, bool) or not 0 < length <= LONGEST:
            raise BadHistory(
                f"settings.{clock}",
                length,
                say("a whole number from 1 to {longest} is needed", longest=LONGEST),
            )
    return value


def _day(place: str, value: Any) -> date:
    return _in_reach(place, value, _date(place, value))


def _date(place: str, value: Any) -> date:
    try:
        if DAY.fullmatch(value):
            return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadHistory(place, value, "a date as YYYY-MM-DD is needed") from error
    raise BadHistory(place, value, "a date as YYYY-MM-DD is needed")


def moment(place: str, value: Any) -> datetime:
    """A day and a time in London; a time with a zone is turned into London's."""
    needed = "a date as YYYY-MM-DD or YYYY-MM-DDTHH:MM is needed"
    try:
        if MOMENT.fullmatch(value):
            return dates.london(datetime.fromisoformat(value))
    except (TypeError, ValueError, OverflowError) as error:
        raise BadHistory(place, value, needed) from error
    raise BadHistory(place, value, needed)


def day_or_moment(place: str, text: str) -> date | datetime:
    """What is asked: a day, or a moment of one."""
    return moment(place, text) if "T" in text else _date(place, text)


def _in_reach(place: str, value: Any, day: date) -> date:
    if not date(1900, 1, 1) <= day <= workdays.LAST_DAY:
        raise BadHistory(
            place, value, say("the year must be from 1900 to {last_year}", last_year=workdays.LAST_YEAR)
        )
    return day


def _moment(place: str, value: Any) -> tuple[date, time | None]:
    if isinstance(value, str) and "T" not in value:
        return _event_day(place, value, _date(place, value)), None
    found = moment(place, value)
    return _event_day(place, value, found.date()), found.time()


def _event_day(place: str, value: Any, day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise BadHistory(
            place,
            value,
            say("the year must be from {year} to {year2}", year=EARLIEST.year, year2=LATEST.year),
        )
    return day


def _id(number: int, event: Any) -> str:
    given = event.get("id") if isinstance(event, dict) else None
    if given is not None and (not isinstance(given, (str, int)) or isinstance(given, bool) or given == ""):
        raise BadHistory(f"events[{number}].id", given, "a word or a number is needed")
    return f"{UNNAMED}{number}" if given is None else str(given)


def _event(number: int, value: Any, events: list[Any], ids: list[str]) -> Event:
    place = f"events[{number}]"
    data = _mapping(place, value, EVENT_KEYS)
    code = data.get("event")
    if not isinstance(code, str) or code not in KINDS:
        raise BadHistory(f"{place}.event", code, "not a word of the vocabulary")
    day, hour = _moment(f"{place}.at", data.get("at"))
    recorded = data.get("recorded")
    return Event(
        event=code,
        at=day,
        time=hour,
        of=_of(place, code, data.get("of")),
        referral=_number(place, data.get("referral")),
        id=ids[number],
        supersedes=_superseded(number, data.get("supersedes"), events, ids, code),
        recorded=None if recorded is None else _recorded(f"{place}.recorded", recorded),
    )


def _recorded(place: str, value: Any) -> datetime:
    if isinstance(value, str) and "T" not in value:
        return datetime.combine(_date(place, value), time.min)
    return moment(place, value)


def _of(place: str, code: str, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadHistory(f"{place}.of", value, "a word is needed")
    if KINDS[code].scope == DECISION and value not in ("rg", "cg"):
        raise BadHistory(f"{place}.of", value, "must be rg or cg")
    return value


def _number(place: str, value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadHistory(f"{place}.referral", value, "a number from 1 is needed")
    return value


def _superseded(number: int, value: Any, events: list[Any], ids: list[str], code: str) -> str | None:
    """The id of the event that is corrected: an id, a place in the list from 0, or the word of an earlier event."""
    place = f"events[{number}].supersedes"
    if value is None:
        if code == ENTERED_IN_ERROR:
            raise BadHistory(place, value, "say which event was entered in error")
        return None
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        raise BadHistory(place, value, "an id, a place in the list or the word of an event is needed")
    found = _named(number, str(value), events, ids)
    if not found or found == ids[number]:
        raise BadHistory(place, value, "no other event has this id, place or name")
    return found


def _named(number: int, name: str, events: list[Any], ids: list[str]) -> str:
    if name in ids:
        return name
    place = f"{UNNAMED}{name}"
    if place in ids:
        return place
    return next((ids[n] for n in _earlier(number, name, events)), "")


def _earlier(number: int, name: str, events: list[Any]) -> list[int]:
    """Events of that word, the nearest before this one first; `word@date` picks the day."""
    word, _, day = name.partition("@")
    places = [*range(number - 1, -1, -1), *range(number + 1, len(events))]
    others = ((n, events[n]) for n in places if isinstance(events[n], dict))
    return [
        n for n, other in others if other.get("event") == word and str(other.get("at", "")).startswith(day)
    ]


def as_json(answer: Answer) -> dict[str, Any]:
    return {
        "on": iso(answer.on),
        "phase": answer.phase.value,
        "stage": answer.stage,
        "headline": answer.headline,
        "detail": answer.detail,
        "route": answer.route,
        "national_support": answer.national_support,
        "waiting_on": answer.waiting_on,
        "clocks": [_clock(run) for run in answer.clocks],
        "next": [
            {"do": p.do, "by": iso(p.by), "who": p.who, "why": p.why, "code": p.code, "source": p.source}
            for p in answer.next
        ],
        "questions": [{"ask": q.ask, "about": q.about, "why": q.why} for q in answer.questions],
    }


def _clock(run: ClockRun) -> dict[str, Any]:
    return {
        "clock": run.clock,
        "name": run.name,
        "kind": run.kind,
        "started": iso(run.started),
        "due": iso(run.due),
        "ended": iso(run.ended),
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


def iso(value: date | datetime | None) -> str | None:
    """A date, or a date and a time of London to the minute."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    return value.isoformat() if value else None
