"""On the home of the area roles: what is missing most often in their area, and whether money lasts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from django.urls import reverse

from handrail.directory.forms import PHASES
from handrail.directory.funds.financial_years import get_financial_year, get_year_end, get_year_start
from handrail.directory.funds.models import Budget
from handrail.directory.need_and_service_kinds import NEEDS
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.insight.measures.breakdowns import DISTRICT
from handrail.insight.provision_gaps.heat_map import get_heat_map_shade_of_count
from handrail.insight.provision_gaps.queries import MOST_QUARTERS, count_people_with_unmet_needs
from handrail.insight.publication.months_and_quarters import format_month, list_months_of_quarter
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.documents.small_charts import draw_bar_of_part_of_whole
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.formatting import format_money
from handrail.platform.ui.home_cards import HomePageViewer, HomePanel, HomePanelLine

MOST_LINES, MOST_DISTRICTS = 5, 12
NEED_NAMES: Final = {f"need={need.code}": need.name for need in NEEDS}


class MissingProvisionOverview(NamedTuple):
    """What is missing in an area. `districts`: those with somebody, by phase, each count with the step of its cell.

    They are left out where no district is known. `without_district`: people whose district nobody recorded.
    `since`, `until`: the first and last month counted; empty where none is published.
    """

    most_often: list[HomePanelLine]
    phases: list[str]
    districts: list[tuple[str, list[tuple[str, int, int]]]]
    people: int
    without_district: int
    since: str
    until: str


def get_missing_provision_overview(area_code: str, quarters: Sequence[str]) -> MissingProvisionOverview:
    """Needs that most people had unmet, and districts by phase, as on the page of gaps. One statement.

    Args:
        area_code: the reader's own; of the country nothing is told, since districts are for those of their area.
        quarters: codes of those that are published, the newest first.
    """
    counted = quarters[:MOST_QUARTERS]
    people = count_people_with_unmet_needs(area_code, counted) if area_code != COUNTRY else Counter[str]()
    most = sorted(NEED_NAMES, key=lambda cell: -people.get(cell, 0))
    next_one = people.get(most[MOST_LINES], 0)
    if people.get(most[MOST_LINES - 1], 0) == next_one:  # none of those that are alike is chosen by its place
        most = [cell for cell in most if people.get(cell, 0) > next_one] or most
    most = most[:MOST_LINES]
    longest = max((people.get(cell, 0) for cell in most), default=0)
    lines = [
        HomePanelLine(
            NEED_NAMES[cell],
            f"{reverse('provision_gaps')}#{cell.replace('=', '-')}",
            "",
            value=f"{people[cell]:,}",
            bar=draw_bar_of_part_of_whole(people[cell], longest),
        )
        for cell in most
        if people.get(cell)
    ]
    return MissingProvisionOverview(
        lines,
        [words for _, words in PHASES],
        _list_districts_with_missing_provision(people),
        people.get("", 0),
        people.get(f"district={NOT_KNOWN}", 0),
        since=format_month(list_months_of_quarter(counted[-1])[0]) if counted else "",
        until=format_month(list_months_of_quarter(counted[0])[-1]) if counted else "",
    )


def _list_districts_with_missing_provision(
    people: Mapping[str, int],
) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """Districts with somebody, those with most people first; what is not known last."""
    found = [
        (code, name, [(words, people.get(f"district_phase={code}.{phase}", 0)) for phase, words in PHASES])
        for code, name in DISTRICT.values
        if people.get(f"district={code}")
    ]
    if all(code == NOT_KNOWN for code, *_ in found):
        return []
    most = max((number for *_, cells in found for _, number in cells), default=0)
    found.sort(key=lambda row: (row[0] == NOT_KNOWN, -people[f"district={row[0]}"], row[1]))
    return [
        (name, [(words, number, get_heat_map_shade_of_count(number, most)) for words, number in cells])
        for _, name, cells in found[:MOST_DISTRICTS]
    ]


def list_fund_budget_lines(reader: HomePageViewer) -> Sequence[HomePanelLine]:
    """Budgets of this year of the reader's funds, with the day on which each ends at this rate. One statement."""
    day = today()
    rows = Budget.objects.filter(
        fund__owner=reader.actor.body_id, year=get_financial_year(day), closed_on__isnull=True
    ).select_related("fund")
    return [_make_fund_budget_line(row, day) for row in rows.order_by("fund__name", "pk")[:MOST_LINES]]


def _make_fund_budget_line(row: Budget, day: date) -> HomePanelLine:
    left, whole = (
        format_money(pence) for pence in (row.allotted_pence - row.set_aside_pence, row.allotted_pence)
    )
    ends = estimate_last_day_of_budget(row.allotted_pence, row.set_aside_pence, row.year, day)
    words = msg("{left} left of {whole}.", left=left, whole=whole)
    if ends is not None:
        words = msg(
            "{left} left of {whole}. At this rate it ends about {day}.",
            left=left,
            whole=whole,
            day=format_day(ends),
        )
    tag = ("met", "On track") if ends is None else ("today", "Runs out")
    start, end = get_year_start(row.year), get_year_end(row.year)
    gone = ((day - start).days + 1) / ((end - start).days + 1)
    bar = draw_bar_of_part_of_whole(row.set_aside_pence, row.allotted_pence, gone)
    return HomePanelLine(row.fund.name, reverse("fund", args=[row.fund_id]), words, tag, bar=bar)


def estimate_last_day_of_budget(
    allotted_pence: int, set_aside_pence: int, year: int, day: date
) -> date | None:
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


def list_fund_state_lines_of_area(reader: HomePageViewer) -> Sequence[HomePanelLine]:
    """Whether this year's budgets of the area last, without an amount. One statement."""
    day = today()
    own = Body.objects.filter(pk=reader.actor.body_id, area__isnull=False).values("area_id")
    rows = Budget.objects.filter(
        fund__owner__area__in=own, year=get_financial_year(day), closed_on__isnull=True
    ).select_related("fund__owner")
    return [_make_fund_state_line(row, day) for row in rows.order_by("fund__name", "pk")[:MOST_LINES]]


def _make_fund_state_line(row: Budget, day: date) -> HomePanelLine:
    ends = estimate_last_day_of_budget(row.allotted_pence, row.set_aside_pence, row.year, day)
    tag = ("met", "On track") if ends is None else ("today", "Runs out")
    about = row.fund.owner.name
    if ends is not None:
        about = msg("{owner}. At this rate it ends about {day}.", owner=about, day=format_day(ends))
    return HomePanelLine(row.fund.name, "", about, tag)


AREA_MONEY_PANEL: Final = HomePanel(
    "Budget to 31 March",
    Permission.VIEW_OVERSIGHT,
    list_fund_state_lines_of_area,
    place="",
    link="",
    empty="No fund of your area has a budget this year.",
    not_for=Permission.VIEW_MONEY,
)
MONEY_PANEL: Final = HomePanel(
    "Budget to 31 March",
    Permission.VIEW_MONEY,
    list_fund_budget_lines,
    place="funds",
    link="All funds",
    empty="None of your funds has a budget this year.",
)
