"""What lies on the table for one reader: their own organisation's items, and the slice that was cut for them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from handrail.people.conferences.agreements import is_taken_back, may_be_told_on, may_sit
from handrail.people.conferences.models import ConferenceItem, ConferenceSlice
from handrail.people.conferences.permissions import ConferenceSeat
from handrail.people.conferences.text_choices import ItemKind, MemberPart, ShareBasis, Shown
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import format_day

ORDER = {kind: number for number, kind in enumerate(ItemKind.values)}


class TableItem(NamedTuple):
    """One item as the reader sees it. `text` is "" where it is withheld or held back."""

    item: ConferenceItem
    kind: str
    text: str
    shows: Shown
    basis: str
    until: str
    is_own: bool
    held_back_why: str
    is_cut: bool


class ConferenceTable(NamedTuple):
    """All that lies on the table: what the reader sees, and for whoever runs it who was given which kind."""

    items: tuple[TableItem, ...]
    puts: Mapping[int, frozenset[str]]
    sees: Mapping[UUID, Mapping[str, str]]
    bases: Mapping[UUID, tuple[str, ...]]
    held_back: Mapping[str, int]

    @property
    def kinds(self) -> list[str]:
        """Codes of the kinds whose text the reader was shown, for the trail."""
        return sorted({one.item.kind for one in self.items if one.text})


@acting_as_system(SystemActor.CONFERENCES)
def get_conference_table(seat: ConferenceSeat) -> ConferenceTable:
    """What the reader sees today. What rested on an agreement that the person took back is gone. Two statements.

    Args:
        seat: the reader's.

    Returns:
        Their items in the order of kinds, and who was given what.
    """
    conference = seat.conference
    items = list(
        ConferenceItem.objects.filter(conference=conference).select_related("from_body", "by").order_by("pk")
    )
    slices = _list_open_slices(seat)
    mine = {row.item_id: row for row in slices if seat.is_let_in and row.member_id == _own_member_id(seat)}
    reader = seat.key
    cut = {row.item_id for row in slices}
    shown = [
        _open_item(item.bind(reader), mine.get(item.pk), seat, item.pk in cut)
        for item in items
        if item.pk in mine or (seat.reads_table and item.from_body_id == seat.actor.body_id)
    ]
    shown.sort(key=lambda one: ORDER[ItemKind(one.item.kind)])
    held: dict[str, int] = {}
    puts: dict[int, set[str]] = {}
    for item in items:
        if item.held_back_why:
            held[item.from_body.name] = held.get(item.from_body.name, 0) + 1
        else:
            puts.setdefault(item.from_body_id, set()).add(item.kind)
    return ConferenceTable(
        tuple(shown),
        {body: frozenset(kinds) for body, kinds in puts.items()},
        _map_views(slices),
        {
            number: tuple(
                dict.fromkeys(
                    ShareBasis(row.basis).label
                    for row in slices
                    if row.member_id == number and row.shows != Shown.WITHHELD
                )
            )
            for number in {row.member_id for row in slices}
        },
        held,
    )


@acting_as_system(SystemActor.CONFERENCES)
def get_own_item(seat: ConferenceSeat, item_id: UUID) -> ConferenceItem | None:
    """An item of the reader's own organisation, open to them; None where it is another's."""
    rows = ConferenceItem.objects.filter(conference=seat.conference, from_body=seat.actor.body_id, pk=item_id)
    return rows.opened_for(seat.key).first()


@acting_as_system(SystemActor.CONFERENCES)
def list_open_slices_of_item(item: ConferenceItem) -> list[ConferenceSlice]:
    """How an item is cut now."""
    return list(ConferenceSlice.objects.filter(item=item, ended_at__isnull=True))


def _list_open_slices(seat: ConferenceSeat) -> list[ConferenceSlice]:
    if seat.conference.has_ended:
        return []
    rows = ConferenceSlice.objects.filter(
        item__conference=seat.conference,
        member__left_at__isnull=True,
        ended_at__isnull=True,
        until__gte=today(),
    )
    return [row for row in rows.select_related("item", "member__body") if _stands(row, seat)]


def _stands(row: ConferenceSlice, seat: ConferenceSeat) -> bool:
    """Whether what was cut may still be read, whether or not somebody has ended it."""
    member, body = row.member, row.member.body_id
    if not may_sit(member, seat.agreed) or not may_be_told_on(member, row.basis):
        return False
    is_account = row.item.kind == ItemKind.ACCOUNT and row.shows != Shown.WITHHELD
    if is_account or member.part == MemberPart.OBSERVER:
        return False
    if row.shows == Shown.WITHHELD or row.basis != ShareBasis.CONSENT:
        return True
    if is_taken_back(seat.conference, body, seat.agreed):
        return False
    return row.item.kind in seat.agreed.get(body, frozenset())


def _own_member_id(seat: ConferenceSeat) -> UUID | None:
    return seat.member.pk if seat.member is not None else None


def _open_item(
    item: ConferenceItem, part: ConferenceSlice | None, seat: ConferenceSeat, is_cut: bool
) -> TableItem:
    is_own = item.from_body_id == seat.actor.body_id
    shows = Shown.WHOLE if is_own else Shown(part.shows) if part else Shown.WITHHELD
    text = {Shown.WHOLE: item.text, Shown.NEED: item.need}.get(shows)
    return TableItem(
        item,
        ItemKind(item.kind).label,
        text.open() if text else "",
        shows,
        "" if is_own or part is None else ShareBasis(part.basis).label,
        "" if is_own or part is None else format_day(part.until),
        is_own,
        item.held_back_why.open() if is_own and item.held_back_why else "",
        is_cut,
    )


def _map_views(slices: Sequence[ConferenceSlice]) -> dict[UUID, dict[str, str]]:
    """The most that each member sees of each kind."""
    strength = {Shown.WITHHELD.value: 0, Shown.NEED.value: 1, Shown.WHOLE.value: 2}
    found: dict[UUID, dict[str, str]] = {}
    for row in slices:
        views = found.setdefault(row.member_id, {})
        kind = row.item.kind
        if kind not in views or strength[row.shows] > strength[views[kind]]:
            views[kind] = row.shows
    return found
