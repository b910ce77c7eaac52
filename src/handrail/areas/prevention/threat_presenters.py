"""Threats and capacity in words, tags and pictures."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from django.urls import reverse

from handrail.areas.prevention.models import OutcomeFigure, TeamMonth, ThreatItem
from handrail.areas.prevention.presenters import PreventionStateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.kernel.dates import format_month, format_short_month
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_day_and_short_month, get_today

NAV: Final = "strategies"


class TeamCapacityHistory(NamedTuple):
    """One team over the months, the newest first, with a picture of its filled posts from the second month on."""

    name: str
    body: str
    months: list[tuple[str, TeamMonth]]
    chart: DrawingSvgWithAltText | None


def make_threat_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The parts that the reader may open.

    Args:
        actor: who reads.
        current: the name of the address that is shown.

    Returns:
        Words, address, and whether it is shown.
    """
    places = (
        ("Plans", "strategies", Permission.VIEW_STRATEGY),
        ("Threat log", "threats", Permission.VIEW_PREVENTION),
        ("Scored threats", "threat_scores", Permission.VIEW_PREVENTION),
        ("Team capacity", "team_capacity", Permission.VIEW_PREVENTION),
        ("Prosecutions", "prosecutions", Permission.VIEW_PREVENTION),
    )
    return [(words, reverse(place), place == current) for words, place, needed in places if actor.may(needed)]


def make_threat_review_due_tag(row: ThreatItem) -> PreventionStateTag:
    """When an item is reviewed."""
    if row.state == "closed" or row.review_on is None:
        return PreventionStateTag("met", "Closed")
    day = format_day_and_short_month(row.review_on)
    if row.review_on < get_today():
        return PreventionStateTag("overdue", msg("Review overdue since {day}", day=day))
    if row.review_on == get_today():
        return PreventionStateTag("today", "Review today")
    return PreventionStateTag("soon", msg("Review {day}", day=day))


def find_source_of_all_figures(rows: Sequence[OutcomeFigure]) -> tuple[str, str] | None:
    """Source and confidence where several figures have the same, so that a page says them once.

    Returns:
        Both in words; None for one figure or for several sources.
    """
    found = {(row.source, str(row.get_confidence_display())) for row in rows}
    return found.pop() if len(rows) > 1 and len(found) == 1 else None


def list_team_capacity_histories(rows: Sequence[TeamMonth]) -> list[TeamCapacityHistory]:
    """Teams in the order of the rows."""
    found = defaultdict[tuple[str, str], list[TeamMonth]](list)
    for row in rows:
        found[row.team, row.body.name].append(row)
    return [_make_team_capacity_history(name, body, months) for (name, body), months in found.items()]


def _make_team_capacity_history(name: str, body: str, months: list[TeamMonth]) -> TeamCapacityHistory:
    filled = [(str(format_month(row.month)), row.filled) for row in reversed(months)]
    chart = None
    if len(filled) > 1:
        alt = msg(
            "{team}: {first} posts filled in {from_month}, {last} in {to_month}.",
            team=name,
            first=filled[0][1],
            from_month=filled[0][0],
            last=filled[-1][1],
            to_month=filled[-1][0],
        )
        points = tuple((format_short_month(row.month), row.filled) for row in reversed(months))
        chart = make_drawing_svg_with_alt_text(LineChart(points), alt)
    return TeamCapacityHistory(name, body, [(str(format_month(row.month)), row) for row in months], chart)
