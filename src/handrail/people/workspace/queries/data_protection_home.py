"""What waits for the data protection lead: each kind with its count, the most urgent of it and the list it is in."""

from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from handrail.people.emergencies.queries import select_emergency_accesses
from handrail.people.personal_data.queries.data_protection_overview import (
    select_erasure_requests_that_wait,
    select_open_access_requests,
)
from handrail.people.unusual_use.models import UnusualUse
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

MOST_SHOWN: Final = 5


class DataProtectionReviewRow(NamedTuple):
    """One thing that waits. `tag`: state and words."""

    title: str
    href: str
    about: str
    tag: tuple[str, str]


class DataProtectionReviewSection(NamedTuple):
    """One kind of thing: the first few, how many in all, and where the rest is."""

    title: str
    lines: list[DataProtectionReviewRow]
    total: int
    place: str
    link: str
    empty: str


def list_data_protection_review_sections(actor: Actor) -> list[DataProtectionReviewSection]:
    """All that the actor has to review. Two statements each, however many there are."""
    return [
        _get_subject_access_section(actor),
        _get_erasure_section(actor),
        _get_emergency_access_section(actor),
        _get_unusual_use_section(actor),
    ]


def _get_subject_access_section(actor: Actor) -> DataProtectionReviewSection:
    rows = select_open_access_requests(actor)
    lines = [
        DataProtectionReviewRow(
            msg("Copy of data requested: {reference}", reference=row.case.reference),
            reverse("case_personal_data", args=[row.case.reference]),
            msg("Due by {day}", day=formatting.format_long_day(row.due_on)),
            ("overdue", "Overdue") if row.due_on < today() else ("soon", "Open"),
        )
        for row in rows[:MOST_SHOWN]
    ]
    return _make_data_protection_section(
        "Data access requests", lines, rows, "personal_data", "All data access requests", "No open requests."
    )


def _get_erasure_section(actor: Actor) -> DataProtectionReviewSection:
    rows = select_erasure_requests_that_wait(actor)
    lines = [
        DataProtectionReviewRow(
            msg("Erasure requested by {name}", name=row.asked_by.name),
            reverse("erasure", args=[row.pk]),
            formatting.format_long_day(row.asked_at),
            ("today", "Waiting for a second approval"),
        )
        for row in rows[:MOST_SHOWN]
    ]
    return _make_data_protection_section(
        "Erasures", lines, rows, "erasures", "All erasures", "No erasures waiting."
    )


def _get_emergency_access_section(actor: Actor) -> DataProtectionReviewSection:
    rows = select_emergency_accesses(actor, reviewed=False)
    lines = [
        DataProtectionReviewRow(
            msg("{reference}, opened by {name}", reference=row.case.reference, name=row.opened_by.name),
            reverse("emergencies"),
            formatting.format_relative_day_and_time(row.opened_at),
            ("today", "To review"),
        )
        for row in rows[:MOST_SHOWN]
    ]
    return _make_data_protection_section(
        "Emergency access",
        lines,
        rows,
        "emergencies",
        "All emergency access",
        ("No emergency access waiting for review."),
    )


def _get_unusual_use_section(actor: Actor) -> DataProtectionReviewSection:
    rows = UnusualUse.objects.visible_to(actor).filter(state="open").for_list()
    lines = [
        DataProtectionReviewRow(
            row.worker.name, reverse("decide_unusual_use", args=[row.pk]), row.reason, ("soon", "To decide")
        )
        for row in rows[:MOST_SHOWN]
    ]
    return _make_data_protection_section(
        "Unusual access to cases",
        lines,
        rows,
        "unusual_use",
        "All findings",
        "No findings waiting for a decision.",
    )


def _make_data_protection_section(
    title: str, lines: list[DataProtectionReviewRow], rows: "QuerySet[Any]", place: str, link: str, empty: str
) -> DataProtectionReviewSection:
    total = len(lines) if len(lines) < MOST_SHOWN else rows.count()
    return DataProtectionReviewSection(title, lines, total, place, link, empty)
