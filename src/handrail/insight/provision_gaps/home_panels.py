"""On the home of the area roles: what is missing most often in their area, and whether money lasts."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from handrail.directory.funds.financial_years import get_financial_year, get_year_end, get_year_start
from handrail.directory.funds.models import Budget
from handrail.directory.need_and_service_kinds import NEEDS
from handrail.insight.provision_gaps.queries import count_unmet_by_need
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.formatting import format_money
from handrail.platform.ui.home_cards import HomePageViewer, HomePanel, HomePanelLine

MOST_LINES: Final = 4
NEED_NAMES: Final = {f"need={need.code}": need.name for need in NEEDS}


def list_missing_lines(reader: HomePageViewer) -> Sequence[HomePanelLine]:
    """Needs that most people had unmet, by the same figures as the page of gaps. Two statements."""
    own = Body.objects.filter(pk=reader.actor.body_id, area__isnull=False).values_list("area_id", flat=True)
    people = count_unmet_by_need(own)
    most = sorted(NEED_NAMES, key=lambda cell: -people.get(cell, 0))[:MOST_LINES]
    return [
        HomePanelLine(
            NEED_NAMES[cell],
            reverse("provision_gaps"),
            msg("About {people} people in a year", people=people[cell]),
        )
        for cell in most
        if people.get(cell)
    ]


def list_money_lines(reader: HomePageViewer) -> Sequence[HomePanelLine]:
    """Budgets of this year of the reader's funds, with the day on which each ends at this rate. One statement."""
    day = today()
    rows = Budget.objects.filter(
        fund__owner=reader.actor.body_id, year=get_financial_year(day), closed_on__isnull=True
    ).select_related("fund")
    return [_make_money_line(row, day) for row in rows.order_by("fund__name", "pk")[:MOST_LINES]]


def _make_money_line(row: Budget, day: date) -> HomePanelLine:
    left, whole = (
        format_money(pence) for pence in (row.allotted_pence - row.set_aside_pence, row.allotted_pence)
    )
    ends = find_last_day(row.allotted_pence, row.set_aside_pence, row.year, day)
    words = msg("{left} left of {whole}. Lasts the year.", left=left, whole=whole)
    if ends is not None:
        words = msg(
            "{left} left of {whole}. At this rate it ends about {day}.",
            left=left,
            whole=whole,
            day=format_day(ends),
        )
    tag = ("met", "Lasts") if ends is None else ("today", "Runs out")
    return HomePanelLine(row.fund.name, reverse("fund", args=[row.fund_id]), words, tag)


def find_last_day(allotted_pence: int, set_aside_pence: int, year: int, day: date) -> date | None:
    """When a budget ends at the rate of the year so far.

    Args:
        allotted_pence: what the year holds.
        set_aside_pence: spent and promised so far.
        year: in which the financial year begins.
        day: up to which it was spent.

    Returns:
        The day; None where it lasts to the end of the year.
    """
    start, end = get_year_start(year), get_year_end(year)
    gone = (day - start).days + 1
    if not set_aside_pence:
        return None
    ends = start + timedelta(days=int(gone * allotted_pence / set_aside_pence))
    return None if ends >= end else max(ends, day)


MISSING_PANEL: Final = HomePanel(
    "Missing most often",
    Permission.VIEW_OVERSIGHT,
    list_missing_lines,
    place="provision_gaps",
    link="Unmet need by type and phase",
    empty="No figures of this area yet.",
)
MONEY_PANEL: Final = HomePanel(
    "Money to 31 March",
    Permission.VIEW_MONEY,
    list_money_lines,
    place="funds",
    link="All funds",
    empty="None of your funds has a budget this year.",
)
