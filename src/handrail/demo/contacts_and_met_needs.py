"""Contacts that were held in a generated case, and the days on which some of its needs were met.

The figures of first contact and of met needs are counted from these: without them both would be nought.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from handrail.demo.plan_types import PlannedCase, PlannedNeed
from handrail.people.contacts.text_choices import KnownChannelSafety
from handrail.people.records.text_choices import ContactChannelKind, OfferAnswer

FIRST_CONTACT_DAYS: Final = (0, 0, 1, 1, 2, 2, 3, 4, 6, 9, 14)
DAYS_TO_NEXT_CONTACT: Final = (7, 14, 21, 28)
REACHED_SHARE: Final = 0.85
MET_SHARE: Final = 0.5
"""Of the needs with an accepted offer whose result is known."""
DAYS_UNTIL_MET: Final = (2, 5, 10, 18, 28, 40, 60)
BY_HAND: Final = "hero"
"""The story of cases that are told in full, with contacts of their own."""
SAFE: Final = KnownChannelSafety.SAFE


@dataclass(frozen=True, slots=True)
class HeldContactWithVictim:
    """A contact with the person: its day, its channel and what was known of the channel's safety."""

    on: date
    channel: str
    says: str


def list_contacts_held_with_victim(case: PlannedCase, today: date) -> list[HeldContactWithVictim]:
    """The first contact after the person was identified, and one more, where they were reached.

    Args:
        case: the plan, whose key is the source of chance.
        today: after this day nothing has happened.

    Returns:
        By day; none where nobody reached the person so far.
    """
    r = Random(f"{case.key}:contacts")
    if case.story == BY_HAND or r.random() >= REACHED_SHARE:
        return []
    first = case.opened + timedelta(days=r.choice(FIRST_CONTACT_DAYS))
    days = [first, first + timedelta(days=r.choice(DAYS_TO_NEXT_CONTACT))]
    channel, says = _choose_safe_contact_channel(case)
    return [HeldContactWithVictim(day, channel, says) for day in days if day <= today]


def _choose_safe_contact_channel(case: PlannedCase) -> tuple[str, str]:
    """The first way that the person called safe, with what is known of it; otherwise face to face."""
    known = {channel.kind: channel.safe for channel in case.channels}
    safe = [kind for kind, answer in known.items() if answer == SAFE]
    face_to_face = ContactChannelKind.IN_PERSON
    return (safe[0], SAFE) if safe else (face_to_face, known.get(face_to_face, KnownChannelSafety.NOT_ASKED))


def iterate_days_on_which_needs_were_met(case: PlannedCase, today: date) -> Iterator[tuple[int, date]]:
    """Which needs were met so far, by their place in the plan, and on which day.

    Args:
        case: the plan, whose key is the source of chance.
        today: after this day nothing has happened.

    Returns:
        The place of each need that was met, with the day.
    """
    if case.story == BY_HAND:
        return
    r = Random(f"{case.key}:met")
    for place, need in enumerate(case.needs):
        is_met, after = r.random() < MET_SHARE, r.choice(DAYS_UNTIL_MET)
        answered = _get_day_of_newest_accepted_offer_with_result(need)
        if is_met and answered and (day := answered + timedelta(days=after)) <= today:
            yield place, day


def _get_day_of_newest_accepted_offer_with_result(need: PlannedNeed) -> date | None:
    """The newest day on which an offer was accepted whose result is known."""
    days: Sequence[date] = [
        offer.answered_on
        for offer in need.offers
        if offer.answer == OfferAnswer.ACCEPTED and offer.answered_on and offer.result
    ]
    return max(days, default=None)
