"""From the audit trail of a case to the words of who has looked."""

import datetime
from collections.abc import Iterable
from typing import TypedDict

from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.queries import AuditTrailRow
from handrail.platform.kernel.messages import join_texts, msg
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


def present_recent_access_others_first(looks: Iterable[AuditTrailRow], actor: Actor) -> list[AccessLogItem]:
    """The newest looks of other people, and of the reader's own only the last before this one."""
    lines = present_access_log(looks, actor)
    others, own = [line for line in lines if not line["you"]], [line for line in lines if line["you"]]
    return [*others[:MOST_LOOKS], *own[:1]]


def _describe_access(look: AuditTrailRow, *, whole: bool) -> str:
    if look.outcome == "refused":
        return look.why
    if look.outcome == "done":
        told = look.why if whole or look.verb.startswith(SHARING_VERBS) else ""
        verb = formatting.capitalise_first(look.verb)
        return msg("{verb}: {told}", verb=verb, told=told) if told else verb
    kinds = [kind for kind in Kind if kind.value in look.shown]
    if set(kinds) == set(Kind):
        return "Saw everything"
    return (
        msg("Saw: {kinds}", kinds=join_texts(formatting.lower_first(kind.words) for kind in kinds))
        if kinds
        else formatting.capitalise_first(look.verb)
    )
