"""Sending a referral: the referral and, where it goes by link, its link, in one transaction."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from handrail.people.cases.offers.actions import referral_links, referrals
from handrail.people.cases.offers.actions.referral_links import NewReferralLink
from handrail.people.cases.offers.actions.referrals import ReferralInput
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.text_choices import ReferralMethod
from handrail.platform.access.actor import Actor


class SentReferral(NamedTuple):
    """A referral as it was sent; with its link and the code where it goes by link."""

    row: Referral
    link: NewReferralLink | None


@transaction.atomic
def send_referral(
    *, case_id: UUID, service_id: int, told: ReferralInput, on: datetime.date, by: Actor
) -> SentReferral:
    """Refer the person, and make the link where it goes by link.

    Args:
        case_id, service_id, told, on, by: as for `create_referral`.

    Returns:
        The referral and its link.

    Raises:
        ActionNotPossibleError, Denied: as `create_referral`.
    """
    row = referrals.create_referral(case_id=case_id, service_id=service_id, told=told, on=on, by=by)
    return SentReferral(row, _make_link_if_sent_by_link(row, by))


@transaction.atomic
def send_referral_again_with_link(
    *, referral_id: UUID, told: ReferralInput, seen_version: int, by: Actor
) -> SentReferral:
    """Send a referral once more, and make a new link where it goes by link.

    Args:
        referral_id, told, seen_version, by: as for `send_referral_again`.

    Returns:
        The referral and its link.

    Raises:
        ConcurrentEditError, ActionNotPossibleError, Denied, NotVisible: as `send_referral_again`.
    """
    row = referrals.send_referral_again(referral_id=referral_id, told=told, seen_version=seen_version, by=by)
    return SentReferral(row, _make_link_if_sent_by_link(row, by))


def _make_link_if_sent_by_link(row: Referral, by: Actor) -> NewReferralLink | None:
    if row.method != ReferralMethod.LINK:
        return None
    return referral_links.make_referral_link(referral_id=row.pk, by=by)
