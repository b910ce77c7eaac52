"""Ways to reach a person that count as not safe whatever was said: not wanted, or the phone may be tracked."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from handrail.people.records.models import Consent, DangerCheck
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ConsentMatter,
    ContactChannelKind,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.kinds import Kind

ALARMING_ANSWERS = (YesNoUnsureOrNotAsked.YES, YesNoUnsureOrNotAsked.UNSURE)
ASKED_NOT_TO_USE = "They asked us not to use this"
PHONE_CHANNELS = frozenset({ContactChannelKind.CALL, ContactChannelKind.TEXT, ContactChannelKind.WHATSAPP})
"""Ways that reach the person's phone: none of them counts as safe while it may be tracked."""


def get_unsafe_reasons_by_channel(case_id: UUID) -> dict[ContactChannelKind, str]:
    """Ways that count as not safe whatever was said of them, with the reason: for whoever plans to use one.

    Returns:
        The reason, by the way.
    """
    return get_unsafe_channel_reasons_by_case([case_id])[case_id]


def get_unsafe_channel_reasons_by_case(cases: Collection[UUID]) -> dict[UUID, dict[ContactChannelKind, str]]:
    """The same of each of these cases. Two statements, whatever the number.

    Returns:
        The same, by case; each of `cases` is there.
    """
    asked = DangerCheck.objects.filter(case__in=cases).exclude(phone_tracked=YesNoUnsureOrNotAsked.NOT_ASKED)
    checks = list(asked.order_by("-id"))
    said = list(Consent.objects.filter(case__in=cases, matter=ConsentMatter.CHANNEL).order_by("id"))
    found = {}
    for case in cases:
        closed = get_information_kind_and_unsafe_reason_by_channel(
            [row for row in checks if row.case_id == case], [row for row in said if row.case_id == case]
        )
        found[case] = {kind: why for kind, (_, why) in closed.items()}
    return found


def get_information_kind_and_unsafe_reason_by_channel(
    checks: Sequence[DangerCheck], consents: Sequence[Consent]
) -> Mapping[ContactChannelKind, tuple[Kind, str]]:
    """Ways that count as not safe whatever was said of them, each with its reason."""
    said = {row.channel: row.said for row in consents if row.matter == ConsentMatter.CHANNEL}
    closed = {
        kind: (Kind.CONSENT, ASKED_NOT_TO_USE)
        for kind in ContactChannelKind
        if said.get(kind) in (ConsentAnswer.NO, ConsentAnswer.WITHDRAWN)
    }
    tracked = next((row for row in checks if row.phone_tracked != YesNoUnsureOrNotAsked.NOT_ASKED), None)
    if tracked is not None and tracked.phone_tracked in ALARMING_ANSWERS:
        closed |= dict.fromkeys(PHONE_CHANNELS, (Kind.SAFETY, "Their phone may be tracked"))
    return closed
