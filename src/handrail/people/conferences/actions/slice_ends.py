"""Ending parts of slices: all of a conference, of one member, or those that rested on an agreement taken back."""

from collections.abc import Sequence

from django.utils import timezone

from handrail.people.conferences.models import Conference, ConferenceMember, ConferenceSlice
from handrail.people.conferences.text_choices import ShareBasis, SliceEnd


def end_slices(conference: Conference, why: SliceEnd, member: ConferenceMember | None = None) -> int:
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


def end_consented_slices(conference: Conference, body_code: str, kept: Sequence[str]) -> int:
    """End what one agency was given on the person's agreement, but for the kinds that it still covers.

    Args:
        conference: locked by the caller.
        body_code: the agency.
        kept: codes of the kinds that may stay.

    Returns:
        How many ended.
    """
    rows = ConferenceSlice.objects.filter(
        member__conference=conference,
        member__body__code=body_code,
        basis=ShareBasis.CONSENT,
        ended_at__isnull=True,
    )
    gone = [row.pk for row in rows.select_related("item") if row.item.kind not in kept]
    ended = ConferenceSlice.objects.filter(pk__in=gone)
    return ended.update(ended_at=timezone.now(), ended_why=SliceEnd.WITHDRAWN.value)
