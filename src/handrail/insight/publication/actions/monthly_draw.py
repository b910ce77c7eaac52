"""Drawing a month: true counts become figures once, are stored frozen, and are what every page and file shows."""

import datetime
import hashlib
import json
from collections import defaultdict
from importlib.metadata import version
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.insight.disclosure.count_table import COUNTRY, CountTableCellKey
from handrail.insight.disclosure.random_rounding import round_month_tables_near_quarter_totals
from handrail.insight.facts.actions.export import EXPORTER, rebuild_all_case_facts
from handrail.insight.facts.stored_facts import open_stored_facts
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.counting_sql import TrueCount
from handrail.insight.measures.engines import count_facts
from handrail.insight.measures.measure import Measure
from handrail.insight.publication.count_families import (
    GroupOfMeasuresOfSameFacts,
    list_groups_of_measures_of_same_facts,
    make_count_table_of_measure_group,
)
from handrail.insight.publication.definitions import describe_measure
from handrail.insight.publication.late_counts import (
    LOOKED_BACK_MONTHS,
    LateCountKey,
    count_records_of_earlier_months,
    draw_late_figures,
    keep_counts_for_next_draw,
    list_measures_with_late_counts,
)
from handrail.insight.publication.models import AreaFigures, LateRecords, Publication
from handrail.insight.publication.months_and_quarters import get_quarter_of_month, shift_month
from handrail.insight.publication.true_count_files import (
    read_counts_of_earlier_months,
    read_true_counts,
    write_counts_of_earlier_months,
    write_true_counts,
)
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

FIRST_BATCH_MONTHS: Final = 12
"""How many months the first draw goes back, so that a chart has something to show."""


@acting_as_system(SystemActor.INSIGHT)
def publish_month_of_figures(month: str, *, today: datetime.date) -> Publication:
    """Draw and publish one month: after its end, once, and after the month before it.

    Args:
        month: “2026-10”.
        today: the day on which it is drawn.

    Returns:
        The publication with its figures stored.

    Raises:
        ActionNotPossibleError: the month has not ended, was drawn, or does not follow the last one.
        RoundingNotPossibleError: no figures add up; nothing is stored.
        MissingOrWrongFactFileError: facts, or the counts of an earlier month of the quarter, are missing.
    """
    _raise_unless_month_is_next(month, today)
    rebuild_all_case_facts()
    with open_stored_facts(shift_month(month, -LOOKED_BACK_MONTHS)) as database:
        counted = count_facts(database, MEASURES, month, month)
        return _publish_month_of_figures(month, counted, count_records_of_earlier_months(database, month))


@acting_as_system(SystemActor.INSIGHT)
def publish_months_of_figures_until(
    today: datetime.date, *, first_months: int = FIRST_BATCH_MONTHS
) -> list[str]:
    """Draw every month that has ended and was not drawn, in order.

    Args:
        today: the day on which they are drawn.
        first_months: how far to go back the first time; then to the beginning of that quarter.

    Returns:
        The months that were drawn, as “2026-10”.
    """
    last = shift_month(f"{today:%Y-%m}", -1)
    newest = Publication.objects.order_by("-month").values_list("month", flat=True).first()
    month = shift_month(newest, 1) if newest else _get_first_month_to_publish(last, first_months)
    if month > last:
        return []
    rebuild_all_case_facts()
    drawn = []
    with open_stored_facts(shift_month(month, -LOOKED_BACK_MONTHS)) as database:
        counted = count_facts(database, MEASURES, month, last)
        while month <= last:
            of_month = [each for each in counted if each.month == month]
            _publish_month_of_figures(month, of_month, count_records_of_earlier_months(database, month))
            drawn.append(month)
            month = shift_month(month, 1)
    return drawn


def _get_first_month_to_publish(last: str, months: int) -> str:
    """The first of a quarter, so many months back."""
    back = shift_month(last, 1 - months)
    return shift_month(back, -((int(back[5:]) - 1) % 3))


def _raise_unless_month_is_next(month: str, today: datetime.date) -> None:
    newest = Publication.objects.order_by("-month").values_list("month", flat=True).first()
    if month >= f"{today:%Y-%m}":
        raise ActionNotPossibleError(f"{month} has not ended.")
    if newest and month != shift_month(newest, 1):
        raise ActionNotPossibleError(f"The next month to draw is {shift_month(newest, 1)}.")


def _publish_month_of_figures(
    month: str, counted: list[TrueCount], earlier: dict[LateCountKey, int]
) -> Publication:
    """Draw all measures, and keep figures and true counts.

    Args:
        month: that is drawn.
        counted: its true counts.
        earlier: what the year before holds by now.
    """
    carried, drawn, within = (
        _get_carried_rounding_errors(month),
        dict[str, dict[CountTableCellKey, int]](),
        list[int](),
    )
    truth, counts = dict[str, dict[CountTableCellKey, int]](), _get_counts_by_measure(counted)
    families = list_groups_of_measures_of_same_facts(MEASURES)
    tables = [make_count_table_of_measure_group(family, counts) for family in families]
    carried_over = [_map_carried_errors_to_measure_group_cells(family, carried) for family in families]
    draws = round_month_tables_near_quarter_totals(list(zip(tables, carried_over, strict=True)))
    for family, table, (figures, tolerance) in zip(families, tables, draws, strict=True):
        within.append(tolerance)
        for measure in family.measures:
            drawn[measure.key] = family.get_counts_of_measure(figures, measure)
            truth[measure.key] = family.get_counts_of_measure(table, measure)
    definitions = {measure.key: describe_measure(measure) for measure in MEASURES if measure.public}
    rows = [row for measure in MEASURES for row in _make_area_figures_rows(measure, drawn[measure.key])]
    published = frozenset(Publication.objects.values_list("month", flat=True))
    late = _draw_late_records(earlier)
    content = json.dumps(
        [
            definitions,
            [[row.measure, row.area_code, row.figures] for row in rows],
            [[row.measure, row.area_code, row.added, row.removed] for row in late],
        ],
        sort_keys=True,
    )
    with transaction.atomic():
        try:
            publication = Publication.objects.create(
                month=month,
                drawn_at=timezone.now(),
                quarter_within=max(within),
                release=version("handrail"),
                definitions=definitions,
                sha256=hashlib.sha256(content.encode()).hexdigest(),
            )
        except IntegrityError:
            raise ActionNotPossibleError(f"{month} was drawn meanwhile.") from None
        for row in rows:
            row.publication = publication
        for record in late:
            record.publication = publication
        AreaFigures.objects.bulk_create(rows)
        LateRecords.objects.bulk_create(late)
        write_audit_record(who=EXPORTER, verb="published figures", about=None, why=month)
        write_true_counts(month, _get_counts_by_joined_cell_name(truth))
        known = earlier | _get_counts_of_people_by_area(month, truth)
        write_counts_of_earlier_months(keep_counts_for_next_draw(month, published, known))
    return publication


def _draw_late_records(earlier: dict[LateCountKey, int]) -> list[LateRecords]:
    """What came and went since the draw before: rows without their publication."""
    return [
        LateRecords(
            measure=measure,
            area_code=area,
            added=drawn.added.get(area, 0),
            removed=drawn.removed.get(area, 0),
        )
        for measure, drawn in draw_late_figures(earlier, read_counts_of_earlier_months()).items()
        for area in sorted(drawn.added.keys() | drawn.removed.keys())
    ]


def _get_counts_of_people_by_area(
    month: str, truth: dict[str, dict[CountTableCellKey, int]]
) -> dict[LateCountKey, int]:
    """The true counts of a month that later draws hold against what its facts are then."""
    return {
        LateCountKey(measure.key, key.area, month): people
        for measure in list_measures_with_late_counts()
        for key, people in truth[measure.key].items()
        if not key.breakdown and key.area != COUNTRY and people
    }


def _get_counts_by_measure(counted: list[TrueCount]) -> dict[str, dict[CountTableCellKey, int]]:
    counts = defaultdict[str, dict[CountTableCellKey, int]](dict)
    for each in counted:
        counts[each.measure][CountTableCellKey(each.area, each.breakdown, each.value)] = each.people
    return counts


def _map_carried_errors_to_measure_group_cells(
    family: GroupOfMeasuresOfSameFacts, carried: dict[str, dict[CountTableCellKey, int]]
) -> dict[CountTableCellKey, int]:
    found = dict[CountTableCellKey, int]()
    for measure in family.measures:
        found |= family.move_counts_to_family_cells(measure, carried[measure.key])
    return found


def _make_area_figures_rows(measure: Measure, figures: dict[CountTableCellKey, int]) -> list[AreaFigures]:
    by_area = defaultdict[str, dict[str, int]](dict)
    for key, number in figures.items():
        by_area[key.area][f"{key.breakdown}={key.value}" if key.breakdown else ""] = number
    return [
        AreaFigures(measure=measure.key, area_code=area, figures=cells) for area, cells in by_area.items()
    ]


def _get_carried_rounding_errors(month: str) -> dict[str, dict[CountTableCellKey, int]]:
    """By how much the figures of the quarter's earlier months are above the truth that they were drawn from.

    Returns:
        People by cell, by measure.
    """
    earlier = [
        each
        for each in (shift_month(month, -1), shift_month(month, -2))
        if get_quarter_of_month(each) == get_quarter_of_month(month)
    ]
    carried = defaultdict[str, dict[CountTableCellKey, int]](lambda: defaultdict(int))
    rows = AreaFigures.objects.filter(publication__month__in=earlier)
    for measure, area, figures in rows.values_list("measure", "area_code", "figures"):
        for text, number in figures.items():
            carried[measure][CountTableCellKey(area, *_split_breakdown_and_value(text))] += number
    for each in Publication.objects.filter(month__in=earlier).values_list("month", flat=True):
        for text, count in read_true_counts(each).items():
            measure, area, breakdown, value = text.split("|")
            carried[measure][CountTableCellKey(area, breakdown, value)] -= count
    return carried


def _split_breakdown_and_value(text: str) -> tuple[str, str]:
    breakdown, _, value = text.partition("=")
    return breakdown, value


def _get_counts_by_joined_cell_name(counts: dict[str, dict[CountTableCellKey, int]]) -> dict[str, int]:
    return {
        "|".join((measure, *key)): count
        for measure, cells in counts.items()
        for key, count in cells.items()
        if count
    }
