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


def format_share(now: PublishedCount, unit: str, share: str) -> str:
    """“October 2026: 30 of 40 people within 2 days, about 75%.”

    Args:
        now: of this period, with its part.
        unit: what is counted.
        share: what is told, such as “within 2 days”.
    """
    told = {"period": now.period, "part": _format_part_of_people(now), "unit": unit, "share": share}
    if now.people < SMALLEST_BASE:
        return msg("{period}: {part} {unit} {share}.", **told)
    return msg("{period}: {part} {unit} {share}, {percentage}.", **told, percentage=_format_percentage(now))


def format_note_on_percentage(now: PublishedCount) -> str:
    """Why there is no percentage, of a period with few people; empty for one with nobody or with enough."""
    if not 0 < now.people < SMALLEST_BASE:
        return ""
    return msg("Fewer than {base} people: too few for a percentage.", base=SMALLEST_BASE)


def format_earlier_shares(earlier: Sequence[tuple[str, PublishedCount | None]], unit: str) -> str:
    """“September 2026: 10 of 10. October 2025: 20 of 25, about 80%.” Without a judgement.

    Args:
        earlier: of each period its words and its figure; None where it is not published.
        unit: what is counted, such as “people”.
    """
    return " ".join(
        format_earlier_figures([(period, found)], unit)
        if found is None
        else msg("{period}: {part}.", period=period, part=_format_part_and_percentage(found))
        for period, found in earlier
    )


def _format_part_and_percentage(found: PublishedCount) -> str:
    part = _format_part_of_people(found)
    if found.people < SMALLEST_BASE:
        return part
    return msg("{part}, {percentage}", part=part, percentage=_format_percentage(found))


def _format_part_of_people(found: PublishedCount) -> str:
    return msg("{part} of {people}", part=f"{found.part or 0:,}", people=f"{found.people:,}")


def _format_percentage(found: PublishedCount) -> str:
    return format_rounded_percentage(get_share_in_100(found.part or 0, found.people))


def format_rounded_percentage(percent: int) -> str:
    """“about 75%”; all or none of a rounded figure may be a few people off."""
    if percent in (0, 100):
        return "all or nearly all" if percent else "none or very few"
    return msg("about {percent}%", percent=percent)


def get_share_in_100(part: int, whole: int) -> int:
    """Of published counts; rounding can make a part larger than its whole in no edition, as they are drawn together."""
    return round(100 * part / whole)
