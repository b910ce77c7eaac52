"""Measures of the same people are drawn together, as one table: else one count would be drawn twice, and told as two.

A measure that counts some of the people of another (those whose wait is known) is a part of it; the others are the
rest, which is published nowhere. So figures of the same people are the same wherever they stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from handrail.insight.disclosure.attacker import MeasureCountingPeopleOfAnotherMeasure
from handrail.insight.disclosure.count_table import CountTable, CountTableCellKey, make_count_table
from handrail.insight.measures.breakdowns import REST, SHARE, WITHIN
from handrail.insight.measures.conditions import EVERY_FACT
from handrail.insight.measures.measure import Measure

IN, OUT = "in", "out"
IN_PREFIX: Final = f"{IN}."
OUT_OF_SPLIT: Final = f"{OUT}.{OUT}"


class MeasureGroupTableBreakdown(NamedTuple):
    """Where a breakdown of a measure lies in the family's table. `prefix` stands before its values there.

    `parents`: the breakdowns of the table that it adds up to, in the order of the parts of its values.
    """

    code: str
    prefix: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupOfMeasuresOfSameFacts:
    """Measures of the same facts. `whole` counts all of their people; each other one the same people, or a part."""

    whole: Measure
    measures: tuple[Measure, ...]

    def is_part(self, measure: Measure) -> bool:
        """Whether it counts some of the people alone."""
        return measure.where != self.whole.where

    def find_part_key(self, measure: Measure) -> str:
        """The key of the first measure with the same condition: parts of the same people coincide."""
        return next(each.key for each in self.measures if each.where == measure.where)

    def find_breakdown(self, measure: Measure, code: str) -> MeasureGroupTableBreakdown:
        """Where a breakdown of a measure, or its whole, lies."""
        name = f"{SHARE}.{measure.key}" if code == SHARE else code
        if not self.is_part(measure):
            return MeasureGroupTableBreakdown(name, "", measure.parents.get(code, ()))
        part = self.find_part_key(measure)
        if not code:
            return MeasureGroupTableBreakdown(f"of.{part}", "", ())
        return MeasureGroupTableBreakdown(f"{part}.{name}", IN_PREFIX, (f"of.{part}",))

    def move_counts_to_family_cells(
        self, measure: Measure, counts: Mapping[CountTableCellKey, int]
    ) -> dict[CountTableCellKey, int]:
        """Numbers of a measure's cells, under the family's.

        Args:
            measure: one of the family.
            counts: by the measure's own cells.
        """
        places = {code: self.find_breakdown(measure, code) for code in ("", *measure.breakdown_codes)}
        whole = IN if self.is_part(measure) else ""
        found = dict[CountTableCellKey, int]()
        for (area, code, value), number in counts.items():
            name, prefix, _ = places[code]
            found[CountTableCellKey(area, name, prefix + value if code else whole)] = number
        return found

    def get_counts_of_measure(self, table: CountTable, measure: Measure) -> dict[CountTableCellKey, int]:
        """What the family's table holds of one measure, under the measure's own cells."""
        places = {self.find_breakdown(measure, code).code: code for code in ("", *measure.breakdown_codes)}
        prefix = IN_PREFIX if self.is_part(measure) else ""
        found = dict[CountTableCellKey, int]()
        for key, number in table.counts.items():
            if (code := places.get(key.breakdown)) is None or key.value in (OUT, OUT_OF_SPLIT):
                continue
            found[CountTableCellKey(key.area, code, key.value.removeprefix(prefix) if code else "")] = number
        return found


def list_groups_of_measures_of_same_facts(measures: Iterable[Measure]) -> list[GroupOfMeasuresOfSameFacts]:
    """Families of measures of the same facts; without a measure of all of them, those of the same condition.

    Raises:
        ValueError: a part has a breakdown that splits another one further: that is not drawn yet.
    """
    groups = dict[tuple[object, ...], list[Measure]]()
    listed = list(measures)
    whole = {measure.of for measure in listed if measure.where == EVERY_FACT}
    for measure in listed:
        key = (measure.of,) if measure.of in whole else (measure.of, measure.where)
        groups.setdefault(key, []).append(measure)
    families = []
    for some in groups.values():
        first = next((each for each in some if each.where == EVERY_FACT), some[0])
        family = GroupOfMeasuresOfSameFacts(first, tuple(some))
        if any(family.is_part(each) and each.parents for each in some):
            raise ValueError(first.key)
        families.append(family)
    return families


def make_count_table_of_measure_group(
    family: GroupOfMeasuresOfSameFacts, counts: Mapping[str, Mapping[CountTableCellKey, int]]
) -> CountTable:
    """The table of a family, of the areas and values where somebody was counted: all others are nought.

    Args:
        family: whose.
        counts: true counts of the areas by measure, without the country's.

    Returns:
        The table that is drawn.
    """
    cells = dict[CountTableCellKey, int]()
    for measure in family.measures:
        cells |= family.move_counts_to_family_cells(measure, counts.get(measure.key, {}))
    parents = _list_parents_of_breakdowns(family)
    for measure in family.measures:
        if family.is_part(measure):
            cells |= _count_people_outside_part(family, measure, cells)
    cells = {key: people for key, people in cells.items() if people}
    values = _list_shown_values_of_measure_group(family, {(key.breakdown, key.value) for key in cells})
    shown = {code: coarser for code, coarser in parents.items() if code in values}
    return make_count_table(sorted({key.area for key in cells}), values, cells, shown)


def _list_parents_of_breakdowns(family: GroupOfMeasuresOfSameFacts) -> dict[str, tuple[str, ...]]:
    places = [family.find_breakdown(each, code) for each in family.measures for code in each.breakdown_codes]
    return {place.code: place.parents for place in places if place.parents}


def _count_people_outside_part(
    family: GroupOfMeasuresOfSameFacts, measure: Measure, cells: Mapping[CountTableCellKey, int]
) -> dict[CountTableCellKey, int]:
    """Those who are not in the part: a cell of its own, and one beside each of its splits, so that all add up."""
    part = family.find_breakdown(measure, "").code
    found = dict[CountTableCellKey, int]()
    for area in {key.area for key in cells}:
        rest = cells[CountTableCellKey(area)] - cells.get(CountTableCellKey(area, part, IN), 0)
        found[CountTableCellKey(area, part, OUT)] = rest
        for code in measure.breakdown_codes:
            found[CountTableCellKey(area, family.find_breakdown(measure, code).code, OUT_OF_SPLIT)] = rest
    return found


def _list_shown_values_of_measure_group(
    family: GroupOfMeasuresOfSameFacts, found: set[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    values = dict[str, tuple[str, ...]]()
    for measure in family.measures:
        if family.is_part(measure):
            values[family.find_breakdown(measure, "").code] = (IN, OUT)
        for breakdown in measure.by:
            place = family.find_breakdown(measure, breakdown.code)
            values[place.code] = _list_table_values_of_breakdown(place, breakdown.codes)
        if measure.share:
            place = family.find_breakdown(measure, SHARE)
            values[place.code] = _list_table_values_of_breakdown(place, (WITHIN, REST))
    shown = {code: tuple(value for value in some if (code, value) in found) for code, some in values.items()}
    return {code: some for code, some in shown.items() if some}


def _list_table_values_of_breakdown(
    place: MeasureGroupTableBreakdown, codes: Iterable[str]
) -> tuple[str, ...]:
    rest = (OUT_OF_SPLIT,) if place.prefix else ()
    return (*(place.prefix + code for code in codes), *rest)


def list_measures_counting_same_people(
    measures: Iterable[Measure],
) -> list[MeasureCountingPeopleOfAnotherMeasure]:
    """What anybody can read in the definitions: which measures count the same people, or some of another's."""
    return [
        MeasureCountingPeopleOfAnotherMeasure(
            measure.key, family.whole.key, is_all=not family.is_part(measure)
        )
        for family in list_groups_of_measures_of_same_facts(measures)
        for measure in family.measures
        if measure != family.whole
    ]
