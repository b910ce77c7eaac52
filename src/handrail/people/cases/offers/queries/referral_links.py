"""Links and visits by their tokens, and whether each still opens anything: consent is asked every time."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE
from django.utils import timezone

from handrail.people.cases.offers import link_secrets
from handrail.people.cases.offers.models import MOST_CODE_TRIES, Referral, ReferralLink, ReferralLinkVisit
from handrail.people.cases.offers.referral_slice import get_disclosable_information_kinds_of_referral
from handrail.people.cases.offers.text_choices import ReferralAnswer, ReferralLinkEndReason
from handrail.people.records.models import attach_services
from handrail.people.records.permissions import raise_if_case_restricted
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

LONGEST_TOKEN = 100
RELATED = ("case__owner", "to_body", "offer", "sent_by")


class OpenReferralLinkVisit(NamedTuple):
    """A visit that goes on, its referral, and the kinds that are open to the provider at this moment."""

    visit: ReferralLinkVisit
    referral: Referral
    kinds: frozenset[Kind]


def find_referral_link_by_token(token: str) -> ReferralLink | None:
    """The link of a token, live or not; None where there is none."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    rows = ReferralLink.objects.select_related(*(f"referral__{name}" for name in RELATED))
    link = rows.filter(token_hash=link_secrets.hash_link_or_visit_token(token)).first()
    attach_services([link.referral.offer] if link else [])
    return link


def can_link_be_opened(link: ReferralLink) -> bool:
    """Whether the right code would open it now: not ended, not expired, tries left, and the person agrees."""
    return (
        link.ended_at is None
        and link.expires_at > timezone.now()
        and link.failed_tries < MOST_CODE_TRIES
        and _is_referral_disclosable(link.referral)
    )


def find_open_link_visit(token: str) -> OpenReferralLinkVisit | None:
    """The visit of a token, while it goes on and the person agrees; None for any other."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    rows = ReferralLinkVisit.objects.select_related(*(f"link__referral__{name}" for name in RELATED))
    visit = rows.filter(
        visit_hash=link_secrets.hash_link_or_visit_token(token), ends_at__gt=timezone.now()
    ).first()
    if visit is None or not _is_case_open_and_referral_not_withdrawn(visit.link.referral):
        return None
    attach_services([visit.link.referral.offer])
    kinds = get_disclosable_information_kinds_of_referral(visit.link.referral)
    return OpenReferralLinkVisit(visit, visit.link.referral, kinds) if kinds else None


def raise_unless_referral_disclosable(row: Referral) -> None:
    """Raise ActionNotPossibleError where nothing that was sent is open to the provider today."""
    raise_if_case_restricted(row.case)
    if not get_disclosable_information_kinds_of_referral(row):
        raise ActionNotPossibleError(
            msg(
                (
                    "You cannot tell {provider} anything by letter or link today. Ask the person "
                    "first, and record their answer under Share."
                ),
                provider=row.to_body.name,
            )
        )


def _is_referral_disclosable(row: Referral) -> bool:
    return _is_case_open_and_referral_not_withdrawn(row) and bool(
        get_disclosable_information_kinds_of_referral(row)
    )


def _is_case_open_and_referral_not_withdrawn(row: Referral) -> bool:
    return row.case.closed_at is None and row.answer != ReferralAnswer.TAKEN_BACK


@dataclass(frozen=True, slots=True)
class ReferralLinkStatus:
    """What the sender sees of the newest link."""

    is_live: bool
    tag: str
    words: str
    details: tuple[tuple[str, str], ...]


def find_newest_link_status(referral_id: UUID) -> ReferralLinkStatus | None:
    """The newest link of a referral and its opening; None where none was made. One statement."""
    rows = ReferralLink.objects.select_related("made_by", "visit").fetch_mode(FETCH_RAISE)
    link = rows.filter(referral=referral_id).order_by("-id").first()
    if link is None:
        return None
    now = timezone.now()
    is_live = link.ended_at is None and link.expires_at > now
    words = "Not opened yet" if is_live else link.get_end_reason_display() or "Expired"
    visit = getattr(link, "visit", None)
    is_visited = bool(visit and visit.ends_at > now)
    tag = "waiting" if is_live else "met" if link.end_reason == ReferralLinkEndReason.OPENED else "declined"
    details = (
        ("Link", words),
        ("Code told to", msg("{office}, {phone}", office=link.office, phone=link.office_phone)),
        ("Made", formatting.capitalise_first(formatting.format_relative_day_and_time(link.made_at))),
        ("Made by", link.made_by.name),
        (
            "Expires",
            formatting.capitalise_first(formatting.format_relative_day_and_time(link.expires_at))
            if is_live
            else "",
        ),
        (
            "Opened",
            formatting.capitalise_first(formatting.format_relative_day_and_time(visit.opened_at))
            if visit
            else "",
        ),
        ("Codes tried", str(link.failed_tries) if link.failed_tries else ""),
    )
    return ReferralLinkStatus(is_live or is_visited, tag, words, tuple(row for row in details if row[1]))
