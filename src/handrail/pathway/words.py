"""Rules and dates in plain words, for the reason beside every date."""

from datetime import date, datetime

from handrail.kernel import dates
from handrail.kernel.saying import joined, lower, say
from handrail.pathway import clocks
from handrail.pathway.clocks import Rule
from handrail.pathway.events import Event
from handrail.pathway.states import Length
from handrail.pathway.vocabulary import name_of

CONFIDENCE = {
    "confirmed": "Confirmed in the document itself.",
    "secondary": "From a secondary source.",
    "remembered": "From memory: check.",
    "unconfirmed": "Not confirmed.",
}
UNITS = {"days": "day", "working_days": "working day", "hours": "hour", "months": "month", "years": "year"}
KIND_WORDS = {
    clocks.TARGET: "target",
    clocks.MAXIMUM: "longest time allowed",
    clocks.MINIMUM: "least that is guaranteed",
    clocks.NOT_BEFORE: "earliest day",
    clocks.WINDOW: "window",
    clocks.WAITING: "a wait without a limit",
    clocks.SETTING: "a length that each body sets",
    clocks.EVENT: "comes by itself",
}


def length(number: int, unit: str) -> str:
    return dates.count(number, UNITS[unit])


def _date(day: date, sureness: str) -> str:
    """No more exact than is known."""
    if sureness == "day":
        return dates.plain(day)
    if sureness == "year":
        return str(day.year)
    month = dates.month_of(day)
    return say("about {month}, as remembered", month=month) if sureness == "remembered" else month


def held(rule: Rule) -> str:
    """Between which dates the rule holds."""
    if rule.dates_confidence == "unknown" or not (rule.since or rule.until):
        return ""
    parts = []
    if rule.since:
        parts.append(say("since {date}", date=_date(rule.since, rule.dates_confidence)))
    if rule.until:
        parts.append(say("until {until}", until=dates.plain(rule.until)))
    return joined(parts, " ")


def rule(row: Rule, counted: Length | None) -> str:
    """How long, since when, and how sure."""
    dated = held(row)
    tail = say(" ({dated})", dated=dated) if dated else ""
    if counted is not None and counted.theirs:
        return say(
            "{length}: your body's own setting, not a national rule.",
            length=length(counted.number, counted.unit),
        )
    if counted is None:
        open_ended = "No confirmed length, so each body may set its own" if row.settable else "No limit"
        return say(
            "{open_ended}{tail}. {confidence}",
            open_ended=open_ended,
            tail=tail,
            confidence=CONFIDENCE[row.confidence],
        )
    kind = KIND_WORDS[row.kind]
    return say(
        "{length}, {kind}{tail}. {confidence}",
        length=length(counted.number, counted.unit),
        kind=kind,
        tail=tail,
        confidence=CONFIDENCE[row.confidence],
    )


def why(row: Rule, event: Event, anchor: Event, started: date | datetime, counted: Length | None) -> str:
    """Which event started it, and how it was counted."""
    begun = say("{name_of} on {at}", name_of=name_of(event.event), at=dates.plain(event.at))
    if anchor is not event:
        begun += say(
            "; counted again from: {name_of} on {at}" if row.recount else "; counted from: {name_of} on {at}",
            name_of=lower(name_of(anchor.event)),
            at=dates.plain(anchor.at),
        )
    return say("{begun}; {counted}", begun=begun, counted=_counted(row, event is anchor, started, counted))


def _counted(row: Rule, first: bool, started: date | datetime, counted: Length | None) -> str:
    if counted is None:
        return "no length is known, so only the days so far are shown."
    if counted.unit == "hours":
        if isinstance(started, datetime):
            return say("counted in hours from {started}.", started=dates.clock_time(started))
        return "the time is not recorded, so whole days are counted."
    if row.from_day_one and not counted.theirs:
        return "that day is day 1."
    ours = " (our convention: the source is silent)" if row.first_day_ours else ""
    until = " Provisional until the letter's arrival is recorded." if row.recount and first else ""
    if counted.unit == "working_days":
        return say("working days are counted from the day after{ours}.{until}", ours=ours, until=until)
    return say("counted from the day after{ours}.{until}", ours=ours, until=until)
