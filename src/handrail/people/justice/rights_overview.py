"""The contract at a glance: each right that has come with its state, those still to come, the person's own answer."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from handrail.people.justice.models import ContractItem, JusticeContact
from handrail.people.justice.presenters import Tag
from handrail.people.justice.rules.entitlements import RIGHTS, get_entitlement
from handrail.people.justice.text_choices import NEEDS_REASON, PersonAnswer, WishToGoOn
from handrail.platform.kernel.messages import pluralise


class RightState(NamedTuple):
    """One right in short."""

    name: str
    tag: Tag


class RightsOverview(NamedTuple):
    """Rights that have come, in their order; the numbers of those whose trigger has not come yet."""

    come: Sequence[RightState]
    later: str


class OwnAnswer(NamedTuple):
    """What the person said when they were last told something."""

    on: datetime.date
    lines: Sequence[tuple[str, str]]


def present_rights(items: Sequence[ContractItem], today: datetime.date) -> RightsOverview:
    """Each right by its most urgent question.

    Args:
        items: of the contract.
        today: the day of the page.
    """
    by_right: dict[str, list[ContractItem]] = {}
    for row in items:
        if row.is_asked:
            by_right.setdefault(get_entitlement(row.entitlement, row.started).right, []).append(row)
    come = [RightState(RIGHTS[code], _describe(by_right[code], today)) for code in RIGHTS if code in by_right]
    return RightsOverview(come, ", ".join(code for code in RIGHTS if code not in by_right))


def _describe(rows: Sequence[ContractItem], today: datetime.date) -> Tag:
    waiting = [row for row in rows if row.is_open]
    due = [row.due_on for row in waiting if row.due_on]
    if due and min(due) < today:
        return Tag("overdue", "Late")
    if due and min(due) == today:
        return Tag("today", "Due today")
    if waiting:
        return Tag("unknown", pluralise(len(waiting), "question"))
    gaps = sum(1 for row in rows if row.answer in NEEDS_REASON)
    return Tag("unsure", pluralise(gaps, "gap")) if gaps else Tag("met", "Answered")


def present_own_answer(contact: JusticeContact | None) -> OwnAnswer | None:
    """Their answers at the newest contact; None before the first."""
    if contact is None:
        return None
    lines = [
        ("Did they understand?", PersonAnswer(contact.understood).label),
        ("Was it what they wanted to know?", PersonAnswer(contact.useful).label),
        ("Do they want to go on?", WishToGoOn(contact.wish).label),
    ]
    return OwnAnswer(contact.on, lines)
