"""The record of what was shared: each item with every disclosure of it, those that have ended too."""

from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Prefetch

from handrail.people.conferences.models import ConferenceItem, ConferenceSlice
from handrail.people.conferences.permissions import ConferenceSeat, find_members_working_on_case
from handrail.people.conferences.text_choices import (
    SEES_AS_STAFF_OF_CASE,
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemDisclosureEndReason,
    ItemVisibilityToMember,
)
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.paging import fetch_page


class RecordedDisclosureRow(NamedTuple):
    """What one or several members were given of one item alike: names with organisations, then what and why.

    `end`: why and when it ended; empty where it has not.
    """

    to: tuple[tuple[str, str], ...]
    shows: str
    basis: str
    why: str
    from_day: str
    until: str
    end: str
    person_knows: bool


class RecordedItemRow(NamedTuple):
    """One item: its kind, who put it in and when, its text where it is the reader's own, and who was given it."""

    kind: str
    nature: str
    put_in: str
    text: str
    is_held_back: bool
    disclosures: tuple[RecordedDisclosureRow, ...]


@acting_as_system(SystemActor.CONFERENCES)
def get_disclosure_record_page(
    seat: ConferenceSeat, number: str
) -> "tuple[Page[ConferenceItem], list[RecordedItemRow]]":
    """What was put in and to whom it was given, on which basis and why. Two statements beside the count.

    Args:
        seat: of whoever works on the case, or of the chair.
        number: of the page, as it was typed.

    Returns:
        Django's page, and its items in the order in which they were put in.

    Raises:
        NotVisible: the reader is neither.
    """
    if not seat.reads_record:
        raise NotVisible
    slices = ConferenceSlice.objects.select_related("member__body", "member__user").order_by("cut_at", "pk")
    rows = ConferenceItem.objects.filter(conference=seat.conference).select_related("from_body", "by")
    found = rows.prefetch_related(Prefetch("slices", queryset=slices)).order_by("pk")
    page = fetch_page(found, number)
    return page, [_make_recorded_item_row(seat, item) for item in page.object_list]


def _make_recorded_item_row(seat: ConferenceSeat, item: ConferenceItem) -> RecordedItemRow:
    item.bind(seat.key)
    is_of_case = item.from_body_id == seat.conference.case.owner_id
    working = find_members_working_on_case(seat) if is_of_case else frozenset[UUID]()
    text = item.text.open() if item.text and seat.owns_item(item) else ""
    return RecordedItemRow(
        ConferenceItemKind(item.kind).label,
        item.get_nature_display(),
        msg(
            "{who}, {body}, {day}",
            who=UserText(item.by.name),
            body=UserText(item.from_body.name),
            day=formatting.format_day(to_london(item.at).date()),
        ),
        text,
        bool(item.held_back_why),
        _group_disclosures_that_are_alike(
            [_make_recorded_disclosure_row(seat, row, working) for row in item.slices.all()]
        ),
    )


def _group_disclosures_that_are_alike(rows: list[RecordedDisclosureRow]) -> tuple[RecordedDisclosureRow, ...]:
    found: dict[RecordedDisclosureRow, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row._replace(to=()), []).extend(row.to)
    return tuple(alike._replace(to=tuple(to)) for alike, to in found.items())


def _make_recorded_disclosure_row(
    seat: ConferenceSeat, row: ConferenceSlice, working: frozenset[UUID]
) -> RecordedDisclosureRow:
    row.bind(seat.key)
    is_withheld = row.shows == ItemVisibilityToMember.WITHHELD
    end = ""
    if row.ended_at is not None:
        end = msg(
            "{why}, {day}",
            why=ItemDisclosureEndReason(row.ended_why).label,
            day=formatting.format_day(to_london(row.ended_at).date()),
        )
    return RecordedDisclosureRow(
        ((row.member.who, row.member.body.name),),
        SEES_AS_STAFF_OF_CASE if row.member_id in working else ItemVisibilityToMember(row.shows).label,
        "" if is_withheld else ItemDisclosureBasis(row.basis).label,
        row.why.open() if row.why else "",
        formatting.format_day(to_london(row.cut_at).date()),
        "" if is_withheld else formatting.format_day(row.until),
        end,
        row.person_told and not is_withheld,
    )
