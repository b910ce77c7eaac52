"""What is put on the table, and cutting who sees it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.conferences.agreements import (
    does_person_refuse_conference,
    find_agreed_information_kinds_by_agency,
    may_tell_member_on_basis,
)
from handrail.people.conferences.models import ConferenceItem, ConferenceMember, ConferenceSlice
from handrail.people.conferences.permissions import ConferenceSeat, lock_case_and_find_seat
from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemDisclosureEndReason,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

SET_MEANWHILE = "Someone has changed who sees this. Look at it again."


@dataclass(frozen=True, slots=True)
class ItemDisclosureInput:
    """What one member is given of an item. `why` is needed where the person did not agree, or it is withheld."""

    member_id: UUID
    shows: ItemVisibilityToMember
    basis: ItemDisclosureBasis
    why: str = ""


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def add_conference_item(item: ConferenceItem, *, conference_id: UUID, by: Actor) -> ConferenceItem:
    """Tell the conference something, or say that something is held back, and why.

    Args:
        item: unsaved.
        conference_id: the conference.
        by: a member who signed, or whoever works on the case.

    Returns:
        The saved item. Nobody else sees it before a slice is cut.

    Raises:
        NotVisible: the actor is no part of it.
        ActionNotPossibleError: they have not signed, or it has ended.
        ValidationError: by field.
    """
    seat = lock_case_and_find_seat(conference_id, by)
    seat.require_reads_table()
    conference = seat.conference
    item.case_id, item.conference = conference.case_id, conference
    item.from_body_id, item.by_id, item.at = by.body_id, by.user_id, timezone.now()
    item.from_part = seat.member.part if seat.member is not None else ""
    item.bind(UnrecordedKeyAccess(conference.case_id)).full_clean(
        exclude={"by", "from_body", "case", "conference"}
    )
    item.save(force_insert=True)
    verb = "held something back from a conference" if item.held_back_why else "put something to a conference"
    write_audit_record(
        who=by.who, verb=verb, about=conference.case_id, why=ConferenceItemKind(item.kind).label
    )
    return item


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def set_item_visibility_to_members(
    slices: Sequence[ItemDisclosureInput],
    *,
    item_id: UUID,
    until: datetime.date,
    person_told: bool,
    by: Actor,
    seen: str | None = None,
) -> None:
    """Set who sees one item. Who is not named sees nothing of it; what was set before is replaced.

    Args:
        slices: one for each member who is given something, or from whom it is shown to be withheld.
        item_id: the item, of the actor's own organisation.
        until: the last day on which it is open; it ends with the conference at the latest.
        person_told: whether the person knows of it.
        by: of the agency that put it in.
        seen: how it was set when the page was shown, as `make_item_disclosure_stamp` says it; None where no page was.

    Raises:
        NotVisible: it is another agency's.
        ActionNotPossibleError: somebody set it meanwhile, an agreement or a reason is missing, or it is the kind
            that is never shared.
        ValidationError: the day.
    """
    item = _get_conference_item_of_own_body(item_id, by)
    seat = lock_case_and_find_seat(item.conference_id, by)
    seat.require_reads_table()
    if not seat.owns_item(item):
        raise NotVisible
    now_set = ConferenceSlice.objects.filter(item=item, ended_at__isnull=True)
    if seen is not None and seen != make_item_disclosure_stamp(now_set):
        raise ActionNotPossibleError(SET_MEANWHILE)
    rows = ConferenceMember.objects.filter(conference=item.conference_id, left_at__isnull=True)
    members = {row.pk: row for row in rows.select_related("body", "user")}
    agreed = find_agreed_information_kinds_by_agency(item.case_id)
    for one in slices:
        _raise_if_item_disclosure_not_allowed(one, item, members.get(one.member_id), agreed)
    now = timezone.now()
    now_set.update(ended_at=now, ended_why=ItemDisclosureEndReason.REPLACED.value)
    for one in slices:
        row = ConferenceSlice(
            case_id=item.case_id, member=members[one.member_id], item=item, shows=one.shows, basis=one.basis,
            person_told=person_told, until=until, cut_by_id=by.user_id, cut_at=now,
        )  # fmt: skip
        row.bind(UnrecordedKeyAccess(item.case_id))
        row.why = one.why
        row.full_clean(exclude={"case", "member", "item", "cut_by"})
        row.save(force_insert=True)
    _record_item_disclosures_in_audit_trail(seat, item, slices, members, by)


def make_item_disclosure_stamp(slices: Iterable[ConferenceSlice]) -> str:
    """Which rows say who sees an item now, in one word: another word where somebody set it anew."""
    return "".join(sorted(row.pk.hex[-6:] for row in slices))


def _get_conference_item_of_own_body(item_id: UUID, by: Actor) -> ConferenceItem:
    rows = ConferenceItem.objects.select_related("conference")
    item = rows.filter(pk=item_id, from_body=by.body_id).first()
    if item is None:
        raise NotVisible
    return item


def _raise_if_item_disclosure_not_allowed(
    one: ItemDisclosureInput,
    item: ConferenceItem,
    member: ConferenceMember | None,
    agreed: Mapping[int, frozenset[str]],
) -> None:
    if member is None:
        raise ActionNotPossibleError("Someone has left. Look at the members again.")
    if one.shows is ItemVisibilityToMember.WITHHELD:
        if not one.why.strip():
            raise ActionNotPossibleError(
                msg("Say why it is withheld from {body}. They read the reason.", body=member.body.name)
            )
        return
    if member.part == MemberAgency.OBSERVER:
        raise ActionNotPossibleError("An observer is told nothing of the person.")
    if item.kind == ConferenceItemKind.ACCOUNT:
        raise ActionNotPossibleError(
            "Their account of what happened is told to no one at a conference. Police have their own file."
        )
    if one.shows is ItemVisibilityToMember.NEED and not item.need:
        raise ActionNotPossibleError("Write the need in a few words first, or choose another answer.")
    _raise_if_sharing_basis_insufficient(one, item, member, agreed)


def _raise_if_sharing_basis_insufficient(
    one: ItemDisclosureInput,
    item: ConferenceItem,
    member: ConferenceMember,
    agreed: Mapping[int, frozenset[str]],
) -> None:
    if not may_tell_member_on_basis(member, one.basis):
        raise ActionNotPossibleError(
            "Immigration enforcement is told only what the person agreed to, or what a named legal duty requires."
        )
    if one.basis is ItemDisclosureBasis.LEGAL_DUTY and not one.why.strip():
        raise ActionNotPossibleError("Name the legal duty: the law and its section.")
    if one.basis is not ItemDisclosureBasis.CONSENT:
        if not one.why.strip():
            raise ActionNotPossibleError(
                msg("Say why {body} is told without their agreement.", body=member.body.name)
            )
        return
    if does_person_refuse_conference(item.conference) or item.kind not in agreed.get(
        member.body_id, frozenset()
    ):
        raise ActionNotPossibleError(
            msg(
                "They have not agreed that {body} is told this kind of information. Ask them, or name another basis.",
                body=member.body.name,
            )
        )


def _record_item_disclosures_in_audit_trail(
    seat: ConferenceSeat,
    item: ConferenceItem,
    slices: Sequence[ItemDisclosureInput],
    members: dict[UUID, ConferenceMember],
    by: Actor,
) -> None:
    for one in slices:
        if one.shows is not ItemVisibilityToMember.WITHHELD:
            write_audit_record(
                who=by.who,
                verb=f"gave {members[one.member_id].body.name} a slice of a conference",
                about=seat.conference.case_id,
                shown=[item.kind],
                why=one.basis.label,
            )
