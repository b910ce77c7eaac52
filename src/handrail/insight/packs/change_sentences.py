"""What changed, as a sentence that says no more than published figures can carry.

A figure is a multiple of five within so many of the truth. So a difference of two is certain only beyond both reaches;
and two periods differ by chance as well, at least as numbers of independent people do (Poisson). Nothing is said of
why.
"""

from math import sqrt
from typing import Final, NamedTuple

from handrail.platform.kernel.messages import msg

SMALLEST_BASE: Final = 20
"""Below so many people no share is told."""
ROUNDING_VARIANCE: Final = 4.0
"""What rounding by chance to five adds to the variance of a count (design of figures, 7)."""
Z: Final = 1.96


class PublishedCount(NamedTuple):
    """People of a period as published, how far that may be from the truth, and those within its share."""

    period: str  # in words
    people: int
    within: int
    part: int | None = None


def format_figure_change(now: PublishedCount, before: PublishedCount | None, name: str) -> str:
    """How a figure compares with an earlier one.

    Args:
        now: of this period.
        before: of the earlier one; None where it is not published.
        name: what the earlier period is called, such as “the month before”.

    Returns:
        One sentence.
    """
    if before is None:
        return msg("{name} is not published, so there is nothing to compare with.", name=_capitalise(name))
    told: dict[str, object] = {"name": name, "period": before.period, "before": f"{before.people:,}"}
    difference, reach = now.people - before.people, now.within + before.within
    if abs(difference) <= reach:
        return msg(
            "{before} in {period}, {name}: too close to tell apart, because both are rounded.",
            **told,
        )
    told["least"] = msg("{number} more", number=f"{difference - reach:,}")
    if difference < 0:
        told["least"] = msg("{number} fewer", number=f"{-difference - reach:,}")
    if abs(difference) <= Z * sqrt(now.people + before.people + 2 * ROUNDING_VARIANCE):
        return msg(
            "{before} in {period}, {name}: at least {least} now, but two periods often differ by as much by chance.",
            **told,
        )
    return msg(
        "{before} in {period}, {name}: at least {least} now, which rounding does not explain. Two periods show no "
        "trend.",
        **told,
    )


def format_share_sentence(now: PublishedCount, before: PublishedCount | None, share: str) -> str:
    """How many of them fulfil the share; in 100 where enough people are published for it.

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
            "{part} of them {share}. Fewer than {base} people: too few for a share.",
            part=f"{now.part:,}",
            share=share,
            base=SMALLEST_BASE,
        )
    told: dict[str, object] = {
        "part": f"{now.part:,}",
        "share": share,
        "now": get_share_in_100(now.part, now.people),
    }
    if before is None or before.part is None or before.people < SMALLEST_BASE:
        return msg("{part} of them {share}: about {now} in 100.", **told)
    then = get_share_in_100(before.part, before.people)
    return msg(
        "{part} of them {share}: about {now} in 100. In {period}: about {then}.",
        **told,
        period=before.period,
        then=then,
    )


def get_share_in_100(part: int, whole: int) -> int:
    """Of published counts; rounding can make a part larger than its whole in no edition, as they are drawn together."""
    return round(100 * part / whole)


def _capitalise(words: str) -> str:
    return words[:1].upper() + words[1:]
