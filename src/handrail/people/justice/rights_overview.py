"""The contract at a glance: each right that has come with its state, those still to come, the person's own answer."""

import datetime
from collections.abc import Sequence
from typing import Final, NamedTuple

from handrail.people.justice.models import ContractItem, JusticeContact
from handrail.people.justice.presenters import JusticeTag
from handrail.people.justice.rules.entitlements import RIGHTS, get_entitlement
from handrail.people.justice.text_choices import (
    NEEDS_REASON,
    PersonAnswerOnInformationGiven,
    WishToContinueCase,
)
from handrail.platform.kernel.messages import msg, pluralise

LATER: Final = JusticeTag("declined", "Later")


class RightState(NamedTuple):
    """One right in short; `number` is that of the Code. One whose trigger has not come yet is for later."""

    number: str
    name: str
    tag: JusticeTag
    is_later: bool = False


class PersonAnswersAtNewestContact(NamedTuple):
    """What the person said when they were last told something."""

    on: datetime.date
    lines: Sequence[tuple[str, str]]


def present_rights_overview(items: Sequence[ContractItem], today: datetime.date) -> list[RightState]:
    """Each right of the Code, and what comes before them, by its most urgent question.

    Args:
        items: of the contract.
        today: the day of the page.

    Returns:
        In the order of the Code; none before the first question has come.
    """
    by_right: dict[str, list[ContractItem]] = {}
    for row in items:
        if row.is_asked:
            by_right.setdefault(get_entitlement(row.entitlement, row.started).right, []).append(row)
    if not by_right:
        return []
    return [
        RightState(code, name, _make_tag_of_right(by_right[code], today))
        if code in by_right
        else RightState(code, name, LATER, is_later=True)
        for code, name in RIGHTS.items()
    ]


def _make_tag_of_right(rows: Sequence[ContractItem], today: datetime.date) -> JusticeTag:
    waiting = [row for row in rows if row.is_open]
    due = [row.due_on for row in waiting if row.due_on]
    if due and min(due) < today:
        return JusticeTag("overdue", "Late")
    if due and min(due) == today:
        return JusticeTag("today", "Due today")
    if waiting:
        return JusticeTag("unknown", msg("{number} open", number=len(waiting)))
    gaps = sum(1 for row in rows if row.answer in NEEDS_REASON)
    if gaps:
        return JusticeTag("unsure", pluralise(gaps, "gap"))
    is_late = any(row.days_late for row in rows)
    return JusticeTag("unsure", "Done, late") if is_late else JusticeTag("met", "Done")


def present_answers_of_newest_contact(contact: JusticeContact | None) -> PersonAnswersAtNewestContact | None:
    """Their answers at the newest contact; None before the first."""
    if contact is None:
        return None
    lines = [
        ("Did they understand?", PersonAnswerOnInformationGiven(contact.understood).label),
        ("Was it what they wanted to know?", PersonAnswerOnInformationGiven(contact.useful).label),
        ("Do they want to go on?", WishToContinueCase(contact.wish).label),
    ]
    return PersonAnswersAtNewestContact(contact.on, lines)
