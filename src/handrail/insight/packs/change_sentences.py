"""A figure beside those of earlier periods, as plain numbers: what is beyond chance the scan of signals says alone."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from handrail.platform.kernel.messages import capitalise_first, msg

SMALLEST_BASE: Final = 20
"""Below so many people no share is told."""
ROUNDING_VARIANCE: Final = 4.0
"""What rounding by chance to five adds to the variance of a count (design of figures, 7)."""


class PublishedCount(NamedTuple):
    """People of a period as published, and those within its share."""

    period: str  # in words
    people: int
    part: int | None = None


def format_earlier_figures(earlier: Sequence[tuple[str, PublishedCount | None]], unit: str) -> str:
    """“10 people in September 2026. 15 people in October 2025.” Without a judgement.

    Args:
        earlier: of each period its words and its figure; None where it is not published.
        unit: what is counted, such as “people”.

    Returns:
        A sentence for each; one that is not published is said to be so.
    """
    return " ".join(
        msg("{period} is not published.", period=capitalise_first(period))
        if found is None
        else msg(
            "{before} {unit} in {period}.",
            before=f"{found.people:,}",
            unit=unit,
            period=period,
        )
        for period, found in earlier
    )


def format_share_sentence(now: PublishedCount, before: PublishedCount | None, share: str) -> str:
    """How many of them fulfil the share; in percent where enough people are published for it.

    Args:
        now: of this period, with its part.
        before: the period before.
        share: what is told, such as “within 2 days”.

    Returns:
        One sentence or two.
    """
    if now.part is None or not now.people:
        return ""
    if now.people < SMALLEST_BASE:
        return msg(
            "{part} of {people} {share}. Fewer than {base} people: too few for a percentage.",
            part=f"{now.part:,}",
            people=f"{now.people:,}",
            share=share,
            base=SMALLEST_BASE,
        )
    told: dict[str, object] = {
        "part": f"{now.part:,}",
        "people": f"{now.people:,}",
        "share": share,
        "now": get_share_in_100(now.part, now.people),
    }
    if before is None or before.part is None or before.people < SMALLEST_BASE:
        return msg("{part} of {people} {share}: about {now}%.", **told)
    then = get_share_in_100(before.part, before.people)
    return msg(
        "{part} of {people} {share}: about {now}%. In {period}: about {then}%.",
        **told,
        period=before.period,
        then=then,
    )


def get_share_in_100(part: int, whole: int) -> int:
    """Of published counts; rounding can make a part larger than its whole in no edition, as they are drawn together."""
    return round(100 * part / whole)
