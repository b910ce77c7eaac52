"""What the order of 2011 asks a local policing body to publish, as rows of CSV files."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from handrail.areas.commissioning.queries.money import (
    list_published_agreements,
    list_published_invitations_to_tender,
    list_published_spending,
)
from handrail.platform.kernel.money import format_pence_for_input
from handrail.platform.reference.models import Body

FILES = (
    ("grants", "Crime and disorder grants"),
    ("contracts", "Contracts over £10,000"),
    ("invitations", "Invitations to tender"),
)


class PublishedFileTable(NamedTuple):
    """Heads and rows of one file."""

    heads: tuple[str, ...]
    rows: list[Sequence[object]]


def make_published_spending_of_month_table(body: Body, month: datetime.date) -> PublishedFileTable:
    """Each spend of a month over £500: recipient, purpose, why it is good value."""
    heads = ("paid_on", "recipient", "sum_in_pounds", "purpose", "why_good_value")
    rows: list[Sequence[object]] = [
        (
            row.paid_on,
            row.award.line.provider_name,
            format_pence_for_input(row.pence),
            row.purpose,
            row.award.line.good_value,
        )
        for row in list_published_spending(body, month)
    ]
    return PublishedFileTable(heads, rows)


def make_published_grants_table(body: Body) -> PublishedFileTable:
    """Each grant: recipient, purpose, conditions, reasons."""
    heads = (
        "title",
        "recipient",
        "sum_in_pounds",
        "starts_on",
        "ends_on",
        "purpose",
        "conditions",
        "reasons",
    )
    rows: list[Sequence[object]] = [
        (
            found.line.title,
            found.line.provider_name,
            format_pence_for_input(found.pence),
            found.line.starts_on,
            found.line.ends_on,
            found.line.purpose,
            found.line.conditions,
            found.reasons,
        )
        for found in list_published_agreements(body, "grant")
    ]
    return PublishedFileTable(heads, rows)


def make_published_contracts_table(body: Body) -> PublishedFileTable:
    """Each contract over £10,000."""
    heads = ("title", "provider", "sum_in_pounds", "starts_on", "ends_on", "purpose", "why_good_value")
    rows: list[Sequence[object]] = [
        (
            found.line.title,
            found.line.provider_name,
            format_pence_for_input(found.pence),
            found.line.starts_on,
            found.line.ends_on,
            found.line.purpose,
            found.line.good_value,
        )
        for found in list_published_agreements(body, "contract")
    ]
    return PublishedFileTable(heads, rows)


def make_published_tender_invitations_table(body: Body) -> PublishedFileTable:
    """Each invitation to tender, with its notice."""
    rows: list[Sequence[object]] = [
        (row.line.title, row.published_on, row.reference, row.href)
        for row in list_published_invitations_to_tender(body)
    ]
    return PublishedFileTable(("title", "published_on", "notice", "address"), rows)


MAKERS = {
    "grants": make_published_grants_table,
    "contracts": make_published_contracts_table,
    "invitations": make_published_tender_invitations_table,
}
