"""What lies on the table for one reader: their own organisation's items, and the slice that was cut for them."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from handrail.people.conferences.agreements import (
    is_taken_back,
    may_hold_conference_seat,
    may_tell_member_on_basis,
)
from handrail.people.conferences.models import ConferenceItem, ConferenceMember, ConferenceSlice
from handrail.people.conferences.permissions import ConferenceSeat
from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import format_day

_CUT = ("member", "shows", "basis", "until")
ORDER = {kind: number for number, kind in enumerate(ConferenceItemKind.values)}


class ConferenceItemForReader(NamedTuple):
    """One item as the reader sees it. `text` is "" where it is withheld or held back."""

    item: ConferenceItem
    kind: str
    text: str
    shows: ItemVisibilityToMember
    basis: str
    until: str
    is_own: bool
    held_back_why: str
    is_cut: bool


class ConferenceItemsWithVisibility(NamedTuple):
    """All that lies on the table: what the reader sees, and for whoever runs it who was given which kind."""

    items: tuple[ConferenceItemForReader, ...]
    puts: Mapping[int, frozenset[str]]
    sees: Mapping[UUID, Mapping[str, str]]
    bases: Mapping[UUID, tuple[str, ...]]
    held_back: Mapping[str, int]

    @property
    def kinds(self) -> list[str]:
        """Codes of the kinds whose text the reader was shown, for the trail."""
        return sorted({one.item.kind for one in self.items if one.text})


@acting_as_system(SystemActor.CONFERENCES)
def get_conference_items_with_visibility(seat: ConferenceSeat) -> ConferenceItemsWithVisibility:
    """What the reader sees today. What rested on an agreement that the person took back is gone. One statement.

    Args:
        seat: the reader's.

    Returns:
        Their items in the order of kinds, and who was given what.
    """
    items, slices = _list_conference_items_and_disclosures(seat)
    own = seat.member.pk if seat.member is not None and seat.is_let_in else None
    mine = {row.item.pk: row for row in slices if row.member.pk == own}
    cut = {row.item.pk for row in slices}
    shown = [
        _decrypt_conference_item(item.bind(seat.key), mine.get(item.pk), seat, item.pk in cut)
        for item in items
        if item.pk in mine or (seat.reads_table and item.from_body_id == seat.actor.body_id)
    ]
    shown.sort(key=lambda one: ORDER[ConferenceItemKind(one.item.kind)])
    held: dict[str, int] = {}
    puts: dict[int, set[str]] = {}
    for item in items:
        if item.held_back_why:
            held[item.from_body.name] = held.get(item.from_body.name, 0) + 1
        else:
            puts.setdefault(item.from_body_id, set()).add(item.kind)
    return ConferenceItemsWithVisibility(
        tuple(shown),
        {body: frozenset(kinds) for body, kinds in puts.items()},
        _map_visibility_by_member_and_kind(slices),
        {
            number: tuple(
                dict.fromkeys(
                    ItemDisclosureBasis(row.basis).label
                    for row in slices
                    if row.member.pk == number and row.shows != ItemVisibilityToMember.WITHHELD
                )
            )
            for number in {row.member.pk for row in slices}
        },
        held,
    )


@acting_as_system(SystemActor.CONFERENCES)
def get_disclosure_to_member_without_account(
    seat: ConferenceSeat, member: ConferenceMember
) -> tuple[list[ConferenceItemForReader], int]:
    """What the reader's own organisation gave a member without an account.

    What others gave is for them to print: whoever prints meets nothing that was not cut for them.

    Args:
        seat: the reader's.
        member: who is given the paper.

    Returns:
        Items in the order of kinds, and how many more other organisations gave.
    """
    found = [row for row in _list_conference_items_and_disclosures(seat)[1] if row.member.pk == member.pk]
    own = [row for row in found if row.item.from_body_id == seat.actor.body_id]
    items = [_decrypt_item_part_for_member(row.item.bind(seat.key), row) for row in own]
    return sorted(items, key=lambda one: ORDER[ConferenceItemKind(one.item.kind)]), len(found) - len(own)


@acting_as_system(SystemActor.CONFERENCES)
def get_conference_item_of_own_organisation(seat: ConferenceSeat, item_id: UUID) -> ConferenceItem | None:
    """An item of the reader's own organisation, open to them; None where it is another's."""
    rows = ConferenceItem.objects.filter(conference=seat.conference, from_body=seat.actor.body_id, pk=item_id)
    return rows.opened_for(seat.key).first()


@acting_as_system(SystemActor.CONFERENCES)
def list_current_disclosures_of_conference_item(item: ConferenceItem) -> list[ConferenceSlice]:
    """How an item is cut now."""
    return list(ConferenceSlice.objects.filter(item=item, ended_at__isnull=True))


class CurrentItemDisclosureToMember(NamedTuple):
    """What one member was given of one item."""

    item: ConferenceItem
    member: ConferenceMember
    shows: str
    basis: str
    until: datetime.date


def _list_conference_items_and_disclosures(
    seat: ConferenceSeat,
) -> tuple[list[ConferenceItem], list[CurrentItemDisclosureToMember]]:
    """All items, and what stands of what was cut of each: one row for each pair, in one statement."""
    now = Q(slices__ended_at__isnull=True, slices__until__gte=today())
    rows: Any = ConferenceItem.objects.filter(conference=seat.conference).select_related("from_body", "by")
    rows = rows.annotate(
        cut=FilteredRelation("slices", condition=now), **{f"cut_{name}": F(f"cut__{name}") for name in _CUT}
    )
    members = {row.pk: row for row in seat.members}
    items: dict[UUID, ConferenceItem] = {}
    slices: list[CurrentItemDisclosureToMember] = []
    for row in rows.order_by("pk", "cut__pk"):
        item = items.setdefault(row.pk, row)
        member = members.get(UUID(str(row.cut_member))) if row.cut_member else None
        if member is not None and not seat.conference.has_ended:
            slices.append(
                CurrentItemDisclosureToMember(item, member, row.cut_shows, row.cut_basis, row.cut_until)
            )
    return list(items.values()), [row for row in slices if _may_item_disclosure_still_be_read(row, seat)]


def _may_item_disclosure_still_be_read(row: CurrentItemDisclosureToMember, seat: ConferenceSeat) -> bool:
    """Whether what was cut may still be read, whether or not somebody has ended it."""
    member, body = row.member, row.member.body_id
    if not may_hold_conference_seat(member, seat.agreed) or not may_tell_member_on_basis(member, row.basis):
        return False
    is_account = row.item.kind == ConferenceItemKind.ACCOUNT and row.shows != ItemVisibilityToMember.WITHHELD
    if is_account or member.part == MemberAgency.OBSERVER:
        return False
    if row.shows == ItemVisibilityToMember.WITHHELD or row.basis != ItemDisclosureBasis.CONSENT:
        return True
    if is_taken_back(seat.conference, body, seat.agreed):
        return False
    return row.item.kind in seat.agreed.get(body, frozenset())


def _decrypt_conference_item(
    item: ConferenceItem, part: CurrentItemDisclosureToMember | None, seat: ConferenceSeat, is_cut: bool
) -> ConferenceItemForReader:
    is_own = item.from_body_id == seat.actor.body_id
    shows = (
        ItemVisibilityToMember.WHOLE
        if is_own
        else ItemVisibilityToMember(part.shows)
        if part
        else ItemVisibilityToMember.WITHHELD
    )
    text = {ItemVisibilityToMember.WHOLE: item.text, ItemVisibilityToMember.NEED: item.need}.get(shows)
    return ConferenceItemForReader(
        item,
        ConferenceItemKind(item.kind).label,
        text.open() if text else "",
        shows,
        "" if is_own or part is None else ItemDisclosureBasis(part.basis).label,
        "" if is_own or part is None else format_day(part.until),
        is_own,
        item.held_back_why.open() if is_own and item.held_back_why else "",
        is_cut,
    )


def _map_visibility_by_member_and_kind(
    slices: Sequence[CurrentItemDisclosureToMember],
) -> dict[UUID, dict[str, str]]:
    """The most that each member sees of each kind."""
    strength = {
        ItemVisibilityToMember.WITHHELD.value: 0,
        ItemVisibilityToMember.NEED.value: 1,
        ItemVisibilityToMember.WHOLE.value: 2,
    }
    found: dict[UUID, dict[str, str]] = {}
    for row in slices:
        views = found.setdefault(row.member.pk, {})
        kind = row.item.kind
        if kind not in views or strength[row.shows] > strength[views[kind]]:
            views[kind] = row.shows
    return found


def _decrypt_item_part_for_member(
    item: ConferenceItem, part: CurrentItemDisclosureToMember
) -> ConferenceItemForReader:
    """As it was cut for one member, whoever reads it."""
    shows = ItemVisibilityToMember(part.shows)
    text = {ItemVisibilityToMember.WHOLE: item.text, ItemVisibilityToMember.NEED: item.need}.get(shows)
    label, basis = ConferenceItemKind(item.kind).label, ItemDisclosureBasis(part.basis).label
    opened = text.open() if text else ""
    return ConferenceItemForReader(item, label, opened, shows, basis, format_day(part.until), False, "", True)
