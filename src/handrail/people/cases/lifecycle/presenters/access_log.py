"""From the audit trail of a case to the words of who has looked."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.queries import AuditTrailRow, TrailActCount, TrailUserDayRow
from handrail.platform.kernel.messages import UserText, join_texts, msg, pluralise
from handrail.platform.ui import formatting

SHARING_VERBS = ("shared with", "named a colleague")


MOST_LOOKS = 5


class AccessLogItem(TypedDict):
    """One record of the trail, as the page says it. `you`: the reader themselves."""

    who: str
    at: datetime.datetime
    saw: str
    you: bool
    refused: bool


def present_access_log(lines: Iterable[AuditTrailRow], actor: Actor) -> list[AccessLogItem]:
    """Who looked, when, at what. Whoever reads the log and never the file is told that something was recorded,
    and why access was given; what was recorded is the file's."""
    return [
        {
            "who": msg("{user_name}, {body_name}", user_name=look.user_name, body_name=look.body_name),
            "at": look.at,
            "saw": _describe_access(look, whole=actor.may(Permission.VIEW_CASE)),
            "you": look.user_name == actor.user_name and look.body_name == actor.body_name,
            "refused": look.outcome == "refused",
        }
        for look in lines
    ]


def present_recent_access(looks: Iterable[AuditTrailRow], actor: Actor) -> list[AccessLogItem]:
    """A few visits, newest first: those of others, and the newest of the reader's own.

    Where there are more, refused ones are kept before those of other organisations, these before those of colleagues,
    and these before what the installation did by itself.
    """
    visits = sorted(
        _merge_access_records_by_user_and_day(looks),
        key=lambda look: (look.outcome != "refused", look.is_automatic, look.body_name == actor.body_name),
    )
    lines = present_access_log(visits, actor)
    others, own = [line for line in lines if not line["you"]], [line for line in lines if line["you"]]
    newest_own = sorted(own, key=lambda line: line["at"], reverse=True)[:1]
    return sorted([*others[:MOST_LOOKS], *newest_own], key=lambda line: line["at"], reverse=True)


def _merge_access_records_by_user_and_day(looks: Iterable[AuditTrailRow]) -> list[AuditTrailRow]:
    """What one person saw, or was refused, on one day is one line, newest first; what they changed stays apart."""
    visits: dict[tuple[object, ...], AuditTrailRow] = {}
    for number, look in enumerate(looks):
        day = timezone.localtime(look.at).date()
        key: tuple[object, ...] = (look.user_name, look.body_name, day, look.outcome)
        if look.outcome == "done":
            key = (*key, number)
        newest = visits.get(key, look)
        visits[key] = replace(newest, shown=tuple(dict.fromkeys((*newest.shown, *look.shown))))
    return list(visits.values())


@dataclass(frozen=True, slots=True)
class DailyAccessSummary:
    """What one person did, saw or was refused on one day. `count`: how often in all.

    `is_outside`: of another organisation than the one that holds the case.
    """

    who: str
    you: bool
    first: datetime.datetime
    last: datetime.datetime
    count: int
    acts: list[str]
    sources: list[str]
    is_outside: bool


def build_daily_access_summaries(
    lines: Iterable[TrailUserDayRow], outcome: str, actor: Actor
) -> list[DailyAccessSummary]:
    """The lines of a page of the log. From where they came is told to whoever reads the log and never the file.

    Args:
        lines: of the trail, each a person on a day.
        outcome: “done”, “read” or “refused”: all of theirs.
        actor: the reader.

    Returns:
        One look for each line.
    """
    is_shown_whole = actor.may(Permission.VIEW_CASE)
    return [
        DailyAccessSummary(
            who=msg("{user_name}, {body_name}", user_name=UserText(line.user_name), body_name=line.body_name),
            you=line.user_id == str(actor.user_id),
            first=line.first,
            last=line.last,
            count=line.count,
            acts=_list_act_descriptions(line.acts, outcome, whole=is_shown_whole),
            sources=[] if is_shown_whole else _list_network_and_device_texts(line.acts),
            is_outside=line.is_outside,
        )
        for line in lines
    ]


CSV_HEADS = (
    *("When", "Who", "Organisation", "Role", "Outcome", "What", "What was shown"),
    *("Network", "Device"),
)
OUTCOME_WORDS = {"read": "Viewed", "done": "Changed", "refused": "Refused"}


def make_audit_trail_csv_row(look: AuditTrailRow, actor: Actor) -> tuple[str, ...]:
    """The cells of one record. What was recorded, and from where, is told as on the page.

    Returns:
        Texts in the order of CSV_HEADS.
    """
    is_shown_whole = actor.may(Permission.VIEW_CASE)
    kinds = [kind for kind in Kind if kind.value in look.shown]
    return (
        timezone.localtime(look.at).isoformat(timespec="seconds"),
        look.user_name,
        look.body_name,
        look.role,
        OUTCOME_WORDS[look.outcome],
        _describe_verb_and_reason(look.verb, look.why, whole=is_shown_whole)
        if look.outcome != "refused"
        else look.why,
        join_texts((kind.words for kind in kinds), "; "),
        "" if is_shown_whole else look.network,
        "" if is_shown_whole else look.device,
    )


def _list_act_descriptions(acts: Sequence[TrailActCount], outcome: str, *, whole: bool) -> list[str]:
    """What was seen on a day as one sentence; what was done or refused each by itself, repeats counted."""
    if outcome == "read":
        seen = {kind for act in acts for kind in act.shown}
        shown = _describe_information_kinds_seen(seen)
        return [shown] if shown else [*dict.fromkeys(formatting.capitalise_first(act.verb) for act in acts)]
    counted: dict[str, int] = {}
    for act in acts:
        said = act.why if outcome == "refused" else _describe_verb_and_reason(act.verb, act.why, whole=whole)
        counted[said] = counted.get(said, 0) + act.count
    return [_format_text_with_count(said, number) for said, number in counted.items()]


def _format_text_with_count(said: str, number: int) -> str:
    return said if number == 1 else msg("{said} ({times})", said=said, times=pluralise(number, "time"))


def _list_network_and_device_texts(acts: Sequence[TrailActCount]) -> list[str]:
    """Networks and marks of devices, each pair once."""
    found = dict.fromkeys((act.network, act.device) for act in acts if act.network or act.device)
    return [
        msg(
            "Network {network}, device {device}",
            network=network or "unknown",
            device=device or "not recognised",
        )
        for network, device in found
    ]


def _describe_verb_and_reason(verb: str, why: str, *, whole: bool) -> str:
    told = why if whole or verb.startswith(SHARING_VERBS) else ""
    words = formatting.capitalise_first(verb)
    return msg("{verb}: {told}", verb=words, told=told) if told else words


def _describe_information_kinds_seen(shown: Iterable[str]) -> str:
    kinds = [kind for kind in Kind if kind.value in set(shown)]
    if set(kinds) == set(Kind):
        return "Viewed whole case"
    words = join_texts(formatting.lower_first(kind.words) for kind in kinds)
    return msg("Viewed: {kinds}", kinds=words) if kinds else ""


def _describe_access(look: AuditTrailRow, *, whole: bool) -> str:
    if look.outcome == "refused":
        return look.why
    if look.outcome == "done":
        return _describe_verb_and_reason(look.verb, look.why, whole=whole)
    return _describe_information_kinds_seen(look.shown) or formatting.capitalise_first(look.verb)
