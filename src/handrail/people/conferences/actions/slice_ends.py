"""Ending parts of slices: all of a conference, of one member, or those that rested on an agreement taken back."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from handrail.people.conferences.agreements import may_hold_conference_seat
from handrail.people.conferences.models import Conference, ConferenceMember, ConferenceSlice
from handrail.people.conferences.text_choices import (
    ItemDisclosureBasis,
    ItemDisclosureEndReason,
    MemberLeavingReason,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess


def end_disclosures_of_conference(
    conference: Conference, why: ItemDisclosureEndReason, member: ConferenceMember | None = None
) -> int:
    """End what is open of a conference.

    Args:
        conference: locked by the caller.
        why: what is written beside each.
        member: only theirs; None for all.

    Returns:
        How many ended.
    """
    rows = ConferenceSlice.objects.filter(member__conference=conference, ended_at__isnull=True)
    rows = rows if member is None else rows.filter(member=member)
    return rows.update(ended_at=timezone.now(), ended_why=why.value)


def end_consented_disclosures_to_agency(
    conference: Conference, body_code: str | None, kept: Sequence[str]
) -> int:
    """End what one agency was given on the person's agreement, but for the kinds that it still covers.

    Args:
        conference: locked by the caller.
        body_code: the agency; None for all.
        kept: codes of the kinds that may stay.

    Returns:
        How many ended.
    """
    rows = ConferenceSlice.objects.filter(
        member__conference=conference,
        basis=ItemDisclosureBasis.CONSENT,
        ended_at__isnull=True,
    )
    if body_code is not None:
        rows = rows.filter(member__body__code=body_code)
    gone = [row.pk for row in rows.select_related("item") if row.item.kind not in kept]
    ended = ConferenceSlice.objects.filter(pk__in=gone)
    return ended.update(ended_at=timezone.now(), ended_why=ItemDisclosureEndReason.WITHDRAWN.value)


def end_enforcement_seats_without_consent(
    conference: Conference, agreed: Mapping[int, frozenset[str]], by: Actor
) -> int:
    """End the seats of immigration enforcement that rested on a yes which the person took back.

    Args:
        conference: locked by the caller.
        agreed: kinds by agency, as they are now.
        by: who recorded the answer.

    Returns:
        How many seats ended.
    """
    rows = ConferenceMember.objects.filter(conference=conference, left_at__isnull=True)
    gone = [row for row in rows.select_related("body") if not may_hold_conference_seat(row, agreed)]
    for row in gone:
        row.bind(UnrecordedKeyAccess(conference.case_id))
        row.left_at, row.left_why = timezone.now(), MemberLeavingReason.WITHDRAWN
        row.save_by(by)
        end_disclosures_of_conference(conference, ItemDisclosureEndReason.WITHDRAWN, row)
    return len(gone)
