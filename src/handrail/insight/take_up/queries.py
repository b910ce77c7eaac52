"""Take-up of an area, from published figures. Asks for nobody's case."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from handrail.insight.facts.take_up import STEP_CODES
from handrail.insight.measures.catalogue import TAKE_UP
from handrail.insight.publication.months_and_quarters import list_months_of_quarter
from handrail.insight.publication.queries import PublishedQuarter, list_published_quarters, read_area_figures
from handrail.insight.take_up.group_comparison import PublishedSum, sum_published_figures
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import to_london

MOST_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class TakeUpFigures:
    """Figures of the newest quarters, oldest first, as lists by “breakdown=value”: one number a quarter."""

    quarters: Sequence[PublishedQuarter]
    cells: dict[str, list[int]]

    @property
    def months(self) -> tuple[str, str]:
        """The first and the last month in which somebody was looked at."""
        first, last = (list_months_of_quarter(self.quarters[place].code) for place in (0, -1))
        return first[0], last[-1]

    def count_furthest(self, step: str, group: str = "") -> PublishedSum:
        """Those who came to a step and no further.

        Args:
            step: its code.
            group: “breakdown=value”, or everybody.
        """
        breakdown, _, value = group.partition("=")
        cell = f"step_{breakdown}={step}.{value}" if group else f"step={step}"
        told = self.cells.get(cell)
        return sum_published_figures(
            [told[place] if told else 0 for place in self._list_quarters_of_group(group)]
        )

    def _list_quarters_of_group(self, group: str) -> list[int]:
        """The quarters in which anybody of a group is published: noughts of the others would hide nobody known."""
        breakdown, _, value = group.partition("=")
        cells = [f"step_{breakdown}={step}.{value}" if group else f"step={step}" for step in STEP_CODES]
        rows = [self.cells[cell] for cell in cells if cell in self.cells]
        return [place for place, told in enumerate(zip(*rows, strict=True)) if any(told)]

    def count_at_least(self, step: str, group: str = "") -> PublishedSum:
        """Those who came to a step or further; as `count_furthest`."""
        found = PublishedSum(0, 0)
        for each in STEP_CODES[STEP_CODES.index(step) :]:
            found += self.count_furthest(each, group)
        return found


def get_take_up_figures(
    actor: Actor, area_code: str, *, published_by: datetime.date | None = None
) -> TakeUpFigures:
    """The published figures of the newest four quarters. Two statements.

    Args:
        actor: who reads.
        area_code: of a police force area or the country.
        published_by: leaves out what was published after this day, such as the day of a decision.

    Returns:
        Without quarters where nothing is published.
    """
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    known = [
        each
        for each in list_published_quarters()
        if published_by is None or to_london(each.published_at).date() <= published_by
    ]
    quarters = known[:MOST_QUARTERS][::-1]
    if not quarters:
        return TakeUpFigures([], {})
    found = read_area_figures(area_code, [quarter.code for quarter in quarters])
    cells = defaultdict[str, list[int]](lambda: [0] * len(quarters))
    for place, quarter in enumerate(quarters):
        for cell, people in found.get((quarter.code, TAKE_UP.key), {}).items():
            cells[cell][place] = people
    return TakeUpFigures(quarters, dict(cells))
