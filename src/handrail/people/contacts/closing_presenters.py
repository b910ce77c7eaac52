"""What is outstanding on a case, whose sharing can end, and the head of a closed case, as words and links."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse

from handrail.people.cases.consent.queries.grants_and_access_log import CaseGrantRow
from handrail.people.cases.lifecycle.queries.open_items import OutstandingCaseItem
from handrail.people.contacts.queries.closings import ClosingRow, list_closing_rows
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

READ_WHEN_CLOSED = ("stay", "referral", "case_money", "conference")
"""Pages of open things that are read, not filled in: a closed case leads to them."""


class OutstandingItem(NamedTuple):
    """Something outstanding. `href` is its page; `read` the same where a closed case leads to it too; else empty."""

    title: str
    text: str
    href: str
    read: str


type OutstandingGroups = list[tuple[str, list[OutstandingItem]]]
"""What is outstanding, by the name of its sort."""


class ClosedCaseNotice(NamedTuple):
    """The head of a closed case: why, what is still open, and the way to open it again."""

    line: ClosingRow | None
    groups: OutstandingGroups
    reopen: str


def make_closed_case_notice(case_access: CaseAccess, reference: str) -> ClosedCaseNotice:
    """What the case page says at its head where the case is closed."""
    lines = list_closing_rows(case_access)
    line = lines[0] if lines and lines[0].reopened_at is None else None
    sees = case_access.inside and {Kind.PATHWAY, Kind.NOTES, Kind.CONTACT} <= case_access.kinds
    return ClosedCaseNotice(
        line=line,
        groups=group_outstanding_items_by_sort(list_outstanding_items(case_access)) if sees else [],
        reopen=reverse("reopen_case", args=[reference]) if case_access.may(Permission.RECORD) else "",
    )


def get_outstanding_item_name(thing: OutstandingCaseItem) -> str:
    """“Task: ring the council”"""
    return msg("{sort}: {title}", sort=thing.sort, title=thing.title)


def get_open_item_hints_by_key(things: Iterable[OutstandingCaseItem]) -> dict[str, str]:
    """What is said under the box of each.

    Returns:
        Day and words, by the key of the item.
    """
    return {thing.key: get_outstanding_item_text(thing) for thing in things}


def get_outstanding_item_text(thing: OutstandingCaseItem) -> str:
    """“Wren Ashdown, by 3 December 2026”"""
    return (
        formatting.capitalise_first(
            msg(
                "{what} {on}", what=thing.text, on=formatting.format_day_omitting_current_year(thing.on)
            ).strip()
        )
        if thing.on
        else formatting.capitalise_first(thing.text)
    )


def group_outstanding_items_by_sort(things: Iterable[OutstandingCaseItem]) -> OutstandingGroups:
    """What is outstanding by its sort, each with its own page."""
    groups: dict[str, list[OutstandingItem]] = {}
    for thing in things:
        page = reverse(thing.act, args=thing.args) if thing.act != "case" else ""
        one = OutstandingItem(
            title=thing.title,
            text=get_outstanding_item_text(thing),
            href=page,
            read=page if thing.act in READ_WHEN_CLOSED else "",
        )
        groups.setdefault(thing.sort, []).append(one)
    return list(groups.items())


def list_endable_grant_choices(grants: Iterable[CaseGrantRow]) -> list[tuple[str, str]]:
    """Whose sharing can end with the case: not the point of contact's, nor the stand-in's."""
    return [(str(grant.grant_id), grant.to) for grant in grants if not grant.keeps_contact]


def get_access_grant_hints_by_id(grants: Iterable[CaseGrantRow]) -> dict[str, str]:
    """What each may see, on which lawful basis.

    Returns:
        By the number of the grant.
    """
    return {
        str(grant.grant_id): grant.because
        if grant.person
        else msg("{kinds}. {ground}.", kinds=join_texts(grant.kinds, "; "), ground=grant.ground)
        + (msg(" Until {until}.", until=formatting.format_day(grant.until)) if grant.until else "")
        for grant in grants
    }
