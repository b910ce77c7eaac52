"""Gaps as their page shows them: needs by phase, what is missing most often, districts, and the phases compared."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.urls import reverse
from markupsafe import Markup

from handrail.directory.forms import PHASES
from handrail.directory.need_and_service_kinds import NEEDS
from handrail.insight.measures.breakdowns import DISTRICT, NOT_KNOWN_WORDS
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.provision_gaps.heat_map import get_heat_map_shade_of_count
from handrail.insight.provision_gaps.provision_states import (
    NONE,
    SERVED,
    STATE_TAGS,
    STATE_WORDS,
    WAITING,
    find_provision_state,
)
from handrail.insight.provision_gaps.queries import AreaProvisionGaps
from handrail.insight.publication.definitions import MeasureDefinitionWords, describe_measure
from handrail.insight.publication.months_and_quarters import format_month, format_short_month
from handrail.insight.review_gaps.gap_codes import NO_SERVICE
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.documents.charts import render_drawing_for_every_width
from handrail.platform.documents.document_tree import BarChart, LineChart
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import plural

UNMET: Final = "needs-unmet"
PHASE_MEASURES: Final = (
    ("needs", "People with a new need"),
    ("offers", "People who were offered a service"),
    ("needs-unmet", "People with a need unmet for three months"),
)
PHASE_HEADS: Final = {"before": "Before", "during": "In NRM", "after": "After", "outside": "Outside"}
"""Short enough for two cells side by side on a phone."""
MOST_OFTEN: Final = 5
ABOUT_UNMET_NEEDS: Final = (
    "A person is counted when a need has gone unmet for three months. Someone with several unmet needs may be "
    "counted more than once."
)
"""The measure's fact is the day on which a need had been open for three months: it is one fact for each need."""
ABOUT_ROUNDED_MONTHS: Final = (
    "Each month is rounded to a multiple of five, within four of the true number: 0 may mean a few people."
)


class NeedAndPhaseProvisionGapCell(NamedTuple):
    """One need in one phase. `people`: unmet for three months; `act_href` where an action can be made of it."""

    phase: str
    head: str
    tag: tuple[str, str]
    limits: str
    people: int
    actions: list[ReviewedGap]
    act_href: str


class NeedGapRow(NamedTuple):
    """One need over the phases."""

    need: str
    name: str
    cells: list[NeedAndPhaseProvisionGapCell]

    @property
    def is_served_throughout(self) -> bool:
        """Nothing in this row is for anybody to act on: it is named below the table."""
        words = STATE_WORDS[SERVED]
        return all(cell.tag[1] == words and not cell.people and not cell.actions for cell in self.cells)


class DistrictUnmetNeedsByPhaseRow(NamedTuple):
    """One district over the phases: words, people with an unmet need, and how dark their cell is."""

    name: str
    people: int
    by_phase: list[tuple[str, int, int]]


class MeasureByPhaseRow(NamedTuple):
    """One measure over the phases."""

    name: str
    by_phase: list[tuple[str, int]]
    definition: MeasureDefinitionWords


def list_need_gap_rows(gaps: AreaProvisionGaps, *, may_act: bool) -> list[NeedGapRow]:
    """Every need in every phase.

    Args:
        gaps: of the area.
        may_act: whether the reader may make an action of a gap.
    """
    return [
        NeedGapRow(
            need.code, need.name, [_make_gap_cell(gaps, need.code, *phase, may_act) for phase in PHASES]
        )
        for need in NEEDS
    ]


def _make_gap_cell(
    gaps: AreaProvisionGaps, need: str, phase: str, phase_name: str, may_act: bool
) -> NeedAndPhaseProvisionGapCell:
    state = find_provision_state(gaps.services, need, phase)
    actions = [row for row in gaps.actions if row.need == need and row.phase == phase]
    href = _get_add_action_on_gap_href(need, phase) if may_act and state.code == NONE and not actions else ""
    people = gaps.count(UNMET, f"need_phase={need}.{phase}")
    shown = WAITING if state.code == SERVED and people else state.code
    return NeedAndPhaseProvisionGapCell(
        phase_name,
        PHASE_HEADS[phase],
        (STATE_TAGS[shown], STATE_WORDS[shown]),
        state.limits,
        people,
        actions,
        href,
    )


def _get_add_action_on_gap_href(need: str, phase: str) -> str:
    return f"{reverse('provision_action')}?gap={NO_SERVICE}&need={need}&phase={phase}"


def describe_gaps_without_service_or_action(rows: list[NeedGapRow]) -> str:
    """How many cells have nothing and no open action, in a sentence; each is one need in one phase."""
    unserved = [cell for row in rows for cell in row.cells if cell.tag[1] == STATE_WORDS[NONE]]
    without = sum(not cell.actions for cell in unserved)
    if not unserved:
        return "No need is without a service."
    if not without:
        return "Every need with no service has an action."
    gaps = plural(without, "gap has", "gaps have")
    return msg("{gaps} no service and no action. A gap is one need in one phase.", gaps=gaps)


def list_needs_missing_most_often(gaps: AreaProvisionGaps) -> list[tuple[str, int]]:
    """The five needs that most people had unmet, by published figures, and those that as many had as the fifth."""
    found = [(need.name, gaps.count(UNMET, f"need={need.code}")) for need in NEEDS]
    most = sorted((row for row in found if row[1]), key=lambda row: -row[1])
    least = most[:MOST_OFTEN][-1][1] if most else 0
    return [row for row in most if row[1] >= least]


def draw_bars_of_missing_needs(rows: list[tuple[str, int]]) -> Markup:
    """The same as bars; empty where nobody is shown."""
    if not rows:
        return Markup()
    alt = msg("Most common unmet needs: {name}, {people} people.", name=rows[0][0], people=rows[0][1])
    return render_drawing_for_every_width(BarChart(tuple(rows)), alt=alt)


def draw_line_of_unmet_needs(by_month: Sequence[tuple[str, int]]) -> Markup:
    """People with a need unmet for three months, by month; empty where nobody is shown."""
    if len(by_month) < 2 or not any(people for _, people in by_month):
        return Markup()
    (first, begins), (last, ends) = by_month[0], by_month[-1]
    most = max(by_month, key=lambda row: row[1])
    alt = msg(
        "People with a need unmet for three months: {begins} in {first}, {ends} in {last}, most in {most}: {people}.",
        begins=begins,
        first=format_month(first),
        ends=ends,
        last=format_month(last),
        most=format_month(most[0]),
        people=most[1],
    )
    points = tuple((format_short_month(month), people) for month, people in by_month)
    return render_drawing_for_every_width(LineChart(points), alt=alt)


def list_district_gap_rows(gaps: AreaProvisionGaps) -> list[DistrictUnmetNeedsByPhaseRow]:
    """Districts of the reader's own area in which somebody had an unmet need, most people first."""
    by_phase = {
        code: [(words, gaps.count(UNMET, f"district_phase={code}.{phase}")) for phase, words in PHASES]
        for code in DISTRICT.codes
    }
    most = max(people for cells in by_phase.values() for _, people in cells)
    rows = [
        DistrictUnmetNeedsByPhaseRow(
            name,
            people,
            [(words, number, get_heat_map_shade_of_count(number, most)) for words, number in by_phase[code]],
        )
        for code, name in DISTRICT.values
        if (people := gaps.count(UNMET, f"district={code}"))
    ]
    return sorted(rows, key=lambda row: (row.name == NOT_KNOWN_WORDS, -row.people, row.name))


def list_phase_gap_rows(gaps: AreaProvisionGaps) -> list[MeasureByPhaseRow]:
    """Needs, offers and gaps before, during, after and outside the NRM."""
    return [
        MeasureByPhaseRow(
            name,
            [(words, gaps.count(measure, f"phase={phase}")) for phase, words in PHASES],
            describe_measure(MEASURES_BY_KEY[measure]),
        )
        for measure, name in PHASE_MEASURES
    ]
