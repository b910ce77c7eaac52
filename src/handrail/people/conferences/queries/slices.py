"""What lies on the table for one reader: their own organisation's items, and the slice that was cut for them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
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
    ItemDisclosureEndReason,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import format_day, to_london

_CUT = ("member", "shows", "basis", "until", "ended_at")
ORDER = {kind: number for number, kind in enumerate(ConferenceItemKind.values)}


class ConferenceItemForReader(NamedTuple):
    """One item as the reader sees it. `text` is "" where it is withheld or held back.

    What is withheld was given on no basis and until no day: `withheld_why` is all that is said of it.
    """

    item: ConferenceItem
    kind: str
    text: str
    shows: ItemVisibilityToMember
    basis: str
    until: str
    is_own: bool
    held_back_why: str
    is_cut: bool
    withheld_why: str = ""


class ConferenceItemsWithVisibility(NamedTuple):
    """All that lies on the table: what the reader sees, and for whoever runs it who was given which kind.

    `puts` is by organisation and agency; `gave` names the members to whom the reader's own agency gave something.
    """

    items: tuple[ConferenceItemForReader, ...]
    puts: Mapping[tuple[int, str], frozenset[str]]
    gave: frozenset[UUID]
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
    reasons = _read_why_items_are_withheld(mine.values(), seat)
    shown = [
        _decrypt_conference_item(item.bind(seat.key), mine.get(item.pk), seat, item.pk in cut)._replace(
            withheld_why=reasons.get(item.pk, "")
        )
        for item in items
        if item.pk in mine or (seat.reads_table and seat.owns_item(item))
    ]
    shown.sort(key=lambda one: ORDER[ConferenceItemKind(one.item.kind)])
    held: dict[str, int] = {}
    puts: dict[tuple[int, str], set[str]] = {}
    for item in items:
        if item.held_back_why:
            held[item.from_body.name] = held.get(item.from_body.name, 0) + 1
        else:
            puts.setdefault((item.from_body_id, item.from_part), set()).add(item.kind)
    return ConferenceItemsWithVisibility(
        tuple(shown),
        {agency: frozenset(kinds) for agency, kinds in puts.items()},
        frozenset(row.member.pk for row in slices if seat.owns_item(row.item)),
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
    own = [row for row in found if seat.owns_item(row.item)]
    reasons = _read_why_items_are_withheld(own, seat)
    items = [
        _decrypt_item_part_for_member(row.item.bind(seat.key), row)._replace(
            withheld_why=reasons.get(row.item.pk, "")
        )
        for row in own
    ]
    return sorted(items, key=lambda one: ORDER[ConferenceItemKind(one.item.kind)]), len(found) - len(own)


@acting_as_system(SystemActor.CONFERENCES)
def get_conference_item_of_own_organisation(seat: ConferenceSeat, item_id: UUID) -> ConferenceItem | None:
    """An item of the reader's own agency, open to them; None where it is another's."""
    rows = ConferenceItem.objects.filter(conference=seat.conference, from_body=seat.actor.body_id, pk=item_id)
    found = rows.opened_for(seat.key).first()
    return found if found is not None and seat.owns_item(found) else None


@acting_as_system(SystemActor.CONFERENCES)
def list_current_disclosures_of_conference_item(
    seat: ConferenceSeat, item: ConferenceItem
) -> list[ConferenceSlice]:
    """Who sees an item now, on which basis and why, open to the reader whose item it is."""
    rows = ConferenceSlice.objects.filter(item=item, ended_at__isnull=True)
    return list(rows.opened_for(seat.key))


class CurrentItemDisclosureToMember(NamedTuple):
    """What one member was given of one item."""

    item: ConferenceItem
    member: ConferenceMember
    shows: str
    basis: str
    until: datetime.date
    ended_at: datetime.datetime | None


def _list_conference_items_and_disclosures(
    seat: ConferenceSeat,
) -> tuple[list[ConferenceItem], list[CurrentItemDisclosureToMember]]:
    """All items, and what holds of what was given of each: one row for each pair, in one statement.

    Of a conference that has ended: what held when it ended. No member reads it any more.
    """
    ended = seat.conference.has_ended
    now = Q(slices__ended_at__isnull=True, slices__until__gte=today())
    if ended:
        now = Q(slices__ended_why=ItemDisclosureEndReason.CLOSED)
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
        if member is not None:
            slices.append(
                CurrentItemDisclosureToMember(
                    item, member, row.cut_shows, row.cut_basis, row.cut_until, row.cut_ended_at
                )
            )
    if ended:
        return list(items.values()), [row for row in slices if _did_disclosure_hold_at_its_end(row)]
    return list(items.values()), [row for row in slices if _may_item_disclosure_still_be_read(row, seat)]


def _did_disclosure_hold_at_its_end(row: CurrentItemDisclosureToMember) -> bool:
    """Whether its last day had not passed when it ended."""
    return row.ended_at is None or row.until >= to_london(row.ended_at).date()


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


def _read_why_items_are_withheld(
    parts: Iterable[CurrentItemDisclosureToMember], seat: ConferenceSeat
) -> dict[UUID, str]:
    """Why each item is withheld from its member, by item. One statement where one is, else none."""
    withheld = [row for row in parts if row.shows == ItemVisibilityToMember.WITHHELD]
    if not withheld:
        return {}
    found = ConferenceSlice.objects.filter(
        member__in={row.member.pk for row in withheld}, item__in=[row.item.pk for row in withheld]
    )
    rows = found.filter(shows=ItemVisibilityToMember.WITHHELD).order_by("pk").opened_for(seat.key)
    return {row.item_id: row.why.open() for row in rows if row.why}


def _decrypt_conference_item(
    item: ConferenceItem, part: CurrentItemDisclosureToMember | None, seat: ConferenceSeat, is_cut: bool
) -> ConferenceItemForReader:
    is_own = seat.owns_item(item)
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
        *_describe_basis_and_last_day(None if is_own else part),
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
    label, opened = ConferenceItemKind(item.kind).label, text.open() if text else ""
    return ConferenceItemForReader(
        item, label, opened, shows, *_describe_basis_and_last_day(part), False, "", True
    )


def _describe_basis_and_last_day(part: CurrentItemDisclosureToMember | None) -> tuple[str, str]:
    """On which basis it was given and until when; neither of what is withheld, or of one's own."""
    if part is None or part.shows == ItemVisibilityToMember.WITHHELD:
        return "", ""
    basis = ItemDisclosureBasis(part.basis)
    words = "The person agreed to share this" if basis is ItemDisclosureBasis.CONSENT else basis.label
    return words, format_day(part.until)
