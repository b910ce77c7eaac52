"""Rules and dates in plain words, for the reason beside every date."""

import re
from datetime import date, datetime

from handrail.pathway import clocks
from handrail.pathway.clock_states import ClockLength
from handrail.pathway.clocks import ClockRule
from handrail.pathway.event_vocabulary import get_event_name
from handrail.pathway.events import PathwayEvent
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import join_texts, lower_text, msg

CONFIDENCE = {
    "confirmed": "Confirmed.",
    "secondary": "Not verified: check the source.",
    "remembered": "Not verified: check the source.",
    "unconfirmed": "Not verified.",
}
UNITS = {"days": "day", "working_days": "working day", "hours": "hour", "months": "month", "years": "year"}
KIND_WORDS = {
    clocks.TARGET: "target",
    clocks.MAXIMUM: "time limit",
    clocks.MINIMUM: "minimum",
    clocks.NOT_BEFORE: "earliest date",
    clocks.WINDOW: "period",
    clocks.WAITING: "no time limit",
    clocks.SETTING: "your organisation’s own target",
    clocks.EVENT: "automatic",
}
LENGTH_OF_KIND = {
    clocks.TARGET: "Target: {length}",
    clocks.MAXIMUM: "Within {length}",
    clocks.MINIMUM: "At least {length}",
    clocks.NOT_BEFORE: "Not before {length} have passed",
    clocks.WINDOW: "Period of {length}",
    clocks.EVENT: "Automatic after {length}",
}
"""How a length is said for each kind of clock that has one."""
NAMED_IN_STATUTE = re.compile(r"\bAct \d{4}\b")


def describe_legal_confidence(confidence: str, source: str) -> str:
    """How sure a rule is: in law where its first source is an Act, else in guidance; or not verified.

    Args:
        confidence: the code of its row.
        source: what the row names, the most important first, parted by semicolons.
    """
    if confidence != "confirmed":
        return CONFIDENCE[confidence]
    return "In law." if NAMED_IN_STATUTE.search(source.split(";")[0]) else "In guidance."


def describe_clock_length(number: int, unit: str) -> str:
    return dates.format_count_with_noun(number, UNITS[unit])


def _format_date_by_certainty(day: date, sureness: str) -> str:
    """No more exact than is known."""
    if sureness == "day":
        return dates.format_day(day)
    if sureness == "year":
        return str(day.year)
    month = dates.format_month(day)
    return msg("about {month}", month=month) if sureness == "remembered" else month


def describe_rule_validity(rule: ClockRule) -> str:
    """Between which dates the rule holds."""
    if rule.dates_confidence == "unknown" or not (rule.since or rule.until):
        return ""
    parts = []
    if rule.since:
        parts.append(msg("since {date}", date=_format_date_by_certainty(rule.since, rule.dates_confidence)))
    if rule.until:
        parts.append(msg("until {until}", until=dates.format_day(rule.until)))
    return join_texts(parts, " ")


def describe_clock_rule(row: ClockRule, counted: ClockLength | None) -> str:
    """How long, since when, and how sure."""
    dated = describe_rule_validity(row)
    tail = msg(" ({dated})", dated=dated) if dated else ""
    if counted is not None and counted.theirs:
        return msg(
            "{length}: your organisation’s own target, not a national rule.",
            length=describe_clock_length(counted.number, counted.unit),
        )
    sure = describe_legal_confidence(row.confidence, row.source)
    if counted is None:
        known = row.confidence == "confirmed"
        return msg(
            "{open_ended}{tail}. {own}{confidence}",
            open_ended="No legal time limit" if known else "Time limit not known",
            tail=tail,
            own="Your organisation can set a target. " if row.settable else "",
            confidence=sure,
        )
    length = msg(LENGTH_OF_KIND[row.kind], length=describe_clock_length(counted.number, counted.unit))
    return msg("{length}{tail}. {confidence}", length=length, tail=tail, confidence=sure)


def explain_clock(
    row: ClockRule,
    event: PathwayEvent,
    anchor: PathwayEvent,
    started: date | datetime,
    counted: ClockLength | None,
) -> str:
    """Which event started it, and how it was counted, so that anyone can check the date by hand.

    Args:
        row: the clock's rule.
        event: the event that started the clock.
        anchor: the event from which it is counted; another than `event` where it was counted again or started late.
        started: the day or moment from which it is counted.
        counted: the length used; None where none is known.

    Returns:
        One sentence, or two where the date is provisional until a letter's arrival is recorded.
    """
    begun = msg("{name_of} on {at}", name_of=get_event_name(event.event), at=dates.format_day(event.at))
    if anchor is not event:
        begun += msg(
            "; restarted by: {name_of} on {at}" if row.recount else "; counted from: {name_of} on {at}",
            name_of=lower_text(get_event_name(anchor.event)),
            at=dates.format_day(anchor.at),
        )
    return msg(
        "{begun}; {counted}",
        begun=begun,
        counted=_explain_counting_of_clock(row, event is anchor, started, counted),
    )


def _explain_counting_of_clock(
    row: ClockRule, first: bool, started: date | datetime, counted: ClockLength | None
) -> str:
    if counted is None:
        known = row.confidence == "confirmed"
        return (
            "there is no legal time limit, so the days so far are shown."
            if known
            else "we do not know the time limit, so the days so far are shown."
        )
    if counted.unit == "hours":
        if isinstance(started, datetime):
            return msg("counted in hours from {started}.", started=dates.format_time(started))
        return "the time is not recorded, so whole days are counted."
    if row.from_day_one and not counted.theirs:
        return "that day is day 1."
    ours = " (Handrail’s own way of counting)" if row.first_day_ours else ""
    until = " Provisional until the letter's arrival is recorded." if row.recount and first else ""
    if counted.unit == "working_days":
        return msg("counted from the next working day{ours}.{until}", ours=ours, until=until)
    return msg("counted from the next day{ours}.{until}", ours=ours, until=until)
